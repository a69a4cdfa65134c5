"""What the words for a row are made of. Each app says its own rows in words (``<app>/wording.py``), and its views name the functions.

::

    一般公共预算收入, 32.6 亿元, 2022, estimate
    → 河东区2022年一般公共预算收入（预计）：32.6亿元
    → Hedong District, 2022: 一般公共预算收入 (general public budget revenue), estimate, 32.6亿元
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rest.fields import plain_number
from text.vocabulary import Word


@dataclass(frozen=True, slots=True)
class Fact:
    """One column of a row, for people. ``value_en``: what the value is called in English, where it is words that are not the text's own."""

    label_zh: str
    label_en: str
    value: str
    value_en: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A row in words. ``subject`` is what it is of, for a heading; the sentences say all of it, without a full stop."""

    subject: str
    zh: str
    en: str
    facts: tuple[Fact, ...]


def facts(*columns: tuple[str, str, Any]) -> tuple[Fact, ...]:
    """Columns (label in Chinese, label in English, value) without those that have no value."""
    return tuple(
        Fact(zh, en, *value) if isinstance(value, tuple) else Fact(zh, en, str(value))
        for zh, en, value in columns
        if value not in (None, "", [])
    )


def label(words: type[Word], value: str | None) -> tuple[str, str] | None:
    """A word of the vocabulary with its Chinese label: 预计, estimate."""
    return (words(value).zh, value) if value else None


def number(value: Decimal | None) -> str | None:
    return None if value is None else str(plain_number(value))
