"""Files that are handed in, and documents that are withdrawn.

::

    taking.hand_in      a file becomes an ``Ingestion``, its bytes an original (``originals``); the same file again is the same ingestion
    taking.take_in      a worker takes it in: reads it and stores it (``planapi.ingest``), or shows what it would change (``dry_run``)
    withdrawing         a document's rows are taken out of the data set, with a reason, and brought back

Each is a view (``views``) and a command; both call the same functions.
"""
