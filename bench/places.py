"""Whose documents a corpus is made of: districts of the national table, and made-up ones where it has no more.

::

    130102 长安区 of 石家庄市    →  Place("130102", "长安区", "石家庄", parent="130100")
    the 2,400th and after        →  Place("980101", "沐岚区", "沐城市", parent="980000")

All names are of three characters, as those in the real documents are (河东区, 天津市): one can stand where another stood.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice, product

from districts.reading.divisions import Division, division, divisions_below

MOST = 3_050
"""With six documents each, and some 550 observations in each of those: ten million."""
# Of characters that hardly any text has, so that no made-up name is there already.
_RARE = "沐岚霁骊瀚珺翊瑭璟煜熠钰淏澍琰弈翰皓昊晟曦彧澜沅湉溪樾桉梓楠柠栩榕茗芷芮蔚蕴"
STEMS = tuple(first + second for first, second in product(_RARE, repeat=2) if first != second)


@dataclass(frozen=True, slots=True)
class Place:
    """A district that documents are of, with the name of what is above as a text of three characters may have it."""

    code: str
    name: str
    city: str
    parent: str
    made_up: bool = False


def places(seed: int) -> list[Place]:
    """All districts of a corpus, in the order in which they are taken; the first ones are real."""
    real = [*_real()]
    random.Random(f"places {seed}").shuffle(real)
    # Those whose city is written out come first: the real pipeline reads them.
    real.sort(key=lambda place: division(place.parent).name != place.city)
    return [*real, *islice(_made_up(), max(MOST - len(real), 0))][:MOST]


@cache
def _counties() -> tuple[Division, ...]:
    found: list[Division] = []
    for number in range(11, 66):
        for one in divisions_below(f"{number}0000"):
            found += [one] if one.level == "county" else divisions_below(one.code)
    return tuple(found)


def _real() -> Iterator[Place]:
    for one in _counties():
        if len(one.name) != 3 or one.parent is None:
            continue
        above = division(one.parent).name
        # 石家庄市 is 石家庄, 恩施土家族苗族自治州 is 恩施州
        city = above[:3] if len(above) < 5 else above[:2] + above[-1]
        if len(city) == 3 and city[:2] != one.name[:2]:
            yield Place(one.code, one.name, city, one.parent)


def _made_up() -> Iterator[Place]:
    size = len(_RARE) - 1  # as many stems begin with one character
    for number, stem in enumerate(STEMS):
        block, within = divmod(number, size)
        code = f"98{block:02}"
        yield Place(f"{code}{within + 1:02}", f"{stem}区", f"{stem[0]}城市", f"{code}00", made_up=True)
