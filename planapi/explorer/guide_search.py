"""Look for words in the guide: in the text of all its sections, which is held in memory, as they stand there, in Chinese and in English."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from planapi.explorer import guide_contents
from planapi.explorer.guide_text import GuideHeading
from text.words import words_of

MOST_FOUND = 30
LONGEST_QUESTION = 100
_AROUND = 60
"""Characters that are shown on each side of the first word."""
_SPACE = re.compile(r"\s+")
_CHINESE = re.compile(r"([㐀-鿿]+)")


@dataclass(frozen=True, slots=True)
class SearchedSection:
    """A section of a page in one of its languages; ``lowered`` is what is looked in."""

    page: str
    title: str
    language: str
    heading: GuideHeading
    text: str
    lowered: str


@dataclass(frozen=True, slots=True)
class FoundSection:
    """A section with the words that were asked for, and where they stand."""

    section: SearchedSection
    heading: SafeString
    excerpt: SafeString


@cache
def searched() -> tuple[SearchedSection, ...]:
    """All sections of all pages."""
    return tuple(_sections())


def _sections() -> Iterator[SearchedSection]:
    for page in guide_contents.pages().values():
        for language in page.files:
            read = page.text(language)
            for section in read.sections:
                text = _SPACE.sub(" ", section.text)
                lowered = f"{section.heading.title}\n{text}".lower()
                yield SearchedSection(page.name, read.title, language, section.heading, text, lowered)


def look_for(question: str, language: str) -> list[FoundSection]:
    """The sections that have all words of a question, the best first; where none has, Chinese is cut into its words."""
    words = question.lower().split()
    if not words:
        return []
    cut = [part for word in words for run in _CHINESE.split(word) if run for part in _parts(run)]
    found = _with_all(words, language) or (_with_all(cut, language) if cut != words else [])
    return found[:MOST_FOUND]


def _parts(run: str) -> list[str]:
    return words_of(run) if _CHINESE.fullmatch(run) else [run]


def _with_all(words: Sequence[str], language: str) -> list[FoundSection]:
    found = [one for one in searched() if all(word in one.lowered for word in words)]
    # One page in two languages has the same words in its code: it is found in that of the reader.
    own = {one.page for one in found if one.language == language}
    kept = [one for one in found if one.language == language or one.page not in own]
    kept.sort(key=lambda one: -_weight(one, words, language))  # stable: else in the order of the guide
    pattern = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))), re.IGNORECASE)
    return [
        FoundSection(one, _marked(one.heading.title, pattern), _excerpt(one.text, pattern)) for one in kept[:MOST_FOUND]
    ]


def _weight(one: SearchedSection, words: Sequence[str], language: str) -> int:
    heading, title = one.heading.title.lower(), one.title.lower()
    weight = 8 * sum(word in heading for word in words) + 4 * sum(word in title for word in words)
    weight += min(sum(one.lowered.count(word) for word in words), 5)
    return weight + (6 if one.language == language else 0)


def _excerpt(text: str, pattern: re.Pattern[str]) -> SafeString:
    """What stands around the first of the words."""
    first = pattern.search(text)
    begin = max(first.start() - _AROUND, 0) if first else 0
    end = begin + 3 * _AROUND
    return format_html(
        "{}{}{}", "…" if begin else "", _marked(text[begin:end], pattern), "…" if end < len(text) else ""
    )


def _marked(text: str, pattern: re.Pattern[str]) -> SafeString:
    """A text with all of the words marked."""
    at, pieces = 0, []
    for one in pattern.finditer(text):
        pieces.append((text[at : one.start()], one[0]))
        at = one.end()
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), text[at:])
