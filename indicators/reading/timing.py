"""The time of a figure: its year, period and kind, the year that it is against, and the part of a year that it is for."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from indicators.reading.bases import (
    COMPARING,
    base_of_a_span,
    base_year,
    figure_of_a_base,
    first_of_the_rise_told,
    is_against_a_plan,
    rises_over_years,
    year_led_by,
    years_of_a_rise,
)
from indicators.reading.dating import (
    YearPart,
    is_aim,
    is_an_aim_alone,
    is_planned,
    is_uncertain,
    leaves,
    part_at,
    part_named,
    parts_dealt,
    year_parts,
)
from indicators.reading.passages import DEALT_ON, WIDTH, YEARLY, FiguresOfPassage, FigureTime, is_project
from indicators.reading.same_below import is_expected_below
from indicators.reading.subject_words import SubjectWords
from text.numbers.numerals import DIGITS
from text.numbers.quantities import Quantity
from text.numbers.units import COUNTERS, MONEY
from text.outline.outline import Node
from text.outline.periods import ShiftDirection, YearMark, governing, year_marks
from text.outline.timeline import setting_at
from text.vocabulary import DocumentKind, Measure, ObservationKind

# what is there already and to be built on: 提升现有6个科技园区
_EXISTING = re.compile(
    r"(?:利用|运用|保护|守护|管护|[用管守])好$|现有|已有|当前|目前|长期空置的|正在运营的|自用的|治理后的|围绕|依托"
)
# 当前，全县常住人口52万人，城镇化率52%。: a sentence of what there is
_IS_NOW = re.compile(
    r"(?:(?:截至|到)?目前|当前|眼下),?(?![^。]*(?:力争|确保|争取|努力|要|将|目标|计划|突破|新增|再|推动|实现|打造|建设))[^。]*。?$"
)
_EXISTING_BASE = re.compile(r"基础上")
_EXPECTED = re.compile("预计|有望")
# 全年主要指标有望|实现：, at the head of all figures of the sentence
_OVER_ALL = re.compile("(?:可?(?:实现|完成|达到))?(?:情况)?(?:如下|为)?[,:]")
_OF_THE_YEAR = re.compile("(?:年度|全年|年初|今年)(?:计划|任务|目标|预算)[^,;。]{0,8}$")
_DONE = re.compile("(?:全年|累计|目前|截至目前)?(?:已经?(?!连续)|实际(?!利用|使用|到位|吸收|增长|下降))")
# what may stand before a 预计 that opens its sentence: 2023年,   全县   初步核算,
_OPENS = re.compile(
    r"(?:——|[一二三四五六七八九]是)?(?:(?:20\d\d年|一年来|(?:刚刚)?过去的?一年|去年|今年|全年|全[国省市区县州盟旗]|到?年[底末]|初步[核测]算|经[一-鿿]{0,4}[核测]算),?)*.{0,1}"
)
_FIRST_WORDS = re.compile(r"[^\d]+")
# 财政总收入|15亿元: a headline figure, told without a verb of what was done for it
_HEADLINES = re.compile(
    r"(?![^\d]{0,12}(?:新增|争取|引进|建成|投入|发放|化解|兑付|清欠))(?:\d+万元(?:及)?以上)?[^\d,]{0,12}"
    r"(?:生产总值|GDP|增加值|财政(?:总)?收入|预算收入|税收|固定资产投资|零售总?额|进出口|出口|可支配收入|纯收入|(?:存|贷)款余额|消费价格|用电量)[^\d,;]{0,8}(?=\d|$)"
)
_YEARS_DEALT = re.compile(
    r"(?P<years>(?:20\d\d年?(?:年?[底末])?[、和与及]){1,5}20\d\d年(?:年?[底末])?|(?P<first>20\d\d)年?[-—–~～至到](?P<last>20\d\d)年)"
    r"[^。;]{0,40}?(?:分别|依次)"
)
# 「近三年」生产总值「分别」达到70亿元、80亿元、85亿元; 「今后三年分别」达到95家、105家、120家
_YEARS_COUNTED = re.compile(
    r"(?:(?:[近这]|(?<!学)前|过去|最近)的?(?P<years>[两三四五])年来?|(?P<since>[两三四五])年(?:多?来|间)"
    r"|(?:[今未]后|未来|此后)的?(?P<coming>[两二三四五])年)[^。;\d、和及与]{0,40}?(?:分别|依次)"
)
_JOINED = re.compile("[、,和与及]*")
# 禁渔以来|增长1倍, 累计授权26万件、|翻番: against years that nothing says
_OF_OTHER_YEARS = re.compile("以来|累计")
# 实现|翻番
_MULTIPLIED = re.compile("翻(?:了?[一两二三]|几)?番|倍增|翻倍")
_STEPS = re.compile(
    r"(?:(?:连续|接连|相继|先后)(?:跨越|迈上|跨过|突破|站上|登上|跃上)|连[跨上破])(?:(?!台阶|大关|关口)[^,;。])*$"
)
# 项目「建成后」,年可新增产值20亿元   「全部投产后」预计年产值50亿元
_WHEN_DONE = re.compile(
    r"(?P<done>(?:全[部面]|正式)?(?:建成|竣工|[达投满]产|投用|运营|达效|投入使用|投入运营)(?:[达投]产|投用|达效|运营|使用)?后),?(?:项目)?"
    "(?:预计|有望|可|将|能够|每年|年(?![初底末内均]))"
)
# 由2.86「:1」缩小到2.52:1
_UNIT_AGAIN = re.compile(r"^\([^()\d]{1,4}\)")  # 由320元(月)提高到520元(月)
_TO_ONE = re.compile(r"^[:∶]1(?![\d.])")
# 24「:40.2:35.8」优化为
_OTHER_SHARES = re.compile(r"^(?:\s*[:∶]\s*[\d.]+){1,2}")


def is_of_a_year(mark: YearMark | None) -> bool:
    """Does the sentence itself say a year for its number (2020年, 全年), and not up to a year (截至2020年底)?"""
    return mark is not None and mark.period is None and not mark.up_to and bool(mark.year or mark.whole_year)


def turn_to(of: FiguresOfPassage, start: int, end: int) -> None:
    """Look for what a sentence says of time."""
    sentence = of.text[start:end]
    of.setting = setting_at(of.settings, start)
    of.marks = year_marks(sentence, origin=start, setting=of.setting, context=of.context)
    of.marks += [*_dealt_years(of, start, end), *_counted_years(of, start, end)]
    of.marks.sort(key=lambda mark: mark.position)
    of.taken = set()
    of.expected = [match.start() for match in _EXPECTED.finditer(of.text, start, end)]
    ahead = of.setting.direction is ShiftDirection.AHEAD
    unfinished = of.context.of_mid_year and not ahead and of.setting.year == of.context.report_year
    of.headed = part_of_headings([] if of.passage.node is None else of.passage.node.path()) if unfinished else None
    of.parts = year_parts(sentence, origin=start, ahead=ahead, before=of.part_before, unfinished=unfinished)
    of.parts += _dealt_parts(of, start, end)
    of.parts.sort(key=lambda part: part.start)
    of.part_before = leaves(of.parts, sentence, start) if not start or of.part_before else None


def part_of_headings(path: Sequence[Node]) -> str | None:
    """The part of the year that the headings of a report of the summer name: 一、上半年工作情况."""
    return next((found for node in reversed(path) if (found := part_named(node.title))), None)


def _dealt_years(of: FiguresOfPassage, start: int, end: int) -> Iterator[YearMark]:
    """2022年、2023年分别增长5.2%、6.1%, 2021—2023年产量分别为…: the years go to the numbers in order."""
    for match in _YEARS_DEALT.finditer(of.text, start, end):
        years = re.findall(r"20\d\d", match["years"])
        if match["first"]:
            years = [str(year) for year in range(int(match["first"]), int(match["last"]) + 1)]
        dealt = [one.start for one in of.quantities if match.end() <= one.start < end and one.unit][: len(years)]
        if len(dealt) == len(years):
            yield from (YearMark(at, int(year), once=True) for at, year in zip(dealt, years, strict=True))


def _counted_years(of: FiguresOfPassage, start: int, end: int) -> Iterator[YearMark]:
    """近三年生产总值分别达到70亿元、80亿元、85亿元: as many figures of one unit as years are counted get one each."""
    for match in _YEARS_COUNTED.finditer(of.text, start, end) if "年" in of.text[start:end] else ():
        count = DIGITS[match["years"] or match["since"] or match["coming"]]
        first = _first_counted(of, match, count)
        dealt = [one for one in of.quantities if match.end() <= one.start < end][: count + 1]
        told = dealt[:count]
        joined = [_JOINED.fullmatch(of.text, one.end, other.start) is not None for one, other in pairwise(dealt)]
        alike = len(told) == count and len({one.unit for one in told}) == 1 and all(joined[: count - 1])
        if first is not None and alike and not (len(dealt) > count and joined[-1]):
            yield from (YearMark(one.start, first + at, once=True) for at, one in enumerate(told))


def _first_counted(of: FiguresOfPassage, match: re.Match[str], count: int) -> int | None:
    """The first of the years: 近三年 end with the year of the review, else with the one before the document; 今后三年 are those that the sentence is of."""
    if match["coming"]:
        mark = governing(of.marks, match.end(), set())
        return mark.period[0] if mark and mark.period else None
    back = of.setting.direction is ShiftDirection.BACK
    last = of.setting.year if back and of.setting.year is not None else of.context.baseline_year
    return last - count + 1


def _dealt_parts(of: FiguresOfPassage, start: int, end: int) -> Iterator[YearPart]:
    """一季度、上半年分别增长5.2%、6.1%: the parts of the year go to the numbers in order."""
    for behind, parts in parts_dealt(of.text[start:end]):
        dealt = [one for one in of.quantities if start + behind <= one.start < end and one.unit][: len(parts)]
        joined = (DEALT_ON.fullmatch(of.text[one.end : following.start]) for one, following in pairwise(dealt))
        # 一、二季度增长8%，三、四季度增长9%: without 分别 only what 、 joins is dealt out
        if len(dealt) == len(parts) and (of.text.endswith(("分别", "依次"), start, start + behind) or all(joined)):
            for at, part in zip([one.start for one in dealt], parts, strict=True):
                label = None if part.label is None else (start + part.label[0], start + part.label[1])
                yield YearPart(at, at + 1, label, part.said)


def base_of(
    of: FiguresOfPassage,
    words: SubjectWords,
    year: int | None,
    period: tuple[int, int] | None,
    *,
    measure: Measure,
    mark: YearMark | None,
) -> tuple[int | None, tuple[int, int] | None, int | None]:
    """The year and the period of a number with the year that it is against; those of the rise before it, where it is said of that."""
    start = words.quantity.start
    clause = of.text[max(words.clause[0], start - WIDTH) : start]
    sentence = of.text[max(words.sentence[0], start - 2 * WIDTH) : start]
    if measure in COMPARING and is_against_a_plan(clause):
        return year, period or (of.setting.period if of.setting.several else None), None
    base = base_year(clause, sentence, year=year, measure=measure)
    if base is not None:
        return year, None if year is not None and base == year - 1 else period, base
    if measure in COMPARING | {Measure.ANNUAL_AVERAGE} and (risen := years_of_a_rise(sentence)):
        first, last = risen
        return (last, (first + 1, last), None) if measure is Measure.ANNUAL_AVERAGE else (last, None, first)
    if behind := _behind_a_change(of, words, year, measure):
        return behind
    if measure is Measure.MULTIPLE and (of_plan := _years_of_a_total(of, words, clause)):
        return year, of_plan, None
    multiple = measure is Measure.MULTIPLE and (_MULTIPLIED.match(of.text, start) or re.search("[增加提扩]", of.near))
    grown = multiple and not _OF_OTHER_YEARS.search(clause)
    of_a_part = part_at(of.parts, start) is not None  # 2021年以来，前三季度生产总值增长|6.2%, in a review of five years
    if (measure is Measure.GROWTH or grown) and not YEARLY.search(of.near) and not of_a_part:
        base = base_of_a_span(mark, of.setting, report=of.context.kind is DocumentKind.REPORT)
    return year, period, base


# 累计完成142.7亿元，「是“十五”时期累计投资的」7.3倍
_TIMES_A_PLAN = re.compile(
    r"(?:是|为|相当于|达到?)“?(?:十[一二三四五六七八九]|(?<!十)[六七八九十])五”?(?:[计规]划)?(?:时期|期间|五年)?(?!时?期?[末初])[^,;。\d]{0,10}$"
)


def _years_of_a_total(of: FiguresOfPassage, words: SubjectWords, clause: str) -> tuple[int, int] | None:
    """The years of a total that is a multiple of that of an earlier plan."""
    last = of.observations[-1] if of.observations and of.memory.start >= words.sentence[0] else None
    if last is None or "五" not in clause or _TIMES_A_PLAN.search(clause) is None:
        return None
    total = last.period_start and last.period_end and last.measure in (Measure.CUMULATIVE, Measure.MULTIPLE)
    return (last.period_start, last.period_end) if total and last.period_start and last.period_end else None


# 比2015年增加8.4亿元「，增长」59.4%「，年均增长」9.8%
_GOES_ON = re.compile("[,、](?:[三四五]年)?(?P<yearly>年均|平均每年)?(?:增长|增加|递增|提高|增幅达?|下降|减少)了?约?")


def _behind_a_change(
    of: FiguresOfPassage, words: SubjectWords, year: int | None, measure: Measure
) -> tuple[int | None, tuple[int, int] | None, int | None] | None:
    """The years of a rate that goes on with how much something rose over several years, or of the average of these years."""
    last = of.observations[-1] if of.observations and of.memory.quantity is not None else None
    if last is None or last.base_year is None or year is None or last.year != year or last.base_year >= year - 1:
        return None
    before = of.memory.quantity.end if of.memory.quantity is not None else 0
    found = _GOES_ON.fullmatch(of.text, max(before, words.sentence[0]), words.quantity.start)
    if found is None or before < words.sentence[0]:
        return None
    if found["yearly"]:
        return (year, (last.base_year + 1, year), None) if measure is Measure.ANNUAL_AVERAGE else None
    return (year, None, last.base_year) if measure in COMPARING else None


def time_of(of: FiguresOfPassage, words: SubjectWords, mark: YearMark | None, *, aimed: bool) -> FigureTime:
    """The year, the period and the kind of a number."""
    setting, end, baseline = of.setting, words.quantity.end, of.context.baseline_year
    named = mark.year if mark is not None else None
    year = named if named is not None else setting.year
    period = mark.period if mark is not None and mark.period else setting.period if setting.several else None
    if named is not None and mark is not None and not mark.period and period and period[0] <= named < period[1]:
        # 到2023年累计新增就业3万人, in a plan for five years; 今年新增5200人 is of one year of it
        period = None if mark.whole_year else (period[0], named)
    if mark is not None and mark.unsaid:
        year, period = None, None
    kind = ObservationKind.TARGET if aimed else _kind_of(of, words, named)
    if kind is ObservationKind.TARGET and not aimed and setting.direction is ShiftDirection.AHEAD:
        if named is None and _IS_NOW.match(of.text, *words.sentence):
            return FigureTime(baseline, None, ObservationKind.ACTUAL)
        adjacent = of.existing[0] == words.quantity.start  # 8处12.8万平方米老厂房
        found = _EXISTING.search(words.before[-12:]) or _EXISTING_BASE.search(
            of.text, end, min(words.clause[1], end + 60)
        )
        if adjacent or (found and named is None):
            if found and not adjacent:
                of.existing = (end, None if found.group() in ("围绕", "依托") else baseline)
            return FigureTime(of.existing[1], None, ObservationKind.ACTUAL)
    if _STEPS.search(of.text[max(words.clause[0], words.quantity.number - WIDTH) : words.quantity.number]):
        year, period = None, None  # 连续跨越7万亿、8万亿、9万亿三个台阶: each in a year of its own
    if kind in (ObservationKind.ACTUAL, ObservationKind.ESTIMATE) and work_when_done(of, words):
        year, period, kind = None, None, ObservationKind.ESTIMATE
    if is_project(of) and (named is None or (mark is not None and mark.position < of.dated_until)):
        year, period = None, None  # the size of a project is of no year
    elif named is not None:
        of.dated_until = end
    return FigureTime(year, period, kind)


def work_when_done(of: FiguresOfPassage, words: SubjectWords) -> str:
    """达产后 of 达产后可实现年产值12亿元、税收|1亿元, which is of the work alone, and of years to come; empty for any other figure."""
    start = words.quantity.start
    since = max(words.sentence[0], start - 4 * WIDTH)
    since = max(since, of.text.rfind(";", since, start) + 1)
    found = _WHEN_DONE.search(of.text, since, start) if "后" in of.text[since:start] else None
    return found["done"] if found else ""


def part_of_year(of: FiguresOfPassage, position: int, *, year: int | None, kind: ObservationKind | None) -> str | None:
    """The part of a year as it is printed (前三季度) that the number is for."""
    part = part_at(of.parts, position)
    if part is None or part.label is None:
        whole = any(part.label is None and part.start <= position for part in of.parts)
        unsaid = not whole and kind is ObservationKind.ACTUAL and year == of.context.report_year
        return of.headed if unsaid else None
    aim_of_the_year = kind is ObservationKind.TARGET and of.setting.direction is not ShiftDirection.AHEAD
    if aim_of_the_year and _OF_THE_YEAR.search(of.text, part.label[1], position):
        return None  # 上半年，完成投资38亿元，占年度任务|70亿元的55%
    first, last = of.passage.span(*part.label)
    return part.said or of.outline.source.text[first:last]


def _kind_of(of: FiguresOfPassage, words: SubjectWords, named: int | None) -> ObservationKind | None:
    """Result, estimate or target: by the year that is named, else by the part of the document; and by the words of a plan in a review."""
    start, end, direction = words.quantity.start, words.quantity.end, of.setting.direction
    raw = of.text[start:end]
    clause = of.text[max(words.clause[0], start - WIDTH) : start]
    done = of.context.baseline_year
    if direction is ShiftDirection.BACK and of.setting.year is not None:
        done = max(done, of.setting.year)  # 2023年上半年工作情况
    ahead = named > done if named is not None else direction is ShiftDirection.AHEAD
    kind: ObservationKind | None = ObservationKind.TARGET if ahead else ObservationKind.ACTUAL
    if direction in (ShiftDirection.BESIDE, ShiftDirection.UNSAID):
        if is_planned(of.text[max(words.sentence[0], start - 2 * WIDTH) : start], raw):
            return ObservationKind.TARGET
        if named is None:
            kind = ObservationKind.ACTUAL if direction is ShiftDirection.BESIDE else None
    elif not ahead and _is_of_an_aim(words, clause, of.text[end : words.clause[1]]):
        return ObservationKind.TARGET
    if _is_estimate(of, words, kind=kind, named=named is not None):
        return ObservationKind.ESTIMATE
    return None if kind is ObservationKind.ACTUAL and is_uncertain(clause, raw) else kind


def _is_of_an_aim(words: SubjectWords, clause: str, after: str) -> bool:
    """Is the number of a review what was aimed at, or the aim itself (翻两番目标提前完成)?"""
    return is_aim(clause, after) or (words.quantity.base not in COUNTERS and is_an_aim_alone(after))


def time_of_a_base(
    of: FiguresOfPassage,
    values: Sequence[int],
    order: int,
    words: SubjectWords,
    when: FigureTime,
    *,
    industry: int | None,
) -> FigureTime:
    """由4.14亿元增长到8.56亿元: the first is of the year before. What is true of the first industry's share is of the other two."""
    quantity = words.quantity
    if industry:
        return of.industry_when or when
    if (quantity.words and quantity.base == "倍") or quantity.base.endswith("百分点"):
        return when  # 比2020年翻一番, 高于“十二五”末6.1个百分点: the year is what it is compared with
    since, next_one = quantity.end, order + 1
    if next_one < len(values) and _is_a_doubling(of.quantities[values[next_one]], since):
        since, next_one = of.quantities[values[next_one]].end, next_one + 1  # 从336家|翻番至712家
    following = of.quantities[values[next_one]].start if next_one < len(values) else words.sentence[1]
    after = of.text[since : max(since, min(following, words.sentence[1]))]
    after = "增" + after if since != quantity.end else after
    if industry == 0:
        after = re.split(r"\d", _OTHER_SHARES.sub("", of.text[quantity.end : quantity.end + 60]), maxsplit=1)[0]
    after = _TO_ONE.sub("", _UNIT_AGAIN.sub("", after))
    before = of.text[max(words.clause[0], quantity.start - WIDTH) : quantity.start]
    if (
        quantity.base in COUNTERS or quantity.base in MONEY or quantity.base == "%"
    ):  # 由2015年的3.2万户、9.8万人减少到0.3万户
        first, last = joined_before(of, values, order, words.clause)
        if first is not last:
            before = of.text[max(words.clause[0], first.start - WIDTH) : first.start]
            after = _UNIT_AGAIN.sub("", of.text[last.end : min(words.sentence[1], last.end + 24)])
            after = re.split(r"\d", after, maxsplit=1)[0]
    since = max(words.sentence[0], quantity.start - 2 * WIDTH)
    base = figure_of_a_base(
        before,
        after[:WIDTH],
        ratio=quantity.base in ("%", "倍"),
        year=when.year,
        setting=of.setting,
        now=of.context.baseline_year,
        plan=of.context.kind is not DocumentKind.REPORT,
        told=first_of_the_rise_told(of.text[since : quantity.start]),
        over_years=rises_over_years(of.text[since : min(words.sentence[1], quantity.end + WIDTH)]),
        led=year_led_by(of.text[words.sentence[0] : words.clause[0]], when.year),
    )
    if base is not None:
        year = base.year
        if when.period and year == (when.year or 0) - 1 and when.year == when.period[1]:
            first = when.period[0]  # 2020年到2023年，由70亿元增加到88亿元; 2021—2023年 begin with the end of 2020
            year = first if re.search(rf"{first}年[到至]", of.text[words.sentence[0] : quantity.start]) else first - 1
        # 预计生产总值由2020年的1118亿元增加到2025年的|1650亿元
        past = year is None or year <= of.context.baseline_year
        past = past and not (year == when.year and when.kind is ObservationKind.ESTIMATE and not base.risen)
        when = FigureTime(year, None, ObservationKind.ACTUAL if past else when.kind, is_base=True)
    of.industry_when = when if industry == 0 else of.industry_when
    return when


def _is_a_doubling(quantity: Quantity, since: int) -> bool:
    return quantity.start == since and quantity.words and quantity.base == "倍"


def time_of_the_last(
    of: FiguresOfPassage,
) -> tuple[int | None, tuple[int, int] | None, int | None, ObservationKind | None]:
    """The year, the period, the year compared with and the kind of the number before."""
    last = of.observations[-1]
    period = (last.period_start, last.period_end) if last.period_start and last.period_end else None
    return last.year, period, last.base_year, last.kind


# 五年生产原煤65亿吨「，占全国」近三成, 支出3.4亿元「，」74%「以上用于」民生
_OF_THE_SUM = re.compile(
    r"[,、](?:其中[一-鿿]{0,6})?(?:占(?!年度|全年|年初|计划|任务|预算(?!支出))[^,;。\d由从]{0,12})?"
)
_SPENT_ON = re.compile("(?:以上|左右|多)?(?:的?(?:资金|财力|支出))?用于|投[向入]")


def years_of_the_sum_before(of: FiguresOfPassage, values: Sequence[int], order: int) -> tuple[int, int] | None:
    """The years of a total that a share right behind it is a part of."""
    last = of.observations[-1] if order and of.observations else None
    if last is None or last.measure is not Measure.CUMULATIVE or not last.period_start or not last.period_end:
        return None
    this = of.quantities[values[order]]
    before = of.quantities[values[order - 1]]
    if before.base in ("家", "户", "个", "所", "座"):
        return None  # 入驻企业3741家，占全区企业总数的|28.7%: of all that there are
    between = of.text[before.end : this.start]
    told = _OF_THE_SUM.fullmatch(between) and ("占" in between or _SPENT_ON.match(of.text, this.end))
    return (last.period_start, last.period_end) if told else None


# 年均增长5.9%「、高于全国」0.5个百分点, 「、」0.9个百分点
_BESIDE_THE_LAST = re.compile(r"[、,和及](?:[^,;。\d]{2,20})?")


def years_of_the_average_before(of: FiguresOfPassage, values: Sequence[int], order: int) -> tuple[int, int] | None:
    """The years of an average that a gap stands right behind, as the gap is of the same years."""
    if not order or not of.observations:
        return None
    before, last = of.quantities[values[order - 1]], of.observations[-1]
    averaged = last.measure is Measure.ANNUAL_AVERAGE or last.beside
    if not averaged or not last.period_start or not last.period_end:
        return None
    between = of.text[before.end : of.quantities[values[order]].start]
    return (last.period_start, last.period_end) if _BESIDE_THE_LAST.fullmatch(between) else None


def kind_below(
    of: FiguresOfPassage, words: SubjectWords, subject: str, year: int | None, kind: ObservationKind | None
) -> ObservationKind | None:
    """1410亿元（预计数，下同）: the kind of what is told below it, but for what is of a part of the year or told as done."""
    if kind is not ObservationKind.ACTUAL or not of.expected_below:
        return kind
    start, part = words.quantity.start, part_at(of.parts, words.quantity.start)
    apart = (part is not None and part.label is not None) or _DONE.match(of.text, words.clause[0], start)
    below = is_expected_below(of.expected_below, start, year, words.quantity.base, subject)
    return ObservationKind.ESTIMATE if below and not apart else kind


def agreeing(
    of: FiguresOfPassage,
    year: int | None,
    period: tuple[int, int] | None,
    kind: ObservationKind | None,
    measure: Measure,
) -> tuple[int | None, tuple[int, int] | None]:
    """A result of a year is of no years behind it: those of an average of a plan's review are the five up to its base year, others are not known."""
    if period is None or year is None or kind is ObservationKind.TARGET or period[1] <= year:
        return year, period
    reviewed = of.context.kind is not DocumentKind.REPORT and year == of.context.baseline_year
    averaged = reviewed and measure is Measure.ANNUAL_AVERAGE and year < period[0]
    return year, (year - 4, year) if averaged else None


def joined_before(
    of: FiguresOfPassage, values: Sequence[int], order: int, clause: tuple[int, int]
) -> tuple[Quantity, Quantity]:
    """The first and the last of the numbers that 、 and 和 join to one, of units that differ or of names dealt out."""
    first, last = order, order
    while first and are_joined(of, values, first - 1, clause):
        first -= 1
    while last + 1 < len(values) and are_joined(of, values, last, clause):
        last += 1
    return of.quantities[values[first]], of.quantities[values[last]]


def are_joined(of: FiguresOfPassage, values: Sequence[int], order: int, clause: tuple[int, int]) -> bool:
    this, following = of.quantities[values[order]], of.quantities[values[order + 1]]
    dealt = {values[order], values[order + 1]} <= of.memory.shared.keys()
    between = of.text[this.end : following.start]
    joined = DEALT_ON.fullmatch(between) if dealt else between in ("、", "和", "及") and this.unit != following.unit
    return bool(joined) and this.start >= clause[0] and following.start < clause[1]


def _is_estimate(of: FiguresOfPassage, words: SubjectWords, *, kind: ObservationKind | None, named: bool) -> bool:
    """预计 at the head of a sentence governs all of it; inside, up to the next semicolon; in what is planned, its own clause."""
    start = words.quantity.start
    if kind is ObservationKind.ACTUAL and re.match(r"\(预计", of.text[words.end : words.end + 3]):
        return True  # 126.3亿元（预计数，下同）
    count = bisect_left(of.expected, start)
    if not count:
        return False
    last, first = of.expected[count - 1], of.expected[0]
    part = part_at(of.parts, start)
    if part and part.label and part.label[0] > last:
        return False  # 预计全年增长3%；1—11月，工业总产值|3216亿元
    if kind is ObservationKind.TARGET:
        return not named and last >= words.clause[0]
    if last < words.clause[0] and _DONE.match(of.text, words.clause[0], start):
        return False  # 预计生产总值增长6%；全年已新建公路|86公里
    if _OPENS.fullmatch(of.text, words.sentence[0], first) or _OVER_ALL.match(of.text, first + 2):
        return True
    stop = of.text.find(";", last, start) if start - last < 2000 else last
    return (
        stop < 0
        or of.text.startswith("其中", stop + 1)
        or (len(of.expected) == 1 and _runs_on(of.text[last:start], of.text[words.sentence[0] : last]))
    )


def _runs_on(since: str, before: str) -> bool:
    """全县生产总值预计可完成210亿元；财政总收入|15亿元: one headline figure after the other, of which the first is expected."""
    first, *others = since.split(";")
    head = _FIRST_WORDS.match(re.split("[,;:]", before)[-1] + first)
    return head is not None and all(_HEADLINES.match(one) for one in (head.group(), *others))
