"""Counts of things: of what kind those of a list are, what came of a part of them, and where the next figure begins.

新建|2个国家级、5个省级临床专科           国家级临床专科, 省级临床专科
首批|12项及第二批14项改革                首批改革, 第二批改革
推出成果259项，其中|56项为全国首创       成果为全国首创
老年医院数量新增|76家                    新增老年医院
|14个重点产业产值占农业总产值的80%       重点产业
"""

import re

from indicators.reading.carrying import FLOW_VERB
from indicators.reading.subject_words import SubjectMemory, SubjectWords
from indicators.reading.wholes import may_be_part

LEVEL_OF = re.compile("(?:国家|自治区|[省部市州盟县区旗厅])级")
LEVEL_ALONE = re.compile(f"{LEVEL_OF.pattern}(?:以上)?")
_LEVEL_FIRST = re.compile(f"^(?:{LEVEL_OF.pattern})")
_NEW = re.compile("新增|净增|新(?:认定|创建|培育|获批)")
_SIZED_AS = re.compile("(?:近|过|超过?|突破)[一二三四五六七八九]?[十百千万]*亿元?$")
_BATCH = re.compile("(?:首|第[一二三四五])批$")
_ORDER = re.compile(r"^[\d十百千万亿五]+级")


def of_what_kind(words: SubjectWords) -> str:
    """The name of a count of which only the level, the order or the batch stands with it, and its thing with the next: 2个|国家级、5个省级专科."""
    if not words.ahead:
        return ""
    for kind, head in ((_ORDER, _ORDER), (LEVEL_ALONE, _LEVEL_FIRST)):
        if kind.fullmatch(words.noun):
            verb = FLOW_VERB.fullmatch(words.front) or _NEW.fullmatch(words.front)
            return (verb.group() if verb else "") + words.noun + head.sub("", words.ahead, count=1)
    if _SIZED_AS.search(words.noun):  # 1个|经济总量近千亿、4个过五百亿的县市
        return (
            (added.group() if (added := _NEW.fullmatch(words.before)) else "")
            + words.noun
            + words.ahead.partition("亿")[2]
        )
    batch = None if words.noun else _BATCH.search(words.front)
    return batch.group() + words.ahead if batch else ""


# 33个国控断面|水质优良率保持100%, 126个重点项目|开复工113个: what the next figure is of
_OWN_MEASURE = (
    "(?<!增加|实现|完成|新增|达到|创造|投入)、?(?:年度?|计划|总|工业)*"
    "(?:产值|营业收入|营收|主营业务收入|投资额?|税收|增加值|利润|销售额|交易额|出口额)"
)
_GATHERS = (
    "(?:累计|共|已|直接)*(?:集聚(?![区地])|聚集(?![区地])|带动(?!企业|项目|作用|点|型)|撬动|吸纳|缔结|落实(?!落地))"
)
_RATE = "(?:水质|空气|垃圾|污水|(?:年度)?(?:计划)?投资)?[一-鿿]{2}(?:率|比例)(?:始终|持续|继续|均|全部|已|稳定|保持|达到?|为|在|提高|提升|上升|到)*"
_DONE_OF_THEM = (
    "(?:已|累计|当年|实际)*(?:(?:开复工|复工|开工|动工|完工|竣工|投产|办结|建成)(?:了|达到?)?|完成(?:年度)?投资(?:额)?)"
)
OF_THE_NEXT = re.compile(
    # 14个重点产业|产值占农业总产值的80%, 8支基金|带动社会投资100亿元, 5个医疗集团|、区级覆盖率80%
    rf"(?<=..)(?:{_RATE}|{_DONE_OF_THEM}|{_OWN_MEASURE}(?:占[^,;、。\d]{{2,14}})?(?:合计|共|均|都|已|达到?|为|完成|突破)*"
    rf"|{_GATHERS}[^,;。、\d]{{2,16}}|、[一-鿿]{{2,10}}(?:率|占比|比例|比重)(?:达到?|为|在)*)$"
)
_IS_A_PART = re.compile("(?:为|属于?|被|入选|获|列入|纳入|达到)[^,;。、\\d]{2,20}")


def told_of_a_part(words: SubjectWords, memory: SubjectMemory) -> str:
    """What is told of some of the things before, with their name."""
    known = memory.subject and memory.start >= words.sentence[0]
    told = _IS_A_PART.match(words.after) if known and words.before.endswith("其中") and not words.front else None
    return memory.subject + told.group() if told and may_be_part(words.quantity, memory.quantity) else ""


_ADDED_BEHIND = re.compile("(?P<verb>新增|净增)了?$")
_ADDED_ALREADY = re.compile("新增|净增|就业")
_NUMBER_BEHIND = re.compile("(?<=..)(?:户数|家数|总数|数量|总量|(?<!人)数)$")


def added_behind(words: SubjectWords) -> str:
    """新增老年医院 of 老年医院数量新增|76家."""
    more = _ADDED_BEHIND.search(words.before) if words.counter else None
    if more is None or _ADDED_ALREADY.search(words.front):
        return ""
    return more["verb"] + _NUMBER_BEHIND.sub("", words.front)


# …核心企业|超150家, 带动投资|超千亿元
_NUMBER_NEXT = re.compile("(?:超过?|突破|近|约|达到?|逾|不少于|不低于|不超过)*(?:\\d|[十百千万]{1,2}亿)")


def goes_on(words: SubjectWords) -> bool:
    """Do the words behind a number end at the next?"""
    return _NUMBER_NEXT.match(words.text, words.end + len(words.after)) is not None
