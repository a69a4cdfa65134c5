"""A corpus in a database: a sample of documents through the real pipeline, and all the others by COPY from what that made of them.

::

    migrate                         the site's own tables, nothing else
    24 documents, ingested          texts varied, read by every reader, stored as any document is
    24 templates                    those documents with holes (``bench.templates``)
    documents by the thousand       rendered, and copied in; all in one revision
    indexes, constraints, VACUUM    taken away before, made again after: so PostgreSQL itself says that all refers to something

What was done is written down in the database (schema ``bench``), in the transaction that did it: a run that was broken off goes on where it stopped, and a
larger corpus begins from a smaller one.
"""

import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction

from bench.places import Place, places
from bench.templates import CHILDREN, TABLES, Making, Row, Template
from bench.varying import Original, compose, read_originals
from districts.models import District
from districts.reading.divisions import division
from districts.storing import store_divisions
from indicators.deriving import derive
from indicators.models import Stale
from planapi.ingest import ingest
from text.vocabulary import DocumentKind

# Of each district, in this order: three plans and three reports.
DOCUMENTS = [
    (kind, year)
    for plan, report in ((2021, 2023), (2016, 2022), (2011, 2021))
    for kind, year in (("plan", plan), ("report", report))
]
DENSITY = 555
"""Observations a document: ten million of eighteen thousand."""
_BATCH = 20
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f", "v": "\v"}

STATE = """
create schema if not exists bench;
create table if not exists bench.corpus (
  seed integer, sample integer, density integer, revision integer, copied integer not null, next_id bigint, ready boolean not null
);
create table if not exists bench.definition (position serial primary key, make text not null);
"""
# Foreign keys first, then what they point at; made again in the reverse order.
DEFINITIONS = """
select * from (
  select case c.contype when 'f' then 1 else 2 end as turn,
    format('alter table %%s drop constraint %%I', c.conrelid::regclass, c.conname) as remove,
    format('alter table %%s add constraint %%I %%s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) as make
  from pg_constraint c where (c.contype in ('f', 'u') and c.conrelid = any(%(tables)s::regclass[]))
    or (c.contype = 'f' and c.confrelid = any(%(tables)s::regclass[]))
  union all
  select 3, format('drop index %%s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
  from pg_index i where i.indrelid = any(%(tables)s::regclass[]) and not i.indisprimary
    and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid and c.conrelid = i.indrelid)
) as found order by turn, make
"""


class Corpus:
    """A corpus in the database that Django has as its own."""

    def __init__(self, *, seed: int, sample: int, density: int = DENSITY, tell: Any = None) -> None:
        self.tell = tell or (lambda line: None)
        call_command("migrate", verbosity=0)
        with connection.cursor() as cursor:
            # Of two that would fill one database, the second waits.
            cursor.execute("select pg_advisory_lock(hashtextextended('bench.corpus', 0))")
            cursor.execute(STATE)
            cursor.execute("select seed, sample, density from bench.corpus")
            self.seed, self.sample, self.density = cursor.fetchone() or self._begin(
                seed, max(sample, len(DOCUMENTS)), density
            )
        self.places = places(self.seed)
        self._known: set[str] = set()

    def _begin(self, *numbers: int) -> tuple[int, ...]:
        with connection.cursor() as cursor:
            cursor.execute("insert into bench.corpus values (%s, %s, %s, null, 0, null, false)", numbers)
        return numbers

    def fill(self, observations: int) -> int:
        """Have at least so many observations, and everything else that goes with them; returns how many there are.

        They are fewer where there are no more documents.
        """
        held = self.count()
        if held >= observations and self._state()["ready"]:
            return held
        self.ingest_sample()
        templates = self.templates()
        self.take_indexes_away()
        held = self.count()
        started, copied = time.monotonic(), self._state()["copied"]
        while held < observations and (more := self.copy(templates, copied)):
            held += more
            copied += _BATCH
            if copied % 200 < _BATCH:
                self.tell(
                    f"{held:,} observations in {copied + self.sample:,} documents, {time.monotonic() - started:.0f} s"
                )
        self.put_indexes_back()
        return held

    # ── The sample ──────────────────────────────────────────────────────────────────────────────────────────────────

    def documents(self) -> Iterator[tuple[Place, str, int]]:
        """Every document that a corpus may have, in its order: the sample first."""
        for place in self.places:
            for kind, year in DOCUMENTS:
                yield place, kind, year

    def ingest_sample(self) -> None:
        """The first documents, each of a real document, by the real pipeline; those that are held are not read again."""
        originals = read_originals()
        with tempfile.TemporaryDirectory() as folder:
            for number, (place, kind, year) in zip(range(self.sample), self.documents(), strict=False):
                started = time.process_time()
                chance = random.Random(f"sample {self.seed} {number}")
                text = compose(
                    _original(originals, kind, number),
                    originals,
                    place,
                    year=year,
                    observations=self.density,
                    chance=chance,
                )
                path = Path(folder) / f"{place.code}_{place.name}_{kind}_{year}.txt"
                path.write_text(text, "utf-8")
                run = ingest(path, district_code=place.code)
                assert run.document is not None
                self.tell(f"{run.document.slug} {run.state}, {time.process_time() - started:.2f} s CPU")

    def templates(self) -> dict[tuple[str, int], list[Template]]:
        """The documents of the sample with holes, by what they are."""
        made: dict[tuple[str, int], list[Template]] = {}
        for _, (place, kind, year) in zip(range(self.sample), self.documents(), strict=False):
            slug = f"{place.code}-{kind}-{year}"
            document = self._rows("districts_document", "slug", slug)[0]
            rows = {table: self._rows(table, "document_id", slug) for table in CHILDREN}
            made.setdefault((kind, year), []).append(Making(place, document, rows).finish())
        return made

    def _rows(self, table: str, column: str, slug: str) -> list[Row]:
        """Rows as PostgreSQL writes them out: every value a string."""
        columns = _columns(table)
        query = f"copy (select {_listed(columns)} from {table} where {column} = '{slug}' order by id) to stdout"
        with connection.cursor() as cursor, cursor.copy(query) as copy:
            out = b"".join(copy).decode()
        return [dict(zip(columns, map(_unescaped, line.split("\t")), strict=True)) for line in out.splitlines()]

    # ── All the others ──────────────────────────────────────────────────────────────────────────────────────────────

    def copy(self, templates: dict[tuple[str, int], list[Template]], copied: int) -> int:
        """Copy the next documents in, in one transaction; returns how many observations they have (0: there are no more documents)."""
        wanted = list(self.documents())[self.sample + copied :][:_BATCH]
        if not wanted:
            return 0
        with transaction.atomic(), connection.cursor() as cursor:
            revision, first = self._revision(cursor)
            cursor.execute("select set_config('planapi.writing', %s, true)", [str(revision)])
            cursor.execute("set local synchronous_commit = off")
            out = {table: StringIO() for table in TABLES}
            observations = 0
            for number, (place, kind, year) in enumerate(wanted):
                self._know(place)
                chance = random.Random(f"copy {self.seed} {copied + number}")
                template, rows = self._render(
                    templates[kind, year], place, chance, number=first + number, revision=revision
                )
                observations += template.observations
                for table, text in rows.items():
                    out[table].write(text)
            for table, text in out.items():
                with cursor.copy(f"copy {table} ({_listed(_columns(table))}) from stdin") as copy:
                    copy.write(text.getvalue())
            cursor.execute("update bench.corpus set copied = %s, next_id = %s", [copied + _BATCH, first + _BATCH])
        return observations

    def _render(
        self, templates: Sequence[Template], place: Place, chance: random.Random, **numbers: int
    ) -> tuple[Template, dict[str, str]]:
        for _ in range(20):
            template = chance.choice(templates)
            if (rows := template.render(place, chance, **numbers)) is not None:
                return template, rows
        raise AssertionError(f"two names of every document are the same in {place}")

    def _revision(self, cursor: Any) -> tuple[int, int]:
        """The one revision of all that is copied, and the number of the next document."""
        state = self._state()
        if state["revision"] is None:
            cursor.execute("select history.writing_revision()")
            revision = cursor.fetchone()[0]
            cursor.execute("select coalesce(max(id), 0) + 1 from districts_document")
            cursor.execute("update bench.corpus set revision = %s, next_id = %s", [revision, cursor.fetchone()[0]])
            state = self._state()
        return state["revision"], state["next_id"]

    def _know(self, place: Place) -> None:
        """Have a district, and what is above it, in the table."""
        if place.code in self._known:
            return
        if place.made_up:
            above = District(code=place.parent, name=place.city, name_en=f"City {place.parent}", level="prefecture")
            own = District(
                code=place.code, name=place.name, name_en=f"District {place.code}", level="county", parent=above
            )
            for one in (above, own):
                District.objects.bulk_create([one], ignore_conflicts=True)
            self._known.add(place.code)
        else:
            store_divisions(division(place.code))
            self._known |= set(District.objects.values_list("code", flat=True))

    # ── Indexes ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def take_indexes_away(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
            cursor.execute(DEFINITIONS, {"tables": list(TABLES)})
            found = cursor.fetchall()
            for _, remove, _ in found:
                cursor.execute(remove)
            cursor.executemany(
                "insert into bench.definition (make) values (%s)", [[make] for _, _, make in reversed(found)]
            )
            cursor.execute("update bench.corpus set ready = false")

    def put_indexes_back(self) -> None:
        """Make again what was taken away, one after the other, each for good; and what the copied documents lack."""
        with connection.cursor() as cursor:
            cursor.execute("set maintenance_work_mem = '1GB'; set max_parallel_maintenance_workers = 2")
            cursor.execute("select position, make from bench.definition order by position")
            for position, make in cursor.fetchall():
                started = time.monotonic()
                with transaction.atomic():
                    cursor.execute(make)
                    cursor.execute("delete from bench.definition where position = %s", [position])
                if (seconds := time.monotonic() - started) > 5:
                    self.tell(f"{seconds:.0f} s: {make[:110]}")
            cursor.execute(
                "select setval(pg_get_serial_sequence('districts_document', 'id'), max(id)) from districts_document"
            )
            cursor.execute(
                """insert into districts_ingestrun (source_name, sha256, document_id, state, started_at, finished_at, reader_version, counts, notes,
                  findings, error, detail)
                select source_name, sha256, id, 'succeeded', ingested_at, ingested_at, reader_version, '{}', '{}', '[]', '', '' from districts_document d
                where not exists (select 1 from districts_ingestrun r where r.document_id = d.id)"""
            )
            cursor.execute("reset maintenance_work_mem")
            self.work_out()
            cursor.execute("update bench.corpus set ready = true")
            if not connection.in_atomic_block:
                cursor.execute("vacuum")
            cursor.execute("analyze")

    def work_out(self) -> None:
        """What ingesting would have worked out of the copied rows, as part of their one revision."""
        started, revision = time.monotonic(), self._state()["revision"]
        stale = Stale.objects.filter(until=None).order_by("district_code")
        codes = list(stale.values_list("district_code", flat=True).distinct())
        for start in range(0, len(codes), _BATCH):
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("select set_config('planapi.writing', %s, true)", [str(revision or "")])
                derive(codes[start : start + _BATCH])
        if codes:
            self.tell(f"{len(codes):,} districts worked out, {time.monotonic() - started:.0f} s")

    # ── What is there ───────────────────────────────────────────────────────────────────────────────────────────────

    def count(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from indicators_observation")
            return cursor.fetchone()[0]

    def _state(self) -> dict[str, Any]:
        with connection.cursor() as cursor:
            cursor.execute("select revision, copied, next_id, ready from bench.corpus")
            return dict(zip(("revision", "copied", "next_id", "ready"), cursor.fetchone(), strict=True))


def _original(originals: Sequence[Original], kind: str, number: int) -> Original:
    """The real document of which the one with this number is made: each in turn."""
    fitting = [one for one in originals if one.kind == DocumentKind(kind).value]
    return fitting[number // len(DOCUMENTS) % len(fitting)]


def _columns(table: str) -> list[str]:
    """The columns of a table in their order; but for the number of a row, which is PostgreSQL's to give."""
    with connection.cursor() as cursor:
        names = [column.name for column in connection.introspection.get_table_description(cursor, table)]
    return [name for name in names if name != "id" or table == "districts_document"]


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _unescaped(value: str) -> str | None:
    return None if value == r"\N" else _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[1]), value)


def tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
