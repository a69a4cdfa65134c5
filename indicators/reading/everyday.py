"""Names of indicators that people use and no document does: 经济总量, 社零, 财政收入.

They are for what is asked, never for what is read. The data are in `indicators/data/everyday.toml`, whose head explains its fields.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from indicators.reading.catalogue import normalise

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

    >>> everyday_name("社零总额增速")
    EverydayName(word='社零总额增速', name='社会消费品零售总额增长', is_open=False)
    """
    held = everyday_names()
    key = normalise(subject)
    if found := held.get(key):
        return found
    level = key.removesuffix("增长")
    if level == key or (found := held.get(level)) is None:
        return None
    return EverydayName(subject, found.name + "增长", found.is_open)
