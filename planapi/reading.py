"""A document's text becomes everything that is read out of it: the readers of all apps, one after another, and no database.

::

    read_outline → read_document, read_targets, read_observations, read_projects, read_parks, read_appendices → indicator_rows

Pure. ``planapi.ingest`` stores what comes of it.
"""

from dataclasses import dataclass

from districts.reading.appendices import AppendixReading, read_appendices
from districts.reading.documents import DocumentRead, read_document
from indicators.reading.observations import ObservationReading, read_observations
from indicators.reading.rows import IndicatorRows, indicator_rows
from indicators.reading.targets import TargetReading, read_targets
from projects.reading.listing import read_work_lists
from projects.reading.parks import ParkReading, read_parks
from projects.reading.projects import ProjectReading, read_projects
from text.outline.outline import Outline, read_outline
from text.sources.evidence import Note
from text.sources.source import Source
from text.tables.tables import read_tables


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read out of one document."""

    source: Source
    outline: Outline
    document: DocumentRead
    appendices: AppendixReading
    targets: TargetReading
    observations: ObservationReading
    projects: ProjectReading
    parks: ParkReading
    rows: IndicatorRows

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
    outline = read_outline(source)
    document = read_document(outline, district_code=district_code)
    context = document.context()
    tables = read_tables(source)
    targets = read_targets(outline, context, tables)
    appendices = read_appendices(outline, tables)
    lists = read_work_lists(outline, tables)
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
