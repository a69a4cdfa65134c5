"""The only writes to districts, documents, chapters, streets, terms and special plans.

A document is replaced whole: its row keeps its identity, everything read out of it is deleted and written anew. The caller holds the transaction.
"""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from districts.models import Chapter, District, Document, SpecialPlan, Subdistrict, Term
from districts.reading.appendices import AppendixReading
from districts.reading.divisions import Division, by_name, division, divisions_below
from districts.reading.documents import DocumentRead
from planapi.text.evidence import Evidence
from planapi.text.outline import Node, Outline
from planapi.text.source import Source


@dataclass(frozen=True, slots=True)
class Shelf:
    """A stored document with its chapters, for those who store what was read out of it."""

    document: Document
    outline: Outline
    chapters: dict[int, Chapter]
    taken: set[str] = field(default_factory=set)

    def chapter_at(self, offset: int) -> Chapter | None:
        """The deepest chapter that holds the character at ``offset``; None before the first heading and in the imprint."""
        node = self.outline.at(offset)
        return self.chapters[node.position] if node else None

    def key(self, letter: str, number: int) -> str:
        """The public id of a row: ``120110-plan-2021-o6271``; numbered on where two things were read at one place."""
        key = f"{self.document.slug}-{letter}{number}"
        free = next(name for more in count(1) if (name := key if more == 1 else f"{key}-{more}") not in self.taken)
        self.taken.add(free)
        return free

    def common(self, evidence: Evidence) -> dict[str, object]:
        """The columns that every evidenced row has."""
        return {
            "document": self.document,
            "district": self.document.district,
            "chapter": self.chapter_at(evidence.start),
            "start": evidence.start,
            "end": evidence.end,
            "quote": evidence.quote,
        }


def store_divisions(place: Division) -> District:
    """Make sure that a division, what it lies in, and its neighbours there are known; update their names. Returns its row."""
    above = [division(code) for code in reversed(place.ancestors)]
    beside = divisions_below(place.parent) if place.parent else []
    for level in (
        *([one] for one in above),
        sorted({one.code: one for one in (*beside, place)}.values(), key=lambda one: one.code),
    ):
        District.objects.bulk_create(
            [
                District(
                    code=one.code,
                    name=one.name,
                    name_en=one.name_en,
                    level=one.level,
                    parent_id=one.parent,
                    former_names=[{"name": name, "until": _until(name, one)} for name in one.former_names],
                )
                for one in level
            ],
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name", "name_en", "level", "parent", "former_names"],
        )
    return District.objects.get(code=place.code)


def _until(name: str, now: Division) -> int | None:
    """The year in which a former name ended, where the code table tells it."""
    ended = [one.valid_to for one in by_name(name) if one.valid_to and one.code[:2] == now.code[:2]]
    return max(ended, default=None)


def store_document(
    *, read: DocumentRead, source: Source, outline: Outline, reader_version: str, now: datetime
) -> Shelf:
    """Write a document and its outline in place of what was there."""
    district = store_divisions(read.district)
    document, _ = Document.objects.update_or_create(
        slug=read.slug,
        defaults={
            "district": district,
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
            "reader_version": reader_version,
            "ingested_at": now,
        },
    )
    # everything read out of the document stands in a chapter or hangs on the document; both go by cascade
    for model in (Subdistrict, Term, SpecialPlan):
        model.objects.filter(document=document).delete()
    Chapter.objects.filter(document=document).delete()
    return Shelf(document=document, outline=outline, chapters=_store_chapters(document, outline))


def _store_chapters(document: Document, outline: Outline) -> dict[int, Chapter]:
    """The chapters by position. Parents are written before their children, one statement a level."""
    rows: dict[int, Chapter] = {}
    by_level: dict[int, list[Node]] = {}
    for node in outline.nodes:
        by_level.setdefault(node.level, []).append(node)
    for level in sorted(by_level):
        for node in by_level[level]:
            rows[node.position] = Chapter(
                key=f"{document.slug}-c{node.start}",
                document=document,
                district=document.district,
                parent=rows[node.parent.position] if node.parent else None,
                position=node.position,
                level=node.level,
                kind=node.kind.value,
                label=node.label,
                title=node.title,
                start=node.start,
                body_start=node.body_start,
                end=node.end,
            )
        Chapter.objects.bulk_create([rows[node.position] for node in by_level[level]])
    return rows


def store_appendices(*, shelf: Shelf, reading: AppendixReading) -> dict[str, int]:
    """Write streets, terms and special plans; returns how many of each."""
    subdistricts = [
        Subdistrict(
            key=shelf.key("d", one.evidence.start),
            position=position,
            name=one.name,
            text=one.text,
            **shelf.common(one.evidence),
        )
        for position, one in enumerate(reading.subdistricts, start=1)
    ]
    terms = [
        Term(
            key=shelf.key("g", one.no),
            no=one.no,
            term=one.term,
            definition=one.definition,
            **shelf.common(one.evidence),
        )
        for one in reading.terms
    ]
    plans = [
        SpecialPlan(
            key=shelf.key("s", one.no),
            no=one.no,
            name=one.name,
            responsible_unit=one.responsible_unit,
            category=one.category,
            **shelf.common(one.evidence),
        )
        for one in reading.special_plans
    ]
    Subdistrict.objects.bulk_create(subdistricts)
    Term.objects.bulk_create(terms)
    SpecialPlan.objects.bulk_create(plans)
    return {"subdistricts": len(subdistricts), "terms": len(terms), "special_plans": len(plans)}
