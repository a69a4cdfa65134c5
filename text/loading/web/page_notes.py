"""The notes of a page that marks in its text lead to, by what the page says of the elements that they stand in."""

import re
from collections.abc import Sequence

from text.loading.web.blocks import Block
from text.loading.web.tree import Element

# role="doc-endnotes"   class="footnotes"   MsoFootnoteText   mso-element: footnote-list   id="fn1"
_ROLE = re.compile(r"doc-(?:foot|end)notes?")
_NAME = re.compile(r"(?<![a-z])(?:mso)?(?:foot|end)notes?(?:text)?(?![a-z])|(?:^|\s)(?:_?ftn|_?edn|fn)-?\d+(?:\s|$)")
_OF_WORD = re.compile(r"mso-element\s*:\s*(?:foot|end)note", re.IGNORECASE)


def notes_of(kept: Sequence[Block]) -> list[Block]:
    """The lines of a document's notes. None where no mark of a note stands in its text: then nothing says that they are."""
    known: dict[int, bool] = {}
    notes = [block for block in kept if block.grid is None and block.text and _is_in_notes(block.owner, known)]
    own = {id(block) for block in notes}
    marked = any(what == "footnote_mark" for block in kept if id(block) not in own for what, _, _ in block.said)
    return notes if marked else []


def _is_in_notes(element: Element | None, known: dict[int, bool]) -> bool:
    above: list[Element] = []
    found = False
    while element is not None and not found:
        if id(element) in known:
            found = known[id(element)]
            break
        above.append(element)
        found = _is_of_notes(element)
        element = element.parent
    known.update((id(one), found) for one in above)
    return found


def _is_of_notes(element: Element) -> bool:
    if element.tag in ("a", "sup", "span", "body"):
        return False  # a mark, and no note
    style = element.style
    return bool(
        _ROLE.fullmatch(element.attributes.get("role", ""))
        or _NAME.search(element.names)
        or (style and _OF_WORD.search(style))
    )
