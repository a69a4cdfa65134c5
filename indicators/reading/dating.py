"""What the words around a number say of its time: the part of a year that it is for, and whether it is a result or is aimed at.

前三季度，地区生产总值完成820亿元 is of three quarters, 力争新增规上工业企业5户 is an aim wherever it stands, and 增长6.9%（年度目标6.5%以上） holds
the aim of the year that is reviewed.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_MONTH = r"(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九元])"
_FIRST = "(?=[“前头首第上下截元年1-9一二三四五六七八九十春清端中国双])"  # of what can begin a part of a year
_FEAST = "(?:元旦|春节|清明|“?五一”?|端午|中秋|国庆|“?十一”?|双节)"
_HOLIDAY = "(?:小?长假|假[期日]|期间|黄金周)(?:期间)?"
_FEASTS = re.compile(rf"{_FEAST}(?:[、和及]?{_FEAST}){{0,3}}{_HOLIDAY}")
_ORDER = "第?[一二三四1-4]"
_QUARTER_LIST = rf"(?<![\d.]){_ORDER}(?:[、和与及]{_ORDER}){{1,3}}个?季度"
_QUARTERS = rf"""
    {_QUARTER_LIST} | [前头](?:[一二三]|[1-3])(?:个?季度|季(?![度节])) | 第?[1一][-—–~～至到]第?[二三四2-4]季度 | 首季度?
  | [前头](?:\d{{1,2}}|[两二三四五六七八九十]|十一)个?月 | 第?[一二三四1-4]季度(?:末前?)? | [上下前]半年(?![间来])
"""
_MONTHS = rf"""
    (?:1|一|元|年初)月?份?[-—–~～至到]{_MONTH}月(?:份|[底末])?
  | (?<![\d.]){_MONTH}月?份?[-—–~～至到]{_MONTH}月(?:份)?(?!\d)
  | (?:截至|截止)?{_MONTH}月(?:\d{{1,2}}日|份(?!当月|以来)|[底末])前?
  | {_MONTH}月份?(?:当月|以来) | (?:截至|截止){_MONTH}月 | (?<![\d至到—~～-]){_MONTH}月(?=,)
"""
_PART = re.compile(rf"{_FIRST}(?:{_QUARTERS}|{_FEASTS.pattern}|{_MONTHS})", re.VERBOSE)
# the end of December is the end of the year
_WHOLE = re.compile(
    r"(?=[全年2预1—–~～至到-])"
    r"(?:全年(?!的?(?:目标|任务|计划|预算))|年[底末]|年内|20\d\d年(?!.{0,2}[上下前第\d一二三四元])|预计|12月(?:31日|[底末])|[-—–~～至到](?:12|十二)月)"
)
_YEAR_END = re.compile(r"^(?:截至|截止)12月$|12月(?:31日|[底末])|[-—–~～至到](?:12|十二)月")
# 增速比|上半年|加快0.4个百分点
_COMPARED = re.compile(r"[比较与同](?:去年|上年)?$")


# 一季度、上半年|，地区生产总值分别增长5.1%、5.3%   一、二、三季度|和全年分别增长5.4%、5.9%、6.3%和6.1%
_PARTS_DEALT = re.compile(
    rf"(?P<parts>(?:{_PART.pattern})(?:[、和与及](?:{_PART.pattern}|全年)){{0,3}})(?P<of>[^。;]{{0,40}}?)(?:分别|依次|(?=(?<=[增速幅])[长为]?\d))",
    re.VERBOSE,
)
# 一、二、三|季度, 春节、国庆|假期: what the last says is said of all   一至四季度
_LISTED = re.compile(
    rf"(?P<orders>{_ORDER}(?:[、和与及]{_ORDER})+)(?P<quarter>个?季度)|第?[1一][-—–~～至到]第?(?P<last>[二三四2-4])季度|(?P<feasts>{_FEAST}(?:[、和及]{_FEAST})+)(?P<days>{_HOLIDAY})"
)


class YearPart(NamedTuple):
    """From ``start`` to ``stop`` of the passage numbers are of the part of a year that stands at ``label``; of the whole year if that is None.

    ``said``: the part in words of its own, where the text says several at once (一季度 of 一、二、三季度)."""

    start: int
    stop: int
    label: tuple[int, int] | None
    said: str = ""


def year_parts(
    sentence: str, *, origin: int, ahead: bool, before: tuple[int, int] | None, unfinished: bool = False
) -> list[YearPart]:
    """The parts of a year that a sentence names. ``before``: what the sentence before leaves; ``ahead``: the sentence is of a plan.

    ``unfinished``: the year that is spoken of is not over, so that nothing that follows is of the whole of it.
    """
    end = origin + len(sentence)
    found = [YearPart(origin, end, before)] if before else []
    found += [YearPart(origin + match.start(), end, None) for match in _WHOLE.finditer(sentence)]
    if unfinished and (since := re.search("今年以来", sentence)):
        found.append(YearPart(origin + since.end(), end, (origin + since.start(), origin + since.end())))
    for match in _PART.finditer(sentence):
        if _YEAR_END.search(match.group()) or _COMPARED.search(sentence, 0, match.start()):
            continue
        opens = not match.start() or sentence[match.start() - 1] in ",;年(" or match.group().startswith("截")
        after = sentence[match.end() : match.end() + 1]
        head = after == "," or match.start() < 8 or unfinished
        whole = opens and not ahead and not match.group().endswith("前") and head
        since = match.end() + (ahead and after == ",")  # 二季度末，新开工项目开工率达到80%
        stop = end if whole else origin + _clause_end(sentence, since, ahead=ahead)
        came_from = match.start() and sentence[match.start() - 1] in "由从自"
        if risen := _RISEN_FROM.match(sentence, match.end()) if came_from else None:
            stop = origin + risen.end()
            if around := part_at(sorted(found, key=lambda part: part.start), origin + match.start()):
                found.append(YearPart(stop, around.stop, around.label))
        found.append(YearPart(origin + match.end(), stop, (origin + match.start(), origin + match.end())))
        if behind := _figure_before(sentence, *match.span()):
            found.append(
                YearPart(origin + behind[0], origin + behind[1], (origin + match.start(), origin + match.end()))
            )
    found.sort(key=lambda part: part.start)
    return found


# 失业率「从上半年5.5%降到」5.3%: the part is that of the figure that it came from
_RISEN_FROM = re.compile(r"[^,;。\d]*[\d.]+[^,;。\d]{1,12}?[到至为]")


# 增长8.1%（1-11月数据）   完成60亿元（截至9月底）
_FIGURE_BEFORE = re.compile(r"\d[^,;。()\d]{0,8}$")


def _figure_before(sentence: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the figure is that a part of a year in a bracket, without a figure of its own, is said of."""
    opening, closing = sentence.rfind("(", 0, start), sentence.find(")", end)
    if opening < 0 or closing < 0 or start - opening > 4 or re.search(r"\d", sentence[end:closing]):
        return None
    if re.search(r"[\d,)]", sentence[opening:start]) or not _FIGURE_BEFORE.search(sentence, 0, opening):
        return None
    return max(sentence.rfind(mark, 0, opening) for mark in ",;。") + 1, opening


def parts_dealt(sentence: str) -> Iterator[tuple[int, list[YearPart]]]:
    """The parts of a year that are dealt out to the numbers behind them, and where their words end."""
    if not _DEALS.search(sentence):
        return
    for match in _PARTS_DEALT.finditer(sentence):
        parts = [*_each_part(match["parts"], match.start("parts"))]
        names_too = _LISTED.fullmatch(match["parts"]) and re.search("[、和与及]", match["of"])
        if len(parts) > 1 and not names_too:  # 春节、国庆假期接待游客、旅游收入分别增长12%、18%
            yield match.end(), parts


_DEALS = re.compile("分别|依次|季度|假|黄金周|期间")


def _each_part(words: str, origin: int) -> Iterator[YearPart]:
    """一季度, 二季度 and the year of 一、二季度和全年."""
    for part in re.finditer(rf"全年|{_LISTED.pattern}|[^、和与及]+", words):
        label = origin + part.start(), origin + part.end()
        if part.group() == "全年":
            yield YearPart(0, 0, None)
        elif listed := part["orders"] or part["feasts"]:
            of = part["quarter"] or part["days"]
            yield from (YearPart(0, 0, label, one + of) for one in re.split("[、和与及]", listed))
        elif last := part["last"]:
            quarters = "1234" if last.isdecimal() else "一二三四"
            said = quarters[: quarters.index(last) + 1]
            yield from (YearPart(0, 0, label, one + "季度") for one in said)
        else:
            yield YearPart(0, 0, label)


def part_named(title: str) -> str | None:
    """上半年 of the heading 2021年上半年工作情况."""
    if "今年以来" in title:
        return "今年以来"
    found = _PART.search(title)
    return found.group() if found else None


def _clause_end(sentence: str, position: int, *, ahead: bool) -> int:
    """Where the clause ends that ``position`` is in, with those that go on with its figure."""
    while True:
        marks = [at for mark in ",;。" if (at := sentence.find(mark, position)) >= 0]
        if not marks:
            return len(sentence)
        position = min(marks) + 1
        if ahead or not re.match(
            r"同比|增长|下降|增速|增幅|降幅|涨幅|比上年|较上年", sentence[position : position + 3]
        ):
            return position


def part_at(parts: list[YearPart], position: int) -> YearPart | None:
    """The part of a year that the number at ``position`` is for; None for the whole of it."""
    for part in reversed(parts):
        if part.start <= position:
            return part if position < part.stop and part.label else None
    return None


def leaves(parts: list[YearPart], sentence: str, start: int) -> tuple[int, int] | None:
    """What a sentence leaves for the next: 前三季度，… at the head of a paragraph goes on until 全年."""
    last = parts[-1] if parts else None
    if last is None or last.label is None or last.stop != start + len(sentence):
        return None
    if _FEASTS.match(sentence, max(0, last.label[0] - start)):
        return None  # what follows is of the year again
    goes_on = last.label[0] < start or (last.start - start < 16 and sentence.startswith(",", last.start - start))
    return last.label if goes_on else None


# ── aims ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

_AIM = r"(?:目标任务|目标|计划(?=数|值|任务|目标|[为是:]|\d)|(?:年度|全年|年初|年)计划|任务)(?:数|值|任务)?"
# （年度目标6.5%以上）   （计划数为75亿元）   （全年任务1.2万人）
_IN_BRACKETS = re.compile(
    rf"^(?!完成|超|高|低|占|快|好|较|比|与|不|含|其中|达|实现)[^,;、()]{{0,10}}?{_AIM}(?!的|完成)(?:[为是:]|\d|≥|[一-鿿])"
)
_AIM_WORDS = re.compile(rf"^[^,;、()]{{0,10}}?{_AIM}[为是:]?")
_BEHIND = re.compile(
    r"^的?(?:年度|年初|全年|预期|增长|既定|计划|控制|确定|上级|下达|省定|市定|县定|的){0,4}(?:目标|计划数|任务数)"
)
# what is aimed at, in a review
_AIMED = re.compile(
    r"力争|预期目标|(?:年度|年初|全年|预期|既定|确定|奋斗)的?(?:目标|计划)(?:数|值)?(?:[为是:]|$)|目标(?:确?定)?(?:[为是值:]|$)|计划数|任务数(?:为|$)|(?:下达|分解|核定)[^,;]{0,20}任务(?:为|是|$)"
)
_MEASURED = re.compile(
    r"(?:完成|实现|占|超|高于|低于|快于|慢于|好于|优于|多于|少于|领先|落后|距|达到|圆满|围绕)[^,;]{0,12}(?:目标|计划|任务)"
)
_AIM_BEHIND = re.compile(r"^的(?:年度|年初|全年|预期|增长|既定|计划|控制|确定的?|工作){0,4}(?:目标|任务)")
_AIM_ALONE = re.compile("(?:目标|任务)+(?:提前|如期|圆满|顺利|全面|基本|超额|完成|实现)")
_ONLY_AN_AIM = re.compile(
    r"(?:[与和距离](?=[^与和距离]+差距))?(?:没有?|未能?|尚未|超额|圆满|顺利|提前|完成|达到|实现){0,3}(?:年度|年初|全年|预期|增长|既定|计划|控制|确定|奋斗|的){0,4}(?:目标|计划|任务)(?:任务|数|值)?(?:[以之]?内)?"
    r"(?:[还仍]?有?(?:较大|一定|不小)?差距(?:较大)?)?"
)
_OTHER_YEAR = re.compile(
    r"(?:上一?年|去年|20\d\d年)(?:同期|全年)?(?:实际|预计)?(?:完成|实现|增长|下降)?(?:为|是|达到?|:)?"
)
_ENSURED = re.compile(r"确保(?!了)|争取达到")
# what is planned, where no heading says so
_PLANNED = re.compile(
    r"力争|确保(?!了)|争取(?=达到|完成|实现|突破|新增|建成|超过)|预期|目标[为是:]|主要目标|计划(?!生育|于|单列)|拟(?=[新建投引完实])"
    r"|(?<![即就])将(?=[新完实达建力确投引培推开启改打突增])|要(?=[新完实达建力确])|务求|奋力实现"
)


def aimed_in_brackets(inner: str, after: str) -> str | None:
    """Is the number in a bracket the aim for the figure before it? Then the words that are its own (增长, in 目标增长6%以上), else None.

    ``inner`` stands between the opening bracket and the number, ``after`` follows it.
    """
    if _IN_BRACKETS.match(inner + "0"):
        return _AIM_WORDS.sub("", inner)
    if _BEHIND.match(after) and not re.match("超|高|低|完成|占", inner):
        return inner
    return None


def is_the_same_in_another_year(inner: str) -> bool:
    """增长6.1%（上年5.2%）: a bracket that says no more than the year of its number."""
    return _OTHER_YEAR.fullmatch(inner) is not None


def is_only_an_aim(subject: str) -> bool:
    """Is a number said to be of an aim, and not of what? 超过6%的预期目标, 年度目标为2000人."""
    return _ONLY_AN_AIM.fullmatch(subject) is not None


def is_aim(clause: str, after: str) -> bool:
    """Is the number of a review what was aimed at? ``clause``: its words before the number."""
    if _AIM_BEHIND.match(after):
        return True
    found = _AIMED.search(clause)
    return bool(found) and not (_MEASURED.search(clause) and "力争" not in clause)


def is_an_aim_alone(after: str) -> bool:
    """翻两番目标提前完成: the number itself is the aim."""
    return _AIM_ALONE.match(after) is not None


def is_uncertain(clause: str, raw: str) -> bool:
    """确保粮食产量50万吨, 突破100亿元以上: words of a plan in a review."""
    return _ENSURED.search(clause) is not None or ("突破" in raw and "以上" in raw)


def is_planned(sentence: str, raw: str) -> bool:
    """Do the words before a number say that it is planned? ``raw``: the number with its bounds."""
    return _PLANNED.search(sentence) is not None or ("突破" in raw and "以上" in raw)
