"""An observation, or a row of an indicator table, becomes the indicator that it measures, and what is to be kept in mind.

年内建成240个智慧社区 is of the communities built (建成智慧社区), 全区智慧社区达到555个 of all that there are; 细颗粒物浓度较2015年底
下降28.8% is of the fall over five years, which no fall from year to year is put beside. The caveat that goes along is in
Chinese: 多年累计数，不与单年数比较.
"""

import re
import unicodedata
from dataclasses import dataclass, replace

from indicators.reading.catalogue import Catalogue, CatalogueEntry, catalogue, dimension, is_a_stock_in_all, normalise
from indicators.reading.observed import ObservationRead
from indicators.reading.sides import SideRead, TargetRead
from indicators.reading.territory import ANYWHERE, Territory
from indicators.reading.wordings import form_of
from text.vocabulary import Measure, Movement, ObservationKind, Span

LEAD = 60  # characters before a number that its verb is looked for in

_TAGS = re.compile(r"<[^>]*>")
_CLAUSE = re.compile(r"[,，。;；:：!?！？]")
# 年内建成|240个智慧社区   建成秀丽广场儿童主题公园和|41个口袋公园   新打造5座特色楼宇和|11座亿元楼宇
# 成立了七中、一中心、实验、一幼|4个教育集团
_MADE = re.compile(
    r"""(?P<verb>新建成|新打造|建成|打造|新建|新增|净增|增加|成立|创建|开办)了?
    (?:[^达至到超有共]*(?:[和及、等]|、[^达至到超有共、]{1,8}))?\Z""",
    re.VERBOSE,
)
# 全市|空气优良天数比例: a figure of another territory, but in a city's report
_ELSEWHERE = re.compile(r"(?:[全我本][市省县州盟旗]|全国|我国)\Z")
# 市级一般公共预算收入 is that of the city alone, without its counties; 县级 in a county's report is all that there is.
_LEVEL = re.compile(r"(?P<of>[省市县区州盟旗])(?:级|本级)(?:地方)?(?:一般公共预算|财政|税收)")
# 一般公共预算收入8.6亿元，其中县本级|3.2亿元: what is left are the towns
_OF_ONE_LEVEL = re.compile("其中.{0,4}本级|^[县区市旗州盟]?本级(?:完成|实现|达到?|为)?$")
_SUMMED = re.compile("累计|共计")
_FALLS = re.compile(r"下降|降低|减少|改善|降幅|缩小|压减|下调")
_RISES = re.compile(r"增长|提高|提升|增加|增速|增幅|上升|上涨|上调")
# made like the year before, where the rules changed or revenue was given back
_BASIS = re.compile(r"同口径|自然口径|名义(?=增)|(?:剔除|扣除)[^,。]{1,16}?(?:因素|影响|后)")
_COMPARED = re.compile("同比|[比较](?:上|前|去|同期)")
_MORE_ADDED = re.compile("[多少]增(?:加|了)?$")
_SCALES = ("万", "亿", "万亿")
NO_UNIT = "原文未写明计量单位"
_OF_SEVERAL_YEARS = "多年累计数，不与单年数比较"
_NO_BASE = "原文未写明比较的基期"


@dataclass(frozen=True, slots=True)
class Link:
    """The slug of an indicator, and how the figure differs from its definition (None where it does not)."""

    slug: str
    caveat: str | None


def link_observation(
    read: ObservationRead, *, lead: str, plan_end: int | None, territory: Territory = ANYWHERE
) -> Link | None:
    """The indicator of a number of the prose.

    `lead`: the text before the number, some `LEAD` characters. `plan_end`: the last year of the plan that it stands in,
    None in a report. `territory`: that of the document.
    """
    if read.beside:
        return None  # 城镇新增就业5100人，超出年度目标|300人
    level = _LEVEL.match(read.subject)
    if level and not (territory.county and level["of"] == territory.letter):
        return None
    found = _link(read, lead=lead, plan_end=plan_end, territory=territory)
    if found is None and (town := _TOWN.match(read.subject)):
        of_town = replace(read, subject=read.subject[town.end() :])
        found = _link(of_town, lead=lead, plan_end=plan_end, territory=territory)
        if found is not None and _is_measured_in_town(found.slug):
            return Link(found.slug, _joined([f"仅{town['town']}", found.caveat]))
        return None
    if found is None and (brand := _BRAND.match(read.subject)):
        plain = replace(read, subject=brand["verb"] + brand["of"])
        found = _link(plain, lead=lead, plan_end=plan_end, territory=territory)
        yearly = found is not None and catalogue().entries[found.slug].yearly
        return Link(found.slug, _joined([f"原文作“{brand['name']}”", found.caveat])) if found and yearly else None
    own = found and catalogue().entries[found.slug].own
    level = _LEVEL_FIRST.match(form_of(normalise(read.subject)).words)
    if found is not None and own and level and level["of"] == territory.letter:
        # in a city below a prefecture nobody can tell which of the two cities is meant
        return None if territory.county else replace(found, slug=own)
    return found


# 开展“技能河东”职业技能培训: what it is called
_BRAND = re.compile("(?P<verb>(?:组织)?(?:开展|举办))“(?P<name>[^“”]{2,12})”(?P<of>.{3,})")
# 市重点项目: those of a county's city, and a city's own
_LEVEL_FIRST = re.compile("(?:列入)?(?P<of>[省市])级?(?!以上)")
# 城区|空气质量优良天数: where the air of a county is measured
_TOWN = re.compile("(?P<town>(?:中心|主)?城区|县[城级](?:及)?以上城市|县城|市区)(?=..)")


def _is_measured_in_town(slug: str) -> bool:
    held = catalogue().entries
    return held[slug].town or held[held[slug].growth_of or slug].town


def _link(read: ObservationRead, *, lead: str, plan_end: int | None, territory: Territory) -> Link | None:
    if read.unit in _SCALES:  # 常住人口100万
        found = link_observation(replace(read, unit=None), lead=lead, plan_end=plan_end, territory=territory)
        if found is None or NO_UNIT in (found.caveat or ""):
            return found
        return Link(found.slug, _joined([found.caveat, NO_UNIT]))
    clause = _last_clause(lead)
    before = clause.removesuffix(_plain(read.subject))
    if _is_of_another(before, territory) or _OF_ONE_LEVEL.search(clause):
        return None
    if dimension(read.unit) == "ratio" and read.measure in (Measure.GROWTH, Measure.CHANGE, Measure.CUMULATIVE):
        return _link_growth(read, clause, in_plan=plan_end is not None)
    held, subject, measure = catalogue(), read.subject, read.measure.value
    made = _what_made_it(read, before)
    name, slug = subject, None
    if made and subject.startswith(made["verb"]):  # 新增|35家企业 is 新增企业
        slug = held.link(subject, read.unit, measure)
        subject = subject.removeprefix(made["verb"])
    elif made:
        name = made["verb"].removeprefix("新") + subject
        slug = held.link(name, read.unit, measure)
    if slug is None:
        name, slug = subject, held.link(subject, read.unit, measure)
        if slug is None and read.value is None:
            slug = _of_a_task(subject, measure, in_plan=plan_end is not None or read.over_years)
        # What a year adds is no stock: 年内建成240个智慧社区. 累计建成15家 may be all that there are.
        if made and slug and held.entries[slug].is_stock and not _SUMMED.search(before):
            return None
    if slug is None or (read.measure is Measure.CHANGE and _is_of_a_flow(read, clause, slug)):
        return None
    remarks = _remarks(read, name, held.entries[slug], clause, in_plan=plan_end is not None)
    bare = clause == subject and read.raw[:1].isdecimal()
    if held.entries[slug].is_stock and bare and (added := _ADDED_BEFORE.search(_plain(lead.rpartition("\n")[2]))):
        remarks.append(f"前文作“{added['verb']}”，原文未写明此数为新增数或总数")
    return Link(slug, _joined(remarks))


def _what_made_it(read: ObservationRead, before: str) -> re.Match[str] | None:
    """The verb of what a year or a plan added, and not of all that there is."""
    if read.subject.endswith(("总数", "总量")):
        return None  # 新增规上企业20家、总数|180家
    made = _MADE.search(before)
    if made and not read.raw[:1].isdecimal() and re.search(r"\d", before[made.end("verb") :]):
        return None  # “四上”企业净增40家、|突破300家
    if made and before.endswith("累计建成") and is_a_stock_in_all("累计建成" + read.subject, read.unit):
        return None  # 累计建成高标准农田|41万亩
    return made


def _of_a_task(subject: str, measure: str, *, in_plan: bool) -> str | None:
    """PM2.5下降率完成省定任务 is against the year before; 碳排放强度完成国家下达任务 is of how far it falls."""
    slug = catalogue().link(subject, None, measure, over_years=in_plan)
    if slug is None and _TO_FALL.search(subject):
        return catalogue().link(subject + "下降", None, Measure.GROWTH.value)
    return slug


# what a task is set for is how far it falls
_TO_FALL = re.compile("(?:排放强度|二氧化碳排放|能耗|能源消耗)$")
# 新增规上工业企业22家，|高新技术企业5家: added too, or all that there are?
_ADDED_BEFORE = re.compile(
    r"(?:^|[,，。;；:：])(?:全年|共|累计)?(?P<verb>净增|新(?:增|认定|登记|注册|培育|获批|评定|入库|发展))[^,，。;；:：达超突至累总]{2,24}\d[家户个项所件][,，][^,，。;；:：\d]+$"
)


def _remarks(
    read: ObservationRead, name: str, entry: CatalogueEntry, clause: str, *, in_plan: bool
) -> list[str | None]:
    """How a figure of the prose differs from its indicator."""
    # 全年累计发放…3.04亿元 is a year's total.
    of_a_year = read.measure is Measure.CUMULATIVE and read.period_start is None and not entry.is_stock
    measure = None if of_a_year else read.measure.value
    remarks = [catalogue().caveat_of(name, read.unit, measure, slug=entry.slug)]
    ahead = in_plan and read.kind is ObservationKind.TARGET and read.measure is Measure.LEVEL
    if ahead and entry.measure is Measure.CHANGE and "每年" not in read.subject:
        remarks.append(f"至{read.year}年合计，不与单年数比较")
    several = read.period_start is not None and read.period_end is not None and read.period_end > read.period_start
    if read.measure is Measure.CHANGE and several and not entry.over_years:
        remarks.append(_OF_SEVERAL_YEARS)  # 高新技术企业五年增加|1.2万家
    if read.measure is Measure.LEVEL and entry.measure is Measure.CHANGE and _IN_ALL.search(clause):
        remarks.append(_OF_SEVERAL_YEARS)
    if read.measure is Measure.LEVEL and (step := _STEP.search(clause)):
        remarks.append(f"原文作“{step['verb']}”，不是确数")
    if read.unit is None and read.value and entry.unit and dimension(entry.unit) != "ratio":
        remarks.append(NO_UNIT)  # 由47.2增加到82.6亿元
    return remarks


# 筹措保障性租赁住房7.4万套、累计达到|61万套: no year's figure
_IN_ALL = re.compile(r"\d[^,，\d]{1,8}、累计(?:已|达到?|为|有|超过?|突破)*\Z")


def _is_of_another(before: str, territory: Territory) -> bool:
    """Is what stands before a name in its clause (全市) another place than the document's?"""
    place = _ELSEWHERE.search(before)
    return place is not None and not territory.own.fullmatch(place.group())


# 生产总值迈上|90亿元台阶, 连续跨越7万亿、|8万亿: the exact figure stands elsewhere, if it is said
_STEP = re.compile("(?P<verb>跨[过越上]|迈[上过]|越过|站上|跃上|登上|冲上)了?(?:[\\d.]+[百千万亿]*元?[、和])*$")


def _is_of_a_flow(read: ObservationRead, clause: str, slug: str) -> bool:
    """城镇新增就业3200人，同比增加|260人: how many more were added than the year before, and not how many were added."""
    if read.base_year is None and not _COMPARED.search(clause):
        return False
    return bool(_MORE_ADDED.search(clause)) or catalogue().link(read.subject, read.unit, Measure.LEVEL.value) == slug


def _link_growth(read: ObservationRead, clause: str, *, in_plan: bool) -> Link | None:
    """A growth is linked only where it is known from when: a plan's growth of no base may be of one year or of five."""
    years = read.year - read.base_year if read.year and read.base_year else None
    sums = read.measure is not Measure.GROWTH
    if years is None and (in_plan or read.over_years) and not sums:
        return None
    falls, rises = (max((found.end() for found in words.finditer(clause)), default=0) for words in (_FALLS, _RISES))
    fall = falls > rises or (falls == rises and read.direction is Movement.FALL)  # 能耗下降1.2%，未完成3%的目标
    held = catalogue()
    # 万元生产总值能耗下降任务 says itself that it falls.
    said = _FALLS.search(read.subject)
    name = read.subject if said else read.subject + ("下降" if fall else "增长")
    over_years = years > 1 if years is not None else sums
    slug = held.link(name, read.unit, Measure.GROWTH.value, over_years=over_years)
    if slug is None and not said and read.direction is (Movement.FALL if fall else Movement.RISE):
        # 投资下降14.7% is its growth, with the direction of the row, where the catalogue has no fall of it; PM2.5上升3% the other way round
        name = read.subject + ("增长" if fall else "下降")
        slug = held.link(name, read.unit, Measure.GROWTH.value, over_years=over_years)
    if slug is None and read.direction is Movement.FALL and read.subject.endswith(("降幅", "跌幅")):
        name = read.subject[:-2] + "增长"  # 投资降幅收窄至2.1%
        slug = held.link(name, read.unit, Measure.GROWTH.value, over_years=over_years)
    if slug is None:
        return None
    basis = f"原文作“{said[0]}”" if (said := _BASIS.search(clause)) else None
    unbased = _NO_BASE if years is None and read.measure is Measure.CHANGE else None
    return Link(slug, _joined([held.caveat_of(name, read.unit, Measure.GROWTH.value, slug=slug), basis, unbased]))


def link_target(read: TargetRead) -> Link | None:
    """The indicator of a row of an indicator table. The caveat speaks of both sides."""
    held = catalogue()
    name, slug = _of_part(held, read)
    if slug is None:
        return None
    caveats = [held.caveat_of(name, read.unit, slug=slug)]
    for label, side in (("基期值为", read.baseline), ("目标值为", read.target)):
        caveat = _of_span(held, slug, side)
        caveats.append(label + caveat if caveat else None)
    return Link(slug, _joined(caveats))


def link_side(read: TargetRead, side: SideRead) -> Link | None:
    """The indicator of one side of a row: that of the row, with the caveat of the side."""
    held = catalogue()
    name, slug = _of_part(held, read)
    if slug is None:
        return None
    return Link(slug, _joined([held.caveat_of(name, read.unit, slug=slug), _of_span(held, slug, side)]))


_OF_ALL = re.compile("^(?:全体|城乡)?(?:常住)?居民")


def _of_part(held: Catalogue, read: TargetRead) -> tuple[str, str | None]:
    """The name of a row by which it is linked, and its indicator: 居民人均可支配收入：农村居民 is 农村居民人均可支配收入."""
    slug = held.link(read.name, read.unit)
    whole, _, part = read.name.rpartition("：")
    if slug is None and whole:
        rest = _OF_ALL.sub("", whole)
        for name in (f"{part}{whole}", f"{part}{rest}", f"{part}居民{rest}"):
            if slug := held.link(name, read.unit):
                return name, slug
    return read.name, slug


def _of_span(held: Catalogue, slug: str, side: SideRead) -> str | None:
    measure = {Span.CUMULATIVE: Measure.CUMULATIVE, Span.ANNUAL_AVERAGE: Measure.ANNUAL_AVERAGE}.get(side.span)
    entry = held.entries[slug]
    return held.caveat_of(entry.name_zh, entry.unit, measure.value, slug=slug) if measure else None


def _joined(caveats: list[str | None]) -> str | None:
    return "；".join(filter(None, caveats)) or None


def _last_clause(lead: str) -> str:
    return _CLAUSE.split(_plain(lead))[-1]


def _plain(words: str) -> str:
    words = unicodedata.normalize("NFKC", words)
    if "<" in words:
        words = _TAGS.sub("", words)
    return "".join(words.split()).replace("*", "")
