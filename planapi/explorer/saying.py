"""The site's own words in two languages, a file for each page in ``words/``; those of the data have theirs in ``text.vocabulary``."""

import tomllib
from functools import cache
from pathlib import Path

LANGUAGES = ("zh", "en")


@cache
def words() -> dict[str, dict[str, str]]:
    """Each phrase by its page, which is the name of its file, and its key: ``{"reader.marks": {"zh": "…", "en": "…"}}``."""
    return {
        f"{file.stem}.{key}": dict(zip(LANGUAGES, said, strict=True))
        for file in sorted((Path(__file__).parent / "words").glob("*.toml"))
        for key, said in tomllib.loads(file.read_text("utf-8")).items()
    }


def say(key: str, language: str, **values: object) -> str:
    """A phrase in a language, with values put in: ``say("reader.page", "en", number=5)``."""
    return words()[key][language].format(**values)
