"""What is stored of projects and parks."""

from districts.storing import DocumentRows
from history.rows import row_class
from projects.models import Park, Project
from projects.reading.parks import ParkReading
from projects.reading.projects import ProjectReading


def make_projects(*, made: DocumentRows, reading: ProjectReading) -> dict[str, int]:
    """Make the projects of a document; returns how many."""
    rows = [
        row_class(Project)(
            key=made.key("p", one.key_start),
            name=one.name,
            category=one.category,
            status=one.status.value if one.status else None,
            investment_raw=one.investment_raw,
            investment_cny=one.investment_cny,
            subdistrict=one.subdistrict,
            location=one.location,
            period_start=one.period_start,
            period_end=one.period_end,
            box=one.box,
            **made.common(one.evidence),
        )
        for one in reading.projects
    ]
    made.add("projects", rows, model=Project)
    return {"projects": len(rows)}


def make_parks(*, made: DocumentRows, reading: ParkReading) -> dict[str, int]:
    """Make the parks of a document; returns how many."""
    rows = [
        row_class(Park)(
            key=made.key("k", one.key_start),
            name=one.name,
            aliases=list(one.aliases),
            kind=one.kind.value,
            level=one.level.value if one.level else None,
            industries=list(one.industries),
            area_km2=one.area_km2,
            **made.common(one.evidence),
        )
        for one in reading.parks
    ]
    made.add("parks", rows, model=Park)
    return {"parks": len(rows)}
