"""The past of the data set: every write that changes anything makes a revision, and every revision can be asked again.

::

    public.indicators_observation     the rows in force; ``since`` is the revision that gave a row its present content
    history.indicators_observation    every earlier state of a row, in force from ``since`` up to, not including, ``until``
    pinned.indicators_observation     a view of both: the rows as they were in the revision of ``planapi.pinned``

A trigger saves every row that an UPDATE or a DELETE replaces or removes. A request that asks for ``revision=12`` finds
the schema ``pinned`` first in its ``search_path``, under the same table names: every query answers as of then, and no
query knows of it. Why it is built so: docs/decisions/0006-revisions.md.
"""
