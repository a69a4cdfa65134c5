"""What a project's name is made of, and when it names one thing rather than a kind of thing.

雪莲南路污水管线工程    names one: 雪莲南路 is no common word, 工程 is a work
高水平研发中心          names none: a sum of common words
全民健康信息平台        names one all the same: an information platform is a work of its own
"""

import re
from functools import lru_cache
from pathlib import Path

from projects.reading.common import doing_word, has_common_edge, is_common
from text.lexicon import load
from text.sources.source import fold

# ── heads ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

_DATA = Path(__file__).parents[1] / "data"
HEADS = load(_DATA / "heads.toml")
WORDS = load(_DATA / "names.toml")
# The first category that fits the end of a name holds.
_HEADS = tuple((category, re.compile(f"{HEADS.any(category)}$")) for category in HEADS)
_A_HEAD = re.compile(f"{HEADS.ahead(*HEADS)}{HEADS.any(*HEADS)}$")
# No head is longer, nor a word of a work: they are looked for at the end of a name alone. What a part matches is shorter than the part is written.
_REACH = max(len(one.word) for lexicon in (HEADS, WORDS) for group in lexicon for one in lexicon[group])

# Most names end in none of these, and then have no head: parts.road ends in a digit.
_HEAD_ENDS = HEADS.ends(*HEADS)

LINE_BEHIND_A_CHARACTER = WORDS.part("line")
# What stands behind a head without being one: 二期, （一期）, 首开区 … and the work done on it.
_PHASE = re.compile(
    r"(?:\([^()]{1,20}\)|[一二三四五六七八九十\d]+期|首期|一期项目|主体|部分|标段|(?<=[脑台统])\d\.\d)$"
)
_PHASE_ENDS = frozenset(")期目体分段0123456789\n")
_WORK = re.compile(f"{WORDS.ahead('works')}{WORDS.any('works')}$")

# 工程 and 项目 of bricks and pipes, against those of policy (民心工程, 人才工程, 公民道德建设工程).
HARD = f"{WORDS.any('hard')}|{WORDS.any('act')}"
"""What makes a work one of bricks and pipes: of what it is, or what is done."""
_HARD = re.compile(HARD)
_BUILT = re.compile(WORDS.any("hard"))
_SOFT = re.compile(WORDS.any("soft"))
_POLICY = re.compile(WORDS.any("policy"))

# Heads that are a figure of speech when a plan says 打造…: 打造京津微创新中心, 建成…示范基地
_METAPHOR = re.compile(f"{WORDS.any('metaphor')}$")
_COUNTED = (
    r"\d+(?:[-—~至]\d+)?[余多]?(?:\.\d+)?(?:[个家座处所条片项部台套户幢公亩回根株栋间眼口辆艘]|大(?![道街桥])|公里|平方公里|万)(?!分|吨级)"
    r"|(?![百千万]家)[一二三四五六七八九十百千万]+[余多]?[个家座处所条片项栋亩]|[\d十百千万]+亿元?级|[一二三四五六七八九十百\d]+大(?:产业|基础|重点|重大|标志|工程|项目|专项|板块|平台|园区)|全[省市区]\d"
)
# “一环十一园”: two numbers in quotation marks
_NUMBERS_QUOTED = (
    r"“[^”]*?(?<!\d)(?:\d++|[一二三四五六七八九十])[^”]*(?<!\d)[一二三四五六七八九十\d][^”]*”(?!项目|道路)"
)
_NOT_START = re.compile(f"{WORDS.any('not_start')}|{_NUMBERS_QUOTED}|{_COUNTED}")
_CLAUSAL = re.compile(rf"{WORDS.any('clausal')}|[^面导转方志朝流定]向(?!阳)")
_SLOGAN = re.compile(
    r"^“(?:[^”\d]*(?:\d++|[一二两三四五六七八九十])){2}[^”]*”[^“”]{0,2}$|^“[^”]{2,6}之[^”]{1,2}”(?:建设)?$|^“?[^”]*[·+][^”]*新城”?$|^“[^”]*[·+][^”]*”$"
)
_SIZE_LAST = re.compile(
    r"\d(?:\.\d+)?[万亿]?(?:余|多)?(?:[个家座处所条项部台套户间栋幢片眼]|公里|平方公里|平方米|亩|千瓦|吨|立方米|张|元)$"
)
_UNFINISHED = re.compile(
    r"(?=[重主各基等一其子]|^)"
    r"(?:(?:重点|重大|主要|各项|各类|基础|等|一批|其他)(?:项目|工程)?$|子项目$|^(?:国家级?|省级?|市级?|全国)?(?:重点)?(?:实验室|(?:技术|产业|制造业)创新中心|工程研究中心)$|^(?:新|好|大|老|大好)项目$|^(?:(?:[一二三四五六]|首|前)期|主体|配套|附属)(?:项目|工程)$)"
)
_UNFINISHED_ENDS = frozenset("目程室心点大要项类础等批他\n")
# 投资近1万亿元
_MONEY = ("投资", "总投资", "完成投资", "计划投资")
_MONEY_FIRST = re.compile(
    r"(?:完成|总|计划)?投资(?:额|约|近|达到?|超过?|逾)*(?=[\d一二三四五六七八九十百千万]+[^号期])"
)
_OF_KIND = re.compile(rf"三级[^平]{{1,8}}中心|{WORDS.any('of_kind')}")
_PLATFORM = re.compile(
    rf"(?:{WORDS.any('platform')}[^,。]{{0,8}}平台(?:系统)?|智慧{WORDS.any('smart')}[^,。]{{0,6}}平台|“智慧[^”]{{2,8}}平台”|“云平台”"
    rf"|{WORDS.any('system')}[^,。]{{0,8}}系统|数据库|监测站网|[\u4e00-\u9fff]{{2}}大脑”?|政务服务中心|数据中心)$"
)
_SOFT_PLATFORM = re.compile(r"管理体系|管理信息系统$|^(?:智慧|综合|管理|信息|数据|服务|公共)*平台$")
_QUOTED = re.compile(r"“[^”]{1,20}”")
_BRACKETED = re.compile(r"\([^()]*\)")
AND_NO_NAME = "(?<![共中温饱颐祥雍熙泰瑞嘉协永太仁])和(?![段至])"
"""和 that joins, and is no part of a name: 雍和, 永和, 兴和段."""
_AND = re.compile(rf"{AND_NO_NAME}(?![平谐睦治善解]|美乡)|(?<!普)及")
_NUMBERED = re.compile(
    r"[GSXY]\d{2,4}(?!\d)|\d+(?:号|#|KV|kV|期|万千瓦|-|–)|[A-Z]地块|·|[一二三四五六七八九十]+期|\d+、\d+"
)


_OF_DISTRICT = re.compile(
    r"(?:市(?![政场民区域容级郊内中县委直长属花树])|[区县](?![域块位县属级间街、和]))(?=.{2})"
)  # 区文化馆新馆

# A thing within or by another one: 秀丽广场儿童主题公园, 金贸产业园区消防站
_WITHIN = re.compile(
    r"^[\u4e00-\u9fff]{2,8}(?:广场|公园|车站|大厦|码头|商场|产业园区?)[\u4e00-\u9fff]{2,8}(?:公园|广场|站|中心|馆|场|桥|路)$"
)

# Words that all have, and yet every town has one: 人民广场, 市人民医院
_ONE_OF_A_TOWN = re.compile(
    r"[一二三四五六七八九十]大道(?=.{2})|(?!景观|特色|绿色|旅游|样板|示范|生态|迎宾)[\u4e00-\u9fff]{1,2}[^\W一二三四五六七八九十]大[道街](?=$|[改提拓整综南北东西绿亮快]|[一二三]期)|(?:市|县|区)?(?:第[一二三四五六七八九十]+)?(?:人民|中心|中医)(?:广场|公园|医院)|.{2,8}(?:学院|大学|医院)附属.{2,}"
    r"|(?:市|县|区)?通用机场"
)


# 县第三中学, 第二污水处理厂
_NUMBERED_ONE = re.compile(
    r"[省市县区旗]?(?:第[一二三四五六七八九十]{1,2}[、和与])*第[一二三四五六七八九十]{1,2}(?:[\u4e00-\u9fff]{0,6}(?:中学|小学|学校|幼儿园|医院)|[\u4e00-\u9fff]{1,8}厂|消防站|敬老院|福利院|变电站|客运站|水源地?)"
)


# what a bracket behind a name says of the work: 投资3亿元, 32公里, 装机120万千瓦, 覆盖12.6万人, 续建, 2026—2029年
_SIZE = r"[\d.]\d*[万亿]*(?:元|公里|千米|米|平方|立方|亩|公顷|千瓦|兆瓦|吨|人|户|床|套|座|孔|头|只|羽|[MGk][Ww])"
_FACTS = re.compile(
    rf"(?<!规划)(?<!方案)\((?=[^()]*(?:投资|{_SIZE}|占地|面积|[续新在拟]建[),]|20\d\d年?[-—~至]20\d\d|20\d\d年))(?:约)?[^()]{{2,60}}\)$"
)


def without_facts(name: str) -> tuple[str, int]:
    """The name without a bracket behind it that says what the work costs, how large it is or how far, and how long that bracket is."""
    match = _FACTS.search(fold(name))
    return (name[: match.start()], len(name) - match.start()) if match and match.start() >= 3 else (name, 0)


# A name is looked at from several sides, one right after the other: what was found of the last few is kept.
_kept = lru_cache(16)


@_kept
def strip_phase(name: str) -> str:
    """金茂一热电三期 → 金茂一热电; 万辛庄二期C地块（沁风园） → 万辛庄二期C地块."""
    while name[-1:] in _PHASE_ENDS and (match := _PHASE.search(name)) and match.start() >= 2:
        name = name[: match.start()]
    return name


@_kept
def strip_work(name: str) -> str:
    """天铁装备升级改造 → 天铁装备; 更新改造工程 is two works and both go."""
    while (match := _WORK.search(name, max(0, len(name) - _REACH))) and match.start() >= 2:
        name = name[: match.start()]
    return name


def ends_in_work(name: str) -> bool:
    """Does the name end in what is done (…改造, …工程)?"""
    return bool(_WORK.search(name, max(0, len(name) - _REACH)))


def category(name: str) -> str | None:
    """The category of a named thing by the head of its name, or None."""
    for bare in dict.fromkeys((name, strip_phase(name), strip_work(strip_phase(name)))):
        if not _ends_as_head(bare):
            continue
        for label, heads in _HEADS:
            if heads.search(bare, max(0, len(bare) - _REACH)):
                return label
    return None


def has_head(name: str) -> bool:
    """Does the name end as the name of a built or run thing does, phases and brackets aside?"""
    return _head(name) is not None


_PHASED = re.compile(r"[一二三四五六七八九十]期$")


def is_phase(name: str) -> bool:
    """通威太阳能三期: a phase of something that has a name, which need not say what it is."""
    return _PHASED.search(name) is not None and len(name) >= 5 and not is_common(strip_phase(name))


def has_strong_head(name: str) -> bool:
    """Does the name end in a head of two characters or more (公园, 小学), not 路, 园 or 厂 alone?"""
    match = _head(name)
    return match is not None and len(match.group()) >= 2


@_kept
def _head(name: str) -> re.Match[str] | None:
    """The head that a name ends in: the longest of all, since it begins the furthest to the left."""
    bare = strip_phase(name)
    return _A_HEAD.search(bare, max(0, len(bare) - _REACH)) if _ends_as_head(bare) else None


def _ends_as_head(name: str) -> bool:
    """Can a head be what the name ends in, by its last character?"""
    last = name[-1:]
    return last in _HEAD_ENDS or last.isdecimal() or last == "\n"


def is_metaphor(name: str) -> bool:
    return bool(_METAPHOR.search(name)) or is_regional_base(name)


# 豫东优质粮油生产基地, 长江上游清洁能源基地
_REGIONAL_BASE = re.compile(rf"(?:中国|国家|我国)?{WORDS.any('region')}[^·]{{2,24}}基地$")


def is_regional_base(name: str) -> bool:
    """Is it a 基地 of a part of the country, which is what a place would be, and no site?"""
    return name.endswith("基地") and "(" not in name and _REGIONAL_BASE.match(name) is not None


# “组组通”硬化路: to every hamlet
_TO_ALL = re.compile("(?:农村公路|农村|乡村)?“?(?:组组|户户|村村)[通畅]”?(?:硬化路|公路|道路|工程|建设)*")


def is_generic(name: str) -> bool:
    """Is it said to be one of a kind (一批…, 各类…, …的…), or of a size (百亿化工园区)?"""
    if len(name) > 60 or name[1:2] == "亿":
        return True  # a sentence, no name; and no pattern below is asked to read it
    if doing_word(name, 0, len(name)) or (name[:1] in tuple("“组户村农乡") and _TO_ALL.fullmatch(name)):
        return True
    unquoted = _QUOTED.sub("", name) if "“" in name else name
    unbracketed = _BRACKETED.sub("", unquoted) if "(" in unquoted else unquoted
    joined = _AND.split(unbracketed, maxsplit=1) if "和" in unbracketed or "及" in unbracketed else ()
    if (
        len(joined) == 2
        and len(joined[0]) > 1  # 新和成二期
        and not joined[1].startswith("周边")
        and not re.search("”[和及]", name)  # 青河路“白改黑”及管网改造
        and not (
            has_head(joined[0])
            or ends_in_work(joined[0])
            or joined[0].endswith(("设施", "体系", "景观", "替代", "信息共享"))
            or (
                is_common(joined[1])
                and not (
                    is_common(joined[0]) or has_head(joined[1]) or joined[1].endswith("设施") or ends_in_work(joined[1])
                )
            )
        )
    ):
        return True  # 城市和天津“设计之都”
    return (
        bool(
            _OF_KIND.search(unquoted)
            or _NOT_START.match(name)
            or (name.startswith(_MONEY) and _MONEY_FIRST.match(name))
            or (name.startswith("“") and _is_motto(name))
            or _CLAUSAL.search(unquoted)
            or (("新城" in name or name.startswith("“")) and _SLOGAN.match(name))
            or (name[-1:] in _UNFINISHED_ENDS and _UNFINISHED.search(name))
            or _SIZE_LAST.search(name)
        )
        or "的" in unbracketed
    )


# “五好”园区, “家门口”就业服务站; and not “智慧国资”平台
_MOTTO = re.compile("“(?P<said>[^”]+)”(?P<of>[^“”]*(?:站|点|(?<!商)圈|园区|房|店|亭|小区|社区))")


def _is_motto(name: str) -> bool:
    """Is it a kind of which there are many, with a word in quotation marks that says how they are to be?"""
    match = _MOTTO.fullmatch(name)
    if match is None:
        return _FEW_WORDS.fullmatch(name) is not None
    return is_common(match["of"]) and (is_common(match["said"]) or _A_FEW.match(match["said"]) is not None)


_FEW_WORDS = re.compile("“[一二两双三四五六七八九十][^”]{1,2}”项目(?:建设)?")  # “两重”项目
_A_FEW = re.compile("[一二三四五六七八九十][\u4e00-\u9fff]{1,2}$")


def is_anchored(name: str, places: tuple[str, ...]) -> bool:
    """Is it tied to one place or one thing: a place's name, a quoted name, a number of its own?"""
    if (
        name.startswith((*places, "区级", "区属", "全区"))
        or _OF_DISTRICT.match(name)
        or (re.match(r"国家(?!级)[^和及与]{6}", name))
    ):
        return True
    return bool(
        _QUOTED.search(name)
        or _NUMBERED.search(name)
        or _WITHIN.search(name)
        or _NUMBERED_ONE.match(name)
        or _ONE_OF_A_TOWN.match(name)
    )


def is_proper(name: str, places: tuple[str, ...]) -> bool:
    """Does the name hold a word that is nobody's common word, or is it tied to one place?"""
    bare = strip_work(strip_phase(name))
    return not (is_common(bare) or is_common(name)) or is_anchored(name, places)


_OF_PROVINCE = re.compile("(?:省|自治区)(?!级).{4}")


def is_one_of_many(name: str, places: tuple[str, ...]) -> bool:
    """Is it a kind of which a province has several, and not the province's own: 融媒体中心, where a district has one?"""
    own = is_platform(name) and name.endswith(("平台", "系统", "数据库"))
    return not (own or is_proper(name, places) or _OF_PROVINCE.match(name))


_A_DOING, _DOINGS_BEGIN = 2, frozenset("增减促降")  # 增绿, 减畜: what is done, and no name

# 永清——保定天然气管线: from one place to another
_BETWEEN = re.compile(r"[\u4e00-\u9fff]{2,6}——[\u4e00-\u9fff]{2,8}(?:管线|管道|铁路|高速|公路|城际|专线|输电线路)")


@_kept
def is_possible(name: str, places: tuple[str, ...]) -> bool:
    """Could this be a name at all, by its form?"""
    return (
        2 <= len(name) <= 45
        and not (len(name) == _A_DOING and name[0] in _DOINGS_BEGIN)
        and not is_generic(name)
        and not is_metaphor(name)
        and ("——" not in name or _BETWEEN.fullmatch(name) is not None)
        and not (len(name) <= 8 and name.endswith(places))  # 平安徐水, 健康河北
        and not (name.endswith(("行动", "计划")) and not name.startswith(places))
    )


def is_policy(name: str) -> bool:
    """Is it a line of policy that calls itself a work: 基础性工程, 素养提升工程?"""
    return bool(_POLICY.search(name))


def is_platform(name: str) -> bool:
    """Is it a system of information, a work of its own though its words are common ones?"""
    return len(name) >= 5 and bool(_PLATFORM.search(name)) and not _SOFT_PLATFORM.search(name)


def is_named_work(
    name: str, places: tuple[str, ...], known: frozenset[str] = frozenset(), *, lenient: bool = False
) -> bool:
    """Is this, standing alone after 建设, 推进 or 实施, the name of one work?

    ``known`` are the parks of the document; ``lenient`` takes a kind of place for a name where a box of works calls for it.
    """
    if not is_possible(name, places) or len(name) < 3:
        return False
    if name in known or strip_work(name) in known:
        return True
    if (project := strip_phase(name)).endswith(("工程", "项目")):
        return _is_named_project(project, places)
    if name.endswith(("行动", "计划")):
        return lenient
    if is_phase(name):
        return True
    if is_platform(name) or (name.endswith("大脑") and _PLATFORM.search(name)):
        return True
    name = _STRETCH.sub("", name)  # 柳浪河治理（石门段）
    work = strip_work(name)
    if name.endswith("标准化") and not is_anchored(name, places):
        return False
    if work != name:
        physical = has_head(work) or bool(_HARD.search(work))
        if is_short_water(work):
            return True
        long_enough = (
            len(work) >= 6 and has_strong_head(work) and re.search(r"改造$|改扩建$|替代|并网", name)
        ) and not _ALL_OVER.search(work)
        long_enough = long_enough or (_MOVED.search(name) is not None and has_strong_head(work))
        return physical and len(work) >= 3 and (is_proper(name, places) or bool(long_enough))
    if name.endswith(("基础设施", "公共服务设施", "配套设施")):
        return name.startswith(tuple(places)) or bool(re.match(r".{2,}(?:区|园)(?!域).*(?:基础|配套)设施", name))
    head = _head(name)
    if head is None or (head.start() == 0 and not re.search(r"\d", head.group())):
        return False  # 淤地坝: a kind of thing; G318 is one
    return (
        is_proper(name, places)
        or _is_special(name)
        or (lenient and len(name) >= 6 and has_strong_head(name) and "与" not in name)
    )


# 渭河, 郭河; but what is said of rivers in general, and the great ones, of which a place has only a part
_SHORT_WATER = re.compile("(?![长江山小大内外运界黄两])[\u4e00-\u9fff][河江溪]")


def is_short_water(name: str) -> bool:
    """Is it the name of a river in two characters, which has no head: 渭河?"""
    return len(name) == 2 and _SHORT_WATER.fullmatch(name) is not None and not is_common(name)


_STRETCH = re.compile(r"(?<=.{4})\([^()]{1,12}[段期]\)$")
_MOVED = re.compile(r"(?<!企业)(?:迁建|[异易]地(?:新建|重建))$")  # 疾控中心迁建: what is moved is one thing
_ALL_OVER = re.compile(
    r"^(?:[供排燃热污雨][水气力]?|供热|通信|强弱电|弱电)*管[网线](?:改造)?$|场所|老旧小区|城镇|农村|乡村|社区|小区|住房|房屋|街巷|城市(?!学)"
)  # there are many of these everywhere


def is_all_over(name: str) -> bool:
    """Is it of a kind of which there are many everywhere: 农村公路, 老旧小区?"""
    return _ALL_OVER.search(name) is not None


_SPECIAL = re.compile(f"{WORDS.any('special')}$")


def _is_special(name: str) -> bool:
    """新能源汽车检验中心: a kind of institution so special that there is one."""
    match = _SPECIAL.search(name)
    return match is not None and (match.start() >= 2 or len(name) >= 6)


# A programme known by a word or a number that says nothing of what it is: “壁垒”工程, “1001工程”
_CODE_NAME = re.compile(r"“[^“”\d一二两双三四五六七八九十百千万]{2}”工程|\d{3,4}工程|“?(?:雪亮|天网)工程”?")


_NUMBERS_ONLY = re.compile(r"“[一二三四五六七八九十百千万亿双两\d]+(?:号)?”(?:工程|行动|计划)$")  # 乡村振兴“十百千”工程


def _is_named_project(name: str, places: tuple[str, ...]) -> bool:
    """…工程 and …项目: of bricks and pipes, or tied to one place or quoted name; not of policy."""
    body = strip_work(name)
    if _NUMBERS_ONLY.search(name):
        return False
    if _CODE_NAME.fullmatch(name):
        return True
    if _QUOTED.search(name) and not _HARD.search(name):
        return name.endswith("项目") and len(body) >= 4
    physical = _is_physical(name)
    if _POLICY.search(name) or (_SOFT.search(body) and not (physical or _PLANT.search(body))):
        return name.endswith("综合体项目") and is_proper(body, places)
    if name.endswith("工程") and not (physical or has_head(body) or _NUMBERED.search(name)) and has_common_edge(body):
        return False  # 望川校长工程: whatever its name, nothing is built
    return is_proper(body, places) or (bool(_BUILT.search(name[:-2])) and len(name) >= 6)


def _is_physical(name: str) -> bool:
    """Is it of bricks and pipes? A letter of a place's name is no word: 桂|林|工匠培育工程."""
    return any(match.start() > 1 or match.end() - match.start() > 1 for match in _HARD.finditer(name))


# 沙洼辣椒全产业链加工项目, 双泉生物医药产业园项目: its goods may have a word of policy
_PLANT = re.compile(
    "加工|生产|制造|产业园|产业基地|产业化|冷链|物流|仓储|养殖|种植|屠宰|酿造|储能|源网荷储|酒店|综合体|园区|数据中心|大厦"
)


# ── names in lists ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────

_NO_ROW = re.compile(
    r"(?:合计|总计|小计|共计|其中|总投资|备注|注:|序号|项目名称|(?:[一二三四五六七八九十]{1,3}、)?[^,。]{0,16}\((?:共)?\d+[个项]\)$)|[\d,.%\s-]+$"
)
_TASK = re.compile(
    r"(?:新增|完成|实现|开展|组织|发放|免费|为|力争|确保|推进|提高|加强|提升|培育|举办|引进|新建|改建|新改建|改扩建|改造|建设|实施|建成)[^“]*\d+(?:\.\d+)?万?(?:余|多)?(?:[个家座处所条项部台套户人名场次件]|公里|亩|平方米|万)"
)
_NAME_ENDS = re.compile(
    r"[,。;:!?\n]|\((?=[^()]*(?:投资|\d[\d.]*[万亿]?元|占地|面积|责任|牵头|续建|新建|在建|拟建|\d+年))|\s{2,}|——|(?<=项目)(?=总投资|位于|占地|由)|(?<=工程)(?=总投资|位于|占地|由)"
)


_WORK_ITSELF = ("项目", "工程")


def is_task(name: str) -> bool:
    """Does it say what is to be done and how much of it, and name nothing: 新增停车位500个?"""
    return _TASK.match(name) is not None


def is_listed(name: str, *, strict: bool) -> bool:
    """May this cell or item of a list of works be the name of one: no sum, no number, no heading; ``strict``: and no task (新增停车位500个)?"""
    if not 3 <= len(name) <= 90 or _NO_ROW.match(name) or re.search("[\u4e00-\u9fff]{2}", name) is None:
        return False
    if not strict:
        return True
    if is_task(name) or "的" in _QUOTED.sub("", name) or len(name) > 45:
        return False
    work = strip_phase(_BRACKETED.sub("", name))
    if is_generic(work):
        return False
    return is_proper(work, ()) or is_named_work(work, (), lenient=True) or work.endswith(_WORK_ITSELF)


def listed_end(text: str) -> int:
    """Where the name ends at the begin of an item of a list: at the first mark, or at a bracket that says what it costs or how large it is."""
    match = _NAME_ENDS.search(text)
    return match.start() if match else len(text.rstrip())
