"""The only writes to projects and parks. The caller holds the transaction."""

from districts.storing import StoredDocument
from history.rows import row_class
from projects.models import Park, Project
from projects.reading.parks import ParkReading
from projects.reading.projects import ProjectReading


def store_projects(*, stored: StoredDocument, reading: ProjectReading) -> dict[str, int]:
    """Write the projects of a document in place of those that were there; returns how many."""
    rows = [
        row_class(Project)(
            key=stored.key("p", one.key_start),
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
            **stored.common(one.evidence),
        )
        for one in reading.projects
    ]
    stored.replace("projects", rows, model=Project)
    return {"projects": len(rows)}


def store_parks(*, stored: StoredDocument, reading: ParkReading) -> dict[str, int]:
    """Write the parks of a document in place of those that were there; returns how many."""
    rows = [
        row_class(Park)(
            key=stored.key("k", one.key_start),
            name=one.name,
            aliases=list(one.aliases),
            kind=one.kind.value,
            level=one.level.value if one.level else None,
            industries=list(one.industries),
            area_km2=one.area_km2,
            **stored.common(one.evidence),
        )
        for one in reading.parks
    ]
    stored.replace("parks", rows, model=Park)
    return {"parks": len(rows)}
