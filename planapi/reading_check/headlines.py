"""Were the figures read that everybody looks for: output, revenue, investment, sales, incomes, jobs, trade, grain, towns?

地区生产总值完成88.3亿元: the name, and in the same clause a numeral with a unit. A numeral that no row stands at is a figure that the data lacks,
unless the ledger says that it is none of the place (全国粮食产量…) or no figure at all (a year).

A row without an indicator is told where it should have one: where its name is that of a headline and nothing more. What is of a part or of another
(跨境电商进出口, 南部地区生产总值), and what no indicator is of (a rise in points, how far it is from the nation's, a growth over five years), has none rightly.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indicators.caveats import A_DISTANCE
from indicators.reading.catalogue import caveat_of, dimension
from indicators.reading.rows import ObservationRow
from planapi.reading import Reading
from planapi.reading_check.figures import UNIT
from planapi.reading_check.findings import Finding, excerpt, told
from text.vocabulary import Disposition, Measure, Severity

# Each begins with a character that is written out: a search for them skips to the next of those.
_NAMES = r"""地区生产总值|国内生产总值|生产总值|GDP|经济增长
    |一般公共预算(?:收入|支出|收支)|支出(?<=[、,]支出)|公共财政收入|地方财政收入|财政总收入|税收收入|财政收入|固定资产投资(?:总?额)?|社会消费品零售总?额
    |规(?:模以)?上工业(?:企业)?增加值|工业(?:企业)?增加值|第[一二三]产业增加值|服务业增加值|可支配收入|居民收入|居民消费价格(?:总水平)?|新增就业|城镇就业|失业率
    |进出口(?:总[额值])?|粮食(?:总)?产量|城镇化率|常住人口(?!城镇化)|二氧化碳排放"""
# 单位生产总值能耗, 占地区生产总值比重, 人均地区生产总值: of the name, but another indicator, whose name nobody promised.
_OTHER_BEFORE = re.compile(
    r"(?:单位|万元|亿元|每.?元|占|占全[市省国区县]?|相当于|与|人均|非|占.{0,6}|商务|信息|科技|技术|现代|性)\s*$"
)
_OTHER_BETWEEN = re.compile(
    r"[“《「]|能耗|能源|用水|水耗|排放|比重|占比|比例|之比|与|同步|贡献率|率$|水平|计划|项目|企业|名|居|第|位|排"
)
_STATED = re.compile(
    rf"""(?P<name>{_NAMES})(?P<between>[^\d。;,、:!?\n一二三四五六七八九十百两]{{0,14}})
    (?P<number>\d[\d,]*(?:\.\d+)?|百分之[一二三四五六七八九十百零点]+|[一二三四五六七八九十百千两零]+(?:点[一二三四五六七八九零]+)?(?=\s*[万亿]{{1,2}}\s*(?:元|人|吨|斤|美元)))
    (?=(?P<unit>\s*{UNIT})|(?<=[一二三四五六七八九十百零点]))""",
    re.VERBOSE,
)
# What a numeral can be without being a figure of the place.
_NONE = frozenset(
    [
        Disposition.DATE,
        Disposition.PERIOD,
        Disposition.DOCUMENT,
        Disposition.TABLE,
        Disposition.HEADING,
        Disposition.DEFINITION,
        Disposition.ORDINAL,
        Disposition.LABEL,
        Disposition.THRESHOLD,
    ]
)
_ELSEWHERE = re.compile(r"全国|我国|全球|世界|全省|全市|中国")
_LOST_SEVERE, _FEW = 0.2, 3
_UNLINKED = 0.3
# what may stand before a headline in the name of a row that is of the whole place: verbs and times
_BEFORE = re.compile(
    r"(?:提出|建议|明确|确定|预计|力争|确保|实现|完成|达到?|保持|推动|继续|正常年景下|“?十[一二三四五]五”?|\d+年|年|时期|期间|末|全[一-鿿]|我们|城镇|城乡|农村|全体|常住|地方|居民|人均|单位|万元|外贸|货物|GDP|生产总值|地区|调查|登记|人口|[、,的和])*"
)
_STEPS = re.compile(r"[十百千万亿]+元?级?(?:台阶|大关|关口|元)|台阶|大台阶|关口")
_BEHIND = re.compile(r"(?:总?[额值量]|总量|增[速长幅]|涨幅|上涨|幅度|预期|目标|连续|下降|降低|同步|人数|岗位|人员)*")
_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class _Headline:
    words: str
    read: bool
    linked: bool


def headline_checks(reading: Reading) -> Iterator[Finding | None]:
    """Headline figures that no row carries, and rows of them that have no indicator."""
    stated = list(_headlines(reading))
    lost = [one.words for one in stated if not one.read]
    if lost:
        share = len(lost) / len(stated)
        severe = (len(lost) >= _FEW and share >= _LOST_SEVERE) or (len(lost) > 1 and share >= 0.5)
        severity = Severity.SEVERE if severe else Severity.WARNING
        yield told("headline_not_read", severity, stated=len(stated), lost=len(lost), examples=lost[:_EXAMPLES])
    unlinked = [one.words for one in stated if one.read and not one.linked]
    if unlinked:
        read = len(stated) - len(lost)
        severity = Severity.WARNING if len(unlinked) >= _FEW and len(unlinked) >= _UNLINKED * read else Severity.INFO
        yield told("headline_not_linked", severity, read=read, unlinked=len(unlinked), examples=unlinked[:_EXAMPLES])


def _headlines(reading: Reading) -> Iterator[_Headline]:
    """Each headline figure of the text, with whether a row stands at its numeral."""
    folded, text = reading.source.folded, reading.source.text
    rows = {at: row for row in reading.rows.observations for at in range(row.raw_start, row.raw_end)}
    ledger = {at: one for one in reading.rows.numerals for at in range(one.raw_start, one.raw_end)}
    sides = {at for one in reading.targets.spans for at in range(*one)}
    known = {re.sub(r"\D", "", row.raw) for row in reading.rows.observations}
    for match in _STATED.finditer(folded):
        at = match.start("number")
        before = folded[max(0, match.start() - 8) : match.start()]
        if at in sides or _OTHER_BEFORE.search(before) or _OTHER_BETWEEN.search(match["between"]):
            continue
        if (match["unit"] or "").strip() == "个" and _STEPS.match(folded, match.end("unit")):
            continue  # 连续跨越|3个千亿元台阶
        row, numeral = rows.get(at), ledger.get(at)
        words = excerpt(text[match.start() : max(match.end(), match.end("unit"))])
        if row is not None:
            if row.indicator is not None or not _is_rightly_of_none(row, match["name"], reading):
                yield _Headline(words, read=True, linked=row.indicator is not None)
            continue
        what = numeral.disposition if numeral else None
        of_another = what is Disposition.OTHER_PLACE and _ELSEWHERE.search(folded[max(0, match.start() - 20) : at])
        # What a summary or the foot of a page says again is read where it stands in the text.
        again = what in (Disposition.FRONT_MATTER, None) and re.sub(r"\D", "", match["number"]) in known
        if what in _NONE or of_another or again:
            continue
        yield _Headline(words, read=False, linked=False)


def _is_rightly_of_none(row: ObservationRow, name: str, reading: Reading) -> bool:
    """Is a row of the whole of what is named and of no indicator, as it should be, or of a part of it?"""
    if row.caveat == A_DISTANCE or dimension(row.unit) == "points" or row.measure in (Measure.CHANGE, Measure.MULTIPLE):
        return True
    planned = reading.document.report_year  # a growth aimed at for a later year may be over several
    later = planned is None or (row.year is not None and row.year > planned)
    grows = dimension(row.unit) == "ratio" and row.measure in (Measure.GROWTH, Measure.CUMULATIVE)
    if grows and (later if row.base_year is None else row.year != row.base_year + 1):
        return True
    if row.measure is Measure.ANNUAL_AVERAGE and name.endswith("率"):
        return True
    if any((caveat_of(one, row.unit) or "").startswith("原文") for one in (row.subject, f"{row.subject}增长")):
        return True  # let in for want of a plainer name: 财政收入, beside 一般公共预算收入 with another value
    before, found, behind = row.subject.partition(name)
    return bool(found) and not (_BEFORE.fullmatch(before) and _BEHIND.fullmatch(behind))
