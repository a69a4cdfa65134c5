"""The days of a document, its number and its issuer, as they are printed on it."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from districts.reading.titles import flatten
from text.numbers.numerals import chinese_number
from text.outline.outline import Node, Outline
from text.sources.source import Line, Source
from text.vocabulary import ChapterKind

FOOT = 1_500
_TOP = 300  # up to where a heading may be a title, or stand above it
YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_DATE = re.compile(rf"(?P<year>{YEAR})\s*年\s*(?P<month>{_DAY})\s*月\s*(?P<day>{_DAY})\s*日")
# the day alone, or with the name of who delivered the report
_DATE_LINE = re.compile(
    rf"^[-—(]*{_DATE.pattern}\)?(?:[一-鿿]{{0,6}}[省市县区州旗盟]长[一-鿿·]{{0,10}})?(?:\(此件[^()]{{2,8}}\).*)?$"
)
_NUMBER = r"[一-鿿]{2,12}\s*[〔\[(【]\s*20\d\d\s*[〕\])】]\s*第?\s*\d{1,4}\s*号"
# 和平区人民政府   云南省卫生健康委员会 云南省发展和改革委员会   国 务 院: who issues a document, one or several
_OFFICE = r"(?:国\s*务\s*院|[一-鿿]{2,24}?(?:政府|公署|委员会|[委厅局署部院]|银行))(?:办公[厅室])?"
_OFFICES = rf"{_OFFICE}(?:(?:\s+|\s*[、,]\s*){_OFFICE})*"
# 河东政发〔2023〕1号   津政办规[2021]3号   和平政〔2021〕4号; or with the notice behind it, where a page has both on one line
_DOC_NUMBER = re.compile(rf"^[\s*]*(?P<number>{_NUMBER})(?:[\s*]*$|\s+(?={_OFFICES}\s*关于(?:印发|发布|公布)))")
_OFFICES_ALONE = re.compile(rf"[\s#*]*(?P<issuer>{_OFFICES})[\s*]*")
_LABELLED_NUMBER = re.compile(rf"(?:发文字号|文\s*号|发文号|文件编号)[\s:|]{{1,8}}(?P<number>{_NUMBER})")
_NOTICE = re.compile(rf"[\s#*]*(?:{_NUMBER}\s+)?(?P<issuer>{_OFFICES})?\s*关于(?:印发|发布|公布)")
_SIGNED = re.compile(rf"[\s*]*(?P<issuer>{_OFFICES})\s*{_DATE.pattern}[\s*]*")
_RED_HEAD = re.compile(rf"[\s#*]*(?P<issuer>{_OFFICES})\s*文\s*件[\s*]*")
_MOST_OFFICES = 6
_IMPRINT_ISSUER = re.compile(
    r"^[\s*]*(?P<issuer>[一-鿿]{2,20}人民政府(?:办公厅|办公室)?)\s*(?:\S{4}\s*年.*印\s*发)?[\s*]*$"
)
_LABELLED_ISSUER = re.compile(r"^\s*(?:发文单位|发文机关|发布机构|印发机关)\s*:\s*(?P<issuer>[一-鿿]{2,30})\s*$")


def front_lines(source: Source, outline: Outline) -> Iterator[Line]:
    """The lines before the first chapter (a preface is among them), without the empty ones. Above a title may stand 附件,
    and a # may make a heading of it."""
    first = next((node for node in outline.nodes if not _is_front(node)), None)
    end = min(first.start if first else len(source.text), 20_000)
    return (line for line in source.lines_between(0, max(end, 1)) if line.folded.strip())


def _is_front(node: Node) -> bool:
    above = node.start <= _TOP and (node.label is None or node.kind is ChapterKind.APPENDIX)
    return above or node.kind is ChapterKind.PREFACE


TITLE_YEAR = re.compile(rf"(?P<year>{YEAR})(?!年?\d{{1,2}}月)")


def day_of(match: re.Match[str]) -> date | None:
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


def day_of_delivery(front: str) -> date | None:
    """——2023年1月4日在天津市河东区第十八届人民代表大会第三次会议上; or the date alone under 政府工作报告."""
    if match := _DELIVERED.search(front) or _DELIVERED_BELOW.search(front) or _DELIVERED_IN_TITLE.search(front):
        return day_of(match)
    below = _NEAR + 1
    for line in front.split("\n"):
        below = 0 if re.search(r"(?:政府|^)工作报告(?:\([^()]*\))?$", line) else below + 1
        if 0 < below <= _NEAR and (match := _DATE_LINE.match(line)):
            return day_of(match)
    return None


def printed_number(source: Source, outline: Outline) -> str | None:
    """The number on a line of its own, or behind its label in the head of a web page."""
    for line in front_lines(source, outline):
        if match := _DOC_NUMBER.match(line.folded) or _LABELLED_NUMBER.search(line.folded):
            start, end = match.span("number")
            return re.sub(r"\s+", "", source.text[line.start + start : line.start + end])
    return None


def printed_issuer(source: Source, outline: Outline) -> str | None:
    """Whom the notice that issues the document names, in its title or else below it; else the head of the paper, or its imprint."""
    lines = list(front_lines(source, outline))
    rows = [line.folded for line in lines]
    for index, row in enumerate(rows):
        if match := _LABELLED_ISSUER.match(row):
            return match["issuer"]
        if match := _NOTICE.match(row):
            named = [match["issuer"]] if match["issuer"] else list(_offices_above(rows, index))
            if not named and (signed := _signature(rows)) is not None:
                named = signed[0]
            if named:
                return _together(named)
    if heads := [match["issuer"] for row in rows if (match := _RED_HEAD.fullmatch(row))]:
        return _together(heads[:1])
    for line in source.lines_between(min(outline.back, max(len(source.text) - FOOT, 0)), len(source.text)):
        if match := _IMPRINT_ISSUER.match(line.folded):
            return match["issuer"]
    return None


def _offices_above(rows: Sequence[str], index: int) -> list[str]:
    """The offices on the lines right above this one, each on a line of its own."""
    found: list[str] = []
    for row in reversed(rows[max(0, index - _MOST_OFFICES) : index]):
        match = _OFFICES_ALONE.fullmatch(row)
        if match is None:
            break
        found.insert(0, match["issuer"])
    return found


def _together(offices: Sequence[str]) -> str:
    """Offices as one name: those that spaces or lines divide with 、 between them."""
    names = (re.sub(r"(?<![一-鿿]{2})\s+(?![一-鿿]{2})", "", one) for one in offices)
    return "、".join(part for name in names for part in re.split(r"\s+|\s*[、,]\s*", name.strip()))


def _signature(rows: Sequence[str]) -> tuple[list[str], date | None] | None:
    """Who signed the notice, and on what day: the offices above its date, or on one line with it."""
    notice = False
    for index, row in enumerate(rows):
        notice = notice or _ISSUES.search(row) is not None
        if not notice:
            continue
        if match := _SIGNED.fullmatch(row):
            return [match["issuer"]], day_of(match)
        if match := _DATE_LINE.match(flatten(row)):
            return _offices_above(rows, index), day_of(match)
    return None


_ISSUES = re.compile(r"关于印发|印发给你们|现予印发|请.{0,10}遵照执行")


def day_of_issue(source: Source, outline: Outline) -> date | None:
    """2021年1月29日印发 in the imprint; else the date on a line of its own under the notice that issues the document."""
    for line in reversed(source.lines_between(max(len(source.text) - FOOT, 0), len(source.text))):
        if (match := _DATE.search(line.folded)) and re.match(r"\s*印\s*发[\s*]*$", line.folded[match.end() :]):
            return day_of(match)
    signed = _signature([line.folded for line in front_lines(source, outline)])
    return signed[1] if signed else None


# what stands between the day and 通过, over whatever lines: no other bracket, no other day
_ADOPTED = re.compile(
    rf"{_DATE.pattern}(?P<by>[^。;()《》]{{0,60}}?(?:会议|大会)[^。;()《》]{{0,10}}?)(?:审议)?(?:表决)?(?:通过|批准)"
)

# (东丽区第十七届人民代表大会第七次会议 2021年1月15日通过)
_ADOPTED_ON = re.compile(
    rf"人(?:民代表大会|大)[^。;()《》]{{0,20}}?会议[于,]?{_DATE.pattern}(?:审议)?(?:表决)?(?:通过|批准)"
)


def day_of_adoption(text: str) -> date | None:
    """(2021年1月15日东丽区第十七届人民代表大会第七次会议通过), also broken into lines, or with the day behind."""
    joined = re.sub(r"\s+", "", text)
    for match in _ADOPTED.finditer(joined):
        if not _DATE.search(match["by"]):
            return day_of(match)
    behind = _ADOPTED_ON.search(joined)
    return day_of(behind) if behind else None
