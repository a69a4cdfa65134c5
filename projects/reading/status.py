"""How far a work is, by the words around it and by the part of the document that speaks of it.

review   完成博山道…建设 → completed;  持续推动…挂牌出让 → ongoing;  谋划推进… → planned
plan     启动…建设 → planned;  推进… → ongoing;  加快建设… → under_construction
"""

import re
from collections.abc import Iterable

from text.context import DocumentContext
from text.outline.outline import Node, Outline
from text.outline.periods import ShiftDirection, section
from text.vocabulary import ChapterKind, DocumentKind, ProjectStatus

_REVIEW = re.compile(r"回顾|发展基础|成就|成效|取得.{0,6}进展|主要工作和|过去五年|发展现状|工作情况")
_AHEAD = re.compile(r"面临|形势|目标|任务|打算|安排|思路|展望|重点工作|环境$")
_AROUND = re.compile(r"发展环境$")  # 第一章 发展环境 has the review within: 第一节 发展基础

_PROPOSED = re.compile(r"谋划|储备|研究|争取|前期|策划|探索|论证|申建|(?:推[动进]|支持)设立")
_BUILDING = re.compile(r"加快建设|在建|开工|施工|加快.{0,4}施工|封顶|提速建设|加[快速].{0,3}建设|竣工开业|复工|续建")
_GOING = re.compile(r"加[快速]|提速|推进|推动|持续|进展|有序|稳步|完善|深化|服务|协调|加大|加强|培育|实施中|进度")
_DONE = re.compile(
    r"建成|完成|投入|投产|投用|竣工|开业|通车|通航|开通|运营|启用|开馆|揭牌|改造|新建|整修|提升|打造|开街|落成|首航|送电"
    r"|完工|落户|扩区|达效|蓄水|试产|试生产|试运行|通水|开学|交付|开放|营业|开诊|达产|通气|供气|供热|点火|招生|升级|扩能|迎客|移交|开航|亮相|搬迁"
)

_SET_UP = re.compile("开车|试车|试运转|成立|组建|设立|挂牌(?!出让)|(?<!建设)运行|联通")


def is_review(outline: Outline, offset: int, context: DocumentContext) -> bool:
    """Does the text here look back on what was done?"""
    node = outline.at(offset)
    if node is None:
        return context.kind is DocumentKind.REPORT and bool(outline.nodes) and offset < outline.nodes[0].start
    if looks_back(node):
        return True
    if context.kind is not DocumentKind.REPORT:
        # 第一节 发展基础 in 第一章 指导思想和发展目标: the deepest heading that says it
        said = next(
            (one for one in reversed(node.path()) if _AHEAD.search(one.title) or _REVIEW.search(one.title)), None
        )
        return said is not None and _REVIEW.search(said.title) is not None
    # 一、2024年工作总结 of a report of 2025: the year that a heading says
    return section(node, context, outline).direction is ShiftDirection.BACK


def looks_back(node: Node | None) -> bool:
    """Does this part of a document look back, by its title or by that of a part around it?"""
    for above in node.path() if node else []:
        if _AHEAD.search(_AROUND.sub("", above.title)) and not _REVIEW.search(above.title):
            return False
        if _REVIEW.search(above.title):
            return True
    return False


def looks_ahead(outline: Outline, node: Node | None, context: DocumentContext) -> bool:
    """Does this part of a document say what is to be done, by its headings?"""
    # an appendix is of the year that its own title says, and not the heading of a part of it
    top = next((above for above in node.path() if above.kind is ChapterKind.APPENDIX), node) if node else None
    return section(top, context, outline).direction is ShiftDirection.AHEAD


# 争取…开工建设, 力争年内开工: what is meant to begin has not begun
_AIMED = re.compile(r"争取|力争|力促|计划|拟|预计|有望|即将|准备|适时|择机")
_AHEAD_OF_US = re.compile(r"尽快|尽早|早日|及早|确保|年内|[上下]半年|年底|季度|\d月|推动|促进|促成|启动前")
_BEGINS = re.compile(r"(?<!竣)开工|动工|奠基|开建")


_LAID_OUT = re.compile("布局建设|加[快速]规划建设|选址")
_BEGUN_ALREADY = re.compile("已|正在|在建|续建|复工")


def status_of(words: str, *, review: bool, around: str = "") -> ProjectStatus:
    """The status according to the words that tell it, and to those ``around`` the works in their clause."""
    if _BEGINS.search(words) and (_AIMED.search(around) or (not review and _AHEAD_OF_US.search(around))):
        return ProjectStatus.PLANNED
    if ("前期" in words or "手续" in words) and not re.search("谋划|储备|(?<!前期)研究|策划|探索", words):
        return ProjectStatus.PLANNED
    if _PROPOSED.search(words):
        return ProjectStatus.PLANNED if review or "推进" in words else ProjectStatus.PROPOSED
    if review:
        return _status_past(words)
    if (_BEGINS.search(words) or _LAID_OUT.search(words)) and not _BEGUN_ALREADY.search(words):
        return ProjectStatus.PLANNED  # 开工建设石门大桥, of what is to be done; 加快布局建设
    if _BUILDING.search(words):
        return ProjectStatus.UNDER_CONSTRUCTION
    if _GOING.search(words):
        return ProjectStatus.ONGOING
    return ProjectStatus.PLANNED


# what a work consists of: to have done that is not to have done the work
_PARTS = "(?:主体|路基|路面|基础|桩基|土建|桥梁|隧道|桥面|大坝|坝体|结构)(?!设施)"


# 当年开工、当年投产
_LAST_OF_SEVERAL = re.compile("[、,](?:当年|实现|顺利)?(?:竣工|投产|投用|投运|建成|达产|通车|招生|开学|启用)$")


def _status_past(words: str) -> ProjectStatus:
    if _LAST_OF_SEVERAL.search(words):
        return ProjectStatus.COMPLETED
    if re.search(
        rf"(?:首[台批]|[左右]线).{{0,6}}(?:贯通|投产|并网|投运|通车)|(?:{_PARTS}|部分).{{0,4}}(?:完工|封顶|完成|竣工|贯通)|完成(?:了)?{_PARTS}|(?:进度|{_PARTS}).{{0,6}}(?:\d%|\d(?:公里|米)|过半)",
        words,
    ):
        return ProjectStatus.UNDER_CONSTRUCTION
    if (
        re.search(
            r"(?<!竣)开工|动工|施工|启动(?:建设|实施)|加[快速]建设|提速建设|在建|封顶|复工|合龙|掘进|完成.{0,2}投资|完成(?:年度|当年|节点)|截流|下闸蓄水|总装|调试|联调联试|校飞|试飞|[静动]态验收|具备.{2,8}条件|开建|(?:时序|序时).{0,2}完成|铺轨|装修|量的?\d+(?:\.\d)?%",
            words,
        )
        and "建成" not in words
    ):
        return ProjectStatus.UNDER_CONSTRUCTION
    if "获批落地" in words:
        return ProjectStatus.ONGOING
    if re.search(r"签约|签订|获批|获国家核准|核准|落地|奠基|申请|纳入|签署|立项|招标|选址|批复", words):
        return ProjectStatus.PLANNED
    if re.search(
        r"建成|完成|投产|投用|投运|投入|竣工|竣备|完工|通过.{0,2}验收|通车|贯通|并网|开业|开园|上线"
        r"|(?<!加快)(?<!推进)(?<!推动)(?<!着力)(?<!全力)打通(?!.*(?:加快|推进))",
        words,
    ):
        return ProjectStatus.COMPLETED
    if _GOING.search(words):
        return ProjectStatus.ONGOING
    return ProjectStatus.COMPLETED if _DONE.search(words) or _SET_UP.search(words) else ProjectStatus.ONGOING


_NOW = re.compile(
    r"(?:^|[,;:。(])(?:目前)?(?:续建|在建|正在(?:建设|施工)|已(?:于[^,;。]{2,12})?(?:开工|动工))(?:重大|重点)*(?:建设|项目|工程)?(?=[,;。)]|$)"
)


def status_in_box(said: str) -> ProjectStatus:
    """The status of an entry of a box: planned, but for what the entry says is being built. Text without white space."""
    return ProjectStatus.UNDER_CONSTRUCTION if _NOW.search(said) else ProjectStatus.PLANNED


def status_of_group(state: str, *, review: bool = False, ahead: bool = False) -> ProjectStatus:
    """The status of works that are listed below 续建项目 or 已建成项目; planned, where nothing is said of them. ``ahead``: by what says what is to be done."""
    if re.search("续建|在建|收尾|结转", state):
        return ProjectStatus.UNDER_CONSTRUCTION
    if re.search("建成|竣工|投产|投用|投运|完工", state):
        if ahead and "已" not in state:
            return ProjectStatus.PLANNED  # as 确保…竣工 is
        return ProjectStatus.UNDER_CONSTRUCTION if _AIMED.search(state) else ProjectStatus.COMPLETED
    if re.search("储备|谋划|策划|预备", state):
        return ProjectStatus.PROPOSED
    if "已" in state or (review and "开工" in state and not _AIMED.search(state)):
        return ProjectStatus.UNDER_CONSTRUCTION
    return ProjectStatus.PLANNED


# 已完成主体施工, 目前正在安装设备: what the entry itself says of now
_SAID_NOW = re.compile(
    r"(?:已|目前|正在|现已)[^,;。]{0,14}?(?:(?P<ended>竣工|建成|完工|投产|投用|投运|通车|验收|使用|运营|开业)|开工|动工|施工|封顶|主体|完成|安装|建设|浇筑|推进)"
)


def status_in_group(said: str, *, state: str, verb: str, review: bool, ahead: bool = False) -> ProjectStatus:
    """The status of an entry of a list: by what it says itself of now, else by what the words above it say of all (续建项目, 重点推进以下项目)."""
    now = None if _PREPARING.search(said) else _SAID_NOW.search(said)
    if now and not (state and _AHEAD_GROUP.search(state)):
        partly = _PARTLY.search(said, max(0, now.start() - 4), now.end() + 6)
        return ProjectStatus.COMPLETED if now["ended"] and not partly else ProjectStatus.UNDER_CONSTRUCTION
    if state:
        return status_of_group(state, review=review, ahead=ahead)
    if verb:
        return status_of(verb, review=review)
    return ProjectStatus.ONGOING if review else status_in_list((said,) if said else (), of="")


# 已完成招标, 前期工作正在推进: the building has not begun
_PREPARING = re.compile(
    r"(?:招标|前期|初步设计|施工图|可研|立项|审批|核准|手续|征[地拆收]|选址|签约|环评|勘察|备案)[^,;。]{0,6}(?:推进|完成|办理)|(?:完成|办理|开展)[^,;。]{0,8}"
    r"(?:招标|前期|设计|可研|立项|审批|核准|手续|征[地拆收]|选址|签约|环评|勘察|备案)"
)
_AHEAD_GROUP = re.compile("储备|谋划|策划|前期|预备")
_NOT_BEGUN = re.compile(
    r"[未待拟].{0,2}(?:开工|动工|启动|建)|前期|储备|谋划|可研|立项|招标|勘察|设计|审批|报批|签约|征地|洽谈|规划|计划.{0,6}(?:开工|启动|动工)|预计.{0,8}(?:开工|启动)"
)
_BEGUN = re.compile(r"开工|动工|施工|在建|续建|主体|封顶|基础|正在|建设中|推进|完成.{0,12}\d+%|完成投资|安装|装修|浇筑")
_ENDED = re.compile(
    r"(?<!未)(?:竣工|建成|完工|投产|投用|通车|投入使用|投入运营|交付|验收|投运|已完成|全部完成|开业|启用|办结)(?!后|前|时间)"
)
_PARTLY = re.compile(r"主体|基础|封顶|%|预计|计划|力争|年底|即将|完成投资|前期|招标|设计|征地|可研|部分|一期")


_TO_BEGIN = re.compile("(?:新|拟|计划|准备)开工(?:建设)?(?:类)?(?:项目)?")
_PUT_BY = re.compile("(?:储备|谋划|策划)(?:类|中)?(?:项目|阶段)?")


def to_be_ended(status: ProjectStatus, years: tuple[int | None, int | None], since: int | None) -> ProjectStatus:
    """The status of a work that is said to be ended in a year (2028年建成) which is no earlier than ``since``, the first one of the document."""
    first, last = years
    if status is not ProjectStatus.COMPLETED or last is None or since is None or last < since:
        return status
    return ProjectStatus.UNDER_CONSTRUCTION if first is not None and first < since else ProjectStatus.PLANNED


def status_in_list(said: Iterable[str], *, of: str, below: str = "") -> ProjectStatus:
    """The status of a row of a list: by what its cells for progress and nature say, else by the row that it stands ``below`` (续建), else by what the list
    is one of (续建项目)."""
    cells = [word for word in said if word]
    if cells and all(_PUT_BY.fullmatch(word) for word in cells):
        return ProjectStatus.PROPOSED
    if cells and all(_TO_BEGIN.fullmatch(word) for word in cells) and not re.search("完成|进展", of):
        return ProjectStatus.PLANNED
    if below and not cells:
        return status_of_group(below)
    words = "。".join(cells)
    for told in (words, of):
        if (ended := _ENDED.search(told)) and not _PARTLY.search(told, max(0, ended.start() - 12), ended.end() + 12):
            return ProjectStatus.COMPLETED
        if _NOT_BEGUN.search(told) and not re.search(r"已.{0,2}(?:开工|动工)|在建|续建|正在施工", told):
            return ProjectStatus.PLANNED
        if _BEGUN.search(told):
            return ProjectStatus.UNDER_CONSTRUCTION
        if told is words and words:
            return ProjectStatus.PLANNED
    return ProjectStatus.PLANNED
