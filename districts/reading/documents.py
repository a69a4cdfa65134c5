"""What a document says of itself: its kind, title, number, issuer, dates and years, and whose it is.

::

    河东政发〔2023〕1号 / 河东区人民政府关于印发 河东区2023年政府工作报告的通知 / 2023年1月9日
    → report of 120102, doc_number 河东政发〔2023〕1号, issuer 河东区人民政府, issued_on 2023-01-09, report_year 2023

Everything is read from the text; nothing that a document leaves unsaid is guessed.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from districts.reading.divisions import NATION, Division, division, named_by
from districts.reading.places import HeadAndFoot, Resolution, is_town, read_place
from districts.reading.special_titles import five_years, read_special_title, special_slug
from districts.reading.titles import CARRIED_OUT, TOWN, Genre, Title, document_title, flatten, read_titles
from text.context import DocumentContext
from text.errors import UnknownDistrict, UnknownKind
from text.numbers.numerals import CHINESE, chinese_number
from text.outline.outline import Node, Outline
from text.sources.evidence import Note, note
from text.sources.source import Line, Source
from text.vocabulary import ChapterKind, DocumentKind


@dataclass(frozen=True, slots=True)
class DocumentRead:
    """The facts of a document; None where its text states none. ``slug`` is made of code, kind and year: ``120102-report-2023``; that of a special plan
    ends in a hash of what it is of, ``330000-special-plan-2021-3fa9c1``.
    """

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
    notes: tuple[Note, ...] = ()

    def context(self) -> DocumentContext:
        """What the readers of prose have to know of it."""
        return DocumentContext(
            kind=self.kind,
            place="全国" if self.district.code == NATION else self.district.name,
            places_above=tuple(division(code).name for code in self.district.ancestors),
            baseline_year=self.baseline_year,
            period_start=self.period_start,
            period_end=self.period_end,
            report_year=self.report_year,
        )


_HEAD = 3_000  # characters from the start (or up to the first chapter, if longer) that are searched for what a document says of itself
_FOOT = 1_500
_TOP = 300  # up to where a heading may be a title, or stand above it

YEAR_CONFLICT = "Conflicting years:"
"""How the note begins that the title, the day of delivery and the headings of a report name different years."""
NATION_ASSUMED = "Nation:"
"""How the note begins that a text that names no place was taken for one of the nation."""
OTHER_DISTRICT = "Specified district:"
"""How the note begins that the district is the one that was specified, and not one that the text names."""

_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_DATE = re.compile(rf"(?P<year>{_YEAR})\s*年\s*(?P<month>{_DAY})\s*月\s*(?P<day>{_DAY})\s*日")
# the day alone, or with the name of who delivered the report
_DATE_LINE = re.compile(rf"^[-—(]*{_DATE.pattern}\)?(?:[一-鿿]{{0,6}}[省市县区州旗盟]长[一-鿿·]{{0,10}})?$")
# 河东政发〔2023〕1号   津政办规[2021]3号   和平政〔2021〕4号
_DOC_NUMBER = re.compile(
    r"^[\s*]*(?P<number>[一-鿿]{2,12}\s*[〔\[(【]\s*20\d\d\s*[〕\])】]\s*第?\s*\d{1,4}\s*号)[\s*]*$"
)
_NOTICE = re.compile(r"^[\s#*]*(?P<issuer>[一-鿿]{2,20}?(?:人民政府(?:办公厅|办公室)?|委员会))\s*关于印发")
_IMPRINT_ISSUER = re.compile(
    r"^[\s*]*(?P<issuer>[一-鿿]{2,20}人民政府(?:办公厅|办公室)?)\s*(?:\S{4}\s*年.*印\s*发)?[\s*]*$"
)
_LABELLED_ISSUER = re.compile(r"^\s*(?:发文单位|发文机关|发布机构|印发机关)\s*:\s*(?P<issuer>[一-鿿]{2,30})\s*$")

_PLAN_TITLE = re.compile(
    rf"国民经济和社会发展\s*(?:第\s*[{CHINESE}]{{1,3}}\s*个\s*五\s*年|[“\"]?\s*[{CHINESE}]{{1,3}}五\s*[”\"]?)\s*[规计]划"
)
_REPORT_TITLE = re.compile(r"政府工作报告")
_ORDINAL = re.compile(
    rf"第\s*(?P<ordinal>[{CHINESE}]{{1,3}})\s*个\s*五\s*年|[“\"]\s*(?P<short>[{CHINESE}]{{1,3}})五\s*[”\"]"
)
# “十五五”时期经济社会发展主要指标: the table of a plan, in a file of its own
_INDICATORS_ALONE = re.compile(
    rf"[一-鿿]{{0,20}}[“\"][{CHINESE}]{{1,3}}五[”\"](?:时期|期间)?(?:国民)?经济(?:和|与)?社会发展(?:的)?主要(?:预期)?指标(?:体系|一览)?表?"
)
_PERIOD = re.compile(r"(?P<first>20\d\d)\s*(?:年)?\s*[-—~至]\s*(?P<last>20\d\d)\s*年")
# 受县人民政府委托，现将2023年国民经济和社会发展计划执行情况…报告如下: nobody delivers the report on the work of the government by order
_BY_ORDER = re.compile(r"受[^。]{0,16}政府的?委托,?[^。]{0,60}(?:计划|预算|决算)[^。]{0,60}报告")
# 根据《嵩县国民经济和社会发展第十四个五年规划纲要》,制定本方案: what rests on a plan is none
_RESTS_ON = re.compile(
    rf"(?:根据|依据|按照)[^。]{{0,300}}{_PLAN_TITLE.pattern}[^。《》]{{0,40}}》[^。]{{0,120}}(?:制定|编制|形成|提出)本(?:规划(?!纲要)|方案|计划|意见)"
)
_DELIVERY = re.compile(r"现在,?我(?:谨?代表|受).{0,20}政府.{0,12}(?:作|做|报告)[^。]{0,6}工作")
_SPACED = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")


def read_document(outline: Outline, *, district_code: str | None = None) -> DocumentRead:
    """Read what a document says of itself.

    ``district_code`` is only needed if the text names no division, or several. Raises UnknownKind for a text that is neither a five-year
    plan (纲要), a special plan nor a government work report, and UnknownDistrict where no division, or several, could be meant or where
    the text contradicts ``district_code``.
    """
    source = outline.source
    head = source.folded[: max(_HEAD, outline.front)]
    lines = [source.text[line.start : line.end] for line in _front_lines(source, outline)]
    titles = read_titles(lines)
    own = document_title(titles)
    kind = _kind(source, own, head)
    # a special plan rests on others, whose titles name other places
    titles = [one for one in titles if one.genre.kind is kind and (kind is not DocumentKind.SPECIAL_PLAN or one is own)]
    front = "\n".join(map(flatten, lines))
    delivered_on = _delivered_on(front) if kind is DocumentKind.REPORT else None
    title = _report_title(lines, titles) if kind is DocumentKind.REPORT else _plan_title(source, outline, titles)
    notes: list[Note] = []
    if kind is DocumentKind.REPORT:
        period_start = period_end = None
        report_year = year = _report_year(source, [title, *(one.flat for one in titles)], delivered_on, notes)
        baseline_year, lasts = report_year - 1, 0
    else:
        special = kind is DocumentKind.SPECIAL_PLAN
        period_start, period_end = _special_period(source, title, head) if special else _period(title, head)
        baseline_year = (_stated_baseline(source, period_start) if special else None) or period_start - 1
        report_year, year, lasts = None, period_start, 2
    slots = [one.place for one in (*titles, *read_titles([title]))]
    if kind is DocumentKind.SPECIAL_PLAN and not any(slots):
        slots = _offices(front)
    foot = "\n".join(flatten(line) for line in source.text[-_FOOT:].split("\n"))
    resolution = read_place(slots, HeadAndFoot(front, foot, source.text), first=year, last=year + lasts)
    if resolution.reason == "none" and district_code is None and _is_table_alone(source):
        resolution = _of_the_nation(source, resolution, notes)
    place = _district(source, resolution, district_code, notes)
    slug = f"{place.code}-{kind.value}-{year}"
    if kind is DocumentKind.SPECIAL_PLAN and period_end is not None:
        slug = special_slug(place.code, year, period_end, flatten(title))
    return DocumentRead(
        slug=slug,
        district=place,
        kind=kind,
        title=title,
        doc_number=_doc_number(source, outline),
        issuer=_issuer(source, outline),
        issued_on=_issued_on(source, outline),
        adopted_on=_adopted_on(front + "\n" + source.folded[-_FOOT:]),
        delivered_on=delivered_on,
        period_start=period_start,
        period_end=period_end,
        report_year=report_year,
        baseline_year=baseline_year,
        notes=tuple(notes),
    )


# 嵩县水利局关于印发“十四五”水利发展规划的通知   浙江省发展和改革委员会   国家发展改革委关于印发…
_OFFICE = re.compile(
    r"^(?P<slot>国家|[一-鿿]{1,20}?[省市县区州旗盟])[一-鿿]{2,24}?(?:委员会|委|厅|局|办公室)(?:[,、]?[一-鿿]{2,30}(?:委员会|委|厅|局|办公室))*(?:关于印发|(?:20\d\d年.*)?$)",
    re.MULTILINE,
)


def _offices(front: str) -> list[str]:
    """The places of the offices that issue a special plan whose title names none."""
    return [match["slot"] for match in _OFFICE.finditer(front)]


def _front_lines(source: Source, outline: Outline) -> Iterator[Line]:
    """The lines before the first chapter (a preface is among them), without the empty ones. Above a title may stand 附件,
    and a # may make a heading of it."""
    first = next((node for node in outline.nodes if not _is_front(node)), None)
    end = min(first.start if first else len(source.text), 20_000)
    return (line for line in source.lines_between(0, max(end, 1)) if line.folded.strip())


def _is_front(node: Node) -> bool:
    above = node.start <= _TOP and (node.label is None or node.kind is ChapterKind.APPENDIX)
    return above or node.kind is ChapterKind.PREFACE


def _kind(source: Source, title: Title | None, head: str) -> DocumentKind:
    if title is not None:
        if title.genre.kind is None:
            raise _unread(source, title.flat, title.genre)
        return title.genre.kind
    flat = re.sub(r"\s+", "", head)
    if _BY_ORDER.search(flat):
        raise _unread(source, flat, CARRIED_OUT)
    plan, report = _PLAN_TITLE.search(flat), _REPORT_TITLE.search(flat)
    if _DELIVERY.search(flat) or (report and "各位代表" in flat):
        return DocumentKind.REPORT
    # a plan speaks of itself; a special plan that rests on one names it too
    if plan and not _RESTS_ON.search(flat) and re.search(r"本纲要|本规划|《纲要》|[规计]划纲要|五年[规计]划", flat):
        return DocumentKind.PLAN
    if report and not plan:
        return DocumentKind.REPORT
    if _is_table_alone(source):
        return DocumentKind.PLAN
    first = next((line.folded.strip() for line in source.lines if line.folded.strip()), "")
    raise _unread(source, first, None)


def _is_table_alone(source: Source) -> bool:
    first = next((line.folded for line in source.lines if line.folded.strip()), "")
    return _INDICATORS_ALONE.fullmatch(flatten(first)) is not None


def _unread(source: Source, title: str, genre: Genre | None) -> UnknownKind:
    begins = title if len(title) <= 60 else f"{title[:60]}…"
    what = f"is {genre.en} ({genre.zh}), and neither" if genre else "is neither"
    return UnknownKind(
        f"{source.name} (begins {begins!r}) {what} an outline of a five-year plan (国民经济和社会发展第…个五年规划纲要), nor a plan for one field (专项规划: a "
        "title that ends in 规划, with its years), nor a government work report (政府工作报告). Only these three kinds are read, of the nation, provinces, "
        "cities and counties"
    )


def _clean(text: str) -> str:
    """A printed title without markup, without the spaces between Chinese characters, and in the characters of the text."""
    return _SPACED.sub("", re.sub(r"[#*]+", "", text).strip()).strip()


def _plan_title(source: Source, outline: Outline, titles: Sequence[Title]) -> str:
    """The fullest title at the head of a plan; else the name under which its front speaks of it. A special plan has one title."""
    if titles:
        return max((one.words for one in titles), key=lambda title: (title.endswith("纲要"), len(title)))
    if _is_table_alone(source):
        return _clean(next(source.text[line.start : line.end] for line in source.lines if line.folded.strip()))
    front = _SPACED.sub("", source.text[: max(_HEAD, outline.front)])
    names = re.findall(r"《([^《》]{4,80})》", front)
    outlines = [name for name in names if _PLAN_TITLE.search(name) and name.endswith("纲要")]
    # a plan is named as the proposal of the party committee that it rests on names it
    drafts = [
        f"{match[1]}纲要"
        for name in names
        if (match := re.search(r"关于制定(.*?规划.*?)的建议$", name)) and _PLAN_TITLE.search(match[1])
    ]
    # it also rests on those of the nation, the province and the city: its own is that of the least place, and stands last
    own = max([*reversed(outlines), *reversed(drafts)], key=_depth, default="")
    return own if _depth(own) else "国民经济和社会发展五年规划纲要"


def _depth(title: str) -> int:
    """How far below the nation the place of a title lies."""
    places = [one for title in read_titles([title]) for one in named_by(title.place)]
    return max((len(one.ancestors) + 1 for one in places if one.code != NATION), default=0)


def _report_title(lines: Sequence[str], titles: Sequence[Title]) -> str:
    """The title of a report as printed, the fullest that its front has: 河东区2023年政府工作报告 rather than 政府工作报告."""
    named = [name for line in lines for name in re.findall(r"《([^《》]{0,30}政府工作报告)》", _clean(line))]
    found = [one.words for one in titles] + named
    return max(found, key=lambda title: (bool(_TITLE_YEAR.search(flatten(title))), len(title)), default="政府工作报告")


def _district(source: Source, resolution: Resolution, code: str | None, notes: list[Note]) -> Division:
    """The division that the text names; else the specified one, with a note where that is another than the text speaks of."""
    found = resolution.division
    if resolution.reason == "no_division" and is_town(resolution.words):
        raise _unread(source, resolution.words, TOWN)
    if code is None:
        if found is None:
            raise UnknownDistrict(_unplaced(source, resolution))
        return found
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
    if found is None and resolution.candidates and given not in resolution.candidates:
        names = ", ".join(f"{one.code} {one.name}" for one in resolution.candidates)
        raise UnknownDistrict(
            f"{source.name} belongs to one of {names} according to its text, not to {code} {given.name}: specify one of them with --district CODE"
        )
    if found is None and not resolution.candidates:
        says = _unplaced(source, resolution).removeprefix(f"{source.name} ").partition(":")[0]
        message = f"{OTHER_DISTRICT} the document was ingested as {code} {given.name}, as specified; its text {says}"
        notes.append(note("document", message, source, 0, source.lines[0].end))
    return given


def _unplaced(source: Source, resolution: Resolution) -> str:
    """Why a text has no district, for the person who ingests it."""
    names = ", ".join(f"{one.code} {one.name}" for one in resolution.candidates)
    match resolution.reason:
        case "no_division":
            what = f"is of {resolution.words}, which is no division of GB/T 2260"
        case "past":
            what = f"is of {resolution.words}, and no division bore that name in the years of the document"
        case "conflict":
            what = f"names different districts in its title and in the note of its delivery ({names})"
        case "ambiguous":
            what = f"does not say which district it belongs to ({names})"
        case _:
            what = "does not say which district it belongs to (none is named in its title, in the note of its delivery or as its issuer)"
    return f"{source.name} {what}: specify it with --district CODE"


def _period(title: str, head: str) -> tuple[int, int]:
    """The years of a plan: from its ordinal (第十四个五年规划 is 2021 to 2025), else from the first period that the head names."""
    for text in (flatten(title), head):
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


# The domestic product of the nation; that of any part of it is 地区生产总值 since 2004.
_DOMESTIC, _REGIONAL = re.compile(r"国内生产总值"), re.compile(r"地区生产总值|[全我本][省市县区州旗]|自治区|市辖区")


def _of_the_nation(source: Source, resolution: Resolution, notes: list[Note]) -> Resolution:
    """A table that names no place, and the domestic product, is of the nation; a note says so."""
    match = _DOMESTIC.search(source.folded)
    if match is None or _REGIONAL.search(source.folded):
        return resolution
    line = source.line_at(match.start())
    message = f"{NATION_ASSUMED} the text names no place, but 国内生产总值: it was taken for one of the nation"
    notes.append(note("document", message, source, line.start, line.end))
    nation = division(NATION)
    return Resolution(nation, (nation,), "unique")


_TERM = re.compile(
    rf"(?:规划|方案)(?:期限?|年限|时限|时段|水平年|范围)[^。;]{{0,16}}?(?P<first>{_YEAR})\s*年?\s*[-—–~至到]{{1,2}}\s*(?P<last>20\d\d)"
)
_BASE_YEAR = re.compile(rf"(?:规划)?(?:基准|基期|现状)年(?:份)?\s*(?:[为是:]|采用)?\s*(?P<year>{_YEAR})")
_AIM_YEAR = re.compile(r"(?:规划)?(?:水平|目标)年(?:份)?\s*(?:[为是:])?\s*(?P<year>20\d\d)")
_OLDEST_BASE = 6
"""So many years before its period the figures that a special plan starts from may be of."""


def _special_period(source: Source, title: str, head: str) -> tuple[int, int]:
    """The years of a special plan: those of its title, else those that it says its term is (规划期限为2021—2035年), else of the five-year plan
    that it speaks of as its own.
    """
    read = read_special_title(flatten(title))
    if read and read.first and read.last:
        return read.first, read.last
    if match := _TERM.search(source.folded):
        return int(match["first"]), int(match["last"])
    base, aim = _BASE_YEAR.search(source.folded), _AIM_YEAR.search(source.folded)
    if base and aim and int(base["year"]) < int(aim["year"]):
        return int(base["year"]) + 1, int(aim["year"])
    # “十三五” is what was before, and what comes most often is its own
    counts = Counter(match["short"] or match["ordinal"] for match in _ORDINAL.finditer(source.folded))
    for ordinal, times in counts.most_common(1):
        period = five_years(ordinal)
        if period and times >= 3 and times > 2 * (counts.total() - times):
            return period
    raise UnknownKind(
        "the special plan does not say which years it covers: expected “十四五” or 2021—2035年 in its title, or 规划期限为2021—2035年 in its text"
    )


def _stated_baseline(source: Source, first: int) -> int | None:
    """规划基准年为2020年: the year that the figures of a special plan start from, where it says one."""
    match = _BASE_YEAR.search(source.folded)
    return int(match["year"]) if match and first - _OLDEST_BASE <= int(match["year"]) <= first else None


_TITLE_YEAR = re.compile(rf"(?P<year>{_YEAR})(?!年?\d{{1,2}}月)")
# 一、2023年工作回顾   一、过去五年和2023年工作回顾   2023年重点工作完成情况
_BACK = re.compile(r"回顾|总结|成就|成绩|完成情况|工作情况")
# 二、2024年工作安排   2024年政府工作的总体要求和主要目标
_AHEAD = re.compile(r"安排|目标|任务|重点工作|工作重点|打算|部署|总体要求|工作思路|工作建议")
_HEADING = re.compile(
    rf"[\s#*]*(?:第?[一二三四五六七八九十]{{1,3}}(?:部分)?[、.\s])?\s*(?P<words>[^。;,:《(]{{0,20}}(?<![省市县区州]){_YEAR}\s*年(?!.*(?:远景|[表录图]\s*\Z))[^。;:]*)\Z"
)
_LONGEST_HEADING = 45


def _report_year(source: Source, titles: Sequence[str], delivered_on: date | None, notes: list[Note]) -> int:
    """The year that a report makes plans for.

    The day on which it was delivered (one of December is for the next year) and the years of its parts' headings say it; the title is often that of
    a web page, and counts where neither does. What does not agree becomes a note.
    """
    titled = next((int(match["year"]) for title in titles if (match := _TITLE_YEAR.search(flatten(title)))), None)
    headed = _headed_year(source)
    day = delivered_on and delivered_on.year + (delivered_on.month == 12)
    if day and headed == day + 1 and delivered_on and delivered_on.month >= 10:
        day = headed  # a congress of November
    said = [year for year in (day, headed, titled) if year]
    if not said:
        raise UnknownKind(
            "the report does not say which year it covers: expected a year in its title (2023年政府工作报告), the day it was delivered, or a year in the "
            "headings of its parts (2023年工作安排)"
        )
    year = max(said, key=said.count)  # of as many, the day's goes first
    if len(set(said)) > 1:
        told = [
            f"{what} {one}" for what, one in (("title", titled), ("day of delivery", day), ("headings", headed)) if one
        ]
        notes.append(
            note("document", f"{YEAR_CONFLICT} {', '.join(told)}; {year} was taken", source, 0, source.lines[0].end)
        )
    return year


def _headed_year(source: Source) -> int | None:
    """The year that the first heading of a part plans for, or that follows on the one that it looks back on."""
    for line in source.lines:
        if line.end - line.start > _LONGEST_HEADING or "年" not in line.folded:
            continue
        if (heading := _HEADING.match(line.folded)) is None:
            continue
        words = heading["words"]
        years = [int(match["year"]) for match in _TITLE_YEAR.finditer(words)]
        if years and _BACK.search(words):
            return years[-1] + 1
        if len(years) == 1 and _AHEAD.search(words):
            return years[0]
    return None


def _date(match: re.Match[str]) -> date | None:
    numbers = [chinese_number(match[name]) or int(match[name]) for name in ("year", "month", "day")]
    try:
        return date(*numbers)
    except ValueError:
        return None  # 2月30日: printed, but no day


_DELIVERED = re.compile(rf"{_DATE.pattern}[,\s]*在[^。;]{{2,40}}?届")
_DELIVERED_IN_TITLE = re.compile(rf"报告\({_DATE.pattern}\)$", re.MULTILINE)
_NEAR = 3  # how many lines below its title the day of a report may stand
_DELIVERED_BELOW = re.compile(
    rf"^[-—(]*在[^。;]{{2,30}}?届[^。;\d]{{0,40}}?会议上?\)?\n?[(]?{_DATE.pattern}\)?", re.MULTILINE
)


def _delivered_on(front: str) -> date | None:
    """——2023年1月4日在天津市河东区第十八届人民代表大会第三次会议上; or the date alone under 政府工作报告."""
    if match := _DELIVERED.search(front) or _DELIVERED_BELOW.search(front) or _DELIVERED_IN_TITLE.search(front):
        return _date(match)
    below = _NEAR + 1
    for line in front.split("\n"):
        below = 0 if re.search(r"(?:政府|^)工作报告(?:\([^()]*\))?$", line) else below + 1
        if 0 < below <= _NEAR and (match := _DATE_LINE.match(line)):
            return _date(match)
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
    for line in source.lines_between(min(outline.back, max(len(source.text) - _FOOT, 0)), len(source.text)):
        if match := _IMPRINT_ISSUER.match(line.folded):
            return match["issuer"]
    return None


def _issued_on(source: Source, outline: Outline) -> date | None:
    """2021年1月29日印发 in the imprint; else the date on a line of its own under the notice that issues the document."""
    for line in reversed(source.lines_between(max(len(source.text) - _FOOT, 0), len(source.text))):
        if (match := _DATE.search(line.folded)) and re.match(r"\s*印\s*发[\s*]*$", line.folded[match.end() :]):
            return _date(match)
    notice = False
    for line in _front_lines(source, outline):
        notice = notice or bool(re.search(r"关于印发|印发给你们|现予印发|请.{0,10}遵照执行", line.folded))
        if notice and (match := _DATE_LINE.match(flatten(line.folded))):
            return _date(match)
    return None


# what stands between the day and 通过, over whatever lines: no other bracket, no other day
_ADOPTED = re.compile(
    rf"{_DATE.pattern}(?P<by>[^。;()《》]{{0,60}}?(?:会议|大会)[^。;()《》]{{0,10}}?)(?:审议)?(?:表决)?(?:通过|批准)"
)


def _adopted_on(text: str) -> date | None:
    """(2021年1月15日东丽区第十七届人民代表大会第七次会议通过), also broken into lines."""
    for match in _ADOPTED.finditer(re.sub(r"\s+", "", text)):
        if not _DATE.search(match["by"]):
            return _date(match)
    return None
