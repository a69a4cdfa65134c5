"""The tables of docs/api.md, as the code has them: the parameters of every address, and the closed words with their labels.

A section ``### `parks/` `` has one table of parameters, whose lookups stand together in one line, told as the schema tells them::

    | `area_km2` | `=a,b` `__gt` `__gte` `__lt` `__lte` `__isnull` | Area in km². |

``make docs`` writes them; a test fails while they are not as written. All else in the file is by hand.
"""

import re
from collections.abc import Iterator
from typing import Any

from rest.filters import MEANING, labels
from tests.api.breaking import parameters_of
from text import vocabulary
from text.vocabulary import Word

HEAD = "| parameter | asked as | what |\n|---|---|---|\n"
# Told once for all, in the section on asking: those of every answer, and those of every list that can be put in order.
OF_ANSWERS = {"fields", "omit", "expand", "format", "bom", "header", "decimals", "codec", "revision"}
OF_LISTS = {"ordering", "page_size", "cursor", "count", "echo"}
LOOKUPS = ["=", "__contains", "__gt", "__gte", "__lt", "__lte", "__isnull"]

# ### `parks/` and all that stands below it, up to the next heading of its rank or a higher one
_SECTION = re.compile(r"^### `(?P<name>[a-z-]+(?:/[^`]*)?/)`\n(?P<body>.*?)(?=^##+ |\Z)", re.MULTILINE | re.DOTALL)
_TABLE = re.compile(re.escape(HEAD) + r"(?:\|.*\n)*")
_WORDS = re.compile(r"^(?P<intro>## Words\n.*?\n\n)\*\*.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def with_tables(text: str, schema: dict[str, Any]) -> str:
    """The text of docs/api.md with every table as the schema and the vocabulary have it now."""

    def section(match: re.Match[str]) -> str:
        operations = schema["paths"].get(f"/api/v1/{match['name']}", {})
        # of the list, in whose section they stand
        above, aggregate, _ = match["name"].partition("aggregate/")
        of_list = schema["paths"].get(f"/api/v1/{above}", {}) if aggregate else {}
        listed = {one["name"] for operation in of_list.values() for one in parameters_of(schema, operation)}
        # What is asked, where something can be sent, too: which of the two the schema has first depends on what else was made of the views before.
        of_it = operations.get("get") or next(iter(operations.values()), {})
        table = "".join(_lines(of_it, schema, listed - OF_LISTS))
        body = match["body"]
        if _TABLE.search(body):
            body = _TABLE.sub(lambda _: HEAD + table if table else "", body, count=1)
        elif table:
            body = f"{body.rstrip()}\n\n{HEAD}{table}\n"
        return f"### `{match['name']}`\n{body}"

    text = _SECTION.sub(section, text)
    return _WORDS.sub(lambda match: match["intro"] + "\n".join(_word_tables()), text)


def sections(text: str) -> list[str]:
    """The addresses that have a section: ``parks/``, ``documents/{slug}/coverage/``."""
    return [match["name"] for match in _SECTION.finditer(text)]


def closed_words() -> list[type[Word]]:
    """Every closed list of words, in the order of the vocabulary."""
    return [
        words
        for words in vars(vocabulary).values()
        if isinstance(words, type) and issubclass(words, Word) and words is not Word
    ]


def _lines(operation: dict[str, Any], schema: dict[str, Any], listed: set[str]) -> Iterator[str]:
    """The parameters of an operation, but for the ``listed`` ones, which are told elsewhere."""
    parameters = [one for one in parameters_of(schema, operation) if one["in"] == "query"]
    is_list = {"ordering", "cursor"} <= {one["name"] for one in parameters}
    parameters = [one for one in parameters if one["name"] not in listed]
    common = OF_ANSWERS | (OF_LISTS if is_list else set())
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for one in parameters:
        name, _, lookup = one["name"].partition("__")
        if name not in common:
            found.setdefault(name, {})["__" + lookup if lookup else "="] = one
    for name, lookups in found.items():
        asked = sorted(lookups, key=LOOKUPS.index)
        what = _told(lookups[asked[0]], asked[0])
        by = " ".join(f"`{_by(lookup, lookups[lookup])}`" for lookup in asked)
        yield f"| `{name}` | {by} | {what} |\n"


def _by(lookup: str, parameter: dict[str, Any]) -> str:
    """How a lookup is written, so that those can be told that take several values separated by commas."""
    several = parameter["schema"].get("type") == "array" and not parameter.get("explode", True)
    return "=a,b" if lookup == "=" and several else lookup


def _told(parameter: dict[str, Any], lookup: str) -> str:
    """What a parameter is, without its lookup and its example; of words, which ones instead of their labels, which
    stand below."""
    told = re.sub(r" For example `[^`]*`\.", "", parameter["description"])
    told = told.removeprefix(f"{MEANING.get(lookup.strip('_'))}. ").replace("Exactly this many", "How many")
    shape = parameter["schema"].get("items", parameter["schema"])
    name = shape.get("$ref", "").rpartition("/")[2]
    for words in closed_words():
        if words.__name__ == name:
            told = told.replace(f" {labels(words)}", f" Words: {name}.")
    if parameter.get("required"):
        told = f"Required. {told}"
    return " ".join(told.split()).replace("|", "\\|")


def _word_tables() -> Iterator[str]:
    for words in closed_words():
        lines = "".join(f"| `{word.value}` | {word.zh} | {word.en} |\n" for word in words)
        yield f"**{words.__name__}**\n\n| word | 中文 | English |\n|---|---|---|\n{lines}"
