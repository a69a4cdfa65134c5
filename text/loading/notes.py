"""Notes at the foot of pages and at the end: kept under 注释 where they explain terms, since a figure of any other is none of the document's own."""

import re
from collections.abc import Sequence

from text.loading.loaded import TextBuilder

# A note that explains a word: 双碳：…, “四上”企业是指…
_EXPLAINS = re.compile(r"\s*(?:[\[(（〔【]?\d{1,3}[\])）〕】.、]?|[①-⑳])?\s*[^：:。，；]{1,40}(?:[：:—]|是?指)")
_OWN_MARK = re.compile(r"\s*(?:[\[(（〔【]\s*\d{1,3}\s*[\])）〕】]|\d{1,3}\s*[.、．]|[①-⑳*])\s*")
_TERMS = 0.6  # of the notes


def explain_terms(texts: Sequence[str]) -> bool:
    """Whether most of the notes explain a term."""
    return bool(texts) and sum(bool(_EXPLAINS.match(text)) for text in texts) >= _TERMS * len(texts)


def write_explanations(texts: Sequence[str], building: TextBuilder, pages: Sequence[int] = ()) -> None:
    """The notes, numbered, under a heading of their own; ``pages`` has the page of each."""
    building.line("")
    building.line("注释", page=pages[0] if pages else None)
    for number, text in enumerate(texts, start=1):
        page = pages[number - 1] if pages else None
        building.line(f"{number}. {_OWN_MARK.sub('', text, count=1)}", page=page)
