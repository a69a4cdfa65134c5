"""The resources of the API by name: what ``v1`` serves, and what changes, releases, evidence and citations are of."""

from typing import Any

from districts.views import (
    ChapterView,
    DistrictView,
    DocumentView,
    IngestRunView,
    SpecialPlanView,
    SubdistrictView,
    TermView,
)
from indicators.views import IndicatorView, NumeralView, ObservationView, TargetView
from planapi.revisions import RevisionView
from projects.views import ParkView, ProjectView
from rest.views import ResourceView

RESOURCES: dict[str, tuple[str, type[ResourceView]]] = {
    "districts": ("district", DistrictView),
    "documents": ("document", DocumentView),  # and documents/{slug}/text/, …/outline/, …/coverage/
    "chapters": ("chapter", ChapterView),
    "indicators": ("indicator", IndicatorView),
    "targets": ("target", TargetView),
    "observations": ("observation", ObservationView),
    "numerals": ("numeral", NumeralView),
    "projects": ("project", ProjectView),
    "parks": ("park", ParkView),
    "subdistricts": ("subdistrict", SubdistrictView),
    "terms": ("term", TermView),
    "special-plans": ("specialplan", SpecialPlanView),
    "revisions": ("revision", RevisionView),
    "ingest-runs": ("ingestrun", IngestRunView),
}

# What a revision is of: all but the records of how the data came to be.
DATA: dict[str, Any] = {name: view for name, (_, view) in RESOURCES.items() if view.revisioned}

# Those that say their rows in words; chapters last, whose evidence is their own heading.
EVIDENCED = tuple(sorted((name for name, (_, view) in RESOURCES.items() if view.said), key="chapters".__eq__))
"""The resources whose rows have evidence."""
