"""The provinces as a grid of tiles, each about where it lies on a map, with how much is held of it."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from districts.reading.divisions import division
from planapi.explorer.headline import DATA

SHADES = (1, 10, 50, 200)
"""From how many documents on a tile is darker. The number stands on it besides."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A province, at ``column`` and ``row`` of the grid; of ``places`` of it there are ``documents``."""

    code: str
    column: int
    row: int
    short: str
    iso: str
    name: str
    name_en: str
    documents: int
    places: int

    @property
    def name_short_en(self) -> str:
        """Its name without what kind of province it is."""
        return re.sub(
            r" (Province|Municipality|((Hui|Uygur|Zhuang) )?Autonomous Region|Special Administrative Region)$",
            "",
            self.name_en,
        )

    @property
    def shade(self) -> int:
        return sum(self.documents >= least for least in SHADES)


@cache
def _provinces() -> tuple[tuple[Any, ...], ...]:
    with (DATA / "provinces.toml").open("rb") as file:
        rows = tomllib.load(file)
    found = []
    for code, (column, row, short, iso, *names) in rows.items():
        name, name_en = names or (division(code).name, division(code).name_en)
        found.append((code, column, row, short, iso, name, name_en))
    return tuple(found)


def tiles(by_district: Mapping[str, int]) -> list[Tile]:
    """All provinces in the order of their codes, with the documents of their districts."""
    found = []
    for code, *where in _provinces():
        own = [count for district, count in by_district.items() if district[:2] == code[:2]]
        found.append(Tile(code, *where, documents=sum(own), places=len(own)))
    return found
