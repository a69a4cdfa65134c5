"""What a figure of a passage measures: a level, a growth, a total over years, by its words and by those around it."""

import re

from indicators.reading.measures import measure_of
from indicators.reading.passages import WIDTH, YEARLY, FiguresOfPassage
from indicators.reading.standing import is_a_state
from indicators.reading.subject_words import SubjectWords
from indicators.reading.subjects import PER_MANY
from indicators.reading.timing import is_of_a_year
from indicators.reading.wholes import ADDED
from text.numbers.units import MONEY
from text.outline.periods import ShiftDirection, YearMark
from text.vocabulary import DocumentKind, Measure, ObservationKind

# 人均公园绿地面积由14.9平方米增加到|19.3平方米
_PER_HEAD = re.compile("人均(?:体育|公园|绿地|公共|住房)")
_REACHES = re.compile(r"[,、(]?(?:力争|争取|确保|冲刺|挑战)?(?:达到?|为)?")
_PACE = re.compile("(?<!自然)(?:增[速幅]|[涨跌降]幅|增长率)$")
_OF_A_RATE = re.compile("率|比重|占比")  # 利润率-3%
_NEW = re.compile("新增|净增")
_YEARLY_NEW = re.compile("每年(?:[新净]增|增加)")
_EARNED_WITH = re.compile(r"[,、]?(?:实现|完成|创造?)(?:旅游|劳务|销售|营业|交易)(?:综合)?(?:总?收入|总?额)")
_RATES = (Measure.GROWTH, Measure.ANNUAL_AVERAGE)


_GREW = re.compile(r"(?:^|[,;])[^,;率占比\d]*增长,$")


def measure_in_passage(
    of: FiguresOfPassage,
    words: SubjectWords,
    subject: str,
    mark: YearMark | None,
    *,
    year: int | None,
    kind: ObservationKind | None,
    rises: bool,
) -> Measure:
    """What a figure measures."""
    quantity, setting, near = words.quantity, of.setting, of.near
    per = PER_MANY.match(subject) or _PER_HEAD.match(subject)
    if rises and quantity.base != "%":
        return Measure.SHARE if per else Measure.LEVEL
    if (ADDED.match(subject) or subject.startswith("净增")) and "新增" not in near and not re.search("达|为", near):
        near = "新增" + near
    if per and per.group() not in near:  # 每千人拥有床位6.8张、执业医师|2.9人
        near = subject + near
    # A year that is named, what stands already, and what is of no year are no totals over several years.
    one_year = mark is not None and mark.whole_year and mark.year is not None  # 今年 under 今后五年目标
    back = setting.direction is ShiftDirection.BACK
    dated = is_of_a_year(mark) and (back or one_year or _is_a_year_of(of, mark))
    standing = setting.direction is ShiftDirection.AHEAD and kind is ObservationKind.ACTUAL
    over_years = setting.several or (mark is not None and mark.period is not None)
    measure = measure_of(
        unit=quantity.unit,
        base=quantity.base,
        near=near,
        clause=of.text[max(words.clause[0], quantity.start - WIDTH) : quantity.start],
        behind=words.after[:8],
        several=over_years and year is not None and not dated and not standing,
        target=kind is ObservationKind.TARGET,
        plan=of.context.kind is not DocumentKind.REPORT,
    )
    if measure is Measure.SHARE and quantity.base == "%" and _PACE.search(subject):
        return Measure.GROWTH  # 增速由-12.3%回升至|5.6%
    signed = quantity.base == "%" and of.text[quantity.number] in "+-—负"
    if measure is Measure.SHARE and signed and not _OF_A_RATE.search(subject):
        return Measure.GROWTH  # 增长由正转负，为|-2.1%
    said = of.text[words.sentence[0] : words.clause[0]]
    if measure is Measure.SHARE and _GREW.search(said) and _REACHES.fullmatch(words.before.lstrip(",")):
        return Measure.GROWTH  # 工业投资实现两位数增长，达|12%
    in_report = of.context.kind is DocumentKind.REPORT or (mark is not None and mark.period is not None)
    adds_up = over_years and not dated and in_report and not re.search("每年|年均", near)
    if measure is Measure.LEVEL and kind is ObservationKind.TARGET and adds_up and _NEW.search(near):
        return Measure.CUMULATIVE  # 今后五年城镇新增就业1.2万人
    if told := _total_or_level(of, words, measure, mark, target=kind is ObservationKind.TARGET):
        return told
    if (
        measure is Measure.LEVEL
        and over_years
        and not dated
        and kind is ObservationKind.TARGET
        and _YEARLY_NEW.match(subject)
    ):
        return Measure.ANNUAL_AVERAGE  # 每年新增城镇就业7000人以上
    if (
        measure is Measure.LEVEL
        and over_years
        and not dated
        and of.measure is Measure.CUMULATIVE
        and _EARNED_WITH.fullmatch(words.before)
    ):
        return Measure.CUMULATIVE  # 累计接待游客1.28亿人次，实现旅游收入1364亿元
    goes_on = quantity.base == "%" and measure is Measure.SHARE and of.measure in _RATES and of.memory.ratio
    if goes_on and subject != of.memory.subject:  # 增长5%，城镇化率稳步提升，达到65%
        goes_on = YEARLY.search(of.text[of.memory.recent[-1][0] : quantity.start]) is not None
    return of.measure if goes_on and _REACHES.fullmatch(words.before) else measure  # 增长6%以上，力争达到6.5%


# 完成64亿元，年均增长21%「，累计完成|280亿元」: the first is that of a year
_IN_ALL_BEHIND = re.compile(
    r"(?:,(?:年均|平均每年)(?:增长|递增)[\d.]+%)?[,、](?:[三四五]年)?(?:累计|共|总计)(?:完成|达到?|实现|投入)*(?:投资)?(?:突破|超过?|近|约)?[\d.]+万?亿?元"
)


def _total_or_level(
    of: FiguresOfPassage, words: SubjectWords, measure: Measure, mark: YearMark | None, *, target: bool
) -> Measure | None:
    """What looks like a total of a review and is a level, or the other way round; None where it is what it looks like."""
    if measure is Measure.CUMULATIVE and not target:
        return Measure.LEVEL if is_a_state(of, words) or _is_told_in_all_behind(of, words) else None
    return Measure.CUMULATIVE if measure is Measure.LEVEL and _is_in_all_again(of, words, mark) else None


def _is_told_in_all_behind(of: FiguresOfPassage, words: SubjectWords) -> bool:
    """Does a total of the same thing follow the figure, so that it is none itself?"""
    clause = of.text[words.clause[0] : words.quantity.start]
    return (
        words.quantity.base in MONEY
        and not re.search("累计|共|合计", clause)
        and _IN_ALL_BEHIND.match(of.text, words.quantity.end) is not None
    )


# 2021年生产总值4700亿元；固定资产投资「累计达」3600亿元
_FLOW_IN_ALL = re.compile(r"(?<!余额)(?<!贷款)(?<!存款)累计(?:达到?|完成|实现|突破|超过?)+$")


def _is_in_all_again(of: FiguresOfPassage, words: SubjectWords, mark: YearMark | None) -> bool:
    """In a review of several years, is a sum told in all again, behind the semicolon where a year's figures end?"""
    start = words.quantity.start
    return (
        mark is not None
        and of.setting.direction is ShiftDirection.BACK
        and of.setting.several
        and of.setting.period is not None
        and words.quantity.base in MONEY
        and mark.year == of.setting.year
        and not mark.once
        and ";" in of.text[mark.position : words.clause[0]]
        and _FLOW_IN_ALL.search(of.text[max(words.clause[0], start - WIDTH) : start]) is not None
    )


def _is_a_year_of(of: FiguresOfPassage, mark: YearMark | None) -> bool:
    """“十四五”期间完成投资1200亿元，其中2021年|200亿元: of one of the years that are planned for."""
    return mark is not None and "其中" in of.text[max(0, mark.position - 8) : mark.position]
