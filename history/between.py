"""Which rows of a table may differ between two revisions, a page at a time, at a cost that does not grow with the history.

A row is looked for at the revision in which it became what it is in the later of the two: where its last state began, or where its last state ended. So
each row comes once, and the next ones are a range of an index, ``(since, id)`` or ``(until, id)``, wherever the page is. Three stretches are read:

==========  ================================================================================================================
``there``   rows in force that were written between the two
``then``    the same of states that have ended since; none, where the later revision is the newest
``ended``   last states of rows that were removed between the two, and are not there in the later one
==========  ================================================================================================================

Some index entries are skipped because of other facts about the row (it was added and removed again). Each stretch is
read up to ``LOOKED_AT`` entries of its index, and a page ends where that ends, whether it is full or not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from psycopg import sql

LOOKED_AT = 5_000

At = tuple[int, int | str]
"""A place in the order: a revision, and the primary key of a row."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that may differ: it got its last state in ``revision``, or lost it in that (``gone``)."""

    revision: int
    pk: int | str
    key: str
    gone: bool


@dataclass(frozen=True, slots=True)
class Between:
    """What is asked of a table: ``key`` is the column of the public name, ``existed`` says of rows that are there in ``until`` whether they must have
    been there in ``since`` (None: either). ``narrowed`` are columns, each with the values of which a row has one."""

    model: Any
    key: str
    since: int
    until: int
    there: bool = True
    existed: bool | None = None
    gone: bool = True
    narrowed: Sequence[tuple[str, Sequence[str]]] = ()

    def after(self, at: At | None, *, most: int) -> tuple[list[Candidate], At | None]:
        """The next ``most`` rows after a place, in their order; and, where not all was looked at, the place up to which it was."""
        stretches: list[sql.Composable] = []
        if self.there:
            stretches += [self._stretch("there", at), self._stretch("then", at)]
        if self.gone:
            stretches.append(self._stretch("ended", at))
        if not stretches:
            return [], None
        names = ["there", "then"] * self.there + ["ended"] * self.gone
        last = sql.SQL(" union all ").join(
            sql.SQL("(select revision, pk from {} offset {} limit 1)").format(sql.Identifier(name), LOOKED_AT - 1)
            for name in names
        )
        kept = sql.SQL(" union all ").join(
            sql.SQL("select revision, pk, key, {} as gone from {} as looked where {}").format(
                name == "ended", sql.Identifier(name), self._condition(name)
            )
            for name in names
        )
        query = sql.SQL(
            "with {stretches}, edge as (select * from ({last}) as last order by revision, pk limit 1),"
            " found as (select * from ({kept}) as kept where not exists (select from edge) or (revision, pk) <= (select revision, pk from edge)"
            " order by revision, pk limit {most})"
            " select revision, pk, key, gone from found union all select revision, pk, null, null from edge"
        ).format(stretches=sql.SQL(", ").join(stretches), last=last, kept=kept, most=most)
        with connection.cursor() as cursor:
            cursor.execute(query)
            rows = cursor.fetchall()
        found = sorted((Candidate(*row) for row in rows if row[2] is not None), key=lambda one: (one.revision, one.pk))
        return found, next(((row[0], row[1]) for row in rows if row[2] is None), None)

    def _stretch(self, name: str, at: At | None) -> sql.Composed:
        """Entries of an index in its order."""
        revision = sql.Identifier("until" if name == "ended" else "since")
        pk = sql.Identifier(self.model._meta.pk.column)  # noqa: SLF001 Django documents it
        where: list[sql.Composable] = [
            sql.SQL("{} > {} and {} <= {}").format(revision, self.since, revision, self.until)
        ]
        if name == "ended":
            where.append(sql.SQL("gone"))
        if name == "then":
            where.append(sql.SQL("until > {}").format(self.until))
        if at is not None:
            where.append(sql.SQL("({}, {}) > ({}, {})").format(revision, pk, at[0], at[1]))
        where += [
            sql.SQL("{} = any({}::text[])").format(sql.Identifier(column), list(values))
            for column, values in self.narrowed
        ]
        ended = sql.SQL("null::integer") if name == "there" else sql.Identifier("until")
        return sql.SQL(
            "{name} as materialized (select {revision} as revision, {pk} as pk, {key} as key, since, {ended} as until from {table}"
            " where {where} order by {revision}, {pk} limit {most})"
        ).format(
            name=sql.Identifier(name),
            revision=revision,
            pk=pk,
            key=sql.Identifier(self.key),
            ended=ended,
            table=self._table("public" if name == "there" else "history"),
            where=sql.SQL(" and ").join(where),
            most=LOOKED_AT,
        )

    def _condition(self, name: str) -> sql.Composable:
        """Which entries of a stretch are of rows that are asked for."""
        # what a row's public name was in force as, before and after
        before = self._exists("history", sql.SQL("since <= {0} and until > {0}").format(self.since))
        parts: list[sql.Composable]
        if name == "ended":
            parts = [
                sql.SQL("(since <= {} or {})").format(self.since, before),
                sql.SQL("not {}").format(self._exists("public", sql.SQL("since <= {}").format(self.until))),
                sql.SQL("not {}").format(
                    self._exists("history", sql.SQL("since <= {0} and until > {0}").format(self.until))
                ),
                sql.SQL("not {}").format(
                    self._exists("history", sql.SQL("until > looked.until and until <= {}").format(self.until))
                ),
            ]
        else:
            parts = [sql.SQL("true")]
            if self.existed is not None:
                parts.append(before if self.existed else sql.SQL("not {}").format(before))
        return sql.SQL(" and ").join(parts)

    def _exists(self, schema: str, condition: sql.Composable) -> sql.Composed:
        key = sql.Identifier(self.key)
        return sql.SQL("exists (select from {} as other where other.{} = looked.key and {})").format(
            self._table(schema), key, condition
        )

    def _table(self, schema: str) -> sql.Identifier:
        return sql.Identifier(schema, self.model._meta.db_table)  # noqa: SLF001 Django documents it
