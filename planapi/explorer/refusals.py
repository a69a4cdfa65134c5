"""What the API says of a refusal, in Chinese for pages in Chinese: ``must be a whole number from 1 to 3`` → ``只能是 1 到 3 的整数``.

The API says it in English, to programs and to whoever writes them. Its sentences are known here by their patterns (``data/refusals.toml``), also those in
an answer of JSON, and are put into Chinese with what is in them. A sentence that has no pattern stays as it is.

The API itself does not ask for ``Accept-Language``: each of its answers would be another for each language, for all caches on the way, and what a program
makes of a refusal is in ``errors`` whatever the words.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from planapi.explorer.phrases import Phrasebook

_QUOTED = re.compile(r"'(.*)'|\"(.*)\"", re.DOTALL)
_HAN = re.compile("[一-鿿]")


@cache
def phrases() -> Phrasebook:
    """What the API says of refusals."""
    return Phrasebook("refusals.toml")


def in_chinese(message: str) -> str | None:
    """A sentence of the API in Chinese; None where it is not known.

    >>> in_chinese("there is no district '120107': 天津市塘沽区 ended in 2009, and has become 120116 (天津市滨海新区)")
    '没有地区“120107”：天津市塘沽区在 2009 年已撤销或改了代码，现为天津市滨海新区（120116）'
    """
    return phrases().told(message, _value)


def _value(value: str) -> str:
    """What stands in a sentence, in Chinese: a word of the table, else itself, with Chinese quotation marks."""
    if quoted := _QUOTED.fullmatch(value):
        return f"“{quoted[1] or quoted[2] or ''}”"
    return in_chinese(value) or value.replace(" or ", "，")


def told_in(problem: Mapping[str, Any], language: str) -> dict[str, Any]:
    """A problem of the API with its sentences in the language of a page; ``english`` says of each whether it is not in that language."""
    detail, is_english = _told(problem.get("detail", ""), language)
    errors = []
    for one in problem.get("errors", ()):
        message, english = _told(one["message"], language)
        errors.append({**one, "message": message, "english": english})
    return {**problem, "detail": detail, "english": is_english, "errors": errors}


def _told(message: str, language: str) -> tuple[str, bool]:
    if language == "en":
        return message, False
    # What a page of the site itself refuses, it says in its own language.
    return (zh, False) if (zh := in_chinese(message)) else (message, not _HAN.search(message))
