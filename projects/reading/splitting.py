"""The pieces of a list: where one name ends and the next begins, and what stands before a name without being part of it.

对铜带厂、全市首家云计算中心和地铁4、10号线   →   铜带厂 | 云计算中心 | 地铁4、10号线
"""

import re

from projects.reading.common import is_common
from projects.reading.items import Frame
from projects.reading.joined import is_one_name
from projects.reading.names import (
    AND_NO_NAME,
    ends_in_work,
    has_head,
    has_strong_head,
    is_generic,
    is_named_work,
    is_proper,
    strip_work,
)
from projects.reading.verbs import CHAIN, MONEY_HEAD

JOINT = re.compile(
    rf"、|以及|(?<![普涉以])及其?|{AND_NO_NAME}(?![平谐睦治善解村]|美乡)|(?<!参)与|(?<!合)并(?!网|联|购)"
)
# where a bracket opens or closes, or a joint may begin
_MARK_OR_JOINT = re.compile("[(“《)”》、以及和与并]")
_QUOTED_NEXT = re.compile("”(?=“)")  # “沙洼夜市”“青河社区”


def split(text: str, start: int, end: int, frame: Frame) -> list[tuple[int, int]]:
    """The pieces of a list: at 、 between names (not in 4、10、11号线), at 和 and its like where a name ends before and one begins behind."""
    policy = text.rfind("战略", start, end) + 2
    if policy > start + 2 and text.startswith(("和", "与", "及"), policy):
        start = policy + 1  # 增绿、增收战略和|双泉风沙源治理
    cuts: list[tuple[int, int]] = []
    depth = 0
    begin = start
    for mark in _MARK_OR_JOINT.finditer(text, start, end):
        char, index = mark.group(), mark.start()
        if index < begin:
            continue
        if char in "(“《":
            depth += 1
        elif char in ")”》":
            depth -= 1
            if depth <= 0 and index + 1 < end and _QUOTED_NEXT.match(text, index):
                cuts.append((begin, index + 1))
                begin = index + 1
        elif depth <= 0 and index > begin and (joint := JOINT.match(text, index, end)):  # 、和记药厂
            comma = joint.group() == "、"
            if (
                _is_comma(text, index)
                if comma
                else _is_joint(
                    text[begin:index], text[joint.end() : end], frame, named=not joint.group().startswith("及")
                )
                and not is_one_name(text[begin:index], joint.group(), text[joint.end() : end])
            ):
                cuts.append((begin, index))
                begin = joint.end()
    cuts.append((begin, end))
    return [(a, b) for a, b in cuts if b > a]


_ROAD = re.compile(r"[GSXY]\d{2,4}")  # 改建G230、S322青石岭至马家坪段


# 石门电厂1号、2号机组, 沙洼第三、第四水厂: one name of several
_ORDINALS = re.compile(r"(?:\d{1,2}(?:号|#)|第[一二三四五六七八九十]{1,3})$")
_ORDINALS_ON = re.compile(r"\d{1,2}(?:号|#)(?=[\u4e00-\u9fff])|第[一二三四五六七八九十]{1,3}(?=[、和与\u4e00-\u9fff])")


def _is_comma(text: str, index: int) -> bool:
    if _ROAD.match(text, index + 1) and _ROAD.search(text, max(0, index - 6), index):
        return True
    if _ORDINALS.search(text, max(0, index - 6), index) and _ORDINALS_ON.match(text, index + 1):
        return False
    around = text[index - 1 : index] + text[index + 1 : index + 2]
    return not (
        around.isdigit()
        or around in ("南北", "东西", "前后", "上下", "区街", "街社", "市县", "县乡")
        or re.fullmatch(r"\d[A-Z]", around)
    )


_SHORT = 6  # characters of a name that may share what follows


def _is_joint(left: str, right: str, frame: Frame, *, named: bool) -> bool:
    """Does 和 part two names here, and not two words of one (全域还迁房及配套公建)?"""
    other = right.partition("、")[0]
    if left in frame.parks or any(other[:size] in frame.parks for size in range(4, min(26, len(other)) + 1)):
        return True
    if not 2 <= len(left) <= 60 or len(other) < 2:
        return False
    if ends_in_work(left) and ends_in_work(other) and is_common(other) and not named:
        return False  # 青河路“白改黑”及管网改造
    if not (named or other.startswith("配套")) and is_named_work(left, ()) and is_named_work(other, ()):
        return True  # 未成年人保护中心及流浪乞讨人员救助管理站
    if not (is_proper(strip_work(left), ()) or (named and is_named_work(left, ()))):
        return False
    if named and len(left) > _SHORT and not (has_head(left) or ends_in_work(left) or is_proper(other, ())):
        return False  # 全球地理信息知识与创新中心
    if named and "、" in right and has_strong_head(left):
        return True  # 京雄高速和容易、安大两条建材通道
    if other[0].isdigit() or other.startswith(("一批", "各")) or is_proper(other, ()):
        return True
    if other.endswith(("平台", "中心", "研究院")) and is_named_work(other, ()):
        return True
    return has_strong_head(other) and len(other) >= 4 and not other.startswith(("配套", "附属", "相关", "周边"))


def _without_counts(text: str, start: int, end: int) -> int:
    """Where a name ends before how many, how long or how many works in all, or what becomes of it alone: 青东高速公路|42公里, 背街小巷整治|三大工程."""
    for behind in (_COUNT_BEHIND, _LENGTH_BEHIND, _SUMMED_UP):
        if counted := behind.search(text, start, end):
            end = counted.start()
    told = _STATE_OF_ONE.search(text, max(start + 3, end - 24), end)
    return told.start() if told else end


def trim(text: str, start: int, end: int, frame: Frame) -> tuple[int, int] | None:
    """Without what stands before a name: money, a count, 对, 了, a verb of its own (及加快…)."""
    while True:
        before = start
        if "投资" in text and (money := MONEY_HEAD.match(text, start, end)):
            start = money.end()
        for ahead in (_BY_MONTH, _TRIMMED):
            if trimmed := ahead.match(text, start, end):
                start = trimmed.end()
        if (
            (chain := CHAIN.match(text, start, end))
            and chain["verb"]
            and end - chain.end() >= 3
            and chain.end() - start >= 2
        ):
            start = chain.end()
        if start == before:
            break
    if (of := text.rfind("的", start, end)) >= 0 and text.startswith(frame.places, of + 1):
        start = of + 1  # 包含心理咨询和治疗的东丽医院健康中心
    end = _without_counts(text, start, end)
    if (
        text.startswith("“", start)
        and (slogan := _SLOGAN.match(text, start, end))
        and has_strong_head(text[slogan.end() : end])
    ):
        start = slogan.end() if is_proper(text[slogan.end() : end], ()) else start
    if (dash := text.rfind("--", start, end)) >= 0 and not text.endswith(("线", "路", "铁", "高速"), start, end):
        start = dash + 2
    if text.startswith("“", start) and is_generic(text[start:end]):
        return None
    if text[start : start + 1] == "“" and text[end - 1 : end] == "”" and text.find("”", start, end) == end - 1:
        start, end = start + 1, end - 1
    return (start, end) if end - start >= 2 else None


_SLOGAN = re.compile(r"“[^”]{0,12}[一二两三四五六七八九十][^”]{0,12}”(?=.{3})")  # “一环十一园”南淀公园
# 东局子学校2所九年一贯制学校, 跨境电商产业园三大园区
_COUNT_BEHIND = re.compile(
    r"(?<=[校学园馆站厂])\d{1,2}[所座个家][\u4e00-\u9fff]{2,10}$|(?<=园)[一二三四五六七八九十\d]大[\u4e00-\u9fff]{2,4}$"
)
# 沙洼水厂项目|6月底前投产、双泉电厂项目|开工
_STATE_OF_ONE = re.compile(
    r"(?<=项目|工程)(?:(?:\d{1,2}月|[一二三四]季度|年|[上下]半年)(?:底|初|份|内)?前?|如期|尽快|早日|全面|顺利|实现|加快)*"
    r"(?:建成|竣工|开工|动工|投产|达产|达效|投用|投运|通车|并网|封顶|完工|落地|签约|启用|开业|开园)(?:建设|投产|投用|达产|达效|通车|见效|发电|使用|运营)*$"
)
# 背街小巷整治三大工程
_SUMMED_UP = re.compile(r"(?<=[治造建复护设])(?:[两二三四五六七八九十]|\d{1,2})(?:大|项|个)(?:重点)?(?:项目|工程)$")
# 青东高速公路42公里, G318青阳段28.5公里
_LENGTH_BEHIND = re.compile(
    r"(?<=[路线段道桥渠堤街])(?:共|共计|合计|总长|全长|长|约|近)*\d[\d.]*(?:余|多)?(?:公里|千米)$"
)
# 完成实验中学、9月底前|完成人民医院门诊楼
_BY_MONTH = re.compile(r"\d{1,2}月(?:底|份|末)?前?(?=(?:建成|完成|启动|开工|竣工|新建|改建|扩建))")
_TRIMMED = re.compile(
    r"(?:(?:国家|省|市|区|县)*重点(?:项目|工程)(?=[^、,]{4})|(?:全[国市省区]|国内|我[国省市县区])?(?:首|唯一一?|规模最大的)[家个座条所](?:(?:高架路|快速路|高速公路|铁路)(?=.{5}))?(?=.{3})|全[国省市区]一流的|(?:约|近|超)?\d[\d.,]*+[万亿]元的|了|的|:|位于|约(?=\d)|共(?=\d|计)|对|把|我[区市省县](?=.{3})|[1一](?:个|条|座|家|处|所|片|项)(?=.{3}))"
)
