"""One clause becomes the works that it names.

    提升改造汇贤里、程林里、嵩山道、鼎信4个菜市场     →  汇贤里菜市场提升改造, 程林里菜市场提升改造, …
    启动沙柳南路（金贸产业园段）、雪莲南路污水管线工程建设  →  沙柳南路（金贸产业园段）污水管线工程, 雪莲南路污水管线工程
    中国铁建广场等4家综合体相继开业运营               →  中国铁建广场

Three forms are read: a verb and what is built (建设…), things and what became of them (…建成投用), and a work as a means (以…项目为抓手).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from projects.reading.names import (
    ends_in_work,
    has_head,
    is_generic,
    is_metaphor,
    is_named_work,
    is_proper,
    strip_phase,
    strip_work,
)


@dataclass(frozen=True, slots=True)
class Item:
    """A thing in a list: ``clause[start:end]``, and ``shared``, the words of the list that belong to its name too."""

    start: int
    end: int
    shared: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What a clause says: its items, the words that tell what is done with them, and whether they are all that the clause speaks of."""

    items: tuple[Item, ...]
    words: str
    alone: bool


def _any(*words: str) -> str:
    return "|".join(sorted(" ".join(words).split(), key=len, reverse=True))


_ADVERBS = _any(
    "积极 全面 持续 稳步 有序 扎实 深入 大力 着力 全力 高标准 高水平 高质量 高品质 高规格 高起点 重点 统筹 协调 协同 配合 进一步 继续 不断 切实 尽快 尽早 及早 及时"
    "超前 提前 精心 精准 强力 加速 努力 奋力 合力 共同 联合 主动 逐步 超前 分批 分期 适时 因地制宜 率先 成功 顺利 基本 相继 陆续 先后 已 将 要 力争 确保 争取 支持 鼓励 前瞻 集中"
    "科学 合理 优质高效 纵深 有力 有效 正式 同步 同时 并 还 也 均 全部 提速 探索 精细 精品 倾力 适度 认真 积极稳妥 稳妥 优先 充分 鼓励支持 全力支持"
)
_BUILD = (
    "建设 新建 兴建 续建 改建 扩建 改扩建 修建 筹建 共建 投资建设 投资兴建 规划建设 开发建设 谋划建设 开工建设 建成 建成并 打造 新打造 推进 推动 加快 实施 启动 开展 完成 储备 谋划 谋划实施 开工"
    " 竣工 引进 提升改造 改造提升 升级改造 改造 整修 修缮 拓宽 拓宽改造 拓宽改造 新建改造 新建扩建 新建提升改造 新建和提升改造 新建提升 新建改建 提升 服务 加大 贯通 接收 规划设计"
    " 构建 完善 恢复 迁建 重建 开通 建强 出让 收储 建好 筹划 加强 筹建 续建 新打造 打通"
)
_CHAIN = re.compile(rf"(?:(?:{_ADVERBS})|(?P<verb>{_any(_BUILD)}))+了?")
_STRONG = re.compile(
    r"(?:新建|兴建|建设|改建|改扩建|扩建|修建|筹建|打造|实施|推进|推动|加快|启动|建成|谋划|提升改造|升级改造|改造提升|整修|拓宽|完成|引进|恢复|构建|合力实施)(?=.{3})"
)
_LEAD = re.compile(r"(?:(?:到|至|自)?\d{4}年(?:底|末|前|内|底前|末前)?|今年|明年|年内|年底前|全年|五年来?|同时|其中|此外|另外|以及|先期|重点|一是|二是|三是|四是|五是|——|\d+月底前)*,?")
_PREPOSITION = re.compile(r"(?:在|于|与|和|同|围绕|利用|依托|以|由|按|面向|立足|结合|借助|发挥|支持|引导|聚焦|针对|用好|鼓励|通过|联合|与|为|对接|适应|根据|从|着力|紧扣|贯彻|深化)")
_MONEY_HEAD = re.compile(r"(?:总投资|投资额?|计划投资|完成投资)(?:约|达|近)?\d[\d.,]*(?:多|余)?[万亿]元(?:的|以上的)?(?:\d+个)?")

# What became of a thing: …建成投用, …实现开工并纳统, …进展顺利
_STATE = re.compile(
    r"(?:已|均|全部|顺利|如期|相继|正式|成功|获批|基本|即将|年底|年内|上半年|实现|完成|加快|全面|有序|扎实|提速|努力|积极|稳步|同步|竣工|持续|确保|取得|开展|尽快|已经)*"
    r"(?:建成通车|建成投产|建成投用|建成运营|建成使用|建成并投入使用|建成|竣工投产|竣工开业|竣工|开工建设|开工|开业运营|开业|投入使用|投入运营|投入运行|投产达效|投产|投用|通车使用|通车|通航|开通"
    r"|运营|启用|封顶|复工|施工|落户|落地|获国家核准|核准|推进|建设|进展顺利|进展|纳入|获批|正式揭牌|揭牌|签约|奠基|交付|完工|提升改造|改造|首航|挂牌|封关运作|扩区|实施|开馆|达效)"
    r"(?:并.{2,6}|到.{2,8})?"
)
_STATE_TAIL = re.compile(
    r"(?P<state>(?:已|均|全部|顺利|如期|相继|正式|成功|即将|年底|年内|确保|上半年|实现|完成|加快|全面|有序|扎实|提速|努力|积极|稳步|同步|持续|取得|通过|提前|建设)*"
    r"(?:建成通车|建成投产|建成投用|建成运营|建成使用|投入使用|投入运营|投入运行|竣工投产|竣工开业|投产达效|开工建设|开业运营|通车使用|开工并纳统|进展顺利|顺利实施|全面启动|实质性进展|施工"
    r"|建成|竣工|开工|开业|投产|投用|通车|通航|开通|送电|运营|启用|封顶|复工|完工|揭牌|启动|提升改造|改造|推进|建设|规划|获批|核准|交付|落户[^,]{0,8}|纳入[^,]{2,24}|获国家核准|实施|扩区|首航"
    r"|封关运作|招生|开馆|开街运营|落地|建校招生|投入试运行|整体运营|完成建设并投入使用|建设并投入使用|落成))$"
)
_MEANS = re.compile(r"^以(?P<what>.{3,40}?)为(?:抓手|切入点|突破口|试点|支撑|契机|引领|纽带|牵引|重点|依托|核心|带动|龙头)")
_ON = re.compile(r"^对(?P<what>.{3,60}?)(?:实施|进行|开展)(?P<rest>.{2,30})$")

# Behind 等: the count and the kind of the things, and what is done with them.
_COUNT = re.compile(r"(?:(?:\d[\d.]*|[一二两三四五六七八九十百]+)(?:余|多)?(?:个|条|座|家|处|所|片|项|栋|段|宗|大|类|幢|街)?(?:\([^()]{1,8}\))?)?(?:一大批|一批|重点|重大|市级|区级|标志性|特色|新|优质)*")
_KIND = re.compile(
    r"(?:轨道交通|城市更新|雄安配套|配套|文化地标|城建|重点|乡村|基础设施|老旧|排水管网|长期空置|正在运营|产权方自用|商业|文旅|文化产业|一大批|出让|科技|新型|骨干|[^,、]){0,9}?"
    r"(?P<kind>菜市场|小学|中学|幼儿园|学校|泵站|变电站|消防救援站|消防站|公园|道路|市政路|干线|建材通道|通道|高速|公路|铁路|路灯|泊位|转运站|公厕|写字楼|楼宇|地块|小区|片区|公交场站|场站|医院"
    r"|图书馆|场馆|排水管网|管网|管线|厂房|商圈|综合体|街区|商业中心|社区卫生服务中心|服务中心|载体|园区|产业园|设施|平台|基地|老建筑|建筑|机场|光伏|核电|电站|旅游景区|景区|景点|工程|项目|线路|平房"
    r"|棚户区|城中村|村|老厂房|中心|河道|立交|桥|市场|校区|安置房|还迁房|经适房|馆|库|广场|街)"
)
_NO_KIND = re.compile(
    r"^(?:\d*[个家项类]?)?(?:[^,、]{0,6})?(?:企业|产业|行业|领域|技术|机构|活动|政策|业态|人才|问题|品牌|资源|要素|方面|制度|系列|称号|专业|产品|金融|功能|精神|计划|地区|区域|院校|高校|城市|部门|单位|人员"
    r"|群体|措施|指标|任务|职能|手段|商品|经济|服务业|场景|节点|能力|环节|关键|文化|消费|新技术|工作|队伍|科研|专项|特色产业|经贸|展会|赛事|对接|试点|主体|模式|内容)"
)
_JOINT = re.compile(r"、|以及|及其|及|和|与|并")
_WORK_TAIL = re.compile(
    r"(?:(?:项目|工程)?(?:开发|规划|开工|提速|竣工|加快|同步)?建设(?:进度|步伐|速度|工作)?|进度|步伐|力度|前期工作|落地(?:发展|见效)?|等?落户|发展|挂牌出让|出让|投入使用|竣工开业|竣工投产|开业运营"
    r"|(?:达效|投产|开工|竣工|建成投运|建成|落地|通车|运营)|提级能级|提档升级|规划|运营管理|招生|收尾|提能升级|前期|工作|主体|主体工程)$"
)
_HARD_VERB = re.compile(r"提升改造|升级改造|改造提升|改造|扩建|改扩建|改建|整修|修缮|拓宽|亮化|迁建|恢复|绿化")
_SUFFIX = re.compile(
    r"(?:配套|污水|雨水|排水|供水|供热|燃气|道路|定向|安置|经济适用房|经适房|保障房|菜市场|标准化|小学|中学|幼儿园|学校|高中|管线|管网|雨污分流|分流|泵站|消防|救援|站|改造|提升|更新|工程|项目|建设"
    r"|综合|治理|整治|场馆|写字楼|夜景|灯光|社区|商业|中心|地块|公交|轨道交通|高速|铁路|拓宽|街景|变电|输变电|截污|水环境|医院|生态|修复|产业|融合|示范|基地|垃圾|焚烧|发电厂|处理厂|城镇|公园"
    r"|老旧小区|城市|党群|文化|旅游|特色|小镇|两个|电子|通用|专用|智慧|道|路|广场|图书馆|博物馆|活动|百|二期|一期){1,9}$"
)


def read_clause(text: str, places: tuple[str, ...]) -> Iterator[Found]:
    """What a clause names, in the order of the text. ``places`` are the names of the district and its parts."""
    if len(text) < 5:
        return
    for reader in (_means, _on, _verb_first, _state_last):
        found = reader(text, places)
        if found is not None:
            if found.items:
                yield found
            return


def _means(text: str, places: tuple[str, ...]) -> Found | None:
    match = _MEANS.match(text)
    if match is None:
        return None
    what = match["what"]
    start = match.start("what")
    if not re.search(r"(?:项目|工程|建设)$", what) or is_generic(what) or "重点项目" in what:
        return None
    return _things(text, start, match.end("what"), "推进", places)


def _on(text: str, places: tuple[str, ...]) -> Found | None:
    match = _ON.match(text)
    if match is None or not re.search(r"提升改造|改造|扩建|整修|提升|修缮|治理|建设", match["rest"]):
        return None
    return _things(text, match.start("what"), match.end("what"), match["rest"], places)


def _verb_first(text: str, places: tuple[str, ...]) -> Found | None:
    """加快推进京滨城际铁路; 在河东公园内建设严复纪念馆."""
    begin = 0
    if lead := _LEAD.match(text):
        begin = lead.end()
    if money := _MONEY_HEAD.match(text, begin):
        begin = money.end()
    chain = _CHAIN.match(text, begin)
    if chain is None or chain["verb"] is None:
        chain = _later_verb(text, begin)
    if chain is None:
        return None
    words = text[begin : chain.end()]
    return _things(text, chain.end(), len(text), words, places)


def _later_verb(text: str, begin: int) -> re.Match[str] | None:
    """The verb behind 在…, 与…, 围绕…; None where the clause begins with a thing."""
    if not _PREPOSITION.match(text, begin):
        return None
    depth = 0
    strong = None
    for match in re.finditer(r"[(“《]|[)”》]|" + _STRONG.pattern, text):
        token = match.group()
        if token in "(“《":
            depth += 1
        elif token in ")”》":
            depth -= 1
        elif depth == 0 and match.start() >= begin + 2:
            strong = match
            break
    return _CHAIN.match(text, strong.start()) if strong else None


def _state_last(text: str, places: tuple[str, ...]) -> Found | None:
    """中纺前街地道通车使用; 新发地智慧城市民生港首开区等投资219亿元的22个项目开工建设."""
    match = _STATE_TAIL.search(text)
    begin = 0
    if lead := _LEAD.match(text):
        begin = lead.end()
    if match is None or match.start() - begin < 3:
        return None
    return _things(text, begin, match.start(), match["state"], places, subject=True)


# ── the things ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _things(text: str, start: int, end: int, words: str, places: tuple[str, ...], *, subject: bool = False) -> Found | None:
    """The things in ``text[start:end]``, said to be done with ``words``."""
    if money := _MONEY_HEAD.match(text, start, end):
        start = money.end()
    while start < end and text[start] in "了的:":
        start += 1
    cut = _etc(text, start, end)
    if cut is not None:
        return _listed(text, start, cut, end, words, places)
    stop, tail = _cut_tail(text, start, end)
    if stop - start < 2:
        return None
    pieces = _split(text, start, stop)
    items = _named(text, pieces, words, places, tail=tail, subject=subject)
    return Found(tuple(items), words + tail, alone=len(items) == 1) if items else None


def _etc(text: str, start: int, end: int) -> int | None:
    """Where the 等 stands that closes a list."""
    depth = 0
    for index in range(start, end):
        char = text[index]
        if char in "(“《":
            depth += 1
        elif char in ")”》":
            depth -= 1
        elif char == "等" and depth <= 0 and index - start >= 2 and text[index + 1 : index + 2] not in ("级", "待", "于", "次", "奖", "职"):
            return index
    return None


def _cut_tail(text: str, start: int, end: int) -> tuple[int, str]:
    """Without the words at the end that are no part of a name: …建设, …投入使用."""
    stop = end
    while (match := _WORK_TAIL.search(text, start, stop)) and match.end() == stop and match.start() - start >= 2:
        stop = match.start()
    if stop < end:
        for adverb in ("加快", "提速", "尽快", "实现", "早日", "顺利", "年底", "全面", "确保", "启动", "服务"):
            if text.endswith(adverb, start, stop):
                stop -= len(adverb)
    return stop, text[stop:end]


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The pieces of a list: at 、 always, at 和 and its like where both sides are long enough to be names and not two common words."""
    cuts: list[tuple[int, int]] = []
    depth = 0
    index = start
    begin = start
    while index < end:
        char = text[index]
        if char in "(“《":
            depth += 1
        elif char in ")”》":
            depth -= 1
        elif depth <= 0 and (joint := _JOINT.match(text, index, end)):
            word = joint.group()
            if word == "、" or _is_joint(text, begin, index, joint.end(), end):
                cuts.append((begin, index))
                begin = joint.end()
                index = begin
                continue
        index += 1
    cuts.append((begin, end))
    return [(a, b) for a, b in cuts if b > a]


def _is_joint(text: str, begin: int, left_end: int, right: int, end: int) -> bool:
    left = text[begin:left_end]
    following = text.find("、", right, end)
    right_text = text[right : following if following >= 0 else end]
    if len(left) < 2 or len(right_text) < 3:
        return False
    return is_proper(strip_work(left), ()) or (has_head(left) and has_head(right_text))


def _listed(text: str, start: int, cut: int, end: int, words: str, places: tuple[str, ...]) -> Found | None:
    """A list closed by 等 and the kind of its things: 三联大厦、万海大厦等重点楼宇提升改造."""
    after = cut + 1
    count = _COUNT.match(text, after, end)
    body = count.end() if count else after
    money = _MONEY_HEAD.match(text, body, end)
    body = money.end() if money else body
    kind = _KIND.match(text, body, end)
    if kind is None or _NO_KIND.match(text[body:end]) and not re.search(r"(?:项目|工程|地块)", text[body:end]):
        return None
    pieces = _split(text, start, cut)
    works = kind["kind"] in ("项目", "工程", "地块", "平房", "改造", "建设", "载体", "设施")
    items: list[Item] = []
    work = _work_after(text, kind.end(), end) if _WORK_TAIL.search(text, kind.end(), end) is None else ()
    for a, b in pieces:
        name = _trim(text, a, b)
        if name is None:
            continue
        a, b = name
        thing = text[a:b]
        if is_generic(thing) or is_metaphor(thing) or not is_proper(thing, places) or len(thing) > 40:
            continue
        shared: tuple[tuple[int, int], ...] = ()
        if not works and not has_head(thing):
            shared = ((kind.start("kind"), kind.end("kind")),)
        items.append(Item(a, b, shared + work))
    return Found(tuple(items), words + text[kind.end() : end], alone=False) if items else None


def _work_after(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """等老旧小区|改造|力度: the work that is part of each name."""
    match = re.compile(r"(?:提升改造|升级改造|更新改造|综合整治|改造|扩建|整治|治理|修复)").search(text, start, end)
    return ((match.start(), match.end()),) if match and match.start() - start <= 6 else ()


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Without what stands before a name: money, a count, 对, 了, a verb of its own (及加快…)."""
    while True:
        before = start
        for pattern in (_MONEY_HEAD, _TRIMMED):
            if match := pattern.match(text, start, end):
                start = match.end()
        if (chain := _CHAIN.match(text, start, end)) and chain["verb"] and end - chain.end() >= 3 and chain.end() - start >= 2:
            start = chain.end()
        if start == before:
            break
    if text[start:start + 1] == "“" and text[end - 1 : end] == "”" and text.find("”", start, end) == end - 1:
        start, end = start + 1, end - 1
    return (start, end) if end - start >= 2 else None


_TRIMMED = re.compile(r"(?:了|的|:|位于|约|共|以|对|将|把|我[区市省县](?=.{3})|\d+(?:个|条|座|家|处|所|片|项)(?=.{3})|新一代(?=$))")


def _named(
    text: str, pieces: list[tuple[int, int]], words: str, places: tuple[str, ...], *, tail: str, subject: bool
) -> list[Item]:
    """Those pieces of an open list (no 等) that name a work."""
    spans = [span for a, b in pieces if (span := _trim(text, a, b))]
    if not spans:
        return []
    last_start, last_end = spans[-1]
    shared: tuple[tuple[int, int], ...] = ()
    if len(spans) > 1 and (match := _SUFFIX.search(text, last_start, last_end)) and match.start() - last_start >= 2:
        shared = ((match.start(), last_end),)
    items: list[Item] = []
    for index, (a, b) in enumerate(spans):
        name = text[a:b]
        whole = name + (text[shared[0][0] : shared[0][1]] if shared and index < len(spans) - 1 and not _closed(name) else "")
        work = ()
        if not is_named_work(whole, places) and not (tail and is_named_work(whole + _bare(tail), places)):
            if not (_HARD_VERB.search(words) and has_head(whole) and is_proper(whole, places) and not is_generic(whole)):
                continue
        if subject and not (has_head(whole) or ends_in_work(whole)):
            continue
        items.append(Item(a, b, (shared if whole != name else ()) + work))
    return items


def _closed(name: str) -> bool:
    """Is the piece a whole name, so that the list's last head is not its own?"""
    return (has_head(name) and not name.endswith(("路", "道", "街", ")", "里", "苑", "园", "府"))) or ends_in_work(name)


def _bare(tail: str) -> str:
    match = re.match(r"(?:项目|工程)", tail)
    return match.group() if match else ""
