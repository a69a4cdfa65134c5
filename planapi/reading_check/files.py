"""Was anything read, and what did the file have that is not in the text? Checks of what its loader left out."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from planapi.reading import Reading
from planapi.reading_check.findings import Finding, excerpt, told
from text.loading.loaded import Loaded, Omission
from text.vocabulary import DocumentKind, Severity

# A few odd signs are bullets or emblems; beside a figure one may stand for a digit.
_UNKNOWN_SEVERE, _BESIDE_FIGURES_SEVERE = 20, 3
_PAGES_SEVERE = 0.1
_FORMULAS_SEVERE = 3
_TABLE = re.compile(r"指标|项目|工程")
_ANNOUNCED = re.compile(r"主要(?:预期|发展|规划)?(?:指标|目标)")

TABLES = frozenset({"table_picture", "picture_of_table"})
PICTURES = TABLES | {"picture", "chart", "diagram"}
PARTS = frozenset(
    {
        *("page", "embedded_object", "attached_part", "linked_document", "part", "sheet", "table"),
        *("lost_reference", "number_field", "contents_entry"),
    }
)
CHARACTERS = frozenset({"unknown_character", "symbol"})
"""Words of ``Omission.what`` for what may hold text of the document; numbers of pages, marks and menus are none of it."""


def file_checks(reading: Reading, loaded: Loaded | None) -> Iterator[Finding | None]:
    """What looks wrong with the file, beside its text."""
    yield _nothing_read(reading)
    yield _unknown_characters(reading, loaded)
    if loaded is not None:
        yield _pictures_left_out(reading, loaded)
        yield _parts_left_out(loaded)
        yield _tracked_changes(loaded)
        yield _recognised_text(loaded)
        yield _formulas_without_results(loaded)


def _nothing_read(reading: Reading) -> Finding | None:
    if reading.rows.observations or reading.targets.targets:
        return None
    characters, projects = len(reading.source.text), len(reading.projects.projects)
    if projects:  # a list of works has no figures beside their costs
        return told("only_projects_read", Severity.WARNING, characters=characters, projects=projects)
    return told("nothing_read", Severity.SEVERE, characters=characters)


def _unknown_characters(reading: Reading, loaded: Loaded | None) -> Finding | None:
    """Characters that mean nothing outside of their font, or were lost in a conversion. At the head of a line they are bullets."""
    folded = reading.source.folded
    places = [
        match.start() for match in re.finditer("[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]", folded) if _is_lost(match)
    ]
    dropped = _omitted(loaded, CHARACTERS) if loaded else []
    characters = max(len(places), sum(one.count for one in dropped))
    if not characters:
        return None
    beside = sum(re.search(r"\d", folded[max(at - 1, 0) : at + 2]) is not None for at in places)
    severe = characters >= _UNKNOWN_SEVERE or beside >= _BESIDE_FIGURES_SEVERE
    around = folded[max(places[0] - 10, 0) : places[0] + 10] if places else dropped[0].sample or dropped[0].reason
    severity = Severity.SEVERE if severe else Severity.WARNING
    return told("unknown_characters", severity, characters=characters, beside=beside, example=excerpt(around))


def _is_lost(match: re.Match[str]) -> bool:
    line = match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()]
    return match.group() == "\ufffd" or any(unicodedata.category(char)[0] in "LN" for char in line)


def _pictures_left_out(reading: Reading, loaded: Loaded) -> Finding | None:
    """Pictures in which text may stand: whole pages, and where a table is announced. A photograph alone is worth a word."""
    found = _omitted(loaded, PICTURES)
    if not found:
        return None
    pages = [one for one in found if one.reason.startswith("the page is a picture")]
    tables = [one for one in found if one.what in TABLES]
    no_table = reading.document.kind is not DocumentKind.REPORT and not reading.targets.targets
    severe = (
        any(_TABLE.search(one.sample) for one in tables)
        or (no_table and _ANNOUNCED.search(reading.source.folded) is not None)
        or sum(one.count for one in pages) > _PAGES_SEVERE * (loaded.pages or 1)
    )
    severity = Severity.WARNING if pages or tables else Severity.INFO
    if severe and (pages or tables or no_table):
        severity = Severity.SEVERE
    where = next((f"第{one.page}页" for one in pages), next((excerpt(one.sample) for one in found if one.sample), ""))
    return told("pictures_left_out", severity, pictures=sum(one.count for one in found), example=where or "—")


def _parts_left_out(loaded: Loaded) -> Finding | None:
    found = _omitted(loaded, PARTS)
    if not found:
        return None
    return told(
        "parts_left_out",
        Severity.WARNING,
        parts=sum(one.count for one in found),
        example=excerpt(found[0].sample or found[0].reason),
    )


def _tracked_changes(loaded: Loaded) -> Finding | None:
    found = [one for one in loaded.omitted if one.what == "tracked_changes"]
    if not found:
        return None
    changes, example = sum(one.count for one in found), excerpt(found[0].sample or found[0].reason)
    return told("tracked_changes", Severity.WARNING, changes=changes, example=example)


def _recognised_text(loaded: Loaded) -> Finding | None:
    """Pages whose text a program recognised in their pictures: a figure of it may be another."""
    found = [one for one in loaded.omitted if one.what == "recognised_text"]
    if not found:
        return None
    return told("recognised_text", Severity.WARNING, pages=sum(one.count for one in found), first=found[0].page or 1)


def _formulas_without_results(loaded: Loaded) -> Finding | None:
    """Cells that look blank in the text and are not: their figures were never worked out in the file."""
    found = [one for one in loaded.omitted if one.what == "formula"]
    if not found:
        return None
    formulas = sum(one.count for one in found)
    severity = Severity.SEVERE if formulas >= _FORMULAS_SEVERE else Severity.WARNING
    return told("formulas_without_results", severity, formulas=formulas, first=found[0].sample)


def _omitted(loaded: Loaded, words: frozenset[str]) -> Sequence[Omission]:
    return [one for one in loaded.omitted if one.what in words]
