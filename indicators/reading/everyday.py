"""Names of indicators that people use and no document does: 社零, 国高企, 人均收入.

They are for what is asked, never for what is read. The data are in `indicators/data/everyday.toml`, whose head explains its fields.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from indicators.reading.catalogue import catalogue, normalise

_FILE = Path(__file__).parent.parent / "data" / "everyday.toml"


@dataclass(frozen=True, slots=True)
class EverydayName:
    """``name`` is what the catalogue calls what is meant; ``is_open``: it may as well be something else."""

    word: str
    name: str
    is_open: bool


@cache
def everyday_names() -> dict[str, EverydayName]:
    """The names by their form in comparisons."""
    with _FILE.open("rb") as file:
        rows = tomllib.load(file)["everyday"]
    return {normalise(row["word"]): EverydayName(row["word"], row["name"], row.get("open", False)) for row in rows}


def everyday_name(subject: str) -> EverydayName | None:
    """What people mean by a subject; of its growth, the growth.

    >>> everyday_name("社零增速")
    EverydayName(word='社零增速', name='社会消费品零售总额增长', is_open=False)
    """
    held = everyday_names()
    key = normalise(subject)
    if found := held.get(key):
        return found
    level = key.removesuffix("增长")
    if level == key or (found := held.get(level)) is None:
        return None
    return EverydayName(subject, found.name + "增长", found.is_open)


MOST_ALIKE = 5


def indicators_called(name: str) -> list[tuple[str, str]]:
    """The slugs of the indicators that people call by a name, in whatever unit, with their Chinese names: the alias that it is, or what it is in everyday
    words; else those with an alias that it is part of, the shortest first.

    >>> indicators_called("GDP")
    [('gdp', '地区生产总值')]
    """
    held, key = catalogue(), normalise(name)
    if not key:
        return []
    everyday = everyday_name(name)
    keys = [key, normalise(everyday.name)] if everyday else [key]
    growth = [one for (level, _), one in held.names.growth.items() if f"{level}增长" in keys]
    found = [entry for (alias, _, _), entry in held.names.aliases.items() if alias in keys] or growth
    if not found and len(key) > 1:
        longer = sorted(
            (len(alias), alias, entry.slug) for (alias, _, _), entry in held.names.aliases.items() if key in alias
        )
        found = [held.entries[slug] for _, _, slug in longer]
    return list(dict.fromkeys((entry.slug, entry.name_zh) for entry in found))[:MOST_ALIKE]
