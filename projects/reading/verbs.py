"""The words of doing: what is done to build a thing, what became of it, and what stands before and behind.

加快推进|京滨城际铁路      a chain of verbs, then the thing
中纺前街地道|通车使用      the thing, then its state
"""

import re
from pathlib import Path

from text.lexicon import load
from text.outline.sentences import ITEM_SIGN

WORDS = load(Path(__file__).parents[1] / "data" / "verbs.toml")
# Atomic: a chain is taken whole or not at all, so that no text makes it try again. Python before 3.11.5 takes too much with ``(…)++``: 实施新|开河.
CHAIN = re.compile(
    rf"(?>(?:{WORDS.ahead('adverb', 'build')}(?:{WORDS.any('adverb')}|(?P<verb>{WORDS.any('build')})))+)了?"
)
ONLY_ADVERBS = re.compile(rf"(?>(?:{WORDS.ahead('adverb')}{WORDS.any('adverb')})+)")
# A verb that builds, wherever it stands in a clause.
STRONG_WORDS = (
    "新建 兴建 建设 改建 改扩建 扩建 修建 筹建 打造 实施 推进 推动 加快 启动 建成 谋划 提升改造 升级改造"
    " 改造提升 整修 拓宽 完成 引进 恢复 构建 搭建 建立"
).split()
STRONG = f"(?:{'|'.join(STRONG_WORDS)})(?=.{{3}})"
HARD_VERB = re.compile(r"提升改造|升级改造|改造提升|改造|扩建|改扩建|改建|整修|修缮|拓宽|亮化|迁建|恢复|绿化|提升整合")
_SOFT_ENDS = ("提升", "服务", "加强", "完善")
_BUILDING = re.compile(r"建设|新建|改造|整修|修缮|整合|推进|推动|打造|扩建|实施|启动|完成|兴建|引进|建成|规划|谋划")

# （二）   2.   ③   ●
_NUMBER = rf"\((?:[一二三四五六七八九十]{{1,3}}|\d{{1,2}})\)|\d{{1,2}}(?:[.、](?!\d)|\))|[①-⑳]|{ITEM_SIGN}\s*"
LEAD = re.compile(
    rf"(?>(?:(?:确保|力争|争取|计划|务必)(?=\d{{1,2}}月|今年|年[内底]|[上下]半年)|(?:到|至|自)?\d{{4}}年(?:[、和](?=\d{{4}})|分别|[底末]?[前内]?)|今年|明年|年内|年底前|全年|五年来?|同时|其中|此外|另外|以及|先期|重点"
    rf"|[一二三四五六七八九十]{{1,2}}[是要](?!道)|[一二三四五六七八九十]{{1,3}}、(?![一二三四五六七八九十])(?=[^、]{{3}})|{_NUMBER}|首先|其次|特别是|尤其是"
    r"|——|\d+月底前|(?:上|下)半年|前期)*),?"
)
PREPOSITION = re.compile(
    r"(?:在|于|与|和|同|围绕|利用|依托|以|由|按|面向|立足|结合|借助|发挥|支持|聚焦|针对|用好|通过|联合|为|对接|适应|根据|从|着力|紧扣|贯彻|深化)"
)
MONEY_HEAD = re.compile(
    r"(?:首期|一期)?(?:(?:计划|预计|估算|概算|拟)?总?投资额?|完成投资)(?:约|达到|达|近|超过|超|为){0,2}(?:\d[\d.,]*+(?:多|余)?|[十百千]{1,2})[万亿]元"
    r"(?:[、,][^、,的“]{2,16}(?=的)|[、,](?:总?占地|建筑)[^、,]{2,12}(?=的))?(?:的|以上的)?(?:\d+个)?"
)

# 总投资分别为12亿元、8亿元的
SUMS_HEAD = re.compile(r"总?投资(?:额)?分别(?:约为|为|达到|达|约)?(?:\d[\d.,]*+[万亿]元[、和]?){2,8}的")

# What became of a thing: …建成投用, …实现开工并纳统, …进展顺利
_STATE_TAIL = re.compile(
    rf"(?P<state>{WORDS.any('how')}*(?:{WORDS.any('state')}|落户[^,]{{0,8}}|纳入[^,]{{2,30}}|列入[^,]{{0,12}}(?:规划|计划|盘子|项目库|笼子)))$"
)
_PART = re.compile(f"{WORDS.part('part')}|进度")
_STATE_REACH = 60  # characters from the end in which the state of things is told
_PART_REACH = 16  # characters from the end in which a part of a work stands that is done: 完成路基12公里
# Most clauses tell no state, which their last two characters say; 落户 and 纳入 have more behind them.
_STATE_ENDS = frozenset(state[-2:] for state in WORDS.words("state"))


def state_tail(text: str) -> re.Match[str] | None:
    """The ``state`` that a clause ends with, or None."""
    known = (
        text[-2:] in _STATE_ENDS
        or "落户" in text
        or "纳入" in text
        or "列入" in text
        or text.endswith(("%", "元", "元以上"))
    )
    if not known and not _PART.search(text, max(0, len(text) - _PART_REACH)):
        return None
    return _STATE_TAIL.search(text, max(0, len(text) - _STATE_REACH))


# What stands behind a thing without being part of its name: …建设, …投入使用.
WORK_TAIL = re.compile(
    rf"(?:{WORDS.ahead('tail')}|(?=[并项工开规提竣加同建]))"
    r"(?:并(?:顺利|成功|正式|全面|尽快)?(?:开学|投入使用|投入运营|开业|运营|通车|投用|开工|招生|启用)"
    rf"|(?:项目|工程)?(?:开发|规划|开工|提速|竣工|加快|同步)?建设(?:进度|步伐|速度|工作)?|{WORDS.any('tail')})$"
)
TAIL_REACH = 16
TAIL_ENDS = WORDS.ends("tail") | frozenset("学用营业车工生设度伐作")
"""What each of them ends with."""


def is_soft(words: str) -> bool:
    """Do the verbs better a thing rather than build it? 提升…品质, 服务…发展"""
    return words.endswith(_SOFT_ENDS) and _BUILDING.search(words) is None
