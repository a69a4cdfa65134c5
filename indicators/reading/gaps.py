"""How far something is from another place, another thing or an aim: 高于全国|0.4个百分点, 超年度计划|86亿元.

Such a figure is a state, no movement, and its subject says what it is a distance from: 规模以上工业增加值高于全国.
"""

import re

from indicators.reading.observed import ObservationRead
from text.vocabulary import Measure

# 每万人发明专利12件，高于全省平均水平|3.2件: how far it is from another place's. Not 高于上年|0.5个百分点, which is a movement
_THAN_OTHERS = r"全[国省市州盟旗县区]|[^,;。:\d年]{1,10}(?:平均|增[速幅长]|涨幅|水平)|城镇|农村|城乡|居民|经济|GDP"
_MORE = "[高低快慢优好多少]于(?![ⅡⅢⅣIV一二三四五]+类)|高出|超[出过](?=全[国省市州盟旗县区]|[^,;]{1,8}平均)|超出|领先|落后|跑赢"
_BEFORE = r"[去上前往同当]年|同期|年[初底末]|“?十[一二三四五六七八九]五|20\d\d|季度|月"
_BESIDE = re.compile(
    rf"""(?P<gap>(?:{_MORE})(?![^,;。]*(?:{_BEFORE}))[^,;。:\d]{{2,24}}|[比较](?:{_THAN_OTHERS})[^,;。:\d年]{{0,10}}?[高低快慢多少优好]出?了?)
    (?P<others>(?:\d[\d.]*个?(?:百分点)?[、和与及])*)[约近]?$""",
    re.VERBOSE,
)
# 完成投资2386亿元，超计划|86亿元
BEYOND_A_PLAN = (
    "超(?:额完成|额|出|过)?(?:[省市州盟县区旗]级?(?:下[达调])?)?"
    "(?:年度|年初|全年|预定|预期|序时|“?十[一二三四五六七八九]五”?|“[六七八九十]五”)*(?:计划|目标|预算|任务|进度)(?:任务|目标|指标)?"
)
_BEYOND = re.compile(f"(?P<gap>{BEYOND_A_PLAN})[约近]?$")
# 高于|全市, 超|计划, 优于|省定目标, 低于|国家标准: what a figure that is no percentage is held against
_BESIDE_WHAT = re.compile("全|超|目标|计划|标准|考核|平均")
# 分别高于全国、全省|0.5个和0.9个百分点, 比全国、全省分别高|0.5个和0.4个百分点
_SEVERAL = re.compile(
    "(?P<how>[高低快慢优好]于|高出|超[出过]|领先|落后|跑赢|[比较])(?P<places>[^、和与及]{2,12}(?:[、和与及][^、和与及]{2,12}?)+?)"
    "(?P<tail>平均(?:水平)?|(?:分别)?[高低快慢多少]出?)?"
)
_JOINED = re.compile("[、和与及][-—]?\\d")
_AREA_ALONE = re.compile("[、和与及](全[国省市州盟旗县区](?:平均(?:水平)?)?)")
_IN_BRACKETS = re.compile(r"\([^()]*\)$")  # 高于全国（6.9%）|1.7个百分点
_A_RATE = re.compile("(?:率|比|比重|比例|增[速幅长]|[涨降]幅)$")
_HOW = re.compile("[高低快慢优好]于|高出|超[出过]|领先|落后|跑赢")


def is_beyond_a_plan(near: str) -> bool:
    """超年度任务|54.8%: how much more than planned there was."""
    return _BEYOND.search(near) is not None


def is_beside(near: str) -> bool:
    """高于全省平均水平|3.2个百分点, 快于城镇居民|2个百分点: the distance from something else is no movement over time."""
    near = _IN_BRACKETS.sub("", near)
    return _BESIDE.search(near) is not None or is_beyond_a_plan(near)


def is_beside_a_whole(near: str) -> bool:
    """高于全省平均水平|3.2件, 超计划|86亿元: what a count or a sum is held against, and not 多于|3件."""
    return _BESIDE_WHAT.search(near) is not None and is_beside(near)


def with_gap(
    subject: str, clause: str, after: str, read: list[ObservationRead], between: str, *, in_points: bool
) -> str:
    """A subject with what it is a distance from: 投资增速高于全省. ``clause``: the clause up to the figure; ``after``: what follows it.

    ``read``: the figures before it; ``between``: what stands between it and the last of them, whose distances it may go on with
    (高于全国0.5个、全省|0.3个百分点).
    """
    clause = _IN_BRACKETS.sub("", clause)
    found = _BESIDE.search(clause)
    gap = found["gap"].rstrip("-—") if found else ""
    if found and (several := _SEVERAL.fullmatch(gap)) and (found["others"] or _JOINED.match(after)):
        places = re.split("[、和与及]", several["places"])
        nth = len(re.findall(r"[\d.]+", found["others"]))
        gap = several["how"] + places[min(nth, len(places) - 1)] + (several["tail"] or "").removeprefix("分别")
    elif found is None and (beyond := _BEYOND.search(clause)):
        gap = beyond["gap"]
    elif found is None and read and read[-1].beside and (area := _AREA_ALONE.fullmatch(between)):
        how = _HOW.search(read[-1].subject)
        gap = how.group() + area[1] if how else ""
    if gap in subject:
        return subject
    return f"{subject}{_pace(subject, read) if in_points else ''}{gap}"


def _pace(subject: str, read: list[ObservationRead]) -> str:
    """增速 of 投资增长6%，高于全省|0.3个百分点, where the subject itself doesn't say that its pace is meant."""
    last = next((one for one in reversed(read[-12:]) if one.subject == subject), None)
    if last is None or last.unit != "%" or _A_RATE.search(subject):
        return ""
    return {Measure.GROWTH: "增速", Measure.ANNUAL_AVERAGE: "年均增速"}.get(last.measure, "")
