"""One clause becomes the works that it names.

    提升改造汇贤里、程林里、嵩山道、鼎信4个菜市场     →  汇贤里菜市场提升改造, 程林里菜市场提升改造, …
    启动沙柳南路（金贸产业园段）、雪莲南路污水管线工程建设  →  沙柳南路（金贸产业园段）污水管线工程, 雪莲南路污水管线工程
    中国铁建广场等4家综合体相继开业运营               →  中国铁建广场

Three forms are read: a verb and what is built (建设…), things and what became of them (…建成投用), and a work as a means (以…项目为抓手).
"""

import re
from dataclasses import replace
from functools import lru_cache

from projects.reading.items import NOTHING, TOLD_BEHIND, ClauseReading, Frame, Item
from projects.reading.kinds import needs_kind
from projects.reading.lists import items_in, number_said
from projects.reading.names import (
    LINE_BEHIND_A_CHARACTER,
    ends_in_work,
    has_head,
    has_strong_head,
    is_generic,
    is_named_work,
    is_phase,
    is_possible,
    is_proper,
    strip_work,
    without_facts,
)
from projects.reading.splitting import split, trim
from projects.reading.verbs import (
    CHAIN,
    LEAD,
    MONEY_HEAD,
    ONLY_ADVERBS,
    PREPOSITION,
    STRONG,
    STRONG_WORDS,
    state_tail,
)
from text.outline.sentences import ITEM_SIGN

_MEANS = re.compile(
    r"^以(?P<what>.{3,40}?)为(?:抓手|切入点|突破口|试点|支撑|契机|引领|纽带|牵引|重点|依托|核心|带动|龙头)"
)
_ON = re.compile(
    r"(?:实施|开展)?对(?P<what>[^对]{3,60}?)(?:(?:实施|进行|开展)(?P<rest>.{2,30})|(?P<work>(?:加固|维修|改造|提升|整修|修缮|扩建){1,4})(?:工程)?)$"
)


# 支持企业建立培训中心: what others are asked to do
_OTHERS = re.compile(
    r"(?:积极|大力|同时|全力)?(?:支持|鼓励|引导|推动|发动)[^,、]{0,8}(?:企业|高校|机构|院校|社会力量|单位|院所|团体|资本)"
    r"[^,、]{0,6}(?:建立|建设|设立|打造|开展|搭建|组建|创建|建成|共建)"
)
_OTHERS_BEGIN = frozenset("积大同全支鼓引推发扎持援对帮")
# 援建江孜县农业园, 支援阿瓦提县人民医院项目建成: what is built elsewhere
_ELSEWHERE = re.compile(r"(?:积极|大力|全力|扎实|持续|做好|深化)*(?:对口)?(?:支援|援建|援助|帮扶)")


def _may_be_rare(text: str) -> bool:
    """Has a clause what is read by another form than that of a verb and what is built, or of things and what became of them?"""
    # written out: five times as fast as a pattern, and asked of every clause
    turned, signed = "将" in text or "把" in text, "签" in text or "办理" in text
    graded = text.endswith("区") and "创" in text
    return turned or signed or graded or "对" in text or ")" in text or text.startswith("以")


def is_of_others(text: str) -> bool:
    """Does a clause speak of what firms are asked to build, or of what is built elsewhere?"""
    return text[:1] in _OTHERS_BEGIN and (_OTHERS.match(text) is not None or _ELSEWHERE.match(text) is not None)


def read_clause(text: str, frame: Frame, following: str = "") -> ClauseReading | None:
    """What a clause names, in the order of the text, or None; ``following`` is the next clause of its sentence."""
    if len(text) < 5 or is_of_others(text):
        return None
    if found := _labelled(text, frame, following) or _done_next(text, frame, following) or _priced(text, frame):
        return found
    for reader in _ALL_FORMS if _may_be_rare(text) else _COMMON_FORMS:
        found = reader(text, frame)
        if found is not None:
            return found if found.items else None
    return None


# 1.青阳电子信息产业园:总投资28亿元
_LABEL = re.compile(
    rf"(?:\(?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[.、)](?!\d)|[①-⑳]|——|{ITEM_SIGN})?(?P<what>[^、;]{{4,40}})"
)
_COSTS = re.compile(r"(?:项目)?(?:计划|预计|估算|概算)?总?投资(?:额|约|为)*\d")
_FACTS = re.compile(
    r"(?:项目)?(?:计划|预计)?(?:总?投资(?:额|约|为)*\d|(?:规划|项目)?(?:总?占地|用地|总?建筑面积)|位于|(?:主要)?建设(?:内容|规模|地点|周期)|主要建设)"
)
_FACTS_BEGIN = frozenset("项计预总投规占用建位主")


@lru_cache(1)
def _lead(text: str) -> int:
    """Where a clause begins behind 今年, 其中 and their like; kept, since one reader after the other asks."""
    return lead.end() if (lead := LEAD.match(text)) else 0


def _labelled(text: str, frame: Frame, following: str) -> ClauseReading | None:
    match = _LABEL.fullmatch(text) if following[:1] in _FACTS_BEGIN and _FACTS.match(following) else None
    if match is None:
        return None
    what = match["what"]
    if MONEY_HEAD.match(what):
        return None  # 投资12亿元建设东湖片区综合开发项目，投资6亿元…
    name = is_named_work(what, frame.places, frame.known, lenient=True) or (
        (what.endswith(("项目", "工程")) or (_COSTS.match(following) and state_tail(text) is None))
        and not is_generic(what)
        and is_proper(what, frame.places)
    )
    return (
        ClauseReading((Item(*match.span("what")),), TOLD_BEHIND, alone=True) if name and not CHAIN.match(what) else None
    )


# 县体育馆项目总投资1.6亿元
_PRICED = re.compile(
    r"(?P<what>[^、,;等]{4,40}?)(?:计划|预计|估算|概算|匡算)?总投资(?:额|约|达到|达|为|近|超)*\d[\d.,]*[万亿]元(?:左右|以上)?(?:、[^的]{2,30})?"
)


def _priced(text: str, frame: Frame) -> ClauseReading | None:
    match = _PRICED.fullmatch(text, _lead(text)) if "总投资" in text else None
    if match is None or is_generic(match["what"]) or CHAIN.match(match["what"]):
        return None
    what = match["what"]
    project = what.endswith(("项目", "工程")) and is_proper(what, frame.places)
    if not (project or is_named_work(what, frame.places, frame.known)):
        return None
    return ClauseReading((Item(*match.span("what")),), TOLD_BEHIND, alone=True)


# 对红星机床厂、第二棉纺厂等老厂房|实施改造利用
_OBJECT = re.compile(
    r"对(?P<what>[^,]{3,60}等\d*[^,、等]{0,14}(?:厂房|楼宇|载体|仓库|小区|街巷|道路|建筑|市场|街区|学校))$"
)
_DONE_NEXT = re.compile(
    r"(?:全面|逐步|有序|分批|统一)*(?:实施|进行|开展)(?:了)?(?:全面|整体|综合|系统)?(?:提升|更新|升级)?(?:改造|扩建|修缮|整修|整治)"
)


def _done_next(text: str, frame: Frame, following: str) -> ClauseReading | None:
    match = _OBJECT.match(text, _lead(text)) if "对" in text else None
    if match is None or not _DONE_NEXT.match(following):
        return None
    return items_in(text, *match.span("what"), "改造", frame, hard=True)


# A line of its own: 张兴庄产业园(待建)。
_TO_BUILD = re.compile(r"(?P<what>[^()]{3,30}(?:\([^()]{2,8}\))?[^()]{0,10})\((?P<state>待建|在建|拟建|筹建|续建)\)$")


def _bracketed(text: str, frame: Frame) -> ClauseReading | None:
    match = _TO_BUILD.match(text) if text.endswith(")") else None
    if match is None or is_generic(match["what"]):
        return None
    words = "开工" if match["state"] in ("在建", "续建") else "规划"
    return ClauseReading((Item(*match.span("what")),), words, alone=True)


# 将大直沽前街打造成民俗文化展示步行街; 把原钢铁厂改造为工业遗址公园
_TURNED = re.compile(
    r"(?:将|把)(?:原)?(?P<what>[^,、]{3,20}?)(?:规划|改造|升级|提升|打造|建设)+(?:成为|成|为)(?P<into>[^,、的]{3,20}?)(?:还原[^,]{2,30})?$"
)
_PLACE = re.compile(r"(?:厂|厂房|厂区|街|路|道|楼|大厦|仓库|市场|院|地块|旧址|校区|广场|片区|公园|车站|村|商城|中心)$")
_BUILT = re.compile(
    r"(?:公园|步行街|街区|产业园|文创园|创意园|文化园|博物馆|展览馆|综合体|广场|科技园|园区|书院|剧场|市场|商业街)$"
)


def _turned(text: str, frame: Frame) -> ClauseReading | None:
    begin = _lead(text)
    match = _TURNED.match(text, begin)
    if match is None:
        return None
    what = match["what"]
    of = what.rfind("的") + 1  # 地块中的大直沽前街
    if not (_PLACE.search(what) and _BUILT.search(match["into"]) and is_proper(what[of:], frame.places)):
        return NOTHING
    return ClauseReading(
        (Item(match.start("what") + of, match.end("what"), (match.span("into"),)),), "改造", alone=True
    )


# 改造|沙洼纺织厂旧址|为工业文创园
_MADE_INTO = re.compile(
    r"(?P<what>[^,、为成]{3,16}(?:厂|厂房|厂区|旧址|仓库|大楼|校区|市场))(?:成|为|成为)(?P<into>[^,、的]{3,20})$"
)


def _made_into(text: str, match: re.Match[str], words: str, frame: Frame) -> ClauseReading:
    if not (_BUILT.search(match["into"]) and is_proper(match["what"], frame.places)):
        return NOTHING
    return ClauseReading((Item(*match.span("what"), (match.span("into"),)),), words, alone=True)


def _means(text: str, frame: Frame) -> ClauseReading | None:
    match = _MEANS.match(text)
    if match is None:
        return None
    what = match["what"]
    if (cut := re.search(r"等(?:重点|重大)?项目$", what)) and "、" not in what:
        return items_in(text, match.start("what"), match.end("what"), "推进", frame) if cut.start() >= 4 else None
    if not re.search(r"(?:项目|工程|建设)$", what) or is_generic(what) or "重点项目" in what or "、" in what:
        return None
    return items_in(text, match.start("what"), match.end("what"), "推进", frame)


# 与中核汇能签订屋顶光伏项目合作协议
_SIGNED = re.compile(
    r"^.{0,20}?(?P<sign>签订|签署|签约)(?:了)?(?P<what>.{2,25}?(?:项目|工程))(?:战略|投资|建设)?(?:合作)?(?:框架)?(?:协议|合同)"
)
# 办理和悦馨苑项目集体土地征转手续
_PERMITS = re.compile(r"(?:完成|加快)?(?P<sign>办理)(?:了)?(?P<what>[^,、]{2,20}?(?:项目|工程))[^,、]{0,14}手续$")


def _signed(text: str, frame: Frame) -> ClauseReading | None:
    match = (_SIGNED.match(text) if "签" in text else None) or (_PERMITS.match(text) if "办理" in text else None)
    if match is None or is_generic(match["what"]):
        return None
    return ClauseReading((Item(*match.span("what")),), match["sign"], alone=True)


# 对“蓝·飞鸽”创意产业园、摩犸街区等正在运营的15处44.6万平方米老厂房
_REUSED = re.compile(r"对(?P<what>[^,]{3,60})等[^,、等]{0,8}的\d+[处座家个][^,、]{0,14}(?:厂房|楼宇|载体|仓库)$")
# 对天津站前、后广场以及U型迎宾线等共计9条道路实施夜景灯光建设提升: one work
_LIT = re.compile(r"(?:夜景|灯光|街景|照明)")


def _on(text: str, frame: Frame) -> ClauseReading | None:
    begin = _lead(text)
    if reused := _REUSED.match(text, begin):
        return items_in(text, *reused.span("what"), "改造", frame, hard=True)
    match = _ON.match(text, adverbs.end() if (adverbs := ONLY_ADVERBS.match(text, begin)) else begin)
    if match is None:
        return None
    done = "rest" if match["rest"] else "work"
    if match["rest"] and "等" in match["what"] and _LIT.match(match["rest"]):
        return ClauseReading((Item(*match.span("what"), (match.span("rest"),)),), "改造", alone=True)
    if not re.search(r"提升改造|改造提升|改造|扩建|整修|建设提升|修缮|除险加固|加固|清淤|疏浚", match[done]):
        return None
    found = items_in(text, match.start("what"), match.end("what"), match[done], frame, hard=True)
    return with_work(text, *match.span(done), found)


# 提升改造 before a list is part of each name in it; so is 改造 behind 对…实施.
_WORK = re.compile(
    r"(?:(?:适老化|节能|智能化|数字化|现代化|标准化|增效扩容|扩容|整体|综合|更新|维修)改造|(?:扩容|扩能|提档)升级|提质改造|提升整合|整修提升|提升改造|升级改造|改造提升|改扩建|扩建|改造|整修|修缮|拓宽(?:改造)?|除险加固|加固|清淤|疏浚)(?:提升)?$"
)


# 推进新能源汽车检验中心和氢能协同创新平台建设|发挥…作用: a comma is missing; “壁垒”工程|向非物业小区延伸
_NO_COMMA = re.compile(
    r"(?:中心|平台|基地|项目|工程|园区?|道路|管网)(?P<built>建设)(?:发挥|促进|增强|形成|带动|引领|助力)"
    r"|(?<=工程)(?P<wider>)向[^,]{2,14}延伸$|(?<=[路线道桥站厂库网馆院])(?P<good>)惠及"
)
_USE = re.compile(r"(?:演出|使用|通车|运行|办学|服务|营业)功能$")  # 恢复民主剧场、曹禺剧场演出功能


def _with_shared(found: ClauseReading | None, span: tuple[int, int]) -> ClauseReading | None:
    """演出功能 behind the last of them is said of all."""
    if found is None:
        return None
    return ClauseReading(
        tuple(Item(item.start, item.end, (*item.shared, span)) for item in found.items), found.words, found.alone
    )


_PARTING = tuple("、和与及或并“的了:对")


def with_work(text: str, start: int, end: int, found: ClauseReading | None) -> ClauseReading | None:
    """提升改造|汇贤里、程林里…4个菜市场: 汇贤里菜市场提升改造."""
    work = _WORK.search(text, start, end)
    if found is None or work is None or re.search(r"新建|(?<!更)新\(?[改扩迁]", text[start:end]):
        return found
    items = tuple(
        item
        if (start < item.start != end and text[item.start - 1] not in _PARTING)
        or ends_in_work(text[item.start : item.end])
        or any(ends_in_work(text[a:b]) for a, b in item.shared)
        else Item(item.start, item.end, (*item.shared, work.span()))
        for item in found.items
    )
    return replace(found, items=items)


# 建设成为…; but 建设成都自然博物馆, 建设成柳中线高铁; and not behind verbs that nothing comes of: 推进成柳走廊建设
_INTO = re.compile(
    rf"为(?!民)|(?<!推进|推动|加快|实施|启动|开工|续建|完成|谋划)成(?!{LINE_BEHIND_A_CHARACTER}|[都功贤华吉])"
)


def _verb_first(text: str, frame: Frame) -> ClauseReading | None:
    """加快推进京滨城际铁路; 在河东公园内建设严复纪念馆; 完成投资5000万元的府河导排区加固扩容项目."""
    begin = _lead(text)
    if text.startswith("做好", begin) and (prepared := _PREPARED.match(text, begin)):
        return items_in(text, *prepared.span("what"), "前期", frame)
    if "实现" in text and (achieved := _ACHIEVED.match(text, begin)):
        return items_in(text, achieved.start("what"), len(text), "完成", frame)
    money = MONEY_HEAD.match(text, begin) if "投资" in text else None
    begin = money.end() if money else begin
    chain = CHAIN.match(text, begin)
    if chain is None or chain["verb"] is None:
        chain = _later_verb(text, begin)
    if chain is not None:
        if _INTO.match(text, chain.end()) or is_of_any(text, chain.end()):
            return NOTHING
        if into := _MADE_INTO.match(text, chain.end()):
            return _made_into(text, into, text[begin : chain.end()], frame)
        if ("共建" in text or "打造" in text) and (together := _TOGETHER.match(text, chain.end())):
            return items_in(text, together.end(), len(text), text[begin : chain.end()], frame)
        if text.startswith("恢复", chain.end() - 2) and text.endswith("招生"):
            return NOTHING
        if text.startswith("恢复", chain.end() - 2) and (use := _USE.search(text, chain.end())):
            found = items_in(text, chain.end(), use.start(), "恢复", frame)
            return _with_shared(found, use.span())
        end = merged.end(merged.lastgroup or 0) if (merged := _NO_COMMA.search(text, chain.end())) else len(text)
        found = items_in(text, chain.end(), end, text[begin : chain.end()], frame)
        return with_work(text, begin, chain.end(), found)
    if money and (found := _state_last(text, frame)) is not None:
        return found
    return items_in(text, begin, len(text), "投资建设", frame) if money else None


# 新建|一批中试平台和孵化器: of what kind they are to be; 建好|办好沙洼学院: it is there
_ANY = re.compile("(?:新)?一大?批(?!次)|一系列|若干(?!河)|[办管用]好(?!好)")
# 谋划储备、洽谈招引、投建一批项目: what is done with any, one thing after the other
_DONE_WITH_ANY = re.compile(r"、(?P<done>[^、等]{2,6})一大?批[^、]{0,4}(?:项目|工程)$")


def is_of_any(text: str, start: int) -> bool:
    """Does what stands behind the verb that ends at ``start`` name none of its things?"""
    if _ANY.match(text, start):
        return True
    match = _DONE_WITH_ANY.search(text, start) if "批" in text else None
    if match is None:
        return False
    chain = CHAIN.match(text, match.start("done"))
    return chain is not None and chain["verb"] is not None


# 推动望川、石门、沙洼|共建绿色建材产业园
_TOGETHER = re.compile(
    r"(?:与|同|和)?[\u4e00-\u9fff]{2,8}?(?:[、和与][\u4e00-\u9fff]{2,8}?){1,6}(?:等[\u4e00-\u9fff\d]{0,4}?)?(?:(?:联合|合作|携手)?共建(?![共设])|(?:联合|协同|携手|共同)打造)(?=.{4})"
)
# 新建学校4所：…   改造农贸市场2个，分别是…   新建公园3个（…）
_COUNTED_LIST = re.compile(
    r"(?:(?P<kind>[^,、:()\d]{2,14}?)(?P<count>\d{1,2}|[两三四五六七八九十]{1,2})(?:个|座|所|条|处|家|片|栋|段)"
    r"|[^,、:()\d]{0,12}?(?P<first>\d{1,2}|[两三四五六七八九十]{1,2})(?:个|座|所|条|处|家|片|栋|段)(?P<of>[^,、:()\d]{2,14}?))"
    r"(?::|,?(?:分别是|分别为|包括|即):?|\()(?P<list>[^:;]{6,}?)\)?$"
)


_SHORT_NAME = 10
_LONG_ENOUGH = 4  # characters of a name of common words, beside one that is not


def read_counted(text: str, frame: Frame) -> ClauseReading | None:
    """The works that a count of them is followed by: 新建学校2所：石门中学、沙洼小学; ``differs`` where there are not as many as it says, and then only those
    that say themselves what they are."""
    begin = _lead(text)
    begin = money.end() if (money := MONEY_HEAD.match(text, begin)) else begin
    chain = CHAIN.match(text, begin)
    match = _COUNTED_LIST.match(text, chain.end()) if chain and chain["verb"] else None
    if chain is None or match is None:
        return None
    pieces = [piece for a, b in split(text, *match.span("list"), frame) if (piece := trim(text, a, b, frame))]
    names = [without_facts(text[slice(*piece)])[0] for piece in pieces]
    kind = strip_work(match["kind"] or match["of"])
    said = number_said(match["count"] or match["first"])
    differs = len(pieces) != said
    if len(pieces) < 2 or (differs and (match["list"].count("、") + 1 == said or not has_strong_head(kind))):
        return None
    span = match.start("kind" if match["kind"] else "of"), match.end("kind" if match["kind"] else "of")
    homes = kind.endswith(("小区", "地块", "片区"))
    own = [
        homes
        or name.endswith(kind[-2:])
        or ((has_head(name) or is_phase(name)) and not needs_kind(name, kind, works=False))
        or ends_in_work(name)
        for name in names
    ]
    proper = [is_proper(name, frame.places) for name in names]
    named = all(len(name) <= _SHORT_NAME and is_possible(name, frame.places) for name in names)
    fit = any(proper) and all(
        is_possible(name, frame.places) and (one or (len(name) >= _LONG_ENOUGH and has_strong_head(name)))
        for name, one in zip(names, proper, strict=True)
    )
    if not fit or not (all(own) or (has_strong_head(kind) and not differs)):
        return replace(NOTHING, differs=differs) if differs and named else None
    items = tuple(
        Item(*piece, () if whole and kind == text[slice(*span)] else ((span[0] + whole * len(kind), span[1]),))
        for piece, whole in zip(pieces, own, strict=True)
    )
    found = ClauseReading(items, text[chain.start() : chain.end()], alone=False, differs=differs)
    return with_work(text, chain.start(), chain.end(), found)


# 做好望临铁路前期工作
_PREPARED = re.compile(r"做好(?P<what>[^,]{4,80}?)(?:的)?前期(?:工作|准备|研究|论证)?(?:工作)?$")
# 实现国印、王串场二十四段等11宗地块出让
_ACHIEVED = re.compile(
    r"(?:全部|顺利|如期|力争|确保)?实现(?P<what>[^,]{2,80}等[^,、]{0,8}(?:项目|地块|工程)[^,、]{0,4}"
    r"(?:出让|开工|竣工|投产|签约|落地|挂牌|通车|投用)[^,、]{0,4})$"
)
_REGION = re.compile(
    r"[^,、]{1,10}?(?:区|领域|方面|地区|街|带)(?=(?:重点|积极|加快|大力)*(?:推进|建设|打造|实施|推动|加快))"
)


def _later_verb(text: str, begin: int) -> re.Match[str] | None:
    """The verb behind 在…, 与…, 围绕… or behind the region spoken of; None where the clause begins with a thing."""
    if (region := _REGION.match(text, begin)) and (chain := CHAIN.match(text, region.end())) and chain["verb"]:
        return chain
    if not PREPOSITION.match(text, begin) or text.startswith(("鼓励", "引导"), begin):
        return None
    depth = 0
    for match in _MARK_OR_VERB.finditer(text, begin):
        mark = match.group()
        if mark in "(“《":
            depth += 1
        elif mark in ")”》":
            depth -= 1
        elif depth <= 0 and match.start() >= begin + 2:
            chain = CHAIN.match(text, match.start())
            return chain if chain and chain["verb"] else None
    return None


_VERBS_BEGIN = "".join(sorted({word[0] for word in STRONG_WORDS}))
_MARK_OR_VERB = re.compile(f"(?=[(“《)”》{_VERBS_BEGIN}])(?:[(“《]|[)”》]|{STRONG})")


def _state_last(text: str, frame: Frame) -> ClauseReading | None:
    """中纺前街地道通车使用; 新发地智慧城市民生港首开区等投资219亿元的22个项目开工建设."""
    match = state_tail(text)
    begin = _lead(text)
    if adverbs := ONLY_ADVERBS.match(text, begin):
        begin = adverbs.end()
    if text.startswith("实现", begin):
        begin += 2  # 实现沙洼水库蓄水
    if ("——" in text or "的" in text) and (boast := _BOASTED.match(text, begin)):
        begin = boast.end()
    if match is None or match.start() - begin < 3:
        return None
    state = match["state"]
    if state.startswith(_RUNS_WELL):
        return NOTHING
    if (
        re.search(r"运营$|获批|认定|元(?:以上)?$", state)
        and not re.search(r"开业|建成|投", state)
        and _all_parks(text[begin : match.start()], frame)
    ):
        return NOTHING
    if state in _WORK_STATES and ends_in_work(text[begin : match.start()]):
        return items_in(text, begin, len(text), state, frame, subject=True)  # 沙洼船闸扩容|改造
    return items_in(text, begin, match.start(), state, frame, subject=True)


_RUNS_WELL = ("高效运", "规范运", "稳定运", "健康运", "安全运", "良性运")  # 支持沙洼实验室高效运营: it is there
_WORK_STATES = ("改造", "提升改造")


# 国内首个风光火储一体化工程——|沙洼特高压直流工程投运; 全县人民期盼多年的|沙洼大桥通车
_BOASTED = re.compile(
    r"[^,、—]{0,8}(?:[首单]|第一|最大|唯一|最长|最高)[^,、—]{2,24}——(?=.{4})|[^,、—的]{0,14}(?:[期企]盼|期待|盼望|瞩目|备受关注)[^,、—的]{0,4}的(?=.{4})"
)


def _all_parks(text: str, frame: Frame) -> bool:
    return all(piece in frame.parks for piece in text.split("、"))


# 推动东湖、石门古镇创建国家5A级旅游景区: what each of them is to be
_GRADED = re.compile(
    r"(?:支持|推动|推进|助力|力争|争取|确保|促进|指导)?(?P<what>[^,]{2,60}?)(?:等(?:\d+[个家处]|[一二三四五六七八九十]+[个家处])?(?:景区|景点)?)?"
    r"(?:积极|加快|申报)*(?:申创|争创|创建|创)(?:成为|成|为)?"
    r"(?P<grade>(?:(?:国家|全国)?(?:[345]A|AAAA?A?)级?(?:及以上|以上)?(?:旅游)?景区|(?:世界|国家|省|自治区|市)级?旅游(?:度假区|景区)))$"
)


def _graded(text: str, frame: Frame) -> ClauseReading | None:
    if not text.endswith(("景区", "度假区")):
        return None
    begin = _lead(text)
    match = _GRADED.match(text, adverbs.end() if (adverbs := ONLY_ADVERBS.match(text, begin)) else begin)
    if match is None:
        return None
    if match["what"].endswith(("成功", "顺利", "已", "获批")):
        return NOTHING  # a title that a place has
    pieces = [trim(text, a, b, frame) for a, b in split(text, *match.span("what"), frame)]
    named = [piece for piece in pieces if piece and is_possible(text[slice(*piece)], frame.places)]
    if not any(is_proper(text[slice(*piece)], frame.places) for piece in named):
        return NOTHING
    items = tuple(Item(*piece, (match.span("grade"),)) for piece in named)
    return ClauseReading(items, text[begin : match.start("what")] + "创建", alone=len(items) == 1)


_COMMON_FORMS = (_verb_first, _state_last)
_ALL_FORMS = (_bracketed, _graded, _turned, _means, _signed, _on, *_COMMON_FORMS)
