"""How to cite a page of the explorer, in the styles of `citation/`: what is cited is the page as it is in its revision."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from districts.models import Document
from history.revisions import State
from planapi.citation import of_document
from planapi.citation_styles import Cited, bibtex, csl_json, gb7714, gb7714_2015, sentence_en, sentence_zh
from planapi.explorer.saying import say


def cited_document(document: Document, url: str, state: State) -> Cited:
    """A document as it is read here."""
    return of_document(document, key=document.slug, url=url, state=state)


def cited_page(title: str, page: Mapping[str, Any]) -> Cited | None:
    """Any other page, by its title and its permanent address; None where it has none, or where nothing is stored yet."""
    if not page.get("permanent") or page["made_at"] is None:
        return None
    # A name of its own for the same page in the same revision, from one machine to another.
    name = hashlib.sha256(page["permanent"].encode()).hexdigest()[:8]
    return Cited(
        id=f"page-{name}",
        kind=None,
        title=title,
        district_en="",
        issuer=say("site.name", page["language"]),
        doc_number=None,
        issued=None,
        accessed=timezone.localtime(page["made_at"]).date(),
        revision=page["revision"],
        url=page["cited_as"],
    )


def styles(cited: Cited, language: str) -> list[tuple[str, str, str]]:
    """The citation in each style: what the style is called, the language of the citation, and the citation."""
    sentences = [("zh-Hans", sentence_zh(cited)), ("en", sentence_en(cited))]
    mine, other = sentences if language == "zh" else sentences[::-1]
    return [
        ("GB/T 7714—2025", "zh-Hans", gb7714(cited)),
        ("GB/T 7714—2015", "zh-Hans", gb7714_2015(cited)),
        (say("cite.sentence", language), *mine),
        (say("cite.sentence_other", language), *other),
        ("BibTeX", "zh-Hans", bibtex(cited)),
        ("CSL-JSON", "zh-Hans", csl_json(cited)),
    ]
