"""What stands behind 等: how many things of which kind, and what is done with them.

三联大厦、万海大厦等|重点|楼宇|提升改造     kind 楼宇, work 提升改造
天山路等7个|社区商业中心                  kind 社区商业中心: 天山路 does not say what it is
"""

import re
from pathlib import Path

from projects.reading.names import has_head, has_strong_head
from text.lexicon import load

WORDS = load(Path(__file__).parents[1] / "data" / "kinds.toml")

# Behind 等: the count and the kind of the things, and what is done with them.
COUNT = re.compile(
    r"(?:共计|共|约)?(?:(?:\d[\d.]*|(?!一大?批)[一二两三四五六七八九十百]+)(?:余|多)?(?:万平方米|个村(?!庄)|个|条|座|家|处|所|片|项|栋|段|宗|大|类|幢"
    r"|街)?(?:\([^()]{1,8}\))?)?(?:一大批|一批|重点|重大|市级|区级|标志性|特色|新(?!兴|型|一代|能源|材料|线)|优质)*"
)
KIND = re.compile(rf"(?P<kind>{WORDS.any('kind')})(?!类|化(?!工))")
NO_KIND = re.compile(WORDS.any("no_kind"))
LANDING = re.compile(
    r"(?:加快|正式|相继|全面|陆续|有序|顺利|扎实|稳步)*(?:推进|交付|落地|建设|开工|竣工|建成|投用|投产|投运|完工|通车|开诊|启用|扩能|扩建|前期|深化布局|综合整治|综合治理|整治|治理|提升改造|改造)"
)
KIND_REACH = 14  # characters behind 等 in which the kind of the things must stand
_FACILITY = re.compile(
    r"街区|样板路|菜市场|小学|中学|幼儿园|泵站|变电站|消防救援站|消防站|转运站|公厕|写字楼|公交场站|场站|医院|商业中心|服务中心|校区"
    r"|市场|卫生院|卫生室|敬老院|养老院|福利院|幸福院|停车场|停车楼|蓄水池|高位水池|污水处理厂|污水处理站|水厂|填埋场|中转站|客运站|首末站|换热站|热源厂|派出所"
)
# What is done with the things is no work on them: 提升…等楼宇运营质量和效益
EFFECT = re.compile(
    r"实现(?!开工|“?净地|挂牌|投产|建成|竣工|运营|通车|投用)|生态建设|质量和效益|效益|能级|品质|运营能力|影响力|作用|优势"
    r"|(?:高效|规范|稳定|健康|安全|常态化?|市场化|良性|可持续)运[营行转]|合作|联动|交流|拓展|开拓|保障能力|功能$|水平|招商|招租|入驻|去化|税收|培训|宣传"
)


def no_kind(text: str, start: int, kind: re.Match[str]) -> bool:
    """Do the words before the kind speak of firms, fields or measures (but 文化产业载体 are places)?"""
    match = NO_KIND.search(text, start, kind.end())
    return match is not None and match.start() < kind.start()


def no_kind_in(phrase: str) -> bool:
    """Does what several names are said to be speak of firms, fields or measures?"""
    return NO_KIND.search(phrase) is not None


_OF_A_SCHOOL = re.compile(r"(?:(?:中学|小学|学校|幼儿园)[^,、]{0,5}[部区园]|校)$")


def needs_kind(thing: str, word: str, *, works: bool) -> bool:
    """Does the name not say what it is? 天山路 is a 社区商业中心 here, 热电厂 a 消防救援站."""
    if word == "学校" and _OF_A_SCHOOL.search(thing):
        return False  # 合江中学高中部
    if word == "片区":
        return not thing.endswith(("片区", "小区", "片"))
    if word == "街巷":
        return not thing.endswith(("路", "道", "街", "巷", "里"))
    if word == "商圈":
        return not thing.endswith(("商圈", "广场", "城", "中心", "大厦"))
    if _FACILITY.search(word):
        return not has_strong_head(thing) or thing.endswith(("厂", "园", "路", "道", "街"))
    if word in ("基地", "平台", "中心"):
        return not has_strong_head(thing)
    # 东谷、柘田等电站: of two characters, the second is no head
    short = len(thing) == 2 and (thing[1] in "谷河湖溪江桥港" or word == "公园")
    return not works and not (has_head(thing) and not short)


def kind_phrase(text: str, kind: re.Match[str] | None, body: int) -> tuple[int, int]:
    """The kind with what makes it one: 社区商业中心, 电子商务智慧园区; not 特色 or 时尚消费商业载体."""
    if kind is None:
        return body, body
    whole = _VOLTS_FIRST.sub("", text[body : kind.end()])
    plain = len(whole) <= (16 if _OF_TOWNS.match(whole) else 10) and not re.search(
        r"重点|特色|大型|中型|小型|中小|病险|新|骨干|优质|标志|长期|正在|自用|类|时尚|高端|老旧|\d", whole
    )
    return (body if plain else kind.start()), kind.end()


# 等重点|口岸提升工程, 等|船舶制造项目; not 等重大产业项目
_RANK = re.compile(r"(?:重点|重大|一批|\d[\d.]*[万亿]元级?|[十百千万]*[万亿]元?级|国家级|省级|市级|区级|县级)*")
_PLAIN_WORK = re.compile(
    r"重点|重大|标志|标杆|龙头|产业|战略|基础|民生|骨干|支撑|优质|示范|领域|合作|投资|招商|[续新在拟]建|储备|前期|亿元|[类级型新大好]$|配套|工业|科技|创新|文旅|转型|系列|品牌|专项|单体|引领|牵引|先进|高端|高新|现代|^(?:[^、]{1,2})?(?:链|群)"
)
_DONE_ON = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:提升|改造|治理|整治|修复|加固|扩建|扩能|扩容|更新|保护)(?=工程$)")
_MADE = re.compile(
    r"[\u4e00-\u9fff]{0,8}(?:制造|制修造|加工|生产|发电|储能|养殖|屠宰|冷链|焚烧|制氢|热电|风电|光伏)(?=项目$)"
)


def own_phrase(text: str, kind: re.Match[str], body: int) -> tuple[tuple[int, int], ...]:
    """The words that make works of one kind of a list of short names, where 工程 and 项目 alone would say nothing: 等重点|口岸提升工程."""
    rank = _RANK.match(text, body, kind.start())
    start = rank.end() if rank else body
    if quoted := _QUOTED_KIND.match(text, start, kind.end()):
        return quoted.span(1), kind.span()  # “绿氢”|标志性|项目
    of = _DONE_ON if kind["kind"] == "工程" else _MADE if kind["kind"] == "项目" else None
    if of is None or not (of.match(text, start, kind.end()) or _OWN_WORD.match(text, start, kind.start())):
        return ()
    return () if _PLAIN_WORK.search(text, start, kind.start()) else ((start, kind.end()),)


_QUOTED_KIND = re.compile("(“[^”“]{2,10}”)(?:标志性|重大|重点|示范|系列)*(?:项目|工程)")
# 等5个|绿色氢基能源一体化项目, 等|疏堵工程, 等|特高压工程; not 等水利工程, of which all that is built of one field are
_OWN_WORD = re.compile(
    "(?:[\u4e00-\u9fff]{2,12}(?:一体化|煤制[油气])|[\u4e00-\u9fff]{0,4}(?:特高压(?:[直交]流)?|输电|疏堵|缓堵|联网|截污|除险|引调?水|互通))$"
)


_VOLTS_FIRST = re.compile(r"^\d{2,4}(?:千伏|[kK][vV])")  # 2座|35千伏变电站
# 望川、石门等6个|镇污水处理厂及配套管网
_OF_TOWNS = re.compile(r"[镇乡](?!村)")
# 增效扩容改造, 维修加固
_HOW = "增效 提质 提标 提升 升级 更新 整修 维修 节能 适老化 智能化 数字化 现代化 标准化 综合".split()
_WORKS_ON_ALL = (
    "整修提升 改造提升 除险加固 扩容改造 生态修复 改扩建 “白改黑” 白改黑 改造 扩建 整治 治理 修复 加固 增容 扩容 扩能 迁建 清淤 疏浚 硬化 拓宽 大修"
    " 续建配套与节水改造 续建配套与现代化改造 续建配套 城市更新 有机更新 微更新 更新 品质提升 提升"
).split()
_WORK_ON_ALL = re.compile(
    f"(?:{'|'.join(_HOW)})?(?:{'|'.join(sorted(_WORKS_ON_ALL, key=len, reverse=True))})(?:(?<!改造)改造)?"
)


_PART = re.compile(r"路灯|路面|管网|(?:外)?立面|景观|灯光|绿化|牌匾|照明|护栏")


def work_after(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """等老旧小区|改造|力度: the work that is part of each name."""
    match = _WORK_ON_ALL.search(text, start, min(end, start + 10))
    if match and _PART.fullmatch(text, start, match.start()):
        return ((start, match.end()),)  # 等5条道路|路灯改造
    return (match.span(),) if match else ()
