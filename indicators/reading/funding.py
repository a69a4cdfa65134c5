"""What money is for, where only the verb stands before the sum: 筹措|7亿元实施就业惠民工程 is 就业惠民工程筹措资金.

筹措|7亿元实施安居工程               安居工程筹措资金
统筹|46亿元支持乡村全面振兴           支持乡村全面振兴资金
投入资金|2.3亿元用于农村公路养护      农村公路养护投入资金
"""

import re

from indicators.reading.subject_words import Name, SubjectMemory, SubjectWords, start_of
from indicators.reading.subjects import without_and
from text.numbers.units import MONEY

_RAISED = re.compile(
    "(?:累计|共|已|全年|每年|[两三四五]年)*(?P<verb>筹措|筹集|统筹|安排|整合|落实|拨付|下达|列支|投入)"
    "(?P<funds>(?:中央|省级?|市级|县级|区级|财政|专项|各级|各类|上级|涉农|衔接|补助|奖补|扶持)*资金)?(?:约|近|共)?"
)
# what is only the use of it, and what says what the money does
_USED = (
    r"(?:以[上内]|左右)?(?:资金)?(?:(?:集中|重点|全力|专项)?(?:用于|投向|实施|开展|推进|推动)"
    r"|(?P<does>支持|扶持|保障|建设|改造|完善|解决|补助|发展|奖励|加强|促进|改善|助力))"
)
_FOR = re.compile(rf"{_USED}(?P<of>[^,;。\d]{{2,28}}?)(?:等)?(?=[,;。]|$)")
_A_VERB_ONLY = re.compile("(?:建设|发展|工作|改革)")


def funded(words: SubjectWords, memory: SubjectMemory) -> Name | None:
    """The name of a sum that is raised for something."""
    if words.quantity.base not in MONEY:
        return None
    raised = _RAISED.fullmatch(without_and(words.before))
    if raised is None or (raised["verb"] == "投入" and not raised["funds"]):
        return None
    use = _FOR.match(words.text, words.end, words.clause[1])
    if use is None:
        return None
    of = words.own.sub("", use["of"], count=1) if words.own.match(use["of"]) else use["of"]
    if len(of) < 2 or _A_VERB_ONLY.fullmatch(of):
        return None
    does = use["does"] or ""
    funds = "资金" if does in ("支持", "扶持", "保障", "助力") else raised["verb"] + "资金"
    return Name(f"{does}{of}{funds}", start_of(words, memory), use.end(), use.end())
