"""Whose a number is: the document's own place (全县 in a county's report), a place that it lies in, another region, the nation.

How a document speaks of its own place follows from the place's name: 全县, 我县, 县内 in 涉县; 全省 in a province. What stands over it is another place:
全市 in a county. An honour is the place's own, whoever gave it (全国文明村镇23个), and so is a share of the whole (占全市的12%).
"""

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from text.context import DocumentContext
from text.lexicon import load
from text.numbers.quantities import Quantity
from text.numbers.units import COUNTERS, read_unit

WORDS = load(Path(__file__).parents[1] / "data" / "territory.toml")

_LETTERS = "省市县区州盟旗"
_COUNTY = "县区旗"
# what may stand between the head of a clause and the place
_HEAD = r"(?:预计|目前|其中|同期|去年|今年|当前|全年|同时|20\d\d年|到20\d\d年|截至20\d\d年底?|在|据统计)*"
_OTHERS = (
    r"(?:余|多)?(?:个|家|座)(?:同类|参评|国家级?|省级|重点|地级|设区|省会|县级|内陆|沿海|百强|建制|省级以上|省辖|直辖)*"
    r"\(?(?:县|市|区|州|旗|盟|省|城市|经开区|开发区|高新区|园区|综保区|自贸区|口岸|乡?镇)"
    r"(?:县|市|区|州|旗|盟|省|城市|经开区|开发区|高新区|园区|综保区|自贸区|口岸|乡?镇|[(、)]){0,7}"
)
_AMONG = r"[^,。;]{0,10}(?:中|(?<!公)里|内)(?:排|位|居|列|名|第|综合|首|率先|唯一|,|处于|脱颖)"
# 居全省|18个省辖市末位: without 中
_PLACED = (
    r"(?:排名?|位居|位列|居|列)?(?:第[一二三四五六七八九十\d]|首位|榜首|前[列茅三五十]|末位|倒数|垫底|之首|之末|最后)"
)
# 全省|102个区县中: those that a place is ranked among
_RANKED = re.compile(
    rf"{_OTHERS}(?:{_AMONG}|{_PLACED})|(?:余|多)?[个家座]中(?:排名?|位居|位列|列)"
)  # 在全国169家中排名第86位
# 京津冀|1.1亿人: the region itself is counted, not what the place does there (京津冀协同项目32个)
_REGION = re.compile(
    rf"(?:{WORDS.any('region')}|[一-鿿]{{2,6}}(?:城市群|都市圈|经济圈))(?:地区|区域|城市群|经济圈|都市圈|国家|市场)?(?:拥有|覆盖|辐射|常住|总|人口|GDP|生产总值|经济总量|消费|"
    r"市场|规模|达到?|突破|有|的|共|超过?|近|约)*$"
)
# 中国轻纺城成交额: no figure of the nation
_NAMED_CHINA = "[一-鿿]{1,8}?(?:城|港|谷|馆|园|院|节|市场|博览会|中心|之都|之乡|小镇|基地)"
_NATION = re.compile(rf"^{_HEAD}(?:全国|我国|世界|全球|中国(?!{_NAMED_CHINA})|国内(?=生产总值))(?P<of>[^,。;]*)$")
# 国内生产总值 of a place is 地区生产总值
_NATIONAL_PRODUCT = re.compile(rf"^{_HEAD}国内生产总值[^,。;占]*$")
_RANK_WORDS = re.compile(r"^(?:首|唯一|第[一二三四五六七八九十]|领先|前列|最|率先|重点|标杆|示范)")
_OWN_PRODUCT = 2003
_HUNDRED_MILLION = 100_000_000
# No place has more counted things of honour than this; 全国市场主体1.5亿户 is the nation's.
_MOST_HONOURS = 10_000


@dataclass(frozen=True, slots=True)
class Territory:
    """``own`` matches the words for the document's own place at the head of a subject; ``above``, where there is one, a place that it lies in at
    the head of a clause; ``nation``: the document is the nation's; ``letter``: the last of the place's name; ``county``: nothing lies in it."""

    own: re.Pattern[str]
    above: re.Pattern[str] | None
    letter: str
    county: bool
    nation: bool
    product: bool = False
    """Is 国内生产总值 the place's own, as it was called until 2004?"""

    def is_elsewhere(self, before: str, quantity: Quantity, behind: str) -> bool:
        """Is a number of another place? ``before``: its clause up to it; ``behind``: what follows its numeral, with its unit."""
        if _RANKED.match(behind):
            return not self.own.search(before[-6:]) or "中排" in behind or "中位" in behind
        if _REGION.search(before):
            return quantity.base not in COUNTERS or _people(quantity) is not None
        if self.nation:
            return False
        if (_people(quantity) or 0) >= _HUNDRED_MILLION * (1 if self.above else 2):
            return True
        if _NATIONAL_PRODUCT.match(before):
            return not self.product
        found = _NATION.match(before) or (self.above.match(before) if self.above else None)
        return found is not None and not _is_own_count(found["of"], quantity)


def _people(quantity: Quantity) -> Fraction | None:
    """How many people a number counts; 14亿人 are more than any province has."""
    unit = read_unit(quantity.unit)
    if unit is None or unit.dimension != "people" or quantity.value is None:
        return None
    return Fraction(quantity.value) * unit.factor


def _is_own_count(words: str, quantity: Quantity) -> bool:
    """全国文明村镇|23个, 全省重点项目|12个、总投资|35亿元: what the place got or has a part in."""
    if re.search(r"\d\D{0,12}[、及和]", words) or _RANK_WORDS.match(words):
        return True
    few = quantity.value is not None and quantity.value < _MOST_HONOURS and "万" not in (quantity.unit or "")
    return few and quantity.base in COUNTERS and "亿" not in (quantity.unit or "")


@lru_cache(16)
def _territory(place: str, above: tuple[str, ...]) -> Territory:
    letter = place[-1:] if place else "区"
    nation = letter == "国"
    over: set[str] = {name[-1] for name in above}
    if above and letter != "省":
        over.add("省")
    county = not place or (bool(above) and (letter in _COUNTY or (letter == "市" and above[0][-1] in "市州盟区")))
    own = {letter}
    if county:  # 全区 in a county's report is not said of a place that it lies in
        own |= set(_COUNTY) - over
    over -= own
    others = "|".join([*(rf"[全我]{one}" for one in sorted(over) if one in _LETTERS), *map(re.escape, above)])
    return Territory(
        own=re.compile(_own("".join(sorted(own)), letter if county else "", new=place.endswith("新区"), name=place)),
        above=re.compile(rf"^{_HEAD}(?:{others})(?P<of>[^,。;]*)$") if others else None,
        letter=letter,
        county=county,
        nation=nation,
    )


# 湖北省|地区生产总值, and not 湖北省|博物馆
_OF_ALL = (
    "(?=(?:全年)?(?:地区)?生产总值|GDP|经济总量|(?:户籍|常住)人口|城镇|农村|城乡|居民|人均|一般公共|财政|固定资产|社会消费|规模以上|规上|工业|服务业|第[一二三]产业"
    "|粮食|外贸|进出口|森林|空气|高新技术企业|全社会|市场主体|经营主体|PM)"
)


_OF_A_PROVINCE = re.compile("(?:[壮回]族|维吾尔)?自治区$|省$")


def _own(letters: str, level: str, *, new: bool, name: str) -> str:
    """The words for the own place, ``name`` itself among them.

    ``level``: the letter of a place that nothing lies in, so that 本级 is all of it; ``new``: it is a 新区."""
    words = [rf"[全我本][{letters}](?!域|直|属|级|际|性)(?:上下(?!游))?", "辖区内?(?!面积|人口)"]
    if name:
        words.append(rf"{re.escape(name)}(?:{_OF_ALL})")
    if short := _OF_A_PROVINCE.sub("", name) if _OF_A_PROVINCE.search(name) else "":  # 全疆
        words.append(rf"全{short[-1]}(?:{_OF_ALL})")
    if inner := "".join(one for one in letters if one in "县区旗州盟"):
        words.append(rf"[{inner}]内")
    if new:
        words.append("全?新区")
    if level:
        words.append(rf"{level}?本级")
    if level == "县" or "国" in letters:
        words.append("国家本级" if "国" in letters else "县域(?=生产|GDP)")
    return f"(?:{'|'.join(words)})"


def territory_of(context: DocumentContext) -> Territory:
    """The territory of a document, by the name of its place and of those that it lies in."""
    found = _territory(context.place, context.places_above)
    return replace(found, product=True) if context.baseline_year <= _OWN_PRODUCT else found


ANYWHERE = _territory("", ())
"""Of a sentence that is in no document."""
