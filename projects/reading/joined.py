"""Names that stand side by side: which of two words belongs to both, and where a 与 joins two words of one name.

地铁5号线一期及延伸线                    the second is 地铁5号线延伸线
青湾港、沙洼港大宗商品配置枢纽           the first is 青湾港大宗商品配置枢纽
沙洼运河与青河航道连通工程               one work
"""

import re

from projects.reading.common import is_common
from projects.reading.names import ends_in_work, has_head, has_strong_head, strip_work

_LINE = re.compile(r"[^、,]*?(?:号线|高速(?:公路)?|[铁公]路|高铁|城际|轻轨|大道)")
_PART_OF_LINE = re.compile(r"[东西南北]?延伸[线段]|[东西南北]延[线段]?|支线|[东西南北]段")
# 青石|公路、铁路: both of one name
_TRACK = re.compile("铁路|公路|高速|高速公路|高铁|城际")
_OF_A_TRACK = re.compile(f"(?P<between>[\u4e00-\u9fff]{{2,6}}?)(?:{_TRACK.pattern})")
# 华中区域|应急救援中心、粮食保障中心
_REGION = re.compile(r"(?:华[东南西北中]|[东西][南北]|[东西中]部)(?:区域|地区)")


def said_of_the_first(text: str, span: tuple[int, int], spans: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The words of an earlier thing of a list that this one goes without: its line, its region."""
    at = spans.index(span)
    if at == 0:
        return None
    if _PART_OF_LINE.fullmatch(text, *span):
        line = _LINE.match(text, *spans[at - 1])
        return line.span() if line else None
    if _TRACK.fullmatch(text, *span) and (track := _OF_A_TRACK.fullmatch(text, *spans[at - 1])):
        return track.span("between")
    region = _REGION.match(text, *spans[0])
    if region and _is_plain(text[region.end() : spans[0][1]]) and _is_plain(text[slice(*span)]):
        return region.span()
    return None


def _is_plain(name: str) -> bool:
    return len(name) > _SHORTEST and has_strong_head(name) and is_common(name)


_SHORTEST = 3  # 中心, 基地 alone
_PORT = re.compile(r"[\u4e00-\u9fff]{1,3}(?P<kind>[港县市])")


def said_of_the_last(text: str, span: tuple[int, int], last: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    """What stands in the last name of a list behind the same kind of place that this name is, alone."""
    own = _PORT.fullmatch(text, *span) if span != last else None
    other = _PORT.match(text, *last) if own else None
    if own is None or other is None or other["kind"] != own["kind"]:
        return ()
    rest = text[other.end() : last[1]]
    return ((other.end(), last[1]),) if len(rest) > _SHORTEST and has_strong_head(strip_work(rest)) else ()


_LINKED = re.compile(r"[^、和与及]{2,14}(?<![系湖网])(?:连通|互通|联通|连接|衔接)(?:工程|项目)(?:建设)?$")
_INSTITUTE = re.compile(r"[^、和与及“]{2,14}(?:研究院|学院|研究所|实验室|研究中心|创新中心|基地)(?:建设)?$")
_DONE = ("保护", "恢复", "治理", "修复", "利用", "开发", "整治", "防治", "提升", "改造", "更新")
_DONE_TWICE = re.compile(f"(?:生态|综合|环境)?(?:{'|'.join(_DONE)})(?:[一二三四五六]期)?(?:工程|项目)(?:建设)?")
_FIELD = 2  # characters of a word for a field: 信息, 发酵


def is_one_name(left: str, joint: str, right: str) -> bool:
    """Is what 与 joins here one name: 沙洼运河|青河连通工程, 双桥信息|智慧医学研究院; or what 和 joins, too: 青河湿地保护|恢复工程?"""
    if joint in ("与", "和", "及") and _DONE_TWICE.fullmatch(right.partition("、")[0]) and left.endswith(_DONE):
        return True
    if joint != "与":
        return False
    right = right.partition("、")[0]
    if _LINKED.fullmatch(right):
        return True
    if _INSTITUTE.fullmatch(right) is None or "、" in left or has_head(left) or ends_in_work(left):
        return False
    return len(left) > _FIELD and is_common(left[-_FIELD:]) and is_common(right.removesuffix("建设"))
