"""The indicators that most people look for first, by topic (``data/headline.toml``)."""

import tomllib
from functools import cache
from pathlib import Path

from text.vocabulary import IndicatorCategory

DATA = Path(__file__).parent / "data"


@cache
def headline() -> dict[IndicatorCategory, tuple[str, ...]]:
    """Slugs by category, both in the order in which they are shown."""
    with (DATA / "headline.toml").open("rb") as file:
        return {IndicatorCategory(category): tuple(slugs) for category, slugs in tomllib.load(file).items()}


@cache
def ranks() -> dict[str, int]:
    """The place of each of these among all."""
    return {slug: place for place, slug in enumerate(slug for slugs in headline().values() for slug in slugs)}
