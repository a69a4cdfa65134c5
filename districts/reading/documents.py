"""What a document says of itself: its kind, title, number, issuer, dates and years, and whose it is.

::

    河东政发〔2023〕1号 / 河东区人民政府关于印发 河东区2023年政府工作报告的通知 / 2023年1月9日
    → report of 120102, doc_number 河东政发〔2023〕1号, issuer 河东区人民政府, issued_on 2023-01-09, report_year 2023

Everything is read from the text; nothing that a document leaves unsaid is guessed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from districts.reading.divisions import Division, division, resolve
from text.context import DocumentContext
from text.errors import UnknownDistrict, UnknownKind
from text.numbers.numerals import CHINESE, chinese_number
from text.outline.outline import Outline
from text.sources.source import Line, Source
from text.vocabulary import DocumentKind


@dataclass(frozen=True, slots=True)
class DocumentRead:
    """The facts of a document; None where its text states none. ``slug`` is made of code, kind and year: ``120102-report-2023``."""

    slug: str
    district: Division
    kind: DocumentKind
    title: str
    doc_number: str | None
    issuer: str | None
    issued_on: date | None
    adopted_on: date | None
    delivered_on: date | None
    period_start: int | None
    period_end: int | None
    report_year: int | None
    baseline_year: int

    def context(self) -> DocumentContext:
        """What the readers of prose have to know of it."""
        return DocumentContext(
            kind=self.kind,
            place=self.district.name,
            places_above=tuple(division(code).name for code in self.district.ancestors),
            baseline_year=self.baseline_year,
            period_start=self.period_start,
            period_end=self.period_end,
            report_year=self.report_year,
        )


_HEAD = 3_000  # characters from the start (or up to the first chapter, if longer) that are searched for what a document says of itself
_TAIL = 600

_DATE = re.compile(r"(?P<year>(?:19|20)\d\d)\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日")
_DATE_LINE = re.compile(rf"^[\s*()]*{_DATE.pattern}[\s*()]*$")
# 河东政发〔2023〕1号   津政办规[2021]3号   和平政〔2021〕4号
_DOC_NUMBER = re.compile(
    r"^[\s*]*(?P<number>[一-鿿]{2,12}\s*[〔\[(【]\s*20\d\d\s*[〕\])】]\s*第?\s*\d{1,4}\s*号)[\s*]*$"
)
_NOTICE = re.compile(r"^[\s#*]*(?P<issuer>[一-鿿]{2,20}?(?:人民政府(?:办公厅|办公室)?|委员会))\s*关于印发")
_IMPRINT_ISSUER = re.compile(
    r"^[\s*]*(?P<issuer>[一-鿿]{2,20}人民政府(?:办公厅|办公室)?)\s*(?:\d{4}\s*年.*印发)?[\s*]*$"
)
_LABELLED_ISSUER = re.compile(r"^\s*(?:发文单位|发文机关|发布机构|印发机关)\s*:\s*(?P<issuer>[一-鿿]{2,30})\s*$")

_PLAN_TITLE = re.compile(
    rf"国民经济和社会发展\s*(?:第\s*[{CHINESE}]{{1,3}}\s*个\s*五\s*年|[“\"]?\s*[{CHINESE}]{{1,3}}五\s*[”\"]?)\s*规划"
)
_REPORT_TITLE = re.compile(r"政府工作报告")
_ORDINAL = re.compile(
    rf"第\s*(?P<ordinal>[{CHINESE}]{{1,3}})\s*个\s*五\s*年|[“\"]\s*(?P<short>[{CHINESE}]{{1,3}})五\s*[”\"]"
)
_PERIOD = re.compile(r"(?P<first>20\d\d)\s*(?:年)?\s*[-—~至]\s*(?P<last>20\d\d)\s*年")
_ADDRESS = re.compile(r"各位代表|现在,?\s*我(?:代表|受).{0,20}(?:人民政府|政府).{0,12}(?:报告|工作报告)")
_SPACED = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")


def read_document(outline: Outline, *, district_code: str | None = None) -> DocumentRead:
    """Read what a document says of itself.

    ``district_code`` is only needed if the text is ambiguous. Raises UnknownKind for a text that is neither a five-year
    plan (纲要) nor a government work report, and UnknownDistrict where no division, or several, could be meant or where
    the text contradicts ``district_code``.
    """
    source = outline.source
    head = source.folded[: max(_HEAD, outline.front)]
    kind = _kind(source, head)
    delivered_on = _delivered_on(source, outline) if kind is DocumentKind.REPORT else None
    title = _report_title(source, outline) if kind is DocumentKind.REPORT else _plan_title(source, outline)
    place = _district(source, outline, title, district_code)
    if kind is DocumentKind.PLAN:
        period_start, period_end = _period(title, head)
        report_year, baseline_year, year = None, period_start - 1, period_start
    else:
        period_start = period_end = None
        report_year = year = _report_year(title, delivered_on, head)
        baseline_year = report_year - 1
    return DocumentRead(
        slug=f"{place.code}-{kind.value}-{year}",
        district=place,
        kind=kind,
        title=title,
        doc_number=_doc_number(source, outline),
        issuer=_issuer(source, outline),
        issued_on=_issued_on(source, outline),
        adopted_on=_adopted_on(head + source.folded[-_TAIL:]),
        delivered_on=delivered_on,
        period_start=period_start,
        period_end=period_end,
        report_year=report_year,
        baseline_year=baseline_year,
    )


def _front_lines(source: Source, outline: Outline) -> Iterator[Line]:
    """The lines before the first chapter (a preface is among them), without the empty ones."""
    first = next((node for node in outline.nodes if node.title not in ("前言", "前 言")), None)
    end = min(first.start if first else len(source.text), 20_000)
    return (line for line in source.lines_between(0, max(end, 1)) if line.folded.strip())


def _kind(source: Source, head: str) -> DocumentKind:
    flat = re.sub(r"\s+", "", head)
    plan, report = _PLAN_TITLE.search(flat), _REPORT_TITLE.search(flat)
    if report and _ADDRESS.search(flat):
        return DocumentKind.REPORT
    # a plan speaks of itself; a special plan that rests on one names it too, but calls itself otherwise
    itself = re.search(r"本纲要|本规划|《纲要》|规划纲要|五年规划", flat)
    first = next((line.folded.strip() for line in source.lines if line.folded.strip()), "")
    special = re.search(r"规划$", first) and not _PLAN_TITLE.search(re.sub(r"\s+", "", first))
    if plan and itself and not special:
        return DocumentKind.PLAN
    if report and not plan:
        return DocumentKind.REPORT
    raise UnknownKind(
        f"{source.name} (begins {first[:40]!r}) is neither an outline of a five-year plan (国民经济和社会发展第…个五年规划纲要) nor a "
        "government work report (政府工作报告). Only these two kinds are read; special plans (专项规划) and separate tables are not"
    )


def _clean(text: str) -> str:
    """A printed title without markup, without the spaces between Chinese characters, and in the characters of the text."""
    return _SPACED.sub("", re.sub(r"[#*]+", "", text).strip()).strip()


def _plan_title(source: Source, outline: Outline) -> str:
    """The title line of a plan, which may run over several lines; else the name under which its front speaks of it."""
    lines = [source.text[line.start : line.end].strip() for line in _front_lines(source, outline)]
    found: list[str] = []
    for last in range(len(lines)):
        for first in range(last, max(last - 3, -1), -1):  # the fewest lines that make a title
            if len(lines[first]) > 60 or re.search(r"[。；:：]|关于印发|通知|公开|\d日", lines[first]):
                break
            title = _clean("".join(lines[first : last + 1]))
            if (
                _PLAN_TITLE.search(title)
                and not title.startswith(("《", "“"))
                and re.search(r"(?:纲要|规划)[)）]?$", title)
            ):
                found.append(title)
                break
    if found:
        return max(found, key=lambda title: (title.endswith("纲要"), len(title)))
    front = _SPACED.sub("", source.text[: max(_HEAD, outline.front)])
    names = re.findall(r"《([^《》]{4,80})》", front)
    outlines = [name for name in names if _PLAN_TITLE.search(name) and name.endswith("纲要")]
    if outlines:
        return outlines[-1]
    # a plan is named as the proposal of the party committee that it rests on names it; the district's own stands last, after the city's
    drafts = [
        match[1]
        for name in names
        if (match := re.search(r"关于制定(.*?规划.*?)的建议$", name)) and _PLAN_TITLE.search(match[1])
    ]
    return f"{drafts[-1]}纲要" if drafts else "国民经济和社会发展五年规划纲要"


def _report_title(source: Source, outline: Outline) -> str:
    """The title of a report as printed, the fullest that its front has: 河东区2023年政府工作报告 rather than 政府工作报告."""
    found: list[str] = []
    for line in _front_lines(source, outline):
        words = _clean(source.text[line.start : line.end])
        if len(words) <= 60 and not re.search(r"[。；]", words):
            match = re.search(r"(?:标题[:：])?(?P<title>[^:：《》\s]*政府工作报告)(?:的通知)?$", words)
            if match:
                found.append(re.sub(r"^.*关于印发", "", match["title"]))
        found += re.findall(r"《([^《》]{0,30}政府工作报告)》", words)
    return max(found, key=lambda title: (bool(re.search(r"20\d\d", title)), len(title)), default="政府工作报告")


def _district(source: Source, outline: Outline, title: str, code: str | None) -> Division:
    resolution = resolve(f"{title}\n{source.text}")
    found = resolution.division
    if code is None:
        if found is not None:
            return found
        names = ", ".join(f"{one.code} {one.name}" for one in resolution.candidates) or "none is named"
        raise UnknownDistrict(
            f"{source.name} does not say which district it belongs to ({names}): specify it with --district CODE"
        )
    try:
        given = division(code)
    except KeyError:
        raise UnknownDistrict(
            f"{code} is not the code of a division (GB/T 2260, six digits, for example 120102)"
        ) from None
    if found is not None and found.code != code and given not in resolution.candidates:
        raise UnknownDistrict(
            f"{source.name} belongs to {found.code} {found.name} according to its text, not to {code} {given.name}: omit --district"
        )
    return given


def _period(title: str, head: str) -> tuple[int, int]:
    """The years of a plan: from its ordinal (第十四个五年规划 is 2021 to 2025), else from the first period that the head names."""
    for text in (title, head):
        for match in _ORDINAL.finditer(re.sub(r"\s+", "", text)):
            ordinal = chinese_number(match["ordinal"] or match["short"])
            if ordinal and 6 <= ordinal <= 30:
                # the sixth plan began in 1981, and every one since took five years
                return 1951 + 5 * ordinal, 1955 + 5 * ordinal
        if match := _PERIOD.search(text):
            return int(match["first"]), int(match["last"])
    raise UnknownKind(
        "the plan does not say which years it covers: expected 第十四个五年规划, “十四五”, or 2021—2025年 near its title"
    )


def _report_year(title: str, delivered_on: date | None, head: str) -> int:
    """The year that a report makes plans for: from its title, else from the day it was delivered (one of December is for the next year)."""
    if match := re.search(r"(20\d\d)\s*年?", title):
        return int(match[1])
    if delivered_on is not None:
        return delivered_on.year + (delivered_on.month == 12)
    if match := re.search(
        r"(20\d\d)\s*年(?:工作)?(?:的)?(?:主要)?(?:工作目标|目标任务|工作安排|工作任务|重点工作)", head
    ):
        return int(match[1])
    raise UnknownKind(
        "the report does not say which year it covers: expected a year in its title (2023年政府工作报告) or the day it was delivered"
    )


def _date(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None  # 2月30日: printed, but no day


def _delivered_on(source: Source, outline: Outline) -> date | None:
    """——2023年1月4日在天津市河东区第十八届人民代表大会第三次会议上; or the date alone under 政府工作报告."""
    below_title = False
    for line in _front_lines(source, outline):
        if (match := _DATE.search(line.folded)) and re.search(
            r"日\s*在.{2,30}(?:人民代表大会|代表大会|届)", line.folded
        ):
            return _date(match)
        if below_title and (match := _DATE_LINE.match(line.folded)):
            return _date(match)
        below_title = bool(re.match(r"^[\s#*]*(?:\S{0,12}年)?政府工作报告[\s*]*$", line.folded))
    return None


def _doc_number(source: Source, outline: Outline) -> str | None:
    for line in _front_lines(source, outline):
        if match := _DOC_NUMBER.match(line.folded):
            start, end = match.span("number")
            return re.sub(r"\s+", "", source.text[line.start + start : line.start + end])
    return None


def _issuer(source: Source, outline: Outline) -> str | None:
    for line in _front_lines(source, outline):
        if match := _NOTICE.match(line.folded) or _LABELLED_ISSUER.match(line.folded):
            return match["issuer"]
    for line in source.lines_between(outline.back, len(source.text)):
        if match := _IMPRINT_ISSUER.match(line.folded):
            return match["issuer"]
    return None


def _issued_on(source: Source, outline: Outline) -> date | None:
    """2021年1月29日印发 in the imprint; else the date on a line of its own under the notice that issues the document."""
    for line in reversed(source.lines_between(max(outline.back, len(source.text) - _TAIL), len(source.text))):
        if (match := _DATE.search(line.folded)) and re.match(r"\s*印\s*发", line.folded[match.end() :]):
            return _date(match)
    notice = False
    for line in _front_lines(source, outline):
        notice = notice or bool(re.search(r"关于印发|印发给你们|现予印发|请.{0,10}遵照执行", line.folded))
        if notice and (match := _DATE_LINE.match(line.folded)):
            return _date(match)
    return None


def _adopted_on(text: str) -> date | None:
    """(2021年1月15日东丽区第十七届人民代表大会第七次会议通过)"""
    for match in _DATE.finditer(text):
        rest = text[match.end() : match.end() + 60]
        if re.match(r"[^。;\n]{0,45}(?:会议|大会)[^。;\n]{0,8}(?:审议)?(?:通过|批准)", rest):
            return _date(match)
    return None
