"""The site's own words in two languages, ``words.toml``; those of the data have theirs in ``text.vocabulary``."""

import tomllib
from functools import cache
from pathlib import Path

LANGUAGES = ("zh", "en")


@cache
def words() -> dict[str, dict[str, str]]:
    """Each phrase by its key: ``{"reader.marks": {"zh": "…", "en": "…"}}``."""
    with (Path(__file__).parent / "words.toml").open("rb") as file:
        found = tomllib.load(file)
    return {
        f"{page}.{key}": dict(zip(LANGUAGES, said, strict=True))
        for page, keys in found.items()
        for key, said in keys.items()
    }


def say(key: str, language: str, **values: object) -> str:
    """A phrase in a language, with values put in: ``say("front.documents", "en", count=5)``."""
    return words()[key][language].format(**values)
