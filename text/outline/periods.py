"""Headings, paragraphs and sentences become the years that they speak of.

Three layers, the narrower over the wider. A *section* looks back or ahead: 一、2022年工作回顾 is 2022 as it was, 二、2023年工作目标和主要任务 is 2023 as
it shall be; a plan's sections on the base of development are the five years before it. A *paragraph* may speak of another span (五年来，…；
这一年，…). In a *sentence* 到2025年 governs what follows, 由2015年的61.8%提高到67.0% gives 2015 to one number only, and years inside names
(2022年冬奥会), comparisons (比2015年提高) and totals (五年累计) apply only to the words next to them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from text.context import DocumentContext
from text.numbers.censuses import CENSUS, year_of_census
from text.numbers.numerals import DIGITS
from text.numbers.plan_periods import old_plan_period, plan_period
from text.outline.heading_forms import flat_title
from text.outline.outline import Node, Outline
from text.vocabulary import ChapterKind, DocumentKind

# “十三五”  '十四五'  十五五时期
_PLAN = re.compile(
    r"十(?P<char>[一二三四五六七八九])五|(?<![一二三四五六七八九十百第])(?P<old>[六七八九十])五(?=[计规]划|时期|期间|以来|末)"
)
# 2023   二〇二三   二○二三
_YEAR_NUMBER = r"19[5-9]\d|20[0-4]\d|二[〇○零Oo][〇○零Oo一二三四][〇○零Oo一二三四五六七八九]"
_YEAR = re.compile(r"(19[5-9]\d|20[0-4]\d)年")
_LOOKS_BACK = re.compile(
    r"回顾|回首|回望|总结|过去[一五]年|[五一]年来|去年|上届政府|发展成就|主要成就|成绩|成效|发展基础|基础和|基础与|现状|存在(?:的)?(?:困难|问题)|面临的问题"
    r"|(?:完成|进展|落实|执行|实施|办理|工作)情况|中期评估"
)
_LOOKS_AHEAD = re.compile(r"目标|任务|安排|打算|部署|重点工作|总体要求|展望|远景|思路|今年|下一步|建议|举措")
_SPAN_BEHIND = re.compile(
    r"(?:过去|近|最近|这)(?:的)?(?P<years>[三四五])年|(?P<since>[三四五])年(?:来|工作)|本届政府|任期"
)
_SPAN_AHEAD = re.compile(r"(?:[今未]后|未来|此后)(?:的)?五年")

# what a heading below the top must have to change the time: （一）过去五年工作回顾, （二）2023年主要任务
_TIMED = re.compile(
    r"^(?:关于|回顾)?(?:20\d\d年|过去|去年|今年|本届政府|五年来|[今未]后五年|未来五年|十[一二三四五六七八九]五)"
)
# what an appendix lists: 2024年十件民生实事, 重点项目计划表; 2021年重点项目进展情况 looks back, whatever it lists
_LISTS_PLANS = re.compile(r"实事|民生工程|项目|计划|清单|安排|任务|目标|拟|预期")


class ShiftDirection(Enum):
    BACK = auto()
    AHEAD = auto()
    BESIDE = auto()  # neither: what there is as a plan begins, in its preface
    UNSAID = auto()  # no heading says which: what a sentence dates has a year and a kind, and nothing else has


@dataclass(frozen=True, slots=True)
class Setting:
    """What a section or a sentence speaks of. ``period``: the years of a five-year total; ``several``: flows are totals over these years.

    ``year`` is None where nothing says a year. ``one``: under a heading of one year and of several (2025年和“十四五”时期工作回顾), words of the text
    say that it is the one.
    """

    direction: ShiftDirection
    year: int | None
    period: tuple[int, int] | None
    several: bool
    one: bool = False


@dataclass(frozen=True, slots=True)
class YearMark:
    """From ``position`` on the sentence speaks of ``year``; ``once``: only the next number does.

    A mark without year goes back to the section's; ``whole_year``: to one year of it (全年, 年内), not to a total over several.
    ``up_to``: what is counted up to the year (截至2020年底) may be such a total. ``until``: where the bracket or the clause ends that the mark is of.
    ``unsaid``: another time than the section's, whose years nothing says (到本届政府任期末).
    """

    position: int
    year: int | None
    period: tuple[int, int] | None = None
    once: bool = False
    whole_year: bool = False
    up_to: bool = False
    until: int | None = None
    unsaid: bool = False


def _plan_named(title: str) -> tuple[int, int] | None:
    """The years of the plan that a title names."""
    match = _PLAN.search(title)
    if match is None:
        return None
    return plan_period(match["char"]) if match["char"] else old_plan_period(match["old"])


def plan_named_last(words: str) -> tuple[int, int] | None:
    """The years of the last plan that some words name."""
    named = [match for match in _PLAN.finditer(words) if match["char"]]
    return plan_period(named[-1]["char"]) if named else None


UNSAID = Setting(ShiftDirection.UNSAID, None, None, several=False)


def section(node: Node | None, context: DocumentContext, outline: Outline) -> Setting:
    """The setting of a section, by its headings from the top down, the kind of the document and its years."""
    if node is None:
        return UNSAID
    path = node.path()
    kind = path[0].kind
    if kind is ChapterKind.APPENDIX:
        return next((found for node in reversed(path) if (found := _appendix(node.title, context))), UNSAID)
    if kind is ChapterKind.PREFACE and context.period_start is not None:
        return Setting(
            ShiftDirection.BESIDE, context.period_start, None, several=False
        )  # what there is as the plan begins
    if kind in (ChapterKind.PREFACE, ChapterKind.GLOSSARY, ChapterKind.SUBDISTRICT_LIST):
        return UNSAID
    return _report(path, context, outline) if context.kind is DocumentKind.REPORT else _plan(path, context, outline)


def is_timed(node: Node, context: DocumentContext) -> bool:
    """Does the heading itself say a time, so that what stood above it no longer counts?"""
    return node.parent is None or (
        context.kind is DocumentKind.REPORT and _TIMED.search(flat_title(node.title)) is not None
    )


def _report(path: list[Node], context: DocumentContext, outline: Outline) -> Setting:
    for node in reversed(path):
        if is_timed(node, context) and (found := headed(node.title, context)):
            return found
    # 三、深化改革攻坚 after 二、2024年工作安排 goes on with it; before any heading that says a time nothing is known
    before = [node for node in outline.top() if node.start < path[0].start and node.kind is ChapterKind.CHAPTER]
    found = next((found for node in reversed(before) if (found := headed(node.title, context))), None)
    return found if found and found.direction is ShiftDirection.AHEAD else UNSAID


def headed(words: str, context: DocumentContext) -> Setting | None:
    """The setting that a heading of a report gives: 2022年工作回顾, “十三五”时期发展回顾; None where it says nothing of time."""
    title = flat_title(words)
    report_year = context.report_year or context.baseline_year + 1
    years = _years(title) or [year for year in (report_year - 1, report_year) if str(year) in title]  # 奋进2024
    period = _plan_named(title)
    past = bool(years) and years[0] < report_year
    back = _LOOKS_BACK.search(title)
    behind = _SPAN_BEHIND.search(_SPAN_AHEAD.sub("", title))
    ahead = _LOOKS_AHEAD.search(title)
    if back or behind or (past and not ahead):
        year = years[0] if years else min(period[1], context.baseline_year) if period else context.baseline_year
        if not years and not behind and (_OF_THIS_YEAR.search(title) or (context.of_mid_year and "今年以来" in title)):
            year = report_year
        count = int(DIGITS[behind["years"] or behind["since"] or "五"]) if behind else 5
        over = (year - count + 1, year) if behind else None
        if period and period[0] <= year:
            over = (period[0], min(period[1], year))
        return Setting(ShiftDirection.BACK, year, over, several=bool(behind) or (period is not None and not years))
    if ahead and period and period[1] > report_year:
        return Setting(ShiftDirection.AHEAD, period[1], period, several=True)
    if _SPAN_AHEAD.search(title):
        return Setting(ShiftDirection.AHEAD, report_year + 4, (report_year, report_year + 4), several=True)
    if years:
        return Setting(ShiftDirection.AHEAD, years[0], None, several=False)
    return Setting(ShiftDirection.AHEAD, report_year, None, several=False) if ahead else None


def _appendix(words: str, context: DocumentContext) -> Setting | None:
    """An appendix is of the year and kind that its own title says, wherever it stands: 2024年十件民生实事 is planned for 2024."""
    title = flat_title(words)
    years = _years(title)
    period = None if years else _plan_named(title)
    coming = context.report_year or context.period_start or context.baseline_year + 1
    if _LOOKS_BACK.search(title) or (period and period[1] < coming):
        year = years[0] if years else min(period[1], coming) if period else context.baseline_year
        return Setting(ShiftDirection.BACK, year, period, several=period is not None)
    if period:
        return Setting(ShiftDirection.AHEAD, period[1], period, several=True)
    # 2023年重点项目 in a report of 2024 may be what was done or what was aimed at: the title alone does not tell.
    if years and years[0] < coming:
        return Setting(ShiftDirection.UNSAID, years[0], None, several=False)
    if not years and not _LISTS_PLANS.search(title):
        return None
    if not years and context.period_start is not None and context.period_end is not None:
        return Setting(
            ShiftDirection.AHEAD, context.period_end, (context.period_start, context.period_end), several=True
        )
    return Setting(ShiftDirection.AHEAD, years[0] if years else coming, None, several=False)


def _years(title: str) -> list[int]:
    return [int(year) for year in _YEAR.findall(title)]


def _plan(path: list[Node], context: DocumentContext, outline: Outline) -> Setting:
    start, end = context.period_start or context.baseline_year + 1, context.period_end or context.baseline_year + 5
    before = (context.baseline_year - 4, context.baseline_year)
    opening = any(path[0] is node for node in outline.opening)
    for node, below in zip(reversed(path), [None, *reversed(path)], strict=False):
        found = _of_plan(flat_title(node.title), context, start, opening=opening)
        if found is not None and not (found.direction is ShiftDirection.BACK and _is_behind_the_aims(node, below)):
            return found
        if _is_result(node, path[0], outline):
            return Setting(ShiftDirection.BACK, context.baseline_year, before, several=True)
        if _AIMS.search(flat_title(node.title)) and not _DONE.search(node.title):
            break
    return Setting(ShiftDirection.AHEAD, end, (start, end), several=True)


# 第一章 发展环境 as a whole speaks of what there is
_CIRCUMSTANCES = re.compile(
    r"(?:现实|工作)?基础$|发展(?:条件|背景|历程|优势)|规划背景|(?:主要|突出)问题|成就|取得.{0,8}(?:成果|胜利|进展)|决定性(?:进展|胜利)|(?:发展)?环境(?:和|与|及|$)|(?:面临)?的?形势$"
    r"|机遇|挑战|短板|区情|概况|历史(?:起点|方位)上?$"
)
# a part of its own in a later chapter: 第一节 发展现状, 一、存在的问题
_STATE = re.compile(
    r"(?:发展|工作|建设|产业)*(?:的?现状|基础|成效|成就)(?:[和与及](?:(?:发展|存在)?的?(?:主要)?(?:问题|成效|基础|不足|短板)|形势))?|(?:存在的?|面临的?)?(?:主要|突出)?问题"
)
_AIMS = re.compile(
    r"指导(?:思想|方针)|(?:基本|遵循)原则|总体(?:要求|思路|目标|战略)|(?:发展|战略)(?:思路|定位|目标)|(?:主要|奋斗|远景|预期)(?:目标|指标)|目标任务|(?:主要|重点)任务|展望"
)
_DONE = re.compile("完成|实现|如期|圆满|超额")


def _is_behind_the_aims(node: Node, below: Node | None) -> bool:
    """第三节 空间布局 in 第一章 发展基础和主要目标, behind 第二节 主要目标, is part of the plan."""
    if below is None or not _AIMS.search(flat_title(node.title)):
        return False
    return any(one.start < below.start and _AIMS.search(flat_title(one.title)) for one in node.children)


# 第一节 综合实力跃上新台阶: in the first chapter, before the plan's aims are named, these are results
_RESULT = re.compile(
    r"(?:大幅|显著|明显|持续|稳步|不断|全面|有力|加快|进一步|更加)(?:[一-鿿]{2,4})$|(?:跃上|迈上|再上|登上|取得|实现|全面胜利|重大突破).{0,8}$|(?:胜利|巨变|突破|改善|新台阶|新进展)$"
)


def _is_result(node: Node, top: Node, outline: Outline) -> bool:
    """Is this a part of the first chapter that is named as a result is, above the first that names an aim?"""
    if (
        not outline.opening
        or top is not outline.opening[0]
        or node is top
        or not _RESULT.search(flat_title(node.title))
    ):
        return False
    aims = next((one for one in outline.nodes if one.start >= top.start and _AIMS.search(flat_title(one.title))), None)
    return aims is not None and node.start < aims.start < outline.opening[-1].end


def _of_plan(title: str, context: DocumentContext, start: int, *, opening: bool) -> Setting | None:
    """What the title of a part of a plan says of its time; None where the part around it decides."""
    before = (context.baseline_year - 4, context.baseline_year)
    if "远景" in title and re.search("二〇三五|2035", title) and not re.search("主要目标|十.五", title):
        return Setting(ShiftDirection.AHEAD, 2035, None, several=False)
    plan, years = _plan_named(title), _years(title)
    looks_back = _LOOKS_BACK.search(title) or (_CIRCUMSTANCES.search(title) and not _AIMS.search(title))
    if (plan and plan[1] < start) or (opening and looks_back) or _STATE.fullmatch(title):
        return Setting(ShiftDirection.BACK, context.baseline_year, before, several=True)
    if years and years[0] < start and not _LOOKS_AHEAD.search(title):
        return Setting(ShiftDirection.BACK, years[0], before, several=True)
    return None


_LOOKING = r"展望|着眼|放眼|面向|锚定|远眺"
_OPENERS = (
    rf"{_LOOKING}|预计|力争|例如|早在?|其中|确保|并|争取|成功|预期|计划|同时|截至|截止"
    r"|截至目前|到|至|在|自|从|于|即|——|和|与|年均|约|如|各位代表[!,]|而|较|目标"
)
# what comes before a year that applies to the following words: the beginning of a clause and words that open one
_LEAD = re.compile(
    rf"(?:^|[,;:。!?、(“—])(?:{_OPENERS})?$|(?:到|至|截至|截止|力争在|争取在)$|[我全本][省市区县州盟旗镇乡]$|过去的$"
)
_LOOKED_TO = re.compile(rf"(?:{_LOOKING})$")
_YEAR_WORD = re.compile(rf"(?P<year>{_YEAR_NUMBER})年(?P<edge>底|末|年底|年末)?")
_MID_CENTURY = re.compile(r"[到至](?:本|21|二十一)世纪中叶")
_SINCE = re.compile(r"(?:初)?以来|至今")
_YEARS = re.compile(r"(?P<first>19[5-9]\d|20[0-4]\d)年?[-—–~～至到](?P<last>19[5-9]\d|20[0-4]\d)年")
# 财政收入达到15亿元「,到2020年」;   覆盖率达到80%「(2020年)」: the year stands behind its figures
_YEAR_BEHIND = re.compile(
    r"[,、](?:时间)?(?:[到至]|截[至止])(?P<year>20\d\d)年(?:年?[底末])?(?=[;。!?]|$)|\((?:[到至]|截[至止])?(?P<inside>20\d\d)年(?:年?[底末])?\)"
)
_FIGURE = re.compile(r"\d(?![\d-]*年)")
_LAST_YEAR = re.compile(r"去年|上年|上一年(?![度级])|过去的?一年(?!来)")
_SAME_TIME = re.compile(r"同期(?![的水基相数持平\d]),?")
# 截至2022-12-31
_UP_TO_A_DAY = re.compile(
    r"(?:截至|截止|至|到)(?P<year>20\d\d)[-./](?:0?[1-9]|1[0-2])(?:[-./](?:0?[1-9]|[12]\d|3[01]))?(?!\d)"
)
# 生产总值2022年「为」85亿元、高新技术企业2021年「就已达到」155家、收入2021年「首次突破」30亿元
_SAYS = re.compile(
    r"(?>(?:分别|同比|可比|实际|名义|[比较](?:上年|去年)(?:同期)?|[就即便才又也已仅只]|已经|全年|首次|再次|一举|成功|历史性地?|总?共|共?计|合计|总[数量])*)"
    r"(?:(?:[为是有破]|[达升增降减][到至]?|[提拓]?[高升]到|完成|实现|增长|下降|增加到?|提高到|下降到|突破|超过?|稳定在|保持在)了?)?"
    r"(?:[约近超逾]|将近|接近)?(?=[-\d])"
)
_NOUN_BEFORE = re.compile(r"(?<![年日月])(?:[一-鿿]{2}|[一-鿿)]、|[\d%元人家户个]、)$")
_ONCE = re.compile(r"(?:由|从|自)$")
_UP_TO = re.compile(r"(?:截至|截止|到|至)$")
_RISEN = re.compile(r"(?:提高|增加|提升|增长|下降|降低|发展|扩大)(?:到|至)$")
_COMPARED = re.compile(
    r"(?:比|较|是|为|相比|相较|同比|达到|[高低快慢优好多少大小强弱先后等]于|超过|对比|相当于|借助|抓住|对|按|与|和|同)$"
)
# 比“十二五”末的|2015年增加8.4亿元
_END_COMPARED = re.compile(r"(?:比|较|是|为|与|和|同|相当于)“?[一-鿿]{1,2}五”?(?:[计规]划)?(?:时?期)?末(?:的|即)$")
_SPAN = re.compile(
    r"(?P<coming>(?:[今未]后|未来|此后)的?)(?P<ahead>[两三四五十]|[2-5]|10)年(?:内|间)?"
    r"|(?<![今此以最之随])后(?P<last>[两三四])年(?=[再新累建完实]|年均|平均)"
    r"|(?P<own>规划期(?:内|间)?(?=[,累新共]))"
    r"|(?<![第每续\d.])(?P<years>[两三四五]|(?<![一二两三四五六七八九])十|[2-5]|10)年(?:(?P<since>多?来)|[间内]|累计|共(?![同建享治赢])|合计|(?<=近[两三四五]年)(?=,|年均)|(?<=过去[两三四五]年)(?=,|年均)|(?=新增|净增|增长|增加|增幅|下降|减少"
    r"|提高|提升(?!行动|工程|计划|方案)|上升|翻(?=了?[一两二三几]?番)|倍增(?!行动|计划|工程|方案)|平均|年均|完成|实现|投入|安排|筹[集措]|建成|新建|改造|引进|(?:左右|多)?(?:的?时间|的?努力)))"
    r"|(?P<term>本届政府(?:任期|履职|成立)?[^,。;]{0,4}来|(?P<within>任期[内末]|届[内末]|任期结束))"
    r"|“?(?:十(?P<plan>[一二三四五六七八九])|(?<![一二三四五六七八九十百第])(?P<old>[六七八九十]))五”?(?:[计规]划)?(?:(?P<end>(?:时?期)?末)|前(?P<part>[两三四])年|期间|时期|以来|五年)"
)
# 一、上半年工作情况, of the report of that summer
_OF_THIS_YEAR = re.compile(r"^(?:今年)?(?:上半年|前三季度|一季度|1[-—至到](?:[2-9]|1[01])月)")
# 增长8.5%，两年|平均增长6.2%；工业增加值增长11%: told of one figure beside that of the year
_MOVED_BY = re.compile("平均|提[高升]|增长|增加|净增|下降|减少|上升|翻|倍增")
_WHOLE_YEARS = ("全年", "今年", "年内", "本年")
_OWN_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年$")
_BACK_TO_DEFAULT = re.compile(r"(?<![去上]年)全年|今年|(?<![一二两三四五十])年内|本年|一年来|这一年|当前|目前")


# what a figure is measured by: 恢复到2019年的七成, 恢复至上年水平的90%, 降至2020年的平均水平以下
_RESTORED = re.compile(r"(?:恢复|回升|修复)[到至]了?$")
_LEVEL_THEN = re.compile("(?:全年|同期|年均)?的?(?:平均|同期|实际)?(?:水平|均值|实绩|基数)(?![上下]降|提)")


# 增加到2017年|的3.5倍, 降至2015年的六成: what a figure is a multiple or a part of
_PART_THEN = re.compile(
    r"的(?:[约近超]|将近|接近|超过)?[\d.两一二三四五六七八九十]+[多余]?(?:倍|成(?!果|效|绩|立|员)|分之)"
)


def year_marks(
    sentence: str, *, origin: int, setting: Setting, context: DocumentContext | None = None
) -> list[YearMark]:
    """The years that a sentence names and from where on each governs; positions count from the passage's beginning."""
    marks = [*_named_years(sentence, setting), *_spans(sentence, setting, context)]
    if "世纪中叶" in sentence:
        marks += [YearMark(match.end(), 2050) for match in _MID_CENTURY.finditer(sentence)]
    if "普" in sentence:
        marks += _census_years(sentence)
    for match in _BACK_TO_DEFAULT.finditer(sentence):
        own = _OWN_YEAR.search(sentence, 0, match.start())  # 2022年|全年
        year = int(own["year"]) if own else _this_year(match.group(), setting, context)
        marks.append(YearMark(match.end(), year, whole_year=match.group() in _WHOLE_YEARS))
    if context is not None and context.kind is DocumentKind.REPORT:
        marks += _last_years(sentence, setting, context)
    if "(" in sentence or "基础上" in sentence:
        marks = [replace(mark, until=_closed(sentence, mark.position) or mark.until) for mark in marks]
    marks = [_moved(mark, origin) for mark in marks]
    marks.sort(key=lambda mark: mark.position)
    return marks


def _moved(mark: YearMark, by: int) -> YearMark:
    return replace(mark, position=mark.position + by, until=None if mark.until is None else mark.until + by)


def _closed(sentence: str, position: int) -> int | None:
    """Where the bracket closes that ``position`` is in, or what is built on (在去年增长5.2%的基础上，再…); None outside of both."""
    base = sentence.find("基础上", position, position + 30)
    if base >= 0 and "在" in sentence[max(0, position - 8) : position]:
        return base
    opening = sentence.rfind("(", 0, position)
    if opening < 0 or ")" in sentence[opening:position]:
        return None
    closing = sentence.find(")", position)
    return closing if closing >= 0 else None


def _named_years(sentence: str, setting: Setting) -> Iterator[YearMark]:
    """2022年，…; 到2025年; 由2015年的."""
    ranged = {match.start("last"): match for match in _YEARS.finditer(sentence)}
    behind = {mark.until: mark for mark in _years_behind(sentence)}
    yield from behind.values()
    yield from (YearMark(match.end(), int(match["year"]), up_to=True) for match in _UP_TO_A_DAY.finditer(sentence))
    for match in _YEAR_WORD.finditer(sentence):
        year = _number(match["year"])
        if year is None or match.start() in behind:
            continue
        before = sentence[max(0, match.start() - 6) : match.start()]
        after = sentence[match.end() : match.end() + 3]
        is_bracketed = before.endswith("(") and _is_told_of(sentence, match, before)
        if over := ranged.get(match.start()):  # 2016—2020年
            if int(over["first"]) < year and _LEAD.search(sentence[max(0, over.start() - 6) : over.start()]):
                yield YearMark(match.end(), year, (int(over["first"]), year))
        elif (
            _RESTORED.search(before)
            or _LEVEL_THEN.match(sentence, match.end())
            or _PART_THEN.match(sentence, match.end())
        ):
            continue
        elif _is_of_the_next_alone(sentence, match, setting):
            yield YearMark(match.end(), year, once=True, until=_clause_end(sentence, match.end()))
        elif _is_compared_with(sentence, match.start()) or after[:2] in ("以前", "之前"):
            continue
        elif since := _SINCE.match(sentence, match.end()):
            if setting.direction is ShiftDirection.BACK and setting.year is not None and year < setting.year:
                yield YearMark(since.end(), setting.year, (year, setting.year))
        elif (
            not is_bracketed
            and (_LEAD.search(before) or match.start() == 0 or _is_said_again(sentence, match.start()))
            and not _is_of_an_aim(before, after, edge=match["edge"])
        ):
            yield YearMark(
                match.end(),
                year,
                up_to=_UP_TO.search(before) is not None,
                until=_aim_of(sentence, match.end(), year, setting),
            )
        elif inside := _inside_a_clause(sentence, match, before, year, setting):
            yield inside


def _inside_a_clause(sentence: str, match: re.Match[str], before: str, year: int, setting: Setting) -> YearMark | None:
    """A year in the middle of a clause that is of what follows it there."""
    if _is_yet_to_come(before, year, setting):
        return YearMark(match.end(), year, until=_clause_end(sentence, match.end()))
    if _is_told_of(sentence, match, before):
        told = match.end() + sentence.startswith(")", match.end())
        return YearMark(told, year, until=_end_of_what_is_told(sentence, told))
    return None


# “五经普”|从业人员比“四经普”增长23%
_CENSUS_FIRST = re.compile(rf"(?:^|(?<=[,;。—(]))(?:据|根据|按)?{CENSUS}(?!以来|结果)")


def _census_years(sentence: str) -> Iterator[YearMark]:
    """The years of censuses that open a clause, for what that clause tells."""
    for match in _CENSUS_FIRST.finditer(sentence):
        if (year := year_of_census(match.group())) is not None:
            yield YearMark(match.end(), year, until=_end_of_what_is_told(sentence, match.end()))


def _is_yet_to_come(before: str, year: int, setting: Setting) -> bool:
    """为实现|2035年人均生产总值比2020年翻一番打基础, in what is planned for the years before."""
    return setting.direction is ShiftDirection.AHEAD and before.endswith("实现") and year > (setting.year or year)


def _is_compared_with(sentence: str, position: int) -> bool:
    """Is the year at ``position`` one that figures are compared with, and that none is of?"""
    before = sentence[max(0, position - 16) : position]
    return bool(_COMPARED.search(before) or (before[-1:] in "的即" and _END_COMPARED.search(before)))


def _is_told_of(sentence: str, year: re.Match[str], before: str) -> bool:
    """生产总值|2022年为85亿元、2023年为88亿元, 生产总值（2022年）为85亿元: a year between what a figure is of and the verb that tells it."""
    if before.endswith("(") and sentence.startswith(")", year.end()):
        return _SAYS.match(sentence, year.end() + 1) is not None and _NOUN_BEFORE.search(before[:-1]) is not None
    return _SAYS.match(sentence, year.end()) is not None and _NOUN_BEFORE.search(before) is not None


# 2023年|新开工的12个项目全部竣工，…, in what is planned: the year of the works alone
_BEGUN_THEN = re.compile(
    "(?:新?开工|动工|启动|续建|结转|签约|落地|引进|立项|谋划|储备|实施|下达|入库)[^,;。\\d]{0,6}的"
)


def _is_of_the_next_alone(sentence: str, year: re.Match[str], setting: Setting) -> bool:
    """由2015年的|61.8%提高到67.0%: is a year that of the next number, and of none behind it?"""
    before = sentence[max(0, year.start() - 6) : year.start()]
    after = sentence[year.end() : year.end() + 2]
    if setting.direction is ShiftDirection.AHEAD and _BEGUN_THEN.match(sentence, year.end()):
        return _COMPARED.search(before) is None
    if _ONCE.search(before):
        return after[:1] == "的" or after[:1].isdecimal()
    risen = _RISEN.search(before) or (before[-1:] == "、" and after[1:2].isdecimal())
    return after[:1] == "的" and bool(risen)


# 到本届政府任期末的|2026年, 换届之年即|2026年; not 与收官之年的2020年相比
_SAID_AGAIN = re.compile(r"(?:[末底期届]|之年|最后一年|开局年|收官年)(?:的|,?即|,?也就是)$")


def _is_said_again(sentence: str, position: int) -> bool:
    """Is a year what the words before it speak of?"""
    before = sentence[max(0, position - 16) : position]
    return _SAID_AGAIN.search(before) is not None and not re.search("[比较与同是为相]", before)


def _years_behind(sentence: str) -> Iterator[YearMark]:
    """The years that stand behind their figures; each governs from the beginning of its part, or in a bracket of its clause, up to where it stands."""
    since = 0
    for match in _YEAR_BEHIND.finditer(sentence) if "年" in sentence else ():
        inside = match["inside"]
        opens = ",;" if inside else ";"
        since = max(since, *(sentence.rfind(mark, 0, match.start()) + 1 for mark in opens))
        if _FIGURE.search(sentence, since, match.start()):
            at = match.start("inside" if inside else "year")
            yield YearMark(since, int(inside or match["year"]), up_to=not inside, until=at)
            since = match.end()


def _aim_of(sentence: str, position: int, year: int, setting: Setting) -> int | None:
    """提前实现2025年1300家的目标 in a review: where what is told of the coming year ends."""
    if setting.direction is not ShiftDirection.BACK or setting.year is None or year <= setting.year:
        return None
    end = _clause_end(sentence, position)
    return end if "目标" in sentence[position:end] else None


def _is_of_an_aim(before: str, after: str, *, edge: str | None) -> bool:
    """2019年提前超额完成…, 锚定2035年远景目标，…: the year of what is aimed at, and of no number."""
    if after[:1] in ("提", "以") and not edge:
        return True
    return after[:2] in ("远景", "目标", "基本", "奋斗") and _LOOKED_TO.search(before) is not None


def _spans(sentence: str, setting: Setting, context: DocumentContext | None) -> Iterator[YearMark]:
    """五年累计; 五年新增; “十三五”期间; 三年来."""
    if not any(word in sentence for word in ("年", "五", "届", "规划期", "任期")):
        return
    for match in _SPAN.finditer(sentence):
        if (mark := _span(sentence, match, setting, context)) is not None:
            yield mark


def _span(sentence: str, match: re.Match[str], setting: Setting, context: DocumentContext | None) -> YearMark | None:
    if match["plan"] or match["old"]:
        return _in_a_plan(sentence, match, setting)
    if match["last"]:  # 前三年实施600个，后两年再实施400个
        average = sentence.startswith(("年均", "平均"), match.end())
        if setting.period is None or not (setting.direction is ShiftDirection.AHEAD or (average and setting.several)):
            return None
        last = setting.period[1]
        until = _clause_end(sentence, match.end()) if average else None
        return YearMark(match.end(), last, (last - _count(match["last"]) + 1, last), until=until)
    if match["own"]:
        if context is None or not (context.period_start and context.period_end):
            return None
        return YearMark(match.end(), context.period_end, (context.period_start, context.period_end))
    if match["coming"]:
        if (first := _coming(setting, context)) is None:
            return None
        last = first + _count(match["ahead"]) - 1
        return YearMark(match.end(), last, (first, last))
    if match["within"] and setting.direction is ShiftDirection.AHEAD:
        return _within_a_term(match, setting)
    return _several_years(sentence, match, setting, context)


def _several_years(
    sentence: str, match: re.Match[str], setting: Setting, context: DocumentContext | None
) -> YearMark | None:
    # what is counted as N年来 is behind, in a part that looks ahead too
    behind = bool(match["since"] or match["term"])
    last = setting.year
    if context is not None and (last is None or (behind and last > context.baseline_year)):
        last = context.baseline_year if behind else None
    yearly = sentence.startswith(("年均", "平均"), match.end())
    if yearly and sentence[: match.start()].endswith("前") and not behind:
        return _first_years(sentence, match, setting)
    if yearly and setting.direction is ShiftDirection.BACK:
        last = _year_led_in(sentence, match.start()) or last
    if last is None:
        return None
    if match["term"] and not setting.period:
        return None  # 本届政府成立以来 of a review of one year: how many years they are, nothing says
    count = 5 if match["term"] else _count(match["years"])
    if not behind and setting.direction is ShiftDirection.AHEAD and (count < 5 or not setting.period):
        first = setting.period[0] if setting.period else last
        return YearMark(match.end(), first + count - 1, (first, first + count - 1))
    until = None
    # 高新技术企业3年|翻一番，新增…, in a review of five: of these years alone
    counted = setting.several and (setting.period is None or setting.period[1] - setting.period[0] + 1 == count)
    aside = not counted and match.start() and _MOVED_BY.match(sentence, match.end())
    if aside or yearly:
        until = _clause_end(sentence, match.end())
    own = setting.period if count == 5 and setting.period and setting.period[1] == last else None
    return YearMark(match.end(), last, own or (last - count + 1, last), until=until)


def _first_years(sentence: str, match: re.Match[str], setting: Setting) -> YearMark:
    """“十三五”以来，生产总值前四年|年均增长8.1%: the first of the years that are told of; of one year alone, nobody says before what."""
    until = _clause_end(sentence, match.end())
    count, over = _count(match["years"]), setting.period if setting.several else None
    if over is None or over[1] - over[0] + 1 < count:
        return YearMark(match.end(), None, unsaid=True, until=until)
    last = over[0] + count - 1
    return YearMark(match.end(), last, (over[0], last), until=until)


def _year_led_in(sentence: str, until: int) -> int | None:
    """2020年，生产总值达350亿元，五年|年均增长4.9%: the year up to which the average is."""
    led = [
        match["year"]
        for match in _YEAR_WORD.finditer(sentence, 0, until)
        if not match.start() or _LEAD.search(sentence[max(0, match.start() - 6) : match.start()])
    ]
    return _number(led[-1]) if led else None


def _within_a_term(match: re.Match[str], setting: Setting) -> YearMark:
    """本届政府任期内 of what is to come: the five years that the part plans for. In a plan for one year nothing says when the term ends."""
    if not setting.period:
        return YearMark(match.end(), None, unsaid=True)
    last = setting.period[1]
    return YearMark(match.end(), last, None if match["within"].endswith(("末", "结束")) else setting.period)


def _clause_end(sentence: str, position: int) -> int:
    """Where the clause ends, with the numbers that 、 and 和 join."""
    found = re.compile("[,;]").search(sentence, position)
    return found.start() if found else len(sentence)


# 企业2021年达155家，「同比增长14.8%」，「其中」…7家: what has no subject of its own, or is a part of it
_GOES_ON = re.compile(
    r",(?:其中|占|(?:同比|[比较](?:上年|去年|年初|同期)(?:同期|末)?|可比|名义|实际|平均|年均|分别|净)*(?:[增减降]|提[高升]|上升|下降|回落|[高低快慢多少]\d))"
)


def _end_of_what_is_told(sentence: str, position: int) -> int:
    """Where the clause ends, with those behind it that go on to tell of the same."""
    end = _clause_end(sentence, position)
    while _GOES_ON.match(sentence, end):
        end = _clause_end(sentence, end + 1)
    return end


def _count(printed: str) -> int:
    """三, 十, 3 or 10 years."""
    return int(printed) if printed.isdecimal() else DIGITS.get(printed, 10)


def _coming(setting: Setting, context: DocumentContext | None) -> int | None:
    """The first of the years that 未来三年 speaks of: that of the report, or that the plan begins with."""
    if setting.direction is ShiftDirection.AHEAD and setting.period:
        return setting.period[0]
    return None if context is None else context.report_year or context.period_start


# 是“十二五”时期「年均增速的2.1」倍: the plan that a multiple is of
_TIMES_AS_MUCH = re.compile(r"(?:[^,;。\d]{0,12}的)?(?:近|约|超过?|将近)?[\d.两一二三四五六七八九十]+[多余]?倍")


def _in_a_plan(sentence: str, match: re.Match[str], setting: Setting) -> YearMark | None:
    """“十三五”期间: the years of the plan, up to the year that a review is of; “十三五”末 is its last year."""
    first, last = plan_period(match["plan"]) if match["plan"] else old_plan_period(match["old"])
    before = sentence[max(0, match.start() - 6) : match.start()]
    if re.search("(?:[比较]|[高低快慢]于)$", before) or _TIMES_AS_MUCH.match(sentence, match.end()):
        return None  # 比“十二五”期间高0.6个百分点, 是“十二五”时期年均增速的2.1倍
    if match["end"]:
        leads = (_LEAD.search(before) or match.start() == 0) and not _COMPARED.search(before)
        return YearMark(match.end(), last, up_to=True) if leads else None
    if match["part"]:
        last = first + DIGITS[match["part"]] - 1
    if setting.direction is ShiftDirection.BACK and setting.year is not None and first <= setting.year < last:
        last = setting.year
    return YearMark(match.end(), last, (first, last))


def _this_year(word: str, setting: Setting, context: DocumentContext | None) -> int | None:
    """今年 in a plan for five years is the year of the report; elsewhere it is the section's own."""
    if word not in ("今年", "本年") or context is None or setting.direction is ShiftDirection.BACK:
        return None
    return context.report_year if setting.several or setting.year is None else None


# 规上工业增加值在上年|增长9%的高基数上，再增8%
_BUILT_ON = re.compile("[^,;。]{0,16}?基[础数]上")


def _last_years(sentence: str, setting: Setting, context: DocumentContext) -> Iterator[YearMark]:
    """去年，…: in a review of it that is the section's own year; elsewhere it is named with it."""
    for match in _LAST_YEAR.finditer(sentence):
        before = sentence[max(0, match.start() - 6) : match.start()]
        after = sentence[match.end() : match.end() + 2]
        leads = not match.start() or _LEAD.search(before) is not None
        if match.group().endswith("一年") and match.group() != "上一年":  # 过去一年，…, in what is planned
            if setting.direction is ShiftDirection.AHEAD and (leads or before.endswith("刚刚")):
                yield YearMark(match.end(), context.baseline_year, whole_year=True)
            continue
        if leads and after[:1] in ("底", "末") and setting.direction is ShiftDirection.AHEAD:
            yield YearMark(match.end() + 1, context.baseline_year)  # 去年底规上企业86家，今年底要达到100家
        if _COMPARED.search(before) or after[:1] in ("底", "末", "的") or _LEVEL_THEN.match(sentence, match.end()):
            continue
        built_on = _BUILT_ON.match(sentence, match.end()) if before.endswith("在") else None
        if built_on and setting.direction is ShiftDirection.BACK and (match.group() != "去年" or after == "同期"):
            told = setting.year or context.baseline_year
            yield YearMark(match.end(), told - 1, until=built_on.end())
            continue
        if after == "同期":  # 去年同期80亿元, beside what was reached in the year that is told of
            if (since := _SAME_TIME.match(sentence, match.end())) and (not before or before[-1] in ",;。(、"):
                told = (
                    setting.year if setting.direction is ShiftDirection.BACK and setting.year else context.report_year
                )
                yield YearMark(
                    since.end(), None if told is None else told - 1, until=_clause_end(sentence, since.end())
                )
            continue
        if after[:1].isdecimal():
            continue
        if not leads:
            continue
        year = context.baseline_year
        if match.group() != "去年" and setting.direction is ShiftDirection.BACK:
            year = (setting.year or year) - 1
        yield YearMark(match.end(), year, whole_year=True)


def _number(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    flat = flat_title(text + "年")[:-1]
    return int(flat) if flat.isdecimal() else None


_REACH = 12  # marks that are looked back over; a sentence of more is a list that no year governs as a whole


def governing(marks: list[YearMark], position: int, taken: set[int]) -> YearMark | None:
    """The mark that governs the number at ``position``; a mark that serves once is put among the ``taken``."""
    index = bisect_right(marks, position, key=lambda mark: mark.position)
    for mark in reversed(marks[max(0, index - _REACH) : index]):
        if mark.until is not None and position > mark.until:
            continue
        if not mark.once:
            return mark
        if mark.position not in taken:
            taken.add(mark.position)
            return mark
    return None
