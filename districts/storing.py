"""The only writes to districts, documents, chapters, streets, terms and special plans.

A document is replaced whole, and what is the same in the new reading stays as it is (``history.replacing``). The caller holds the transaction.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from districts.levels import parents
from districts.models import Chapter, District, Document, SpecialPlan, Subdistrict, Term
from districts.reading.appendices import AppendixReading
from districts.reading.divisions import Division, by_name, division, divisions_below
from districts.reading.documents import DocumentRead
from history.replacing import Replacement, plan_replacement
from history.rows import row_class
from text.loading.loaded import Loaded
from text.loading.media import PLAIN_TEXT
from text.loading.places import rows_of_places
from text.outline.outline import Outline
from text.sources.evidence import Evidence
from text.sources.source import Source
from text.vocabulary import ReadingState


def as_they_are(model: Any, rows: Sequence[Any]) -> Sequence[Any]:
    """The rows as they were read."""
    return rows


@dataclass(frozen=True, slots=True)
class Made:
    """Rows of a table that were made of a reading, and which stored rows of the document they take the place of (those that ``held`` selects)."""

    resource: str
    model: Any
    rows: Sequence[Any]
    held: dict[str, object]


@dataclass(frozen=True, slots=True)
class DocumentRows:
    """All rows of a document as its reading makes them, with the keys that they have if nothing of it is stored: made before other writers have to wait."""

    slug: str
    district: str
    outline: Outline
    chapters: dict[int, Any] = field(default_factory=dict)
    """By their position."""
    made: list[Made] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)

    def chapter_at(self, offset: int) -> Any:
        """The deepest chapter that holds the character at ``offset``; None before the first heading and in the imprint."""
        node = self.outline.at(offset)
        return self.chapters[node.position] if node else None

    def key(self, letter: str, number: int) -> str:
        """The public id of a row: ``120110-plan-2021-o6271``; numbered on where two things were read at one place."""
        key = f"{self.slug}-{letter}{number}"
        if key in self.taken:
            key = next(name for more in count(2) if (name := f"{key}-{more}") not in self.taken)
        self.taken.add(key)
        return key

    def add(self, resource: str, rows: Sequence[Any], *, model: Any, **held: object) -> None:
        """Have these rows stored, after those that were added before."""
        self.made.append(Made(resource, model, rows, held))

    def common(self, evidence: Evidence) -> dict[str, object]:
        """The columns that every evidenced row has; to what it belongs by its name, as it is stored."""
        chapter = self.chapter_at(evidence.start)
        return {
            "document_id": self.slug,
            "district_id": self.district,
            "chapter_id": chapter.key if chapter else None,
            "start": evidence.start,
            "end": evidence.end,
            "quote": evidence.quote,
        }

    def by_model(self) -> dict[Any, list[Any]]:
        """The rows by their model."""
        found: dict[Any, list[Any]] = {}
        for one in self.made:
            found.setdefault(one.model, []).extend(one.rows)
        return found


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A stored document, whose rows are replaced."""

    document: Document
    change: str
    """What became of the document's own row: ``added``, ``changed`` or ``kept``."""
    edit: Callable[[Any, Sequence[Any]], Sequence[Any]] = as_they_are
    """What editors make of the rows of a model that were read, before they are stored."""
    plans: dict[str, list[Replacement]] = field(default_factory=dict)
    rows: dict[Any, list[Any]] = field(default_factory=dict)
    """All rows that the document has now, by their model."""

    def replace(self, rows: DocumentRows) -> None:
        """Replace the stored rows of this document."""
        renamed: dict[str, str] = {}
        for one in rows.made:
            if one.model is Chapter:
                renamed = self._replace_chapters(one)
                continue
            for row in one.rows if renamed else ():
                row.chapter_id = renamed.get(row.chapter_id, row.chapter_id)
            self._replace(one)

    def _replace_chapters(self, made: Made) -> dict[str, str]:
        """Also say what those are called now that continue stored ones of another key."""
        before = {row.key: row for row in made.rows}
        self._replace(made, then=_place)
        return {key: row.key for key, row in before.items() if row.key != key}

    def _replace(self, made: Made, then: Callable[[Sequence[Any]], None] = lambda _: None) -> None:
        """``then`` is called when each row has its key, before any is written."""
        rows = self.edit(made.model, made.rows)
        before = [] if self.change == "added" else made.model.objects.filter(document=self.document, **made.held)
        plan = plan_replacement(made.model, rows, held=before)
        then(rows)
        plan.settle()
        self.plans.setdefault(made.resource, []).append(plan)
        self.rows.setdefault(made.model, []).extend(rows)

    def sweep(self) -> dict[str, dict[str, int]]:
        """Remove what is gone, and say by resource how many rows were added, changed and removed."""
        counts = {"documents": {what: int(self.change == what) for what in ("added", "changed", "removed")}}
        for resource, plans in reversed(self.plans.items()):  # chapters last: the other rows refer to them
            for plan in reversed(plans):
                plan.sweep()
            told = [plan.counts() for plan in plans]
            counts[resource] = {what: sum(one[what] for one in told) for what in told[0]}
        return counts


def store_divisions(place: Division) -> District:
    """Make sure that a division, what it lies in, and its neighbours there are known; update their names. Returns its row."""
    above = [division(code) for code in reversed(place.ancestors)]
    beside = divisions_below(place.parent) if place.parent else []
    wanted = {one.code: _division_columns(one) for one in (*above, *beside, place)}
    held = {row["code"]: row for row in District.objects.filter(code__in=wanted).values(*wanted[place.code])}
    changed = [District(**columns) for code, columns in wanted.items() if held.get(code) != columns]
    if changed:
        District.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=[name for name in wanted[place.code] if name != "code"],
        )
    return District.objects.get(code=place.code)


def _division_columns(one: Division) -> dict[str, object]:
    return {
        "code": one.code,
        "name": one.name,
        "name_en": one.name_en,
        "level": one.level,
        "parent_id": one.parent,
        "former_names": [{"name": name, "until": _until(name, one)} for name in one.former_names],
    }


def _until(name: str, now: Division) -> int | None:
    """The year in which a former name ended, if the code table has it."""
    ended = [one.valid_to for one in by_name(name) if one.valid_to and one.code[:2] == now.code[:2]]
    return max(ended, default=None)


def store_document(
    *,
    read: DocumentRead,
    source: Source,
    rows: DocumentRows,
    reader_version: str,
    now: datetime,
    loaded: Loaded | None = None,
    reading_state: ReadingState = ReadingState.GOOD,
    findings: Sequence[dict[str, Any]] = (),
    edit: Callable[[Any, Sequence[Any]], Sequence[Any]] = as_they_are,
) -> StoredDocument:
    """Write a document and its rows in place of what was there. What says the same is left alone.

    ``loaded`` is the file that the text came out of; without it, that is taken for plain text. ``edit`` is what editors make of rows (``StoredDocument.edit``).
    """
    place = store_divisions(read.district)
    told: dict[str, Any] = {
        "district_id": place.code,
        "kind": read.kind.value,
        "title": read.title,
        "doc_number": read.doc_number,
        "issuer": read.issuer,
        "issued_on": read.issued_on,
        "adopted_on": read.adopted_on,
        "delivered_on": read.delivered_on,
        "period_start": read.period_start,
        "period_end": read.period_end,
        "report_year": read.report_year,
        "baseline_year": read.baseline_year,
        "text": source.text,
        "chars": len(source.text),
        "sha256": source.sha256,
        "source_name": source.name,
        "media_type": loaded.media_type if loaded else PLAIN_TEXT,
        "pages": loaded.pages if loaded else None,
        "omitted": [asdict(one) for one in loaded.omitted] if loaded else [],
        "places": rows_of_places(loaded.places) if loaded else [],
        "reading_state": reading_state.value,
        "findings": list(findings),
    }
    now_read = {"slug": read.slug, "reader_version": reader_version, "ingested_at": now}
    (row,) = edit(Document, [row_class(Document)(**now_read, **told)])
    told = {name: getattr(row, name) for name in (*told, "corrected")}
    document = Document.objects.select_related("district").filter(slug=read.slug).first()
    change = "kept"
    if document is None:
        document = Document.objects.create(**now_read, **told)
        document.district = place
        change = "added"
    elif any(getattr(document, name) != value for name, value in told.items()):
        Document.objects.filter(pk=document.pk).update(**told)
        document.refresh_from_db()
        change = "changed"
    stored = StoredDocument(document=document, change=change, edit=edit)
    stored.replace(rows)
    return stored


def rows_of_document(read: DocumentRead, outline: Outline) -> DocumentRows:
    """The rows of a document, to which others will be added: so far, its chapters."""
    made = DocumentRows(slug=read.slug, district=read.district.code, outline=outline)
    for node in outline.nodes:
        made.chapters[node.position] = row_class(Chapter)(
            key=f"{made.slug}-c{node.start}",
            document_id=made.slug,
            district_id=made.district,
            position=node.position,
            level=node.level,
            kind=node.kind.value,
            label=node.label,
            title=node.title,
            start=node.start,
            body_start=node.body_start,
            end=node.end,
        )
    rows = list(made.chapters.values())
    _place(rows)
    made.add("chapters", rows, model=Chapter)
    return made


def _place(chapters: Sequence[Any]) -> None:
    above = parents(chapters)
    for row in chapters:
        parent = above[row.key]
        row.parent_id = parent.key if parent else None


def stamp(document: Document, *, reader_version: str, now: datetime) -> None:
    """Say when, and by which readers, the rows that are now in force were read."""
    Document.objects.filter(pk=document.pk).update(reader_version=reader_version, ingested_at=now)


def make_appendices(*, made: DocumentRows, reading: AppendixReading) -> dict[str, int]:
    """Make streets, terms and special plans; returns how many of each."""
    subdistricts = [
        row_class(Subdistrict)(
            key=made.key("d", one.evidence.start),
            position=position,
            name=one.name,
            text=one.text,
            **made.common(one.evidence),
        )
        for position, one in enumerate(reading.subdistricts, start=1)
    ]
    terms = [
        row_class(Term)(
            key=made.key("g", one.no),
            no=one.no,
            term=one.term,
            definition=one.definition,
            **made.common(one.evidence),
        )
        for one in reading.terms
    ]
    plans = [
        row_class(SpecialPlan)(
            key=made.key("s", one.no),
            no=one.no,
            name=one.name,
            responsible_unit=one.responsible_unit,
            category=one.category,
            **made.common(one.evidence),
        )
        for one in reading.special_plans
    ]
    made.add("subdistricts", subdistricts, model=Subdistrict)
    made.add("terms", terms, model=Term)
    made.add("special-plans", plans, model=SpecialPlan)
    return {"subdistricts": len(subdistricts), "terms": len(terms), "special_plans": len(plans)}
