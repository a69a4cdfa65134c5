"""The catalogue of indicators, and the way from a name as printed to an indicator.

研发支出与地区生产总值之比（％） and 全社会研发经费投入强度（%） become `rd-intensity`; 地区生产总值 with the unit 亿元
becomes `gdp`, with % `gdp-growth`.

Linking compares names, never their likeness: a printed name links when, after the normalisation of `normalise`, it is
one of the aliases of the catalogue and its unit fits, or when it says the same as one of them in other words
(`indicators.reading.wordings`). 占规模以上工业增加值比重 and 占全市规模以上工业增加值比重 are
alike and are two indicators; a name that the catalogue does not list is linked to nothing.

Where a name is let in although what it is of differs a little (规模以上固定资产投资 among 固定资产投资), the caveat says
how, and goes wherever the link goes.

The data are in `indicators/data/catalogue.toml`, whose head explains its fields.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import product
from pathlib import Path
from typing import Any

from indicators.reading.wordings import form_of
from text.numbers.units import CURRENCIES, UNITS, read_unit, split_scale
from text.tables.columns import OF_WHICH
from text.vocabulary import Direction, IndicatorCategory, Measure

# 三次产业结构比为24:40.2:35.8
INDUSTRY_SHARES = tuple(f"{one}产业增加值占地区生产总值比重" for one in ("第一", "第二", "第三"))
"""What the three numbers of 三次产业结构 are of."""

CATALOGUE = Path(__file__).parent.parent / "data" / "catalogue.toml"


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One indicator. `unit` is the canonical one, empty where none is printed (营商便利度).

    `yearly`: a count of what a year brings (事故起数). `over_years`: a growth against the base of a plan, not against the
    year before; `falls`: it is a fall (降低). `town`: that of the town alone is linked too.
    `own`: what it is in a document of the very level that the name says (市重点项目 of a city). `caveats`: an alias as printed, and how what it names differs.
    """

    slug: str
    name_zh: str
    name_en: str
    unit: str
    category: IndicatorCategory
    direction: Direction
    measure: Measure
    definition: str
    definition_source: str
    aliases: tuple[str, ...]
    other_units: tuple[str, ...] = ()
    growth_of: str | None = None
    yearly: bool = False
    over_years: bool = False
    falls: bool = False
    town: bool = False
    own: str | None = None
    caveats: dict[str, str] = field(default_factory=dict)

    @property
    def is_stock(self) -> bool:
        """Counted at one time (企业数), not a total of a year (投资额)."""
        return self.measure is Measure.LEVEL and not self.yearly and self.dimensions.isdisjoint(CURRENCIES)

    @property
    def dimensions(self) -> frozenset[str]:
        return frozenset(found for unit in (self.unit, *self.other_units) if (found := dimension(unit)) is not None)


class CatalogueError(ValueError):
    """The catalogue contradicts itself. The message names the entries."""


def dimension(unit: str | None) -> str | None:
    """亿元 and 万元 are `yuan`, 件/万人 is `count/people`, no unit is ``""``; a unit that is not known, and a scale without one, is None."""
    found = read_unit(unit)
    return None if found is None or (found.dimension == "" and found.factor != 1) else found.dimension


# 地区生产总值（GDP）, 国内生产总值, GDP
_BRACKETS = re.compile(r"[()\[\]【】〔〕]")
_GDP = re.compile(r"(?:地区|国内)?生产总值(?:\(GDP\))?|GDP")
# 全区市场主体, 我区…, 区内…: the territory stays the district. 全市 is another territory and is kept.
_OWN_TERRITORY = re.compile(r"\A(?:全区|我区|本区|区内|辖区内?|区域内)")
# 占「全县」生产总值比重: a county's, a banner's or a district's own total, as 全市 may be that of the city above
_OWN_TOTAL = re.compile(r"(?<=占)(?:全[县旗区])(?=GDP)")
# …增速, …年均增长率, …同比增长, …涨幅
_GROWTH = re.compile(
    r"(?:同比|比上年|较上年|年均|年?平均|每年)*(?:增长率|增长速度|增长幅度|增长|增速|增幅|涨幅|上涨幅度|上涨)+\Z"
)
_GROWTH_ENDS = ("率", "度", "长", "速", "幅", "涨")
# …降幅, …累计下降, …下降率
_REDUCTION = re.compile(
    r"(?:同比|比上年|较上年|年均|年?平均|累计)*(?:降低率|下降率|降幅|下降幅度|降低幅度|下降|降低)\Z"
)
_REDUCTION_ENDS = ("率", "幅", "度", "降", "低")
# …占比, …的比例, …所占比重
_SHARE = re.compile(r"(?:所占|占)?(?:比重|比例|比率)\Z|占比\Z")
# …数量, …总数, …人数
_COUNT = re.compile(r"(?:总|人|家|户|个)?(?:数量|数)\Z|[总存]量\Z")
# 提前超额完成“十三五”万元生产总值能耗下降任务, 老旧小区及远年住房改造任务
_TASK = re.compile(r"\A(?:(?:提前|超额)*完成)?(?:十[一二三四五六七八九]五)?(?P<name>.+)任务\Z")
_CUMULATIVE = re.compile(r"\A(?:五年|5年)?(?:累计|共计)")
# 五年改造城镇老旧小区, 年均新增就业岗位: the span of the number says that, too
_OF_YEARS = re.compile(r"\A(?:[三五]年|[35]年)来?(?:累计|共计|共)?")
_AVERAGE = re.compile(r"\A(?:[三五]年|[35]年)?来?(?:年均|平均每年|每年平均)")
_MARKUP = re.compile(r"<[^>]*>|[\s*#_`“”\"'‘’「」、,，;；:：·的]")
_LAST_BRACKET = re.compile(r"\(([^()]*)\)\Z")


def split_unit(name: str) -> tuple[str, str | None]:
    """地区生产总值增长率（％） becomes ("地区生产总值增长率", "%"); a bracket that holds no unit stays in the name."""
    plain = unicodedata.normalize("NFKC", name).strip()
    found = _LAST_BRACKET.search(plain)
    if found and dimension(found[1]):
        return plain[: found.start()].rstrip(), found[1].strip()
    return plain, None


@lru_cache(64)  # a name is asked for several times, one right after the other
def normalise(name: str) -> str:
    """The form in which names are compared. It drops only words that never distinguish two things.

    - width, spaces, markup, quotation marks, 的, and the signs of brackets (执业（助理）医师, 执业助理医师);
    - a unit in a last bracket;
    - GDP, 地区生产总值, 国内生产总值 are one word;
    - 全区, 我区, 区内 at the head: the district is meant anyhow. 全市 stays; so are 全区, 全县, 全旗 in 占全县生产总值比重;
    - 完成…任务 around a name (完成“十三五”…任务);
    - at the end 数量, 总数, 数 (of the name); 比例, 占比, 比率 for 比重; 增速, 增长率, 年均增长 for 增长; 降幅, 下降
    for 降低.
    """
    plain, _ = split_unit(name)
    plain = _GDP.sub("GDP", _MARKUP.sub("", plain).upper())
    plain = _BRACKETS.sub("", plain)
    plain = _OWN_TOTAL.sub("", _OWN_TERRITORY.sub("", plain))
    if task := _TASK.match(plain):
        plain = task["name"]
    for pattern, ends, word in ((_GROWTH, _GROWTH_ENDS, "增长"), (_REDUCTION, _REDUCTION_ENDS, "降低")):
        stem = pattern.sub("", plain) if plain.endswith(ends) else plain
        if stem != plain and stem:
            return (_COUNT.sub("", stem) or stem) + word
    stem = _SHARE.sub("", plain)
    if stem != plain and stem:
        return stem + "比重"
    return _COUNT.sub("", plain) or plain


_PUT_AT_THE_END = ("增长", "降低", "比重")
_GDP_IN_ANY_CASE = tuple(map("".join, product("Gg", "Dd", "Pp")))


def patterns_of(name: str) -> tuple[str, ...]:
    """Patterns for SQL's LIKE of which every name that has the same form as this (``normalise``) matches one, if it is written in NFKC.

    Others may match too. What ``normalise`` takes away stands between, before or behind the Chinese characters that stay.

    >>> patterns_of("国家高新技术企业数量")
    ('%国%家%高%新%技%术%企%业%',)
    """
    form = normalise(name)
    for word in _PUT_AT_THE_END:
        form = form.removesuffix(word)
    stays = [sign for sign in form if "\u4e00" <= sign <= "\u9fff"]
    if not stays and "GDP" in form:
        return tuple(f"%{'%'.join(word)}%" for word in ("生产总值", *_GDP_IN_ANY_CASE))
    return (f"%{'%'.join(stays)}%" if stays else "%",)


@dataclass(frozen=True, slots=True)
class LinkedNames:
    """What names of one kind lead to: those of the catalogue as they are, or their forms."""

    # of a name in a dimension, over_years or not
    aliases: dict[tuple[str, str, bool], CatalogueEntry]
    # A level's name, and over_years, to its growth: 地区生产总值 with % is gdp-growth.
    growth: dict[tuple[str, bool], CatalogueEntry]
    # of a name that leads to a slug
    caveats: dict[tuple[str, str], str]

    def in_other_words(self) -> "LinkedNames":
        """The forms of these names, without those that two entries share, and without the caveats of a form that a name without one has, too."""
        forms = {name: form_of(name).words for name, *_ in (*self.aliases, *self.growth)}
        forms |= {name: form_of(name).words for _, name in self.caveats}
        led_to: dict[tuple[str, str, bool], dict[str, CatalogueEntry]] = {}
        for (name, held, span), entry in self.aliases.items():
            led_to.setdefault((forms[name], held, span), {})[entry.slug] = entry
        plain = {
            (entry.slug, forms[name])
            for (name, _, _), entry in self.aliases.items()
            if (entry.slug, name) not in self.caveats
        }
        caveats = {(slug, forms[name]): caveat for (slug, name), caveat in self.caveats.items()}
        return LinkedNames(
            aliases={form: next(iter(found.values())) for form, found in led_to.items() if len(found) == 1},
            growth={(forms[name], span): entry for (name, span), entry in self.growth.items()},
            caveats={key: caveat for key, caveat in caveats.items() if key not in plain},
        )


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Entries by slug, and what names lead to them: as they are printed, and in other words."""

    entries: dict[str, CatalogueEntry]
    names: LinkedNames
    forms: LinkedNames
    # of all aliases
    dimensions: frozenset[str]

    def link(
        self, name: str, unit: str | None = None, measure: str | None = None, *, over_years: bool | None = None
    ) -> str | None:
        sense = Measure(measure) if measure else None
        printed, unit_in_name = split_unit(name)
        wanted = dimension(unit or unit_in_name)
        key = normalise(OF_WHICH.sub("", printed))
        if wanted is None or not key or sense is Measure.MULTIPLE or _bare_unit(unit) in _KINDS:
            return None
        bare = _CUMULATIVE.sub("", key)
        keys = [key, bare]
        if sense is Measure.CUMULATIVE:
            if not is_a_stock_in_all("累计" + bare, unit or unit_in_name, self):  # 建成高标准农田 over five years
                keys.insert(0, "累计" + bare)
            keys.append(_OF_YEARS.sub("", key))
            over_years = True  # of percentages: 累计下降18%
        elif sense is Measure.ANNUAL_AVERAGE:
            keys.append(_AVERAGE.sub("", key))
        elif sense is Measure.CHANGE:
            keys.insert(0, "新增" + key)
        for each, names, done in (
            *((one, self.names, False) for one in keys),
            *((form.words, self.forms, form.done) for form in map(form_of, keys)),
        ):
            entry = self._find(names, each, wanted, sense, over_years)
            if entry is not None and not (done and entry.is_stock):
                apart = _counts_households(entry, unit or unit_in_name)
                if apart and (
                    by_unit := self._find(names, each + _bare_unit(unit or unit_in_name), wanted, sense, over_years)
                ):
                    return by_unit.slug  # 棚户区改造 in 套 is 棚户区改造套数
                # 城镇化率年均提高2.5%: a rise, and no share. 年均人口出生率 is one.
                rise = sense is Measure.ANNUAL_AVERAGE and entry.measure is Measure.SHARE and "年均" not in name
                if not apart:
                    return None if rise else entry.slug
        return None

    def caveat_of(
        self, name: str, unit: str | None = None, measure: str | None = None, *, slug: str | None
    ) -> str | None:
        """How a name differs from the indicator that it is linked to (`slug`), or None."""
        if slug is None:
            return None
        entry, sense = self.entries[slug], Measure(measure) if measure else None
        printed, unit_in_name = split_unit(name)
        key = normalise(printed)
        ways = (key, *(words.sub("", key) for words in (_CUMULATIVE, _OF_YEARS, _AVERAGE)))
        said = next((caveat for way in ways if (caveat := self.said_of(slug, way))), None)
        return (
            "；".join(filter(None, (said, _other_unit(entry, unit or unit_in_name), _other_span(entry, sense)))) or None
        )

    def said_of(self, slug: str, key: str) -> str | None:
        """The catalogue's own caveat of a name that was made plain, for that indicator."""
        if caveat := self.names.caveats.get((slug, key)):
            return caveat
        entry = self.entries[slug]
        if any(self.names.aliases.get((key, held, entry.over_years)) is entry for held in entry.dimensions):
            return None
        return self.forms.caveats.get((slug, form_of(key).words))

    def _find(
        self, names: LinkedNames, key: str, wanted: str, measure: Measure | None, over_years: bool | None
    ) -> CatalogueEntry | None:
        spans = (False, True) if over_years is None else (over_years,)
        if not wanted:
            keys = [(key, held, span) for held in self.dimensions for span in (False, True)]
            entries = {entry.slug: entry for each in keys if (entry := names.aliases.get(each)) is not None}
            fitting = [one for one in entries.values() if _fits(one, measure) and over_years in (None, one.over_years)]
            if len(fitting) == 1:
                return fitting[0]
            if fitting or measure is not Measure.GROWTH:
                return None
        else:
            both = [names.aliases.get((key, wanted, span)) for span in (spans if wanted == "ratio" else (False, True))]
            # An aim of a plan's years (单位GDP能耗降低) is meant, where no span is said, before its yearly twin.
            both.sort(key=lambda entry: entry is None or not (entry.over_years and entry.growth_of is None))
            for entry in both:
                if entry is not None:
                    return entry if _fits(entry, measure) else None
        if wanted in {"", "ratio"} and measure in {None, Measure.GROWTH, Measure.ANNUAL_AVERAGE, Measure.CUMULATIVE}:
            return next((found for span in spans if (found := names.growth.get((key, span)))), None)
        return None


_KINDS = {"类", "大类", "批", "批次"}  # 12类45件民生实事


def _counts_households(entry: CatalogueEntry, unit: str | None) -> bool:
    """改造老旧小区218户 are the families, not the estates; a 市场主体 is counted by 户 and by 家 alike."""
    printed, own = _bare_unit(unit), _bare_unit(entry.unit)
    if printed in entry.other_units:
        return False  # 改造农村卫生厕所3.2万户: one to a family
    return printed != own and "户" in (printed, own) and not {printed, own} <= {"户", "家"} and bool(printed)


def _bare_unit(unit: str | None) -> str:
    """万户 is 户."""
    return split_scale(unicodedata.normalize("NFKC", unit or "").strip())[1]


def _other_unit(entry: CatalogueEntry, unit: str | None) -> str | None:
    """万户 for an indicator in 万家; 亿元 for one in 亿美元."""
    printed, own = _bare_unit(unit), _bare_unit(entry.unit)
    found, wanted = dimension(printed), dimension(own)
    if found != wanted:
        return f"以{CURRENCIES[found]}计，未按汇率折算" if found in CURRENCIES and wanted in CURRENCIES else None
    if found not in {"count", "people"} or printed == own or any({printed, own} <= alike for alike in UNITS.alike):
        return None
    return f"以“{printed}”计，本指标以“{own}”计"


def _other_span(entry: CatalogueEntry, measure: Measure | None) -> str | None:
    """A total over years beside figures of single years, an average of years beside one year's growth."""
    if measure is Measure.CUMULATIVE and not (entry.over_years or entry.measure is Measure.CUMULATIVE):
        return "按累计数列出，不一定等于期末数" if entry.is_stock else "多年累计数，不与单年数比较"
    if measure is Measure.ANNUAL_AVERAGE:
        growth = entry.measure is Measure.GROWTH
        return "多年年均增速，不与单年增速比较" if growth else "多年年均数，不与单年数比较"
    return None


def _fits(entry: CatalogueEntry, measure: Measure | None) -> bool:
    """Can a number of this measure be one of that indicator?

    A growth of a level, or what a year added to a stock, is another thing than the level and the stock.
    """
    if measure is None:
        return True
    flow = entry.measure in {Measure.CHANGE, Measure.CUMULATIVE}
    unfit = {
        Measure.GROWTH: entry.measure != Measure.GROWTH,
        Measure.SHARE: entry.measure == Measure.GROWTH,
        Measure.CHANGE: not flow and entry.measure != Measure.GROWTH,
        Measure.LEVEL: entry.measure in {Measure.GROWTH, Measure.CUMULATIVE},
    }
    return not unfit.get(measure, False)


def parse_catalogue(rows: Iterable[dict[str, Any]]) -> Catalogue:
    """Rows of the TOML file become a catalogue. Raises CatalogueError where it contradicts itself."""
    entries: dict[str, CatalogueEntry] = {}
    for row in rows:
        entry = _entry(row)
        if entry.slug in entries:
            raise CatalogueError(f"{entry.slug} stands twice in the catalogue")
        entries[entry.slug] = entry
    _refuse_unknown_own(entries)

    by_alias: dict[tuple[str, str, bool], CatalogueEntry] = {}
    growth_by_level: dict[tuple[str, bool], CatalogueEntry] = {}
    caveats: dict[tuple[str, str], str] = {}
    for entry in entries.values():
        keys = {normalise(alias) for alias in (entry.name_zh, *entry.aliases)}
        caveats.update(_caveats(entry))
        if entry.growth_of is not None:
            names, held = _of_level(entry, entries)
            word = "降低" if entry.falls else "增长"
            keys |= {name + word for name in names}
            if not entry.falls:
                growth_by_level.update(dict.fromkeys(((name, entry.over_years) for name in names), entry))
            for name, caveat in held.items():
                caveats |= {(entry.slug, name): caveat, (entry.slug, name + word): caveat}
        for key in keys:
            for held_dimension in entry.dimensions:
                other = by_alias.setdefault((key, held_dimension, entry.over_years), entry)
                if other is not entry:
                    raise CatalogueError(f"{key} ({held_dimension}) leads to both {other.slug} and {entry.slug}")
    for (key, _), growth in growth_by_level.items():
        if other := by_alias.get((key, "ratio", False)) or by_alias.get((key, "ratio", True)):
            raise CatalogueError(f"{key} (%) leads to both {other.slug} and {growth.slug}")
    names = LinkedNames(aliases=by_alias, growth=growth_by_level, caveats=caveats)
    return Catalogue(
        entries=entries,
        names=names,
        forms=names.in_other_words(),
        dimensions=frozenset(held for _, held, _ in by_alias),
    )


def _refuse_unknown_own(entries: dict[str, CatalogueEntry]) -> None:
    for entry in entries.values():
        if entry.own is not None and entry.own not in entries:
            raise CatalogueError(f"{entry.slug} has {entry.own} for its own, which is not in the catalogue")


def _of_level(entry: CatalogueEntry, entries: dict[str, CatalogueEntry]) -> tuple[set[str], dict[str, str]]:
    """The normalised names of what an entry is the growth of, and their caveats."""
    level = entries.get(entry.growth_of or "")
    if level is None:
        raise CatalogueError(f"{entry.slug} is the growth of {entry.growth_of}, which is not in the catalogue")
    names = {normalise(alias) for alias in (level.name_zh, *level.aliases)}
    return names, {name: caveat for (_, name), caveat in _caveats(level).items()}


def _caveats(entry: CatalogueEntry) -> dict[tuple[str, str], str]:
    names = (entry.name_zh, *entry.aliases)
    for alias in entry.caveats:
        if alias not in names:
            raise CatalogueError(f"{entry.slug}: the caveat of {alias} is of no alias")
    plain = {normalise(name) for name in names if name not in entry.caveats}
    found = {(entry.slug, normalise(alias)): caveat for alias, caveat in entry.caveats.items()}
    for _, key in found:
        if key in plain:
            raise CatalogueError(f"{entry.slug}: {key} is an alias with a caveat, and one without")
    return found


def _entry(row: dict[str, Any]) -> CatalogueEntry:
    slug = row.get("slug", "")
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug):
        raise CatalogueError(f"{slug!r} is no slug of lower-case words and hyphens")
    try:
        words: dict[str, Any] = {
            "category": IndicatorCategory(row["category"]),
            "direction": Direction(row["direction"]),
            "measure": Measure(row["measure"]),
            "aliases": tuple(row["aliases"]),
            "other_units": tuple(row.get("other_units", ())),
        }
        entry = CatalogueEntry(**(row | words))
    except (KeyError, TypeError, ValueError) as error:
        raise CatalogueError(f"{slug}: {error}") from error
    for unit in (entry.unit, *entry.other_units):
        if dimension(unit) is None:
            raise CatalogueError(f"{slug}: the unit {unit} is not known")
    if not (entry.definition and entry.definition_source):
        raise CatalogueError(f"{slug} has no definition, or does not say whose it is")
    return entry


@cache
def catalogue() -> Catalogue:
    """The catalogue of the project, read once."""
    with CATALOGUE.open("rb") as file:
        return parse_catalogue(tomllib.load(file)["indicator"])


def link(
    name: str, unit: str | None = None, measure: str | None = None, *, over_years: bool | None = None
) -> str | None:
    """The slug of the indicator that a printed name is of, or None.

    `name` as printed, with or without its unit in a last bracket; `unit` as printed; `measure` a word of `Measure`
    (ValueError for any other).

    - The unit must be of the indicator's dimension: 市场主体数量 in 万家 and 万户 alike, but not in 亿元.
    - A level's name with % and no other measure than growth is its growth: 地区生产总值 5% is `gdp-growth`.
    - Without a unit, the name must lead to one indicator only.
    - `cumulative` prefers an indicator of the total over years (累计新增就业) to that of the year. 累计 at the head of
      a name that has no such indicator is dropped: the span of the number decides.
    - `change` never links to a stock, `growth` never to a level, `multiple` to nothing. 幼儿园 with `change` is 新增幼儿园.
    - 其中 before a name in a table says that it is a part of what stands above it: 其中：城镇登记失业率.
    - `over_years` is True for a growth against an earlier year, and False for one against the year before.
    """
    return catalogue().link(name, unit, measure, over_years=over_years)


def is_a_stock(name: str, unit: str | None) -> bool:
    """Is a name by itself that of what there is at the end of a year: 高新技术企业, and not 新增高新技术企业?"""
    slug = link(name, unit, Measure.LEVEL)
    return slug is not None and catalogue().entries[slug].is_stock


def is_a_stock_in_all(name: str, unit: str | None, held: Catalogue | None = None) -> bool:
    """Is what was built in all (累计建成高标准农田) by the catalogue what there is at the end of a year?"""
    held = held or catalogue()
    entry = held.names.aliases.get((normalise(name), dimension(unit) or "", False))
    return entry is not None and entry.is_stock


def caveat_of(
    name: str, unit: str | None = None, measure: str | None = None, *, over_years: bool | None = None
) -> str | None:
    """How what the name is of differs from the indicator that `link` leads it to, in Chinese; None where it does not.

    规模以上固定资产投资 is of 规模以上 only; 市场主体数量 in 万户 counts by 户; a total over years is no year's figure.
    """
    slug = link(name, unit, measure, over_years=over_years)
    return catalogue().caveat_of(name, unit, measure, slug=slug)
