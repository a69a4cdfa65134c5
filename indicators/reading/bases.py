"""The years of what a figure is compared with.

The year that a growth, a change or a multiple is against: 较2015年底下降28.8% is against 2015, 力争较“十三五”末增加50% against 2020, and 同比增长3.7% in
2022 against 2021. What names no year (增长15%) has no known base.

And the year of a figure that is itself such a base: in 由“十二五”末的61.3亿元增长到97.8亿元 the first is of 2015, in 由上年36.2万人增加到36.9万人 of the
year before, and in a review of five years that says no year, of the year before them.
"""

import re
from dataclasses import dataclass

from text.numbers.censuses import CENSUS, year_of_census
from text.numbers.numerals import DIGITS
from text.numbers.plan_periods import old_plan_period, plan_period
from text.outline.periods import Setting, ShiftDirection, YearMark
from text.vocabulary import Measure

COMPARING = frozenset((Measure.GROWTH, Measure.CHANGE, Measure.MULTIPLE, Measure.CUMULATIVE))

_YEAR = rf"""
    (?: (?P<year>20[0-4]\d)年(?!初)
      | ["“'‘]?(?:十(?P<plan>[一二三四五六七八九])|(?<!十)(?P<old>[六七八九十]))五["”'’]?(?:规划|计划|时期|期)*末
      | (?P<before>上一?年|去年)
      | (?P<count>[两三四五])年之?前
      | {CENSUS}
    )
"""
# 较2015年底   比“十二五”末   是2015年的   比上年   同比2015年   同比
_COMPARED = re.compile(rf"(?:同?比|较|相较于?|相当于|是|为|[高低快慢]于){_YEAR}|同比", re.VERBOSE)
# 与2015年相比,   相比2019年,   较2019年,
_AGAINST = re.compile(
    rf"(?:(?P<with>[与同和])|相比|对比|对照|相较于?|较|比){_YEAR}(?:年?[底末]|同期)?(?(with)相比|(?:相比)?,)",
    re.VERBOSE,
)

# 较“十三五”末，森林覆盖率从|41.8%上升到42.9%; 与2020年相比，…
_LED = re.compile(rf"[,]?(?:[与同和]|较|比|相较于?){_YEAR}(?:年?[底末]|同期)?(?:相比)?,", re.VERBOSE)

# 累计收入较“十三五”|增长16.3%: a total against that of the plan before, and no year against another
_AGAINST_A_PLAN = re.compile(r"[比较]“?十[一二三四五六七八九]五(?![”规划计时期]*[末初])[^,;。]{0,16}$")


def is_against_a_plan(clause: str) -> bool:
    """Is what stands in ``clause`` before a figure a comparison with all years of an earlier plan?"""
    return "五" in clause and _AGAINST_A_PLAN.search(clause) is not None


# 增速比上年快3个百分点、|较前三季度快|0.4个百分点
_COMPARED_ANEW = re.compile("、[比较](?!上一?年|去年|20|“?十)")


def base_year(clause: str, sentence: str, *, year: int | None, measure: Measure) -> int | None:
    """The year compared with, or None. `clause` and `sentence`: what stands in them before the number, without spaces.

    `year`: the year that the number is of; a year that is not before it is no base.
    """
    if measure not in COMPARING:
        return None
    # the nearest to the number
    found = [*_AGAINST.finditer(sentence), *_COMPARED.finditer(clause)]
    if not found:
        return None
    if _COMPARED_ANEW.search(clause, found[-1].end() if found[-1].string is clause else 0):
        return None
    base = _year_named(found[-1], year)
    return base if base is None or year is None or base < year else None


def _year_named(found: re.Match[str], year: int | None) -> int | None:
    """The year that figures are compared with; ``year``: theirs."""
    if found["year"]:
        return int(found["year"])
    if found["plan"] or found["old"]:
        return (plan_period(found["plan"]) if found["plan"] else old_plan_period(found["old"]))[1]
    if found["census"]:
        return year_of_census(found.group())
    return None if year is None else year - (DIGITS[found["count"]] if found["count"] else 1)


def year_led_by(sentence: str, year: int | None) -> int | None:
    """The year that the first words of a sentence compare with: what its figures rose from is of it, where nothing else is said."""
    found = _LED.match(sentence)
    led = _year_named(found, year) if found else None
    return led if led is None or year is None or led < year else None


# 由2015年的3210元增加到2020年的12650元,年均|增长31.6%
_RISEN = re.compile(
    r"[由从自](?P<first>20[0-4]\d)年[底末]?的?[^,;。]{1,24}?(?:到|至|为|达)(?P<last>20[0-4]\d)年[底末]?的?[^,;。]{1,16}[,、]"
    r"(?:五年)?(?:年均|平均|每年|累计|共|净|实际|名义)*(?:复合)?(?:增长|增加|提高|上升|下降|降低|减少|增)?(?:率|幅)?(?:达到?|为)?了?约?$"
)

# 2020年,生产总值达350亿元,是2015年的1.2倍,五年年均|增长4.9%
_GROWN = re.compile(
    r"(?P<last>20[0-4]\d)年[底末]?,?[^;。]{2,40}?[,、](?:是|为|相当于|[比较])(?P<first>20[0-4]\d)年[底末]?的?[^,;。]{0,8}?[\d.]+(?:倍|%|个百分点)[,、]"
    r"(?:[三四五]年)?(?:年均|平均每年)(?:复合)?(?:增长|增加|提高|递增|增)(?:率|幅)?(?:达到?|为)?约?$"
)


def years_of_a_rise(sentence: str) -> tuple[int, int] | None:
    """The two years between which a figure rose or fell, where what follows (年均增长) is of that rise; `sentence`: what stands in it before the number."""
    found = (_RISEN.search(sentence) or _GROWN.search(sentence)) if "年" in sentence else None
    if found is None or found["first"] >= found["last"]:
        return None
    return int(found["first"]), int(found["last"])


# 由上年   从“十二五”末的   2015年的   由   从原来的
_OWN_YEAR = r"(?P<year>20[0-4]\d)年(?:年?[底末初]|同期|当年|时)?"
_OWN_PLAN = r"[\"“'‘]?(?:十(?P<plan>[一二三四五六七八九])|(?<!十)(?P<old>[六七八九十]))五[\"”'’]?(?:规划|计划|时期|期)*(?P<edge>[末初])期?[年时]?"
_OWN_LAST = r"(?P<before>上一?年度?|去年)(?:同期|年?[底末])?|(?P<unsure>前年)(?:同期|年?[底末])?"
_OWN_CENSUS = rf"{CENSUS}时?"
_OWN_VAGUE = r"(?P<vague>原来|过去|原先|最初|保护初期|以前|此前|成立之初|建[国区市县]之?初)"
_OWN = re.compile(
    r"(?=[由从自比较是为占达到至过于的相近破逾超足2\"“'‘第一二六七八九十上去前三四五原最以此成建保])"
    rf"(?P<lead>[由从自](?!来)|[比较]|[是为占达到至过于的近破逾超足]|相当)?"
    rf"(?:{_OWN_YEAR}|{_OWN_PLAN}|{_OWN_LAST}|(?P<count>[三四五])年之?前|{_OWN_VAGUE}|{_OWN_CENSUS})的?(?:不足|不到|约|近)?$"
)
_FROM = re.compile(r"[由从](?:期初|年初|初期)?的?(?:每[人户亩月年生学床台]|人均|月均){0,2}(?:不足|不到|约|近)?$")
_PACE = re.compile(
    "(?:增[速幅]|[涨降跌]幅)(?:由|从)[^,;]{0,4}$"
)  # 增速由年初的|-8.2%回升至5.6%: of what months, nothing says
# 提高到, ，增长至, 跃升为, 大幅降到
_RISES = re.compile(
    r"[,、]?[一-鿿]{0,6}?(?:提高|提升|增加|增长|增|下降|降低|降|跃升|跃|上升|攀升|升|缩小|缩短|缩减|缩|压缩|压减|减少|减|扩大|扩展|扩|优化|调整|整合|合并|归并|精简|重组|发展|拓展|变)"
    r"(?:到了?|至|为|成|上)"
)
_TO = re.compile(r"[,、]?[一-鿿]{0,8}(?:到了?|至|为|达|突破|超过)$")


# 由上年下降|12%转为增长1.5%
_TURNED = re.compile(r"[由从转](?:上一?年|去年)(?:同期)?的?(?:负?增长|下降)$")


@dataclass(frozen=True, slots=True)
class Base:
    """The year of a figure that others are compared with; None where the text does not say it (从原来的3万户)."""

    year: int | None
    risen: bool


# 浓度「由2018年的48微克下降到」31微克,优良天数由|248天增加到312天
_TOLD_RISE = re.compile(r"[由从自](?P<first>20[0-4]\d)年(?:年?[底末])?的?[^,;。由从]{1,24}?(?:到|至|为|达)")


def first_of_the_rise_told(sentence: str) -> int | None:
    """The year from which the last rise of a sentence that names one is told; `sentence`: what stands in it before a number."""
    found = [*_TOLD_RISE.finditer(sentence)] if "年" in sentence else []
    return int(found[-1]["first"]) if found else None


# 「由86亿元增长到112亿元、年均」增长6.8%: over years that nothing names
_OVER_YEARS = re.compile(
    r"[由从](?!20[0-4]\d年)[^,;。由从]{1,24}?(?:到|至|为|达)[^,;。由从]{1,16}[,、](?:[三四五]年)?(?:年均|平均每年)"
)


def rises_over_years(around: str) -> bool:
    """Do the words around a number tell of a rise over years that they don't name?"""
    return "年" in around and _OVER_YEARS.search(around) is not None


def figure_of_a_base(
    before: str,
    after: str,
    *,
    ratio: bool,
    year: int | None,
    setting: Setting,
    now: int,
    plan: bool = False,
    told: int | None = None,
    over_years: bool = False,
    led: int | None = None,
) -> Base | None:
    """Is the number between the words `before` and `after` one that another is compared with, and of what year is it?

    `year`: the year that the words around it speak of; `ratio`: its unit is 倍 or %, so that 是2015年的1.34倍 is no figure of 2015. `now`: the last
    year with results. `plan`: the document is a plan, which looks back over five years where it speaks of the last of them, too. `told`: the year
    from which another figure of the sentence is told to have risen; `over_years`: it is told to have risen over years that are not named. `led`: the year
    that the sentence as a whole compares with.
    """
    risen = _RISES.match(after) is not None or _TO.fullmatch(after) is not None
    start = None if plan and setting.period and not setting.several else _start(year, setting, now)
    start = start if led is None else led
    if _TURNED.search(before) and re.match("的|转|变|扩大|收窄|提高|提升|回升|回落|加快", after):
        return Base(None if year is None else year - 1, risen=False)
    if found := _OWN.search(before):
        from_it = found["lead"] in ("由", "从", "自")
        if found["vague"]:
            return Base(None, risen) if from_it and risen else None
        if ratio and not from_it and found["lead"] not in ("比", "较") and found["lead"] is not None:
            return None
        return Base(_named(found, year, setting, now), risen and from_it)
    if not risen or not _FROM.search(before):
        return None
    if led is None and told is not None and year is not None and told < year and not setting.several:
        start = told
    elif led is None and over_years and not setting.several and setting.direction is ShiftDirection.BACK:
        start = None
    return Base(None if ratio and _PACE.search(before) else start, risen=True)


def _named(found: re.Match[str], year: int | None, setting: Setting, now: int) -> int | None:
    if found["year"]:
        return int(found["year"]) - (1 if found.group().endswith(("初", "初的")) else 0)
    if found["plan"] or found["old"]:
        first, last = plan_period(found["plan"]) if found["plan"] else old_plan_period(found["old"])
        return last if found["edge"] == "末" else first - 1
    if found["count"]:
        return None if year is None else min(year, now) - "〇一二三四五".index(found["count"])
    if found["census"]:
        return year_of_census(found.group())
    if found["unsure"]:
        return None  # two years before the day of the report, or before the year that it reviews
    if setting.direction is ShiftDirection.AHEAD:
        return now
    return None if year is None else year - 1


def _start(year: int | None, setting: Setting, now: int) -> int | None:
    """The year before those that are spoken of."""
    if year is None:
        return None
    if setting.direction is ShiftDirection.AHEAD and year > now:
        return now
    if setting.direction is ShiftDirection.BACK and setting.several and not setting.period:
        return None  # 本届政府成立以来, of a government of nobody says how many years
    if setting.direction is ShiftDirection.BACK and setting.period and not setting.several and not setting.one:
        return None  # from 2024 or from 2020, under 2025年和“十四五”时期工作回顾: nothing says it
    return setting.period[0] - 1 if setting.several and setting.period else year - 1


def base_of_a_span(mark: YearMark | None, setting: Setting, *, report: bool) -> int | None:
    """五年增长30.8%: the year before the years over which something grew, None where it speaks of one year."""
    if mark is not None:
        return mark.period[0] - 1 if mark.period else None
    over = report and setting.several and setting.direction is ShiftDirection.BACK and setting.period
    return setting.period[0] - 1 if over and setting.period else None
