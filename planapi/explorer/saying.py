"""The site's own words in two languages, a file for each page in ``words/``; those of the data have theirs in ``text.vocabulary``."""

import re
import tomllib
from functools import cache
from pathlib import Path

LANGUAGES = ("zh", "en")
_COUNTED = re.compile(r"\{(?P<name>\w+)\}|\[(?P<one>[^|\]]*)\|(?P<others>[^\]]*)\]")
"""A value in a phrase; and what is said where the value before it is one, and where it is any other: ``{count} [place|places]``."""


@cache
def words() -> dict[str, dict[str, str]]:
    """Each phrase by its page, which is the name of its file, and its key: ``{"reader.marks": {"zh": "…", "en": "…"}}``."""
    return {
        f"{file.stem}.{key}": dict(zip(LANGUAGES, said, strict=True))
        for file in sorted((Path(__file__).parent / "words").glob("*.toml"))
        for key, said in tomllib.loads(file.read_text("utf-8")).items()
    }


def say(key: str, language: str, **values: object) -> str:
    """A phrase in a language, with values put in.

    >>> say("ranking.places", "en", count=1), say("ranking.places", "en", count=5)
    ('1 place', '5 places')
    """
    phrase = words()[key][language]
    return (_counted(phrase, values) if "[" in phrase else phrase).format(**values)


def _counted(phrase: str, values: dict[str, object]) -> str:
    """A phrase with the words that go with its numbers."""
    name = ""

    def chosen(found: re.Match[str]) -> str:
        nonlocal name
        if found["name"]:
            name = found["name"]
            return found[0]
        return found["one"] if str(values[name]) == "1" else found["others"]

    return _COUNTED.sub(chosen, phrase)
