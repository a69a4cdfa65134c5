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
    has_strong_head,
    is_generic,
    is_named_work,
    is_possible,
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
    "超前 提前 精心 精准 强力 加速 努力 奋力 合力 共同(?!体) 联合(?!国|会|体) 主动 累计 逐步 超前 分批 分期 适时 因地制宜 率先 成功 顺利 基本 相继 陆续 先后 已 要 力争 确保 争取 支持 前瞻 集中"
    "科学 合理 优质高效 纵深 有力 有效 正式 同步 同时 并 还 也 均 全部 提速 探索 精细 精品 倾力 适度 认真 积极稳妥 稳妥 优先 充分 鼓励支持 全力支持"
)
_BUILD = (
    "建设 新建 兴建 续建 改建 扩建 改扩建 修建 筹建 共建 投资建设 投资兴建 规划建设 开发建设 谋划建设 开工建设 建成 建成并 打造 新打造 推进 推动 加快 实施 启动 开展 完成 储备 谋划 谋划实施 开工"
    " 竣工 引进 提升改造 改造提升 升级改造 改造 整修 修缮 拓宽 拓宽改造 拓宽改造 新建改造 新建扩建 新建提升改造 新建和提升改造 新建提升 新建改建 提升 服务 加大 贯通 接收 规划设计"
    " 构建 完善 恢复 迁建 重建 开通 建强 出让 收储 建好 筹划 加强 对接 整合 开发 引入 组建 筹建 续建 新打造 打通"
)
_CHAIN = re.compile(rf"(?:(?:{_ADVERBS})|(?P<verb>{_any(_BUILD)}))+了?")
_STRONG = re.compile(
    r"(?:新建|兴建|建设|改建|改扩建|扩建|修建|筹建|打造|实施|推进|推动|加快|启动|建成|谋划|提升改造|升级改造|改造提升|整修|拓宽|完成|引进|恢复|构建|合力实施)(?=.{3})"
)
_LEAD = re.compile(r"(?:(?:到|至|自)?\d{4}年(?:底|末|前|内|底前|末前)?|今年|明年|年内|年底前|全年|五年来?|同时|其中|此外|另外|以及|先期|重点|一是|二是|三是|四是|五是|——|\d+月底前)*,?")
_PREPOSITION = re.compile(r"(?:在|于|与|和|同|围绕|利用|依托|以|由|按|面向|立足|结合|借助|发挥|支持|引导|聚焦|针对|用好|鼓励|通过|联合|与|为|对接|适应|根据|从|着力|紧扣|贯彻|深化)")
_MONEY_HEAD = re.compile(r"(?:总投资|投资额?|计划投资|完成投资)(?:约|达|近)?\d[\d.,]*(?:多|余)?[万亿]元(?:的|以上的)?(?:\d+个)?")

# What became of a thing: …建成投用, …实现开工并纳统, …进展顺利
_STATE_TAIL = re.compile(
    r"(?P<state>(?:已|均|全部|顺利|如期|相继|正式|成功|即将|年底|年内|确保|上半年|实现|完成|加快|全面|有序|扎实|提速|努力|积极|稳步|同步|持续|取得|通过|提前|建设|投资)*"
    r"(?:建成通车|建成投产|建成投用|建成运营|建成使用|投入使用|投入运营|投入运行|竣工投产|竣工开业|投产达效|开工建设|开业运营|通车使用|开工并纳统|进展顺利|顺利实施|全面启动|实质性进展|施工"
    r"|建成|竣工|开工|开业|投产|投用|通车|通航|开通|送电|运营|启用|封顶|复工|完工|揭牌|启动|提升改造|改造|推进|建设|签约|前期手续|获批|核准|交付|落户[^,]{0,8}|纳入[^,]{2,30}|获国家核准|实施|扩区|首航"
    r"|封关运作|招生|开馆|开街运营|落地|建校招生|投入试运行|整体运营|完成建设并投入使用|建设并投入使用|落成))$"
)
_MEANS = re.compile(r"^以(?P<what>.{3,40}?)为(?:抓手|切入点|突破口|试点|支撑|契机|引领|纽带|牵引|重点|依托|核心|带动|龙头)")
_ON = re.compile(r"^对(?P<what>.{3,60}?)(?:实施|进行|开展)(?P<rest>.{2,30})$")

# Behind 等: the count and the kind of the things, and what is done with them.
_COUNT = re.compile(r"(?:共计|共|约)?(?:(?:\d[\d.]*|[一二两三四五六七八九十百]+)(?:余|多)?(?:个|条|座|家|处|所|片|项|栋|段|宗|大|类|幢|街)?(?:\([^()]{1,8}\))?)?(?:一大批|一批|重点|重大|市级|区级|标志性|特色|新|优质)*")
_KIND = re.compile(
    r"(?P<kind>(?:项目|工程)|菜市场|小学|中学|幼儿园|学校|泵站|变电站|消防救援站|消防站|公园|市政路|干线|建材通道|通道|高速|公路|铁路|路灯|停车泊位|转运站|公厕|写字楼|楼宇|地块|小区|片区|城市更新|地区(?=城市更新|更新改造|改造)|轨道交通|公交场站|场站|医院"
    r"|图书馆|场馆|排水管网|管网|管线|厂房|商圈|综合体|街区|社区商业中心|商业中心|社区卫生服务中心|综合服务中心|服务中心|中心|载体|园区|产业园|配套设施|设施|平台|基地|老建筑|建筑|机场|光伏|核电|电站"
    r"|旅游景区|景区|景点|道路|线路|平房|棚户区|城中村|河道|立交|桥|市场|校区|安置房|还迁房|经适房|馆|库|广场|街(?!道))(?!类)"
)
_NO_KIND = re.compile(
    r"企业|机构|院校|高校|部门|单位|行业|领域|技术|人才|城市|地区|人员|群体|产品|政策|业态|资源|要素|产业(?!载体|园|基地|项目)|方面|制度|措施|指标|任务|职能|手段|商品|经济|节点|能力|环节|内容|模式|机制|活动(?!公厕|中心|室)|赛事|展会|对接|方式|系列|问题"
)
_KIND_REACH = 14  # characters behind 等 in which the kind of the things must stand
_FACILITY = re.compile(
    r"菜市场|小学|中学|幼儿园|泵站|变电站|消防救援站|消防站|转运站|公厕|写字楼|公交场站|场站|医院|商业中心|服务中心|校区"
)
# What is done with the things is no work on them: 提升…等楼宇运营质量和效益
_EFFECT = re.compile(r"实现(?!开工|“?净地|挂牌|投产|建成|竣工|运营|通车|投用)|生态建设|质量和效益|效益|能级|品质|运营能力|影响力|作用|优势|合作|联动|交流|保障能力|功能$|水平")
_JOINT = re.compile(r"、|以及|(?<![普涉以])及其?|(?<![共中温饱])和(?![平谐睦治善解])|(?<!参)与|(?<!合)并(?!网|联|购)")
_COUNTED_END = re.compile(
    r"(?<![及和与])(?<=[\u4e00-\u9fff)])(?P<count>\d{1,3}|[两三四五六七八九十]{1,2})(?:个|条|座|家|处|所|片|栋)(?=[\u4e00-\u9fff]{2,14}$)"
)
_WORK_TAIL = re.compile(
    r"(?:并(?:顺利|成功|正式|全面|尽快)?(?:开学|投入使用|投入运营|开业|运营|通车|投用|开工|招生|启用)|(?:项目|工程)?(?:开发|规划|开工|提速|竣工|加快|同步)?建设(?:进度|步伐|速度|工作)?|进度|步伐|力度|前期工作|落地(?:发展|见效)?|等?落户|发展|挂牌出让|出让|投入使用|竣工开业|竣工投产|开业运营"
    r"|(?:达效|投产|开工|竣工|建成投运|建成|落地|通车|运营)|提级能级|提档升级|规划|运营管理|招生|收尾|提能升级|前期|工作|主体|主体工程)$"
)
_HARD_VERB = re.compile(r"提升改造|升级改造|改造提升|改造|扩建|改扩建|改建|整修|修缮|拓宽|亮化|迁建|恢复|绿化")
_SUFFIX = re.compile(
    r"(?:配套|污水|雨水|排水|供水|供热|燃气|道路|定向|安置|经济适用房|经适房|保障房|菜市场|标准化|小学|中学|幼儿园|学校|高中|管线|管网|雨污分流|分流|泵站|消防|救援|站|改造|提升|更新|工程|项目|建设"
    r"|综合|市容|环境|云计算|治理|整治|场馆|写字楼|夜景|灯光|社区|商业|中心|地块|公交|轨道交通|高速|铁路|拓宽|街景|变电|输变电|截污|水环境|医院|生态|修复|产业|融合|示范|基地|垃圾|焚烧|发电厂|处理厂|城镇|公园"
    r"|老旧小区|片区|城市|党群|文化|旅游|特色|小镇|两个|电子|通用|专用|智慧|道|路|广场|图书馆|博物馆|活动|二期|一期){1,9}$"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What a reader of clauses knows beforehand: names of places, the document's parks, and whether a box of works is being read."""

    places: tuple[str, ...]
    parks: frozenset[str] = frozenset()
    loose: bool = False
    review: bool = False

    @property
    def known(self) -> frozenset[str]:
        """The parks that count as works: those that are still to be built."""
        return frozenset() if self.review else self.parks


def read_clause(text: str, frame: Frame) -> Found | None:
    """What a clause names, in the order of the text, or None."""
    if len(text) < 5:
        return None
    for reader in (_means, _signed, _on, _verb_first, _state_last):
        found = reader(text, frame)
        if found is not None:
            return found if found.items else None
    return None


_NOTHING = Found((), "", alone=False)


def _means(text: str, frame: Frame) -> Found | None:
    match = _MEANS.match(text)
    if match is None:
        return None
    what = match["what"]
    if not re.search(r"(?:项目|工程|建设)$", what) or is_generic(what) or "重点项目" in what or "、" in what:
        return None
    return _things(text, match.start("what"), match.end("what"), "推进", frame)


# 与中核汇能签订屋顶光伏项目合作协议
_SIGNED = re.compile(r"^.{0,20}?(?P<sign>签订|签署|签约)(?:了)?(?P<what>.{2,25}?(?:项目|工程))(?:战略|投资|建设)?(?:合作)?(?:框架)?(?:协议|合同)")


def _signed(text: str, frame: Frame) -> Found | None:
    match = _SIGNED.match(text)
    if match is None or is_generic(match["what"]):
        return None
    return Found((Item(*match.span("what")),), match["sign"], alone=True)


def _on(text: str, frame: Frame) -> Found | None:
    match = _ON.match(text)
    if match is None or not re.search(r"提升改造|改造提升|改造|扩建|整修|建设提升|修缮", match["rest"]):
        return None
    return _things(text, match.start("what"), match.end("what"), match["rest"], frame, hard=True)


def _verb_first(text: str, frame: Frame) -> Found | None:
    """加快推进京滨城际铁路; 在河东公园内建设严复纪念馆; 完成投资5000万元的府河导排区加固扩容项目."""
    begin = lead.end() if (lead := _LEAD.match(text)) else 0
    money = _MONEY_HEAD.match(text, begin)
    begin = money.end() if money else begin
    chain = _CHAIN.match(text, begin)
    if chain is None or chain["verb"] is None:
        chain = _later_verb(text, begin)
    if chain is not None:
        if text.startswith(("为", "成"), chain.end()):
            return _NOTHING
        return _things(text, chain.end(), len(text), text[begin : chain.end()], frame)
    if money and (found := _state_last(text, frame)) is not None:
        return found
    return _things(text, begin, len(text), "投资建设", frame) if money else None


_REGION = re.compile(r"[^,、]{2,10}?(?:区|领域|方面|地区|街|带)(?=(?:重点|积极|加快|大力)*(?:推进|建设|打造|实施|推动|加快))")


def _later_verb(text: str, begin: int) -> re.Match[str] | None:
    """The verb behind 在…, 与…, 围绕… or behind the region spoken of; None where the clause begins with a thing."""
    if (region := _REGION.match(text, begin)) and (chain := _CHAIN.match(text, region.end())) and chain["verb"]:
        return chain
    if not _PREPOSITION.match(text, begin) or text.startswith(("鼓励", "引导"), begin):
        return None
    depth = 0
    for match in _MARK_OR_VERB.finditer(text, begin):
        token = match.group()
        if token in "(“《":
            depth += 1
        elif token in ")”》":
            depth -= 1
        elif depth <= 0 and match.start() >= begin + 2:
            chain = _CHAIN.match(text, match.start())
            return chain if chain and chain["verb"] else None
    return None


_MARK_OR_VERB = re.compile(r"[(“《]|[)”》]|" + _STRONG.pattern)
_ONLY_ADVERBS = re.compile(rf"(?:{_ADVERBS})+")


def _state_last(text: str, frame: Frame) -> Found | None:
    """中纺前街地道通车使用; 新发地智慧城市民生港首开区等投资219亿元的22个项目开工建设."""
    match = _STATE_TAIL.search(text)
    begin = lead.end() if (lead := _LEAD.match(text)) else 0
    if adverbs := _ONLY_ADVERBS.match(text, begin):
        begin = adverbs.end()
    if match is None or match.start() - begin < 3:
        return None
    state = match["state"]
    if re.search(r"运营$|获批|认定", state) and not re.search(r"开业|建成|投", state) and _all_parks(text[begin : match.start()], frame):
        return _NOTHING
    return _things(text, begin, match.start(), state, frame, subject=True)


def _all_parks(text: str, frame: Frame) -> bool:
    return all(piece in frame.parks for piece in text.split("、"))


# ── the things ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _things(
    text: str, start: int, end: int, words: str, frame: Frame, *, subject: bool = False, hard: bool = False
) -> Found | None:
    """The things in ``text[start:end]``, said to be done with ``words``."""
    if money := _MONEY_HEAD.match(text, start, end):
        start = money.end()
    while start < end and text[start] in "了的:":
        start += 1
    soft = _SOFT_VERB.search(words) and not _BUILDS.search(text, start, end)
    soft = soft and not re.search(r"(?:加快|提速)建设$|开业", text)
    if (soft and not (text.startswith(frame.places, start) and text.endswith("平台", start, end))) or text.startswith("集", start):
        return _NOTHING
    cut = _etc(text, start, end)
    if cut is not None:
        return _listed(text, start, cut, end, words, frame)
    if words.endswith(("对接", "开发")):
        return _NOTHING
    if (counted := _COUNTED_END.search(text, start, end)) and "、" in text[start : counted.start()]:
        return _listed(text, start, counted.start(), end, words, frame)
    stop, tail = _cut_tail(text, start, end)
    if stop - start < 2:
        return None
    if (counted := _COUNTED_END.search(text, start, stop)) and "、" in text[start : counted.start()]:
        return _listed(text, start, counted.start(), stop, words + tail, frame)
    items = _named(text, _split(text, start, stop, frame), words, frame, tail=tail, subject=subject, hard=hard)
    return Found(tuple(items), words + tail, alone=len(items) == 1) if items else None


# Verbs that do not build: 提升…品质, 服务…发展
_SOFT_VERB = re.compile(rf"^(?:{_ADVERBS}|加快|整合|提升|服务|加强|完善|优化)*(?:提升|服务|加强|完善)$")
# 加强“智慧国资”平台建设 and 完善全区大数据共享平台 build; 加强党风廉政建设 does not
_BUILDS = re.compile(r"“[^”]+”.{0,6}建设|全区.{2,12}平台|改造")


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
            if text[index - 1] in "均平同对高中初优":
                continue
            return index
    return None


# 长城国家文化公园建设和文物保护工作
_AND_MORE = re.compile(r"(?<=建设)(?:和|与|及)[^、“]{2,6}$")
# 北大冉110KV变电站及相关线路建设
_BESIDE = re.compile(r"(?:及|和|与)(?:相关|附属|周边)[^、]{1,10}$")


def _cut_tail(text: str, start: int, end: int) -> tuple[int, str]:
    """Without the words at the end that are no part of a name: …建设, …投入使用."""
    stop = end
    if (more := _AND_MORE.search(text, start, stop)) and more.start() - start >= 3:
        stop = more.start()
    if (beside := _BESIDE.search(text, start, stop)) and beside.start() - start >= 3:
        stop = beside.start()
    while (match := _WORK_TAIL.search(text, start, stop)) and match.end() == stop and match.start() - start >= 2:
        stop = match.start()
    if stop < end:
        for adverb in ("加快", "提速", "尽快", "实现", "早日", "顺利", "年底", "全面", "确保", "启动", "服务"):
            if text.endswith(adverb, start, stop):
                stop -= len(adverb)
    return stop, text[stop:end]


def _split(text: str, start: int, end: int, frame: Frame) -> list[tuple[int, int]]:
    """The pieces of a list: at 、 between names (not in 4、10、11号线), at 和 and its like where a name ends before and one begins behind."""
    cuts: list[tuple[int, int]] = []
    depth = 0
    index = begin = start
    while index < end:
        char = text[index]
        if char in "(“《":
            depth += 1
        elif char in ")”》":
            depth -= 1
        elif depth <= 0 and (joint := _JOINT.match(text, index, end)):
            comma = joint.group() == "、"
            if _is_comma(text, index) if comma else _is_joint(text, begin, index, joint.end(), end, frame):
                cuts.append((begin, index))
                index = begin = joint.end()
                continue
        index += 1
    cuts.append((begin, end))
    return [(a, b) for a, b in cuts if b > a]


def _is_comma(text: str, index: int) -> bool:
    around = text[index - 1 : index] + text[index + 1 : index + 2]
    return not (around.isdigit() or around in ("南北", "东西", "前后", "上下") or re.fullmatch(r"\d[A-Z]", around))


def _is_joint(text: str, begin: int, left_end: int, right: int, end: int, frame: Frame) -> bool:
    """Does 和 part two names here, and not two words of one (全域还迁房及配套公建)?"""
    left = text[begin:left_end]
    following = text.find("、", right, end)
    other = text[right : following if following >= 0 else end]
    if left in frame.parks or any(other.startswith(park) for park in frame.parks if park in other):
        return True
    if len(left) < 2 or len(other) < 2 or not is_proper(strip_work(left), ()):
        return False
    if other[0].isdigit() or other.startswith(("一批", "各")) or is_proper(other, ()):
        return True
    return has_strong_head(other) and len(other) >= 4 and not other.startswith(("配套", "附属", "相关", "周边"))


def _listed(text: str, start: int, cut: int, end: int, words: str, frame: Frame) -> Found | None:
    """A list closed by 等 and the kind of its things: 三联大厦、万海大厦等重点楼宇提升改造."""
    after = cut + (text[cut] == "等")
    body = count.end() if (count := _COUNT.match(text, after, end)) else after
    if money := _MONEY_HEAD.match(text, body, end):
        body = money.end()
    kind = _KIND.search(text, body, min(end, body + _KIND_REACH))
    landing = kind is None and re.match(r"(?:落地|建设|开工|竣工|建成|投用)", text[body:end])
    if (kind is None and not landing) or (kind and _NO_KIND.search(text, body, kind.start())):
        return _NOTHING
    done = kind.end() if kind else body
    if _EFFECT.search(text, done, end) and not re.search(r"改造|开工", text[done:end]):
        return _NOTHING
    if "累计" in words and kind and re.fullmatch(r"园区|产业园|载体|众创空间", kind["kind"]):
        return _NOTHING
    pieces = [span for a, b in _split(text, start, cut, frame) if (span := _trim(text, a, b, frame))]
    work = () if _WORK_TAIL.search(text, done, end) and not re.search(r"改造|整治", text[done:end]) else _work_after(text, done, end)
    items = [
        Item(item.start, item.end, item.shared + (() if ends_in_work(text[item.start : item.end]) else work))
        for item in _of_kind(text, pieces, kind, body, frame)
    ]
    if items and (joint := _JOINT.match(text, done, end)):  # …等6座配套幼儿园及太阳城小学
        rest = _things(text, joint.end(), end, words, frame)
        items.extend(rest.items if rest else ())
    return Found(tuple(items), words + text[done:end], alone=False)


def _of_kind(
    text: str, pieces: list[tuple[int, int]], kind: re.Match[str] | None, body: int, frame: Frame
) -> Iterator[Item]:
    """Those of the pieces that are names, each with the kind where it does not say itself what it is."""
    things = [text[a:b] for a, b in pieces]
    proper = [is_possible(thing, frame.places) and is_proper(thing, frame.places) for thing in things]
    word = kind["kind"] if kind else ""
    works = word in ("项目", "城市更新", "地区", "工程", "地块", "载体", "设施", "平房", "配套设施", "")
    phrase = _phrase(text, kind, body)
    for (a, b), thing, named in zip(pieces, things, proper, strict=True):
        sibling = any(proper) and len(thing) >= 3 and is_possible(thing, frame.places) and (has_strong_head(thing) or word == "地块")
        possible = is_possible(thing, frame.places) and has_strong_head(thing)
        park = thing in frame.known or (possible and word in ("项目", "平台") and frame.loose)
        if not kind and not (named and has_head(thing)):
            continue
        if not (named or sibling or park) or (word.endswith("设施") and not has_head(thing)):
            continue
        shared: tuple[tuple[int, int], ...] = ()
        if kind and not ends_in_work(thing) and not thing.endswith(word[-2:]):
            if _needs_kind(thing, word, works=works):
                shared = (phrase,)
        yield Item(a, b, shared)


def _needs_kind(thing: str, word: str, *, works: bool) -> bool:
    """Does the name not say what it is? 天山路 is a 社区商业中心 here, 热电厂 a 消防救援站."""
    if _FACILITY.search(word):
        return not has_strong_head(thing) or thing.endswith(("厂", "园", "路", "道"))
    return not works and not has_head(thing)


def _phrase(text: str, kind: re.Match[str] | None, body: int) -> tuple[int, int]:
    """The kind with what makes it one: 社区商业中心, 电子商务智慧园区; not 特色 or 时尚消费商业载体."""
    if kind is None:
        return body, body
    whole = text[body : kind.end()]
    plain = len(whole) <= 10 and not re.search(r"重点|特色|大型|新|骨干|优质|标志|长期|正在|自用|类|时尚|高端|老旧|\d", whole)
    return (body if plain else kind.start()), kind.end()


def _work_after(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """等老旧小区|改造|力度: the work that is part of each name."""
    match = re.compile(r"(?:提升改造|升级改造|更新改造|综合整治|改造|扩建|整治|治理|修复)").search(text, start, end)
    return ((match.start(), match.end()),) if match and match.start() - start <= 6 else ()


def _trim(text: str, start: int, end: int, frame: Frame) -> tuple[int, int] | None:
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
    if (of := text.rfind("的", start, end)) >= 0 and text.startswith(frame.places, of + 1):
        start = of + 1  # 包含心理咨询和治疗的东丽医院健康中心
    if slogan := re.compile(r"“[^”]*[一二两三四五六七八九十][^”]*”(?=.{3})").match(text, start, end):
        if has_strong_head(text[slogan.end() : end]) and is_proper(text[slogan.end() : end], ()):
            start = slogan.end()  # “一环十一园”南淀公园
    if (dash := text.rfind("--", start, end)) >= 0:
        start = dash + 2
    if is_generic(text[start:end]) and text.startswith("“", start):
        return None
    if text[start : start + 1] == "“" and text[end - 1 : end] == "”" and text.find("”", start, end) == end - 1:
        start, end = start + 1, end - 1
    return (start, end) if end - start >= 2 else None


_TRIMMED = re.compile(r"(?:全[国市省]首[家个座条]|了|的|:|位于|约|共|对|把|我[区市省县](?=.{3})|[1一](?:个|条|座|家|处|所|片|项)(?=.{3}))")


def _named(
    text: str,
    pieces: list[tuple[int, int]],
    words: str,
    frame: Frame,
    *,
    tail: str,
    subject: bool,
    hard: bool,
) -> list[Item]:
    """Those pieces of an open list (no 等) that name a work."""
    spans = [span for a, b in pieces if (span := _trim(text, a, b, frame))]
    if not spans:
        return []
    shared = _shared(text, spans)
    items: list[Item] = []
    doubtful: list[Item] = []
    for a, b in spans:
        name = text[a:b]
        add = _overlap(text, name, shared) if shared and (a, b) != spans[-1] and not _closed(name) else ()
        whole = name + "".join(text[x:y] for x, y in add)
        item = Item(a, b, add)
        if subject and not (has_head(whole) or ends_in_work(whole) or whole.endswith("基础设施")):
            continue
        if _is_work(whole, words, tail, frame, hard=hard):
            items.append(item)
        elif is_possible(whole, frame.places) and has_head(whole) and len(whole) >= 3:
            doubtful.append(item)
    last = text[spans[-1][0] : spans[-1][1]]
    if ("的" in last and is_generic(last)) or last.endswith(("联动", "互动", "合作", "对接", "融合", "整合", "互补")):
        return []  # 1至2所办学质量高、社会声誉佳、发展特色突出的优质高中
    strong = any(has_strong_head(text[item.start : item.end]) for item in items)
    if not strong and not (has_head(last) or ends_in_work(last) or last.endswith("基础设施") or (items and items[-1].end == spans[-1][1])):
        return []  # 深入推进老金桥与新划入片区资源整合
    if items and len(spans) > 1:
        comma = "、" in text[spans[0][0] : spans[-1][1]]
        more = [item for item in doubtful if comma or (has_strong_head(text[item.start : item.end]) and item.end - item.start >= 6)]
        items = sorted([*items, *more], key=lambda item: item.start)
    return [item for item in items if text[item.start : item.end] not in frame.places]


def _is_work(whole: str, words: str, tail: str, frame: Frame, *, hard: bool) -> bool:
    places = frame.places
    if whole in frame.parks and frame.review:
        return False
    if (whole in frame.known or strip_work(whole) in frame.known) and not _AREA.search(whole):
        return True
    if is_named_work(whole, places, loose=frame.loose):
        return not _AREA.search(whole) and not (words.endswith(("打造", "建成")) and _is_boast(whole, places))
    if tail and is_named_work(whole + _bare(tail), places):
        return True
    if "建设" in tail and re.fullmatch(r"[^“和及]{3,}“[^”]+”", whole) and "规划" not in whole and is_possible(whole, places) and is_proper(whole.split("“")[0], ()):
        return True  # 清华高端院“一院一园一基金”建设
    return (hard or _HARD_VERB.search(words) is not None) and has_head(whole) and is_proper(whole, places) and is_possible(whole, places)


_AREA = re.compile(r"(?:集聚区|聚集区)$")
_BOAST = re.compile(r"(?:中心|基地|枢纽|港|总部|市场|示范线|示范区|集聚区|聚集区|门户|小镇|核心区)$")


def _is_boast(name: str, places: tuple[str, ...]) -> bool:
    """打造现代化数字贸易港: what a place would be, no work."""
    return bool(_BOAST.search(name)) and not name.startswith(places) and ("“" not in name or name.endswith("区"))


def _shared(text: str, spans: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The words of the last piece that all share: 雪莲南路|污水管线工程."""
    if len(spans) < 2:
        return None
    start, end = spans[-1]
    match = _SUFFIX.search(text, start, end)
    if match is None:
        return None
    begin = match.start()
    if text[begin] in "路道街":
        begin += 1
    return (begin, end) if begin - start >= 2 and end - begin >= 2 else None


def _overlap(text: str, name: str, shared: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    """What of the shared words is not in the name already: 铜带厂地块 + 地块安置经济适用房."""
    start, end = shared
    bare = strip_phase(name)
    if end - start > 2 and bare.endswith(text[start : start + 2]):
        start += 2
    return ((start, end),)


def _closed(name: str) -> bool:
    """Is the piece a whole name, so that the list's last head is not its own?"""
    return (has_strong_head(name) and not name.endswith(")")) or ends_in_work(name)


def _bare(tail: str) -> str:
    match = re.match(r"(?:项目|工程)", tail)
    return match.group() if match else ""
