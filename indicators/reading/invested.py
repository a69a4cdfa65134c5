"""What works cost: sums are named after the work that the words around them, or the first words of their sentence, tell of."""

import re

from indicators.reading.subject_words import Name, SubjectMemory, SubjectWords, start_of
from indicators.reading.subjects import clean, noun_after, without_and

INVESTED = re.compile(r"(?:总投资|投资(?:额|规模)?|规模|占地(?:面积)?)$")
# 投资56亿元的抽水蓄能电站|、投资32亿元的…
_NEXT_SUM = re.compile(r"[、和](?:总|计划|完成)?投资(?:额|规模)?$")
_BEHIND_A_WORK = re.compile(
    r"(?<=..)(?:[两二三四五六七八九十]大(?:重点)?(?:项目|工程)|等(?:一批)?(?:重[点大])?(?:项目|工程)?(?:建设)?|(?<=项目|工程)建设|建成.*)$"
)
# 总投资35亿元|的龙山水泥、宏达机械等6个项目: the sum is of all
_SEVERAL = re.compile(
    r"的(?P<works>[^,;。:的]{2,40}?、[^,;。:的]{2,30}?等)[\d一二三四五六七八九十]{1,3}个(?P<kind>[^,;。开建投签竣]{0,6}(?:项目|工程))"
)
_SUM_ALONE = re.compile(r"(?:计划|预计|拟|估算|概算)?总?投资(?:约|近)?")
_BUILT_FOR = re.compile(
    r"[万亿余多]*元?,(?:实施|建成(?!后)|建设|新建|启动|完成|开工建设|打造|改造)(?P<what>(?![^,;。\d]*(?:投资|产值|收入|税收|工程量|支付)额?\d)[^,;。:、\d]{4,30})(?=[,;。\d]|$)(?!,(?:并|同时)?(?:新建|改造|建设|实施|建成|改扩?建|扩建|启动|整治))"
)
# 山水沟防洪治理工程，治理沟道18公里，估算投资|0.86亿元
_WORK_TOLD = re.compile(
    r"[^,;:。、\d]{4,40}(?:工程|项目|治理|改造|扩建|迁建|整治|修复|公路|大桥|水库|电站|[^公校]园|基地|中心|水厂|医院|学校)(?=,)"
)
BUSY = re.compile(r"不断|全力|大力|加快|持续|深入|积极|扎实|推动|推进|全面|强化|加强")


# 投资|12亿元、全长35公里的滨湖路全线贯通
_LONG_WORK = re.compile(
    r"、(?:全长|总长|占地|建筑面积)约?[\d.]+[^\d,;。的]{1,6}的(?P<work>[^,;。、\d]{3,16}?)(?=全线|全面|正式|建成|开工|开通|通车|竣工|投|[,;。])"
)
# 筹措|7亿元实施就业惠民工程, 统筹|35亿元支持乡村建设
_SET_ASIDE = re.compile(
    "(?:全年|今年|累计|共|每年|[三五两]年|积极|多方|计划|拟|再)*(?P<how>筹措|筹集|统筹|安排|拨付|下达|整合)(?:财政)?(?:资金)?"
)
_PURPOSE = re.compile(
    r"(?:以上|左右)?(?:资金)?,?(?:支持|用于|实施|推进|推动|保障|扶持|建设|开展|补助|奖励)+(?P<what>[^,;。、\d]{3,24})(?=[,;。]|$)"
)


def invested(words: SubjectWords, memory: SubjectMemory) -> Name | None:
    """投资3.8亿元的区医院新院区项目; 总投资141亿元的18个省、市重点项目; 投资1.8亿元打造省级美丽乡村."""
    start = start_of(words, memory)
    told = INVESTED.search(words.front)
    if told and (several := _SEVERAL.match(words.text, words.end)):
        return Name(f"{several['works']}{several['kind']}{told.group()}", start, several.end())
    if told and (work := _LONG_WORK.match(words.text, words.end)):
        return Name(f"{work['work']}{told.group()}", start, work.end())
    if told and words.after.startswith("的") and not words.counter:
        noun = _NEXT_SUM.sub("", words.noun)
        end = words.noun_end - (len(words.noun) - len(noun)) if words.noun else words.end
        named = _the_work(noun or words.ahead)
        return Name(named + told.group() if named else words.front, start, end, end)
    before = INVESTED.search(memory.subject)
    listed = words.before in ("、", "和") and memory.start >= words.sentence[0]
    if before and listed and words.quantity.base == "元" and words.after.startswith("的") and words.noun:
        return Name(
            _the_work(words.noun) + before.group(), start, words.noun_end, words.noun_end
        )  # 投资12亿元的东河水厂、8亿元的西河电厂
    alone = _SUM_ALONE.fullmatch(words.text, words.clause[0], words.quantity.start)
    alone = alone and not words.text.endswith(":", 0, words.clause[0]) and work_told(words) is None
    if alone and (built := _BUILT_FOR.match(words.text, words.end)):  # 投资3600万元，|实施老城区排水工程
        return Name(f"{built['what']}投资", words.clause[0], words.end, aside=True)
    spent = _SET_ASIDE.fullmatch(without_and(words.before)) if words.quantity.base == "元" else None
    if spent and (purpose := _PURPOSE.match(words.after)):
        return Name(f"{purpose['what']}{spent['how']}资金", start, words.end + purpose.end())
    if words.front in ("投资", "投入") and words.after:
        named = clean(noun_after(re.sub(r"^(?:完成|实施|打造|建设|启动|用于)了?", "", words.after)), words.own)
        end = min(words.end + min(len(words.after), 24), words.clause[1])
        return Name(named + words.front, start, end) if named else None
    return None


def _the_work(noun: str) -> str:
    """南山隧道等项目建设 → 南山隧道."""
    return _BEHIND_A_WORK.sub("", noun)


def work_told(words: SubjectWords) -> re.Match[str] | None:
    """The work that the first words of the sentence, or of its part behind a semicolon or a label, name."""
    start, clause = words.sentence[0], words.clause[0]
    since = max(start, *(words.text.rfind(mark, start, clause) + 1 for mark in ";:"))
    found = _WORK_TOLD.match(words.text, since, clause)
    return found if found and not BUSY.match(found.group()) else None
