"""What a part is of, where the number before it says that: of 新增学位1.2万个，其中幼儿园3200个 the second are places, and no kindergartens."""

import re
from fractions import Fraction

from indicators.reading.subject_words import SubjectMemory, SubjectWords
from text.numbers.quantities import Quantity
from text.numbers.units import read_unit

ADDED = re.compile("[一-鿿]{0,4}?新增")
BEGINS_ANEW = re.compile(f"{ADDED.pattern}|新?改扩建|[新迁续]建|改造|提升|改建|扩建|整治|维修|总")
"""A verb with which another thing begins."""
FAR = 160
"""Characters back at which a subject is still quoted with its number."""

# 新增学位1.2万个，其中幼儿园|3200个、初中|1800个
_PLACES = re.compile(r"^(?P<verb>(?:净增|新增|增加|新建|提供))[^,;]*?(?P<place>学位|托位|床位|泊位|车位|岗位)$")
# 专利申请量412件，其中发明专利|86件; 专利授权|218件
_OF_PATENTS = re.compile(r"专利(?P<what>(?:申请|授权|受理)(?:受理)?)?(?:总|数|件|量)*$")
_REACHED = re.compile("(?:直接|共)?(?P<whom>(?:惠及|受益)(?:居民|群众|住户)?)")


# 新建公办幼儿园2所，|新增学位720个
_PLACES_ADDED = re.compile("(?P<verb>新增|增加|提供)(?:公办|普惠性?|优质|入园)*学位")
_KINDERGARTENS = re.compile("(?:建|改造|投用|启用|开办|开园)[^,;]*幼儿园$")
_SCHOOLS = re.compile("学校|[小中]学|初中|高中")


def kind_of(words: SubjectWords, memory: SubjectMemory) -> str:
    """The name of a part, or nothing where its own words have it."""
    front, whole = words.front, memory.subject
    if words.quantity.base == "户" and "老旧小区" in whole and (reached := _REACHED.fullmatch(front)):
        return f"老旧小区改造{reached['whom']}"  # 改造老旧小区21个，惠及居民|2460户
    if (places := _PLACES_ADDED.fullmatch(front)) and _KINDERGARTENS.search(whole):
        others = any(at >= words.sentence[0] and _SCHOOLS.search(text) for at, text in memory.recent)
        return "" if others else f"{places['verb']}幼儿园学位"
    if not may_be_part(words.quantity, memory.quantity):
        return ""
    part = words.before.startswith("其中") or words.text.endswith("其中:", 0, words.clause[0])
    also = (
        words.before.startswith(("、", "和"))
        and "其中" in words.text[max(memory.start, words.quantity.start - FAR) : words.quantity.start]
    )
    if (part or also) and (found := _PLACES.match(whole)):
        fits = 2 <= len(front) <= 8 and not front.endswith(("位", "数", "率", "桩")) and not BEGINS_ANEW.match(front)
        return f"{found['verb']}{front}{found['place']}" if fits else ""
    patents = _OF_PATENTS.search(whole) if part else None
    if patents and front in ("授权", "授权量", "获授权"):
        return f"{whole[: patents.start()]}专利授权量"
    if patents and patents["what"] and front in ("发明专利", "发明", "有效发明专利"):
        return f"发明专利{patents['what']}量"
    return ""


def may_be_part(this: Quantity, whole: Quantity | None) -> bool:
    """Is a number of the same things as the one before, and no more of them?"""
    if whole is None or this.base != whole.base or this.value is None or whole.value is None:
        return False
    one, all_ = read_unit(this.unit), read_unit(whole.unit)
    if one is None or all_ is None:
        return False
    return Fraction(this.value) * one.factor <= Fraction(whole.value) * all_.factor
