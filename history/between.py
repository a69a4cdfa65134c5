"""Which rows of a table may differ between two revisions, a page at a time, at a cost that does not grow with the history.

A row is looked for at the revision in which it became what it is in the later of the two: where its last state began, or where its last state ended. So
each row comes once, and the next ones are a range of an index, ``(since, id)`` or ``(until, id)``, wherever the page is. Three stretches are read:

==========  ================================================================================================================
``there``   rows in force that were written between the two
``then``    the same of states that have ended since; none, where the later revision is the newest
``ended``   last states of rows that were removed between the two, and are not there in the later one
==========  ================================================================================================================

Where all entries of a stretch are rows that are asked for, as many are read as are wanted. Else some are skipped because of other facts about the row (it was
added and removed again): then up to ``LOOKED_AT`` entries of the index are read, and a page ends where that ends, whether it is full or not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, LiteralString

from django.db import models
from psycopg import sql

from history.prepared import fetch, numbered

LOOKED_AT = 5_000

At = tuple[int, int | str]
"""A place in the order: a revision, and the primary key of a row."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that may differ: it got its last state in ``revision``, or lost it in that (``gone``). ``existed``: it was there in the earlier of the two."""

    revision: int
    pk: int | str
    key: str
    gone: bool
    existed: bool


@dataclass(frozen=True, slots=True)
class Between:
    """What is asked of a table: ``key`` is the column of the public name, ``existed`` says of rows that are there in ``until`` whether they must have
    been there in ``since`` (None: either). ``narrowed`` are columns, each with the values of which a row has one. ``newest``: no later revision than
    ``until`` is to be seen."""

    model: Any
    key: str
    since: int
    until: int
    newest: bool = False
    there: bool = True
    existed: bool | None = None
    gone: bool = True
    narrowed: Sequence[tuple[str, Sequence[str]]] = ()

    def after(self, at: At | None, *, most: int) -> tuple[list[Candidate], At | None]:
        """The next ``most`` rows after a place, in their order; and, where not all was looked at, the place up to which it was."""
        names = (["there"] if self.newest else ["there", "then"]) * self.there + ["ended"] * self.gone
        if not names:
            return [], None
        shape = _Query(
            self.model,
            self.key,
            tuple(names),
            existed=self.existed,
            narrowed=tuple(column for column, _ in self.narrowed),
            placed=at is not None,
            most=_round(most),
        )
        values: dict[str, Any] = {"since": self.since, "until": self.until, "most": most}
        values |= {f"of_{column}": list(given) for column, given in self.narrowed}
        values |= dict(zip(("revision", "pk"), at, strict=True)) if at else {}
        # How many rows a district has, PostgreSQL must know to choose between its index and that of the order.
        query, places = _written(shape)
        rows = fetch(query, [values[name] for name in places], prepared=not self.narrowed)
        found = sorted((Candidate(*row) for row in rows if row[2] is not None), key=lambda one: (one.revision, one.pk))
        return found, next(((row[0], row[1]) for row in rows if row[2] is None), None)


def _round(most: int) -> int:
    """So many rows, or some more: a number of which there are few, since each makes a statement."""
    return next(size for size in (128, 1024, LOOKED_AT) if most <= size)


@dataclass(frozen=True, slots=True)
class _Query:
    """The statement of ``Between``: ``names`` are the stretches; ``placed`` says that it begins after a place."""

    model: Any
    key: str
    names: Sequence[str]
    existed: bool | None
    narrowed: Sequence[str]
    placed: bool
    most: int

    def written(self) -> str:
        stretches = sql.SQL(", ").join(self._stretch(name) for name in self.names)
        skipping = [name for name in self.names if self._condition(name) is not None]
        last = sql.SQL(" union all ").join(
            sql.SQL("(select revision, pk from {} offset {} limit 1)").format(sql.Identifier(name), LOOKED_AT - 1)
            for name in skipping
        )
        kept = sql.SQL(" union all ").join(
            sql.SQL("select revision, pk, key, {} as gone from {} as looked where {}").format(
                sql.Literal(name == "ended"), sql.Identifier(name), self._condition(name) or sql.SQL("true")
            )
            for name in self.names
        )
        found = sql.SQL(
            "with {stretches}{edge}, found as (select * from ({kept}) as kept{within} order by revision, pk limit %(most)s::integer)"
            " select revision, pk, key, gone, gone or {before} as existed from found as looked{told}"
        )
        return found.format(
            stretches=stretches,
            kept=kept,
            before=self._before(),
            edge=sql.SQL(", edge as (select * from ({}) as last order by revision, pk limit 1)").format(last)
            if skipping
            else sql.SQL(""),
            within=sql.SQL(
                " where not exists (select from edge) or (revision, pk) <= (select revision, pk from edge)"
                if skipping
                else ""
            ),
            told=sql.SQL(" union all select revision, pk, null, null, null from edge" if skipping else ""),
        ).as_string()

    def _stretch(self, name: str) -> sql.Composed:
        """Entries of an index in its order."""
        revision = sql.Identifier("until" if name == "ended" else "since")
        key = self.model._meta.pk  # noqa: SLF001 Django documents it
        pk = sql.Identifier(key.column)
        where: list[sql.Composable] = [
            sql.SQL("{} > %(since)s::integer and {} <= %(until)s::integer").format(revision, revision)
        ]
        if name == "ended":
            where.append(sql.SQL("gone"))
        if self.placed:
            kind = sql.SQL("text" if isinstance(key, models.CharField) else "bigint")
            where.append(sql.SQL("({}, {}) > (%(revision)s::integer, %(pk)s::{})").format(revision, pk, kind))
        where += [
            sql.SQL("{} = any({}::text[])").format(sql.Identifier(column), sql.Placeholder(f"of_{column}"))
            for column in self.narrowed
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
            most=LOOKED_AT if self._condition(name) is not None else self.most,
        )

    def _condition(self, name: str) -> sql.Composable | None:
        """Which entries of a stretch are of rows that are asked for; None: all are."""
        if name != "ended":
            parts = [] if self.existed is None else [sql.SQL("" if self.existed else "not ") + self._before()]
            parts += [sql.SQL("until > %(until)s::integer")] if name == "then" else []
            return sql.SQL(" and ").join(parts) if parts else None
        at_the_end = "since <= %(until)s::integer"
        return sql.SQL(" and ").join(
            [
                sql.SQL("(since <= %(since)s::integer or {})").format(self._before()),
                sql.SQL("not {}").format(self._exists("public", at_the_end)),
                sql.SQL("not {}").format(self._exists("history", f"{at_the_end} and until > %(until)s::integer")),
                sql.SQL("not {}").format(
                    self._exists("history", "until > looked.until and until <= %(until)s::integer")
                ),
            ]
        )

    def _before(self) -> sql.Composed:
        """Whether what bears a row's public name was in force in the earlier revision, and is otherwise since."""
        return self._exists("history", "since <= %(since)s::integer and until > %(since)s::integer")

    def _exists(self, schema: str, condition: LiteralString) -> sql.Composed:
        key = sql.Identifier(self.key)
        return sql.SQL("exists (select from {} as other where other.{} = looked.key and {})").format(
            self._table(schema), key, sql.SQL(condition)
        )

    def _table(self, schema: str) -> sql.Identifier:
        return sql.Identifier(schema, self.model._meta.db_table)  # noqa: SLF001 Django documents it


@lru_cache(512)
def _written(shape: _Query) -> tuple[str, list[str]]:
    return numbered(shape.written())


def tables_between(tables: Mapping[str, Any], since: int, until: int, *, newest: bool) -> list[str]:
    """Of tables by their names, with their models, those in which anything may differ between two revisions."""
    found = fetch(_any_of(tuple(tables.items()), newest), [since, until])
    return [row[0] for row in found]


@lru_cache(8)
def _any_of(tables: Sequence[tuple[str, Any]], newest: bool) -> str:
    looked = [
        ("public", "since", ""),
        ("history", "until", "gone and "),
        *([] if newest else [("history", "since", "")]),
    ]

    def anything(table: str) -> str:
        # The least is the first entry of an index, whatever PostgreSQL expects to find.
        return " or ".join(
            f"(select min({column}) from {schema}.{table} where {also}{column} > $1::integer) <= $2::integer"  # noqa: S608 names alone
            for schema, column, also in looked
        )

    return " union all ".join(
        f"select '{name}' where {anything(model._meta.db_table)}"  # noqa: SLF001
        for name, model in tables
    )
