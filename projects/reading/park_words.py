"""What parks are called: the words of data/park_words.toml and data/provinces.toml, as patterns.

is_theme_only("高端服务业")     →  True: it does not distinguish parks
is_far_away("武汉光谷软件园", ("东丽区", "天津市"))  →  True: of another province
"""

import re
import tomllib
from pathlib import Path

from text.lexicon import load

_DATA = Path(__file__).parents[1] / "data"
WORDS = load(_DATA / "park_words.toml")
_PROVINCES: dict[str, list[str]] = tomllib.loads((_DATA / "provinces.toml").read_text(encoding="utf-8"))["provinces"]
_PROVINCE_NAMES = "|".join(name for name in _PROVINCES if name != "各地")

# Zones of a trade: 解放北路金融创新运营示范区, 海河金融街区; they need a name of their own, and to be built or to head a paragraph.
_TRADES = "金融 经济 产业 商务 航运 贸易 服务业 科创 总部".split()
_TRADE = f"(?:{'|'.join(_TRADES)})[^,。、]{{0,8}}(?:示范区|街区)|商务区|商贸区"
# Whole names: 中国(河南)自由贸易试验区洛阳片区; and a park that two countries share, 中德(沈阳)生态园
_WHOLE = (
    rf"大通关基地|(?:中国\([\u4e00-\u9fff]{{2,3}}\)|{_PROVINCE_NAMES})?(?:自由贸易|自贸)(?:试验)?区[\u4e00-\u9fff]{{2,4}}片区"
    r"|中[德法日韩新意英俄瑞欧以荷奥丹匈]\([\u4e00-\u9fff]{2,4}\)[\u4e00-\u9fff]{0,10}园(?![林艺博])区?"
)
# At most characters of a text no head begins: that is seen before any is tried.
_BEGINS = {word[0] for word in (*WORDS.words("strong"), *WORDS.words("soft"), *_TRADES, *_PROVINCES, *"商大中自")}
HEAD = re.compile(
    rf"(?=[{''.join(sorted(_BEGINS))}])(?:(?P<whole>{_WHOLE})|(?P<strong>{WORDS.any('strong')})|(?P<soft>{WORDS.any('soft')}|{_TRADE}))"
)
TRADE_ZONE = re.compile(rf"(?:{_TRADE})$")
ZONE = re.compile(
    r"(?:特别试验区|特别合作区|经济合作区|开发区|经开区|高新区|保税区|保税港区|综保区|出口加工区|经济区|高新技术产业园区)$"
)

_THEME = WORDS.words("theme")
_LONGEST = max(map(len, _THEME))


def is_theme_only(prefix: str) -> bool:
    """Does it consist of words that do not distinguish parks (特色产业, 高端服务业)? Linear."""
    reach = [True] + [False] * len(prefix)
    for start in range(len(prefix)):
        if not reach[start]:
            continue
        for end in range(start + 1, min(start + _LONGEST, len(prefix)) + 1):
            if not reach[end] and (prefix[start:end] in _THEME or prefix[start:end].isascii()):
                reach[end] = True
    return reach[-1]


def is_far_away(name: str, places: tuple[str, ...]) -> bool:
    """Does the name begin with a province, or a city of one, that is none of ``places``? A province's own cities are near."""
    if name.startswith(places):
        return False
    return any(
        name.startswith(province)
        or (name.startswith(tuple(cities)) and not any(place.startswith(province) for place in places))
        for province, cities in _PROVINCES.items()
    )


def head_of(name: str) -> str:
    """园 of a name: the longest head at its end, or its last character."""
    heads = [match.group() for match in HEAD.finditer(name) if match.end() == len(name)]
    return max(heads, key=len, default=name[-1:])
