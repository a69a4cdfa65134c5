"""What a document says of itself: its kind, title, number, issuer, dates and years, and whose it is.

::

    河东政发〔2023〕1号 / 河东区人民政府关于印发 河东区2023年政府工作报告的通知 / 2023年1月9日
    → report of 120102, doc_number 河东政发〔2023〕1号, issuer 河东区人民政府, issued_on 2023-01-09, report_year 2023

Everything is read from the text; nothing that a document leaves unsaid is guessed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from districts.reading.days import (
    FOOT,
    TITLE_YEAR,
    day_of_adoption,
    day_of_delivery,
    day_of_issue,
    front_lines,
    printed_issuer,
    printed_number,
)
from districts.reading.divisions import NATION, Division, division, named_by
from districts.reading.places import HeadAndFoot, Resolution, is_town, read_place
from districts.reading.special_titles import special_slug
from districts.reading.titles import CARRIED_OUT, NEWS, SPEECH, TOWN, Genre, Title, document_title, flatten, read_titles
from districts.reading.years import period_of_plan, period_of_special_plan, stated_baseline, year_of_report
from text.context import DocumentContext
from text.errors import UnknownDistrict, UnknownKind
from text.numbers.numerals import CHINESE
from text.outline.outline import Outline
from text.sources.evidence import Note, note
from text.sources.source import Source
from text.vocabulary import DocumentKind


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
            delivered_on=self.delivered_on,
        )


_HEAD = 3_000  # characters from the start (or up to the first chapter, if longer) that are searched for what a document says of itself
UNTITLED = "国民经济和社会发展五年规划纲要"
"""The title of a plan that prints none."""
NATION_ASSUMED = "Nation:"
"""How the note begins that a text that names no place was taken for one of the nation."""
OTHER_DISTRICT = "Specified district:"
"""How the note begins that the district is the one that was specified, and not one that the text names."""
_PLAN_TITLE = re.compile(
    rf"国民经济和社会发展\s*(?:第\s*[{CHINESE}]{{1,3}}\s*个\s*五\s*年|[“\"]?\s*[{CHINESE}]{{1,3}}五\s*[”\"]?)\s*[规计]划"
)
_REPORT_TITLE = re.compile(r"政府工作报告")
# “十五五”时期经济社会发展主要指标: the table of a plan, in a file of its own
_INDICATORS_ALONE = re.compile(
    rf"[一-鿿]{{0,20}}[“\"][{CHINESE}]{{1,3}}五[”\"](?:时期|期间)?(?:国民)?经济(?:和|与)?社会发展(?:的)?主要(?:预期)?指标(?:体系|一览)?表?"
)
# 受县人民政府委托，现将2023年国民经济和社会发展计划执行情况…报告如下: nobody delivers the report on the work of the government by order
_BY_ORDER = re.compile(r"受[^。]{0,16}政府的?委托,?[^。]{0,60}(?:计划|预算|决算)[^。]{0,60}报告")
# 根据《嵩县国民经济和社会发展第十四个五年规划纲要》,制定本方案: what rests on a plan is none
_RESTS_ON = re.compile(
    rf"(?:根据|依据|按照)[^。]{{0,300}}{_PLAN_TITLE.pattern}[^。《》]{{0,40}}》[^。]{{0,120}}(?:制定|编制|形成|提出)本(?:规划(?!纲要)|方案|计划|意见)"
)
# what a plan without a title says in its opening, or the note of its adoption
_SPEAKS_OF_ITSELF = re.compile(
    r"本纲要|本规划|《纲要》|主要阐明|\((?:19|20)\d\d年[^()]{5,60}会议(?:审议)?(?:通过|批准)\)"
)
_FIRST_CHAPTER = re.compile(r"^[\s#*]*第\s*[一1]\s*(?:[篇编章]|部\s*分)", re.MULTILINE)
_DELIVERY = re.compile(r"现在,?我(?:谨?代表|受).{0,20}政府.{0,12}(?:作|做|报告)[^。]{0,6}工作")
# 本报讯（记者 某某）…   会议批准了《…纲要》: a story about a document, which names it and quotes from it
_NEWS = re.compile(
    r"本[报网台]讯|\d日讯|(?:报|网|社|台|中心|通)讯\((?:通讯员|记者)|记者(?:了解到|获悉|从|看到|注意到)|\((?:本[报网台])?(?:见习)?(?:记者|通讯员)[^()]{2,30}\)"
    r"|会议[^。]{0,20}(?:审议|批准|审查|听取|通过)(?:和?(?:通过|批准))?了[^。]{0,120}(?:纲要|报告)"
)
_SPACED = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")


def read_document(outline: Outline, *, district_code: str | None = None) -> DocumentRead:
    """Read what a document says of itself.

    ``district_code`` is only needed if the text names no division, or several. Raises UnknownKind for a text that is neither a five-year
    plan (纲要), a special plan nor a government work report, and UnknownDistrict where no division, or several, could be meant or where
    the text contradicts ``district_code``.
    """
    source = outline.source
    head = source.folded[: max(_HEAD, outline.front)]
    lines = [source.text[line.start : line.end] for line in front_lines(source, outline)]
    titles = read_titles(lines)
    own = document_title(titles)
    kind = _kind(source, own, head)
    # a special plan rests on others, whose titles name other places
    titles = [one for one in titles if one.genre.kind is kind and (kind is not DocumentKind.SPECIAL_PLAN or one is own)]
    front = "\n".join(map(flatten, lines))
    delivered_on = day_of_delivery(front) if kind is DocumentKind.REPORT else None
    title = _report_title(lines, titles) if kind is DocumentKind.REPORT else _plan_title(source, outline, titles)
    notes: list[Note] = []
    if kind is DocumentKind.REPORT:
        period_start = period_end = None
        report_year = year = year_of_report(source, [title, *(one.flat for one in titles)], delivered_on, notes)
        baseline_year, lasts = report_year - 1, 0
    else:
        special = kind is DocumentKind.SPECIAL_PLAN
        period_start, period_end = (
            period_of_special_plan(source, title, head) if special else period_of_plan(title, head)
        )
        baseline_year = (stated_baseline(source, period_start) if special else None) or period_start - 1
        report_year, year, lasts = None, period_start, 2
    slots = [one.place for one in (*titles, *read_titles([title]))]
    if kind is DocumentKind.SPECIAL_PLAN and not any(slots):
        slots = _offices(front)
    foot = "\n".join(flatten(line) for line in source.text[-FOOT:].split("\n"))
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
        doc_number=printed_number(source, outline),
        issuer=printed_issuer(source, outline),
        issued_on=day_of_issue(source, outline),
        adopted_on=day_of_adoption(front + "\n" + source.folded[-FOOT:]),
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


def _kind(source: Source, title: Title | None, head: str) -> DocumentKind:
    if title is not None:
        if title.genre.kind is None:
            raise _unread(source, title.flat, title.genre)
        return title.genre.kind
    flat = re.sub(r"\s+", "", head)
    if _BY_ORDER.search(flat):
        raise _unread(source, flat, CARRIED_OUT)
    plan, report = _PLAN_TITLE.search(flat), _REPORT_TITLE.search(flat)
    delivered = _DELIVERY.search(flat)
    if not delivered and (speaks := re.search("同志们[:!,]", flat) or _NEWS.search(flat)):
        raise _unread(source, flat, SPEECH if speaks.group().startswith("同志们") else NEWS)
    if delivered or (report and "各位代表" in flat):
        return DocumentKind.REPORT
    # a plan speaks of itself; a special plan that rests on one names it too
    speaks_of_itself = _SPEAKS_OF_ITSELF.search(flat) or _FIRST_CHAPTER.search(source.folded)
    if plan and not _RESTS_ON.search(flat) and speaks_of_itself:
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
    return own if _depth(own) else UNTITLED


def _depth(title: str) -> int:
    """How far below the nation the place of a title lies."""
    places = [one for title in read_titles([title]) for one in named_by(title.place)]
    return max((len(one.ancestors) + 1 for one in places if one.code != NATION), default=0)


def _report_title(lines: Sequence[str], titles: Sequence[Title]) -> str:
    """The title of a report as printed, the fullest that its front has: 河东区2023年政府工作报告 rather than 政府工作报告."""
    named = [name for line in lines for name in re.findall(r"《([^《》]{0,30}政府工作报告)》", _clean(line))]
    found = [one.words for one in titles] + named
    return max(found, key=lambda title: (bool(TITLE_YEAR.search(flatten(title))), len(title)), default="政府工作报告")


def _district(source: Source, resolution: Resolution, code: str | None, notes: list[Note]) -> Division:
    """The division that the text names; else the specified one, with a note where that is another than the text speaks of."""
    found = resolution.division
    if resolution.reason == "no_division" and is_town(resolution.words):
        raise _unread(source, resolution.words, TOWN)
    if code is None:
        if found is None:
            raise UnknownDistrict(
                f"{_unplaced(source, resolution)}: ",
                advice="specify it with {district}",
                candidates=_named(resolution.candidates),
            )
        return found
    try:
        given = division(code)
    except KeyError:
        raise UnknownDistrict(
            f"{code} is not the code of a division (GB/T 2260, six digits, for example 120102)"
        ) from None
    if found is not None and found.code != code and given not in resolution.candidates:
        raise UnknownDistrict(
            f"{source.name} belongs to {found.code} {found.name} according to its text, not to {code} {given.name}: ",
            advice="omit {no_district}",
            candidates=_named((found,)),
        )
    if found is None and resolution.candidates and given not in resolution.candidates:
        names = ", ".join(f"{one.code} {one.name}" for one in resolution.candidates)
        raise UnknownDistrict(
            f"{source.name} belongs to one of {names} according to its text, not to {code} {given.name}: ",
            advice="specify one of them with {district}",
            candidates=_named(resolution.candidates),
        )
    if found is None and not resolution.candidates:
        says = _unplaced(source, resolution).removeprefix(f"{source.name} ")
        message = f"{OTHER_DISTRICT} the document was ingested as {code} {given.name}, as specified; its text {says}"
        notes.append(note("document", message, source, 0, source.lines[0].end))
    return given


def _named(divisions: Sequence[Division]) -> tuple[tuple[str, str], ...]:
    return tuple((one.code, one.name) for one in divisions)


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
    return f"{source.name} {what}"


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
