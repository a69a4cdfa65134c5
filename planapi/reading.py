"""A document's text becomes everything that is read out of it: the readers of all apps, one after another, and no database.

::

    lay_out → read_outline → read_document, read_targets, read_observations, read_projects, read_parks, read_appendices → indicator_rows

The readers see the text as it is laid out: without page numbers, line breaks and such. What they make of it is brought back to the text as it is
stored. Pure. ``planapi.ingest`` stores what comes of it.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from districts.reading.appendices import AppendixReading, read_appendices
from districts.reading.documents import DocumentRead, read_document
from indicators.reading.observations import read_observations
from indicators.reading.observed import ObservationReading
from indicators.reading.rows import IndicatorRows, indicator_rows, numeral_row
from indicators.reading.targets import TargetReading, read_targets
from projects.reading.listing import read_work_lists
from projects.reading.parks import ParkReading, read_parks
from projects.reading.projects import ProjectReading, read_projects
from text.layout.laid import Laid, Printing
from text.layout.layout import lay_out
from text.layout.restoring import Restorer
from text.ledger.dispositions import NumeralRead
from text.numbers.quantities import NUMERAL
from text.outline.outline import Outline, read_outline
from text.sources.evidence import Note
from text.sources.source import Source
from text.tables.tables import read_tables
from text.vocabulary import Disposition


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read out of one document. All offsets are of ``source``, the text as it is stored.

    ``laid`` is how it was laid out to be read, and ``as_read`` the same reading with the offsets of ``laid.source``: what a check of the reading looks
    at, None where the two texts are one.
    """

    source: Source
    outline: Outline
    document: DocumentRead
    appendices: AppendixReading
    targets: TargetReading
    observations: ObservationReading
    projects: ProjectReading
    parks: ParkReading
    rows: IndicatorRows
    laid: Laid | None = None
    as_read: "Reading | None" = None

    def notes(self) -> list[Note]:
        """What the readers did not understand, in the order of the text."""
        parts = (
            self.outline,
            self.document,
            self.appendices,
            self.targets,
            self.observations,
            self.projects,
            self.parks,
        )
        return sorted((note for part in parts for note in part.notes), key=lambda note: (note.start, note.reader))


def read_all(source: Source, *, district_code: str | None = None) -> Reading:
    """Read a text with every reader. Pure; raises NotUnderstood for a text of another kind."""
    laid = lay_out(source)
    reading = replace(_read(laid, district_code), laid=laid)
    return reading if laid.source is source else _as_stored(reading, laid)


def _read(laid: Laid, district_code: str | None) -> Reading:
    source = laid.source
    outline = read_outline(source, after=laid.begins)
    document = read_document(outline, district_code=district_code)
    context = document.context()
    tables = read_tables(source)
    targets = read_targets(outline, context, tables)
    appendices = read_appendices(outline, tables)
    lists = read_work_lists(outline, tables, context)
    skip = sorted({*targets.spans, *appendices.spans, *lists.costs})
    observations = read_observations(outline, context, skip=skip)
    parks = read_parks(outline, context)
    return Reading(
        source=source,
        outline=outline,
        document=document,
        appendices=appendices,
        targets=targets,
        observations=observations,
        projects=read_projects(outline, context, tables=tables, parks=parks, lists=lists),
        parks=parks,
        rows=indicator_rows(source, targets=targets, observations=observations, context=context),
    )


def _as_stored(reading: Reading, laid: Laid) -> Reading:
    """The reading with the offsets of the text as it is stored, and the numerals that printing put into it."""
    found: Reading = Restorer(laid).restore(replace(reading, laid=None))
    held = found.observations.numerals
    numerals = sorted((*held, *_printed_numerals(laid, held, found.targets.spans)), key=lambda one: one.start)
    return replace(
        found,
        observations=replace(found.observations, numerals=tuple(numerals)),
        rows=replace(found.rows, numerals=tuple(numeral_row(laid.original, one) for one in numerals)),
        laid=laid,
        as_read=reading,
    )


def _printed_numerals(
    laid: Laid, numerals: tuple[NumeralRead, ...], tables: tuple[tuple[int, int], ...]
) -> Iterator[NumeralRead]:
    """The numbers of pages, and what a table of contents has; not those in the middle of a figure that was put together over them."""
    text, folded = laid.original.text, laid.original.folded
    starts = [one.start for one in numerals]
    for edit in laid.edits:
        what = Disposition.FRONT_MATTER if edit.what is Printing.CONTENTS else Disposition.LABEL
        for match in NUMERAL.finditer(folded, edit.start, edit.end):
            index = bisect_right(starts, match.start()) - 1
            if index >= 0 and match.start() < numerals[index].end:
                continue
            in_table = any(start <= match.start() < end for start, end in tables)
            yield NumeralRead(*match.span(), text[match.start() : match.end()], Disposition.TABLE if in_table else what)
