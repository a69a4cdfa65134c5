"""Words that say no more than that works follow, of what kind they are, how far they are, and how many.

::

    附件：2024年重点建设项目     续建项目（12个）     一、交通项目     重点推进以下项目     储备项目2个，分别是     竣工：
"""

import re
from dataclasses import dataclass
from pathlib import Path

from projects.reading.common import is_common
from text.lexicon import load
from text.numbers.numerals import chinese_number

WORDS = load(Path(__file__).parents[1] / "data" / "groups.toml")
_STATE = rf"(?:已|拟|计划|预计|力争|确保|正在)*{WORDS.any('state')}"
_WHEN = (
    r"(?:(?:\d{1,2}-)?\d{1,2}月(?:份|当月|底)?|全年|当年|上半年|下半年|20\d\d(?:[-—~至]20\d\d)?年(?:度)?"
    r"|“?十[一二三四五六]五”?(?:时期|期间|规划)?)"
)
_COUNT = (
    r"(?:\((?:共|合计|共计|总计)?(?P<count>\d{1,3})[个项][^()]{0,24}\)|(?:共|共计|共有)?(?P<counted>\d{1,3})[个项])"
)
_ANY_COUNT = re.sub(r"\?P<\w+>", "", _COUNT)
_KIND = WORDS.any("sheet")
_LABEL = re.compile(
    r"(?:附[件表录]\d{0,2}:?)?(?P<head>[^,。;:!?、\n\t()]{0,30}?(?:、[^,。;:!?、\n\t()]{1,6})?)(?P<what>项目|工程)"
    rf"(?P<kind>{_KIND})?{_COUNT}?"
)
# 重点推进以下项目, 主要工程有
_FOLLOWING = re.compile(
    rf"(?P<head>[^,。;:!?\n\t]{{0,24}}?)(?:(?:以下|下列|\d{{1,3}}[个项])(?P<more>{_ANY_COUNT}?[^,。;:!?\n\t]{{0,10}}?)(?:项目|工程){_COUNT}?"
    rf"|(?:项目|工程){_ANY_COUNT}?(?:如下|包括|包含|主要有))"
)
_DONE = re.compile(WORDS.any("doing"))
_ALONE = re.compile(rf"(?P<state>(?:计划|拟)?{WORDS.any('alone')})类?{_COUNT}?")
_INNER = re.compile(rf"(?P<head>[\u4e00-\u9fff、]{{2,14}}?)(?:类|方面|领域)?{_COUNT}?")
_WORDS_OF_ORDER = re.compile(rf"(?:{_WHEN}|{WORDS.any('order')})")
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,11}?(?:自治[县州旗]|[省市县旗州盟]|(?<![片园景社小地库校矿灌厂街])区)(?=[^域])")
_NO_LABEL = re.compile(WORDS.any("no_label"))
_LONGEST_SECTOR = 10
_YEAR_WITHIN = 14  # characters of a label in which its year stands: behind the place

OPENS = re.compile(
    rf"(?P<label>(?P<what>项目|工程)(?:{_KIND})?(?:{_ANY_COUNT})?(?:如下|包括|包含|主要有)?)"
    r"(?:(?:重点|主要|全力|加快)*(?:推进|推动|实施|抓好|建设|安排)?(?P<colon>:)|,?(?:分别|主要)(?:是|为|有|包括|包含):?|,(?:即|包括|包含):?)"
    rf"|(?:^|(?<=[。;,]))(?P<state>(?:计划|拟)?{WORDS.any('alone')}):"
)
"""What a label in running text ends with, where a list follows it: 新建项目：, 储备项目2个，分别是; and 续建：, which is one by itself."""

LED = re.compile(rf"[^,。;:!?]{{2,20}}(?:项目|工程){_ANY_COUNT}?:")
"""A paragraph that begins with a label and its colon: 水利项目：…"""

BULLET = 7
_RANKS = {
    "chinese": 1,
    "lettered": 1,
    "bracketed": 2,
    "plain": 3,
    "round": 4,
    "half": 5,
    "circled": 6,
    "bullet": BULLET,
}
NUMBER = re.compile(
    r"[#*>\s]*(?:(?P<chinese>[一二三四五六七八九十]{1,3})、|(?P<lettered>[A-Z])类|\((?P<bracketed>[一二三四五六七八九十]{1,3})\)|(?P<plain>\d{1,3})[.、](?!\d)"
    r"|\((?P<round>\d{1,3})\)|(?P<half>\d{1,3})\)|(?P<circled>[①-⑳])|(?P<bullet>——|[-·•*◆●■▪]))[*\s]*"
)
"""The number, or the bullet, that an entry or a label begins with."""


@dataclass(frozen=True, slots=True)
class GroupLabel:
    """What words say of the works that follow: their ``state`` (续建), their ``sector`` (交通项目), the ``verb`` of what is done with them, and their number.

    ``rank`` is that of the number before the words, 0 without one. ``sure``: they name a state or a number, or call it a list. ``title``: they head a list.
    """

    rank: int
    state: str = ""
    sector: str = ""
    verb: str = ""
    count: int | None = None
    sure: bool = False
    title: bool = False


def rank_of(text: str) -> tuple[int, int]:
    """The rank of the number that a paragraph begins with (0: none), and where the words behind it begin."""
    match = NUMBER.match(text)
    return (_RANKS[match.lastgroup or ""], match.end()) if match else (0, len(text) - len(text.lstrip("#*> ")))


def number_of(text: str) -> int:
    """The number that a paragraph begins with; 0 without one."""
    match = NUMBER.match(text)
    if match is None:
        return 0
    if match["circled"]:
        return ord(match["circled"]) - ord("①") + 1
    if match["lettered"]:
        return ord(match["lettered"]) - ord("A") + 1
    if digits := match["plain"] or match["round"] or match["half"]:
        return int(digits)
    return chinese_number(match["chinese"] or match["bracketed"] or "") or 0


def read_label(words: str, *, rank: int) -> GroupLabel | None:
    """What the words say of the works that follow, if they say no more than that."""
    words = words.replace("\t", "").strip("*:")
    if match := _FOLLOWING.fullmatch(words):
        return _following(match, rank)
    if rank and (alone := _ALONE.fullmatch(words)):  # 一、续建（2个）
        return GroupLabel(rank, state=alone["state"], count=_count(alone), sure=True)
    match = _LABEL.fullmatch(words)
    if match is None or _NO_LABEL.search(match["head"]):
        return None
    head = match["head"]
    when, placed = re.search(_WHEN, head), _PLACE.match(head)
    begin = when.end() if when and when.start() <= _YEAR_WITHIN else placed.end() if placed else 0
    said = head[begin:].removeprefix("其中")
    rest, state = _without_state(said)
    sector = re.sub("工程|项目|[和与及]", "", _WORDS_OF_ORDER.sub("", rest))
    if sector and not (len(sector) <= _LONGEST_SECTOR and is_common(sector.replace("、", ""))):
        return None
    count = _count(match)
    if not (state or sector or match["kind"] or "重" in rest or (count and match["what"] == "项目")):
        return None
    return GroupLabel(
        rank,
        state=state,
        sector=sector and said + match["what"],
        count=count,
        sure=bool(state or match["kind"] or count),
        title=bool(match["kind"] or when) and rank == 0,
    )


def _following(match: re.Match[str], rank: int) -> GroupLabel:
    said = match["head"]
    state, count = re.search(_STATE, match["more"] or said), _count(match)
    return GroupLabel(
        rank,
        state=state.group() if state else "",
        verb=said if _DONE.search(said) else "",
        count=count,
        sure=count is not None or state is not None,
    )


def read_inner_label(words: str, *, rank: int) -> GroupLabel | None:
    """What a line between the entries of a list says of those below: （一）产业类（2个）, 二、续建."""
    match = _INNER.fullmatch(words.rstrip("*:。"))
    if match is None or (rank == 0 and _count(match) is None):
        return None
    rest, state = _without_state(match["head"])
    sector = _WORDS_OF_ORDER.sub("", rest)
    if sector and not is_common(sector.replace("、", "")):
        return None
    return GroupLabel(rank, state=state, sector=sector and match["head"], count=_count(match))


def group_state(words: str) -> str:
    """What a row that stands over others in a table says of all of them: 续建 of 续建项目; nothing where it says no state."""
    label = read_label(words, rank=1) or read_inner_label(words, rank=1)
    return label.state if label else ""


def state_alone(state: str) -> GroupLabel:
    """The label that 续建： is."""
    return GroupLabel(0, state=state, sure=True)


def _count(match: re.Match[str]) -> int | None:
    number = match["count"] or match["counted"]
    return int(number) if number else None


def _without_state(words: str) -> tuple[str, str]:
    match = re.search(_STATE, words)
    if match is None:
        return words, ""
    rest = words[: match.start()] + words[match.end() :]
    if re.search(_STATE, rest):
        return re.sub(_STATE, "", rest), ""  # 新建、续建项目 tells neither
    return rest, match.group()
