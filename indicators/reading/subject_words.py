"""A number with the words around it, and what the numbers of a passage leave for those after them."""

import re
from dataclasses import dataclass, field

from indicators.reading.dating import is_an_aim_alone
from indicators.reading.subjects import STEP, clean, noun_after, without_and, without_list
from text.numbers.quantities import Quantity
from text.numbers.units import COUNTERS, MONEY
from text.vocabulary import Comparator

_STEPS = tuple("大关台阶新等两三四五六七八九个整门")
_REMARK = re.compile(r"\((?:预计|计划|快报|初步|统计|年报|测算|估算)(?:核算|完成|实现)?数?据?\)")
# 「是“十三五”时期年均增速的」2.1倍: what something is a multiple of
_THAN = re.compile(r"[,、]?(?:大约|约)?(?:[是为]|相当于|达到?)[^,;。、\d]{2,20}?(?P<pace>增[速幅]|增长率)?的$")
# 不足全市平均水平的|七成, 超过2020年的|2倍
_PAST_ANOTHER = re.compile(
    r"(?:(?P<lt>不足|不到|(?<!不)低于)|(?P<gt>超过?|突破|高于|逾)|(?P<approx>接近|将近|约[为是])|(?P<gte>不低于|不少于))"
    r"(?:全[国省市州盟旗县区](?:平均(?:水平)?)?"
    r"|(?:20\d\d年|[“\"]?十[一二三四五六七八九]五[”\"]?|上一?年|去年)(?:同期|时期|年?[底末初])?(?:水平|总量)?)的$"
)
PER_HEAD = re.compile(r"(?P<per>[人户亩日月村]均)(?:达到?|为|约|近|超过?|增加|新增|增收)*$")


@dataclass(slots=True)
class SubjectMemory:
    """What the numbers of a passage leave for those after them.

    ``subject`` begins at ``start``; the words up to ``consumed`` belong to numbers that are read; ``shared`` holds names by the index of the numeral
    that they were dealt to; ``recent`` the subjects read last, with where they stand;
    ``of_growth``: the last was of a rise in per cent; ``ratio``: it was in per cent; ``dealt``: to how many numbers of this sentence names were
    dealt out, ``dealt_names`` these, and ``dealt_at`` where; ``quantity``: the last number itself; ``of_unit``: the last subject with a unit, by the unit.
    """

    subject: str = ""
    start: int = 0
    consumed: int = 0
    shared: dict[int, str] = field(default_factory=dict[int, str])
    recent: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    of_growth: bool = False
    ratio: bool = False
    dealt: int = 0
    dealt_at: int = 0
    dealt_names: list[str] = field(default_factory=list[str])
    quantity: Quantity | None = None
    of_unit: dict[str, tuple[str, int]] = field(default_factory=dict[str, tuple[str, int]])


@dataclass(frozen=True, slots=True)
class Name:
    """A subject, the span of the passage that names it, and how far the words are used up. ``aside``: the next number is not of it.

    ``near``: what stands right before the number, where that is less than all words since the number before."""

    text: str
    start: int
    end: int
    consumed: int = 0
    aside: bool = False
    near: str | None = None


@dataclass(frozen=True, slots=True)
class SubjectWords:
    """A number in its clause. ``before`` and ``after`` are the words between it and its neighbours; ``ahead`` is the noun after the next number.

    ``front`` is ``before`` without its light words, ``noun`` the noun at the head of ``after``; ``project`` the name of the project that the passage
    is of, or nothing. ``bound``: what stands before the figure that the number is a multiple or a part of (超过2020年的|2倍).
    """

    text: str
    quantity: Quantity
    index: int
    sentence: tuple[int, int]
    clause: tuple[int, int]
    left: int
    before: str
    after: str
    ahead: str
    project: str
    own: re.Pattern[str]
    front: str
    noun: str
    opening: int | None = None
    bound: Comparator | None = None

    @property
    def counter(self) -> bool:
        """Does the unit count things (家, 项), so that their name may follow?"""
        unit, base = self.quantity.unit, self.quantity.base
        return base in COUNTERS or unit in ("亿级", "万") or base.endswith("居民")

    @property
    def end(self) -> int:
        return self.quantity.end

    @property
    def noun_end(self) -> int:
        return self.end + self.after.find(self.noun) + len(self.noun)


def words_around(
    *,
    text: str,
    quantity: Quantity,
    index: int,
    sentence: tuple[int, int],
    clause: tuple[int, int],
    left: int,
    after: str,
    ahead: str,
    project: str,
    own: re.Pattern[str],
    opening: int | None,
) -> SubjectWords:
    """Look at the words on both sides of a number. ``own`` are the words for the document's place."""
    before = text[left : quantity.start]
    after = after[2:] if after.startswith((":1", "∶1")) else after
    if after.startswith("(") and (remark := _REMARK.match(after)):  # 增速4.6%（预计数）
        after = after[remark.end() :]
    before = before[2:] if before.startswith((":1", "∶1")) else before  # 由2.45:1|缩小到2.2
    if before.startswith("(") and (aside := re.match(r"\([^()]*\)", before)):  # 增长8.1%（全省第12）、固定资产投资增长…
        left, before = left + aside.end(), before[aside.end() :]
    if before.startswith("(其中"):
        left, before = left + 1, before[1:]  # 新增学位1.2万个（其中公办学位|8000个）
    if quantity.base == "倍" and (than := _THAN.search(before)):  # 研发投入年均增速|是“十三五”时期的1.6倍
        before = before[: than.start()] + ("增速" if than["pace"] and than.start() == 0 else "")
    if before.startswith(_STEPS) and (step := STEP.match(before)):  # 突破千亿元|大关、增长4.6%
        left, before = left + step.end(), before[step.end() :]
    if before.startswith("在") and _WHILE.match(after):
        left, before = left + 1, before[1:]  # 在财政收入突破|30亿元的同时
    before = _PAST_A_MARK.sub("", before)
    bound = None
    if quantity.base in ("倍", "%") and before.endswith("的") and (past := _PAST_ANOTHER.search(before)):
        before, bound = before[: past.start()], Comparator(past.lastgroup)
    front = clean(without_list(without_and(before)), own)
    if front in ("资金", "贷款") and "等" in before:
        front = clean(without_and(before), own)  # 专项债券、增发国债等资金|28.7亿元
    if not front and before.endswith("等") and quantity.base in MONEY:
        front = clean(without_and(before).removesuffix("等"), own)  # 争取专项债券、增发国债等|28.7亿元
    if PER_HEAD.search(before) and len(front) == 1:
        front = ""  # 户均
    noun = _noun(quantity, after)
    return SubjectWords(
        text=text,
        quantity=quantity,
        index=index,
        sentence=sentence,
        clause=clause,
        left=left,
        before=before,
        after=after,
        ahead=ahead,
        project=project,
        own=own,
        front=front if front.strip("()") else "",
        noun="" if not noun.strip("()") or (len(front) >= _SHORTEST_NAME and _AIM.match(after)) else noun,
        opening=opening,
        bound=bound,
    )


_WHILE = re.compile("(?:以上|左右)?的?(?:同时|基础上|情况下|前提下|背景下|条件下)")
# 技术合同成交额|过百亿、|达103.7亿元
_PAST_A_MARK = re.compile(
    "(?<=..)(?:首次|成功|一举)?(?:突破|首破|首超|[超过破])[数几]?[十百千万亿]{2,4}元?(?:大关)?、(?=达到?$|实现$|完成$|为$)"
)


# 高新技术企业超额完成|30家的「年度目标」: the aim that a figure is, and no thing that is counted
_AIM = re.compile("(?:以[上内下]|左右)?的(?:年度|全年|年初|预期)?(?:目标任务|目标|任务|计划)(?![一-鿿])")
_SHORTEST_NAME = 3  # characters; 未, 没有 are none


def _noun(quantity: Quantity, after: str) -> str:
    """What follows a number as its noun; the aim that a sum or a multiple itself is (翻两番|目标提前完成) is none."""
    aim = quantity.base not in COUNTERS and is_an_aim_alone(after)
    return "" if aim else noun_after(after)


def start_of(words: SubjectWords, memory: SubjectMemory) -> int:
    """Where the words that belong to the number begin."""
    if words.before.startswith("的"):
        return max(memory.start, words.clause[0])
    return words.left + len(words.before) - len(without_and(words.before))
