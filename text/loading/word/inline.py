"""What is in a paragraph: its runs in their order, with fields, insertions, signs, ruby and equations, and the text boxes that hang on it.

Of tracked changes the accepted state is read. Marks of footnotes, hidden letters and numbers of pages are left out, and said.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from text.loading.word.equations import linear
from text.loading.word.fields import (
    CONTENTS_FIELDS,
    DATE_FIELDS,
    MARK_FIELDS,
    NUMBER_FIELDS,
    PAGE_FIELDS,
    Field,
    kind_of,
    shown,
)
from text.loading.word.marks import AtHeight, resolved
from text.loading.word.names import Element, W, branch, child, is_on, name_of, value, whole
from text.loading.word.omissions import Omissions
from text.loading.word.styles import Letters, Styles, is_shaded, letters_of
from text.loading.word.symbols import plain, sign

_OF_ONE_PARAGRAPH = PAGE_FIELDS | MARK_FIELDS | DATE_FIELDS
_PLAIN = Letters()
# What Word and LibreOffice write where a bookmark is gone
_LOST = re.compile(
    r"错误[!！:：]\s*(?:未找到引用源|未定义书签|引用源未找到|找不到)|Error[!:]\s*(?:Reference source not found|Bookmark not defined|No text of specified)"
)
_SMALLEST = 4  # half points: nobody reads smaller letters
_GROUNDS = ("w:tc", "w:txbxContent")  # what may have another ground than the paper
_LONGEST_ENTRY = 120  # characters of a line of the contents
PAGE_BREAK, LINE_BREAK = "\f", "\n"


@dataclass(slots=True)
class Words:
    """What was read of one paragraph. ``boxes`` are the contents of its text boxes, ``titles`` the words of its WordArt."""

    pieces: list[AtHeight] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    entry: list[str] = field(default_factory=list)  # words of a table of contents, which are left out
    last: Letters = field(default_factory=Letters)

    def text(self, omissions: Omissions, *, in_cell: bool = False) -> str:
        """The text of it, without the marks of notes."""
        text, marks = resolved(self.pieces, in_cell=in_cell)
        if match := _LOST.search(text):
            omissions.say("lost_reference", sample=text[: match.end()][-50:])
        for mark in marks:
            omissions.say("footnote_mark", sample=f"{text[-20:]} {mark}".strip())
        return text


@dataclass(slots=True)
class Reader:
    """Reads paragraphs one after another; ``fields`` are those that are open, which may reach over several."""

    styles: Styles
    omissions: Omissions
    fields: list[Field] = field(default_factory=list)
    on_white: bool = False  # the paragraph that is read has no ground of its own

    def words(self, paragraph: Element, style: str | None) -> Words:
        """What is in a paragraph (w:p) of a style."""
        words = Words()
        base = self.styles.letters(style).over(self.styles.base)
        self.on_white = not (
            is_shaded(child(paragraph, "pPr"))
            or self.styles.is_shaded(style)
            or any(name_of(one) in _GROUNDS for one in paragraph.iterancestors())
        )
        self._all(paragraph, words, base)
        self._close(words, heading=self.styles.level(style) is not None)
        return words

    def _close(self, words: Words, *, heading: bool) -> None:
        """Fields end with their paragraph, apart from those that are made for several; one whose end is missing takes nothing with it."""
        for one in self.fields:
            if not one.result and one.aside:
                # An instruction that does not end in its paragraph is none: what was taken for it is text.
                words.pieces.extend(AtHeight(text) for text in one.aside)
        self.fields = [one for one in self.fields if one.result and one.kind not in _OF_ONE_PARAGRAPH]
        entry = "".join(words.entry)
        if words.entry and (heading or len(entry) > _LONGEST_ENTRY or "。" in entry):
            words.pieces.extend(AtHeight(text) for text in words.entry)
            words.entry.clear()
            self.fields.clear()
        elif words.entry:
            self.omissions.contents(entry)

    def _all(self, elements: Iterable[Element], words: Words, base: Letters) -> None:
        for element in elements:
            self._one(element, words, base)

    def _one(self, element: Element, words: Words, base: Letters) -> None:
        name = name_of(element)
        if name == "w:r":
            self._run(element, words, base)
        elif name in ("w:del", "w:moveFrom"):
            self.omissions.changed("deleted" if name == "w:del" else "moved", element)
        elif name in ("w:ins", "w:moveTo"):
            if name == "w:ins":
                self.omissions.changed("inserted", element)
            self._all(element, words, base)
        elif name == "w:sdt":
            self._control(element, words, base)
        elif name == "w:fldSimple":
            opened = Field([element.get(W + "instr", "")], result=True)
            self.fields.append(opened)
            self._all(element, words, base)
            self._end_of(opened, words, empty=len(element) == 0)
        elif name in ("m:oMath", "m:oMathPara"):
            self._say(linear(element), words, base)
        elif name == "mc:AlternateContent":
            self._all(branch(element), words, base)
        elif name not in _SKIPPED:
            self._all(element, words, base)

    def _control(self, element: Element, words: Words, base: Letters) -> None:
        content = child(element, "sdtContent")
        if content is None:
            return
        if is_on(element, "sdtPr", "showingPlcHdr"):
            self.omissions.say("placeholder", sample=_letters(content))
        else:
            self._all(content, words, base)

    # ── Runs ──

    def _run(self, run: Element, words: Words, base: Letters) -> None:
        properties = child(run, "rPr")
        letters = base
        if properties is not None:
            letters = self.styles.letters(value(properties, "rStyle")).over(base)
            letters = letters_of(properties).over(letters)
        noted = False
        for element in run:
            name = name_of(element)
            if name in ("w:footnoteReference", "w:endnoteReference"):
                self.omissions.say("footnote_mark", sample=_tail(words))
                noted = element.get(W + "customMarkFollows") in ("1", "true", "on")
            elif not (noted and name in ("w:t", "w:sym")):  # a mark of its own, behind the reference
                self._in_run(name, element, words, letters)
        words.last = letters

    def _in_run(self, name: str, element: Element, words: Words, letters: Letters) -> None:
        if name == "w:t":
            self._say(_kept_spaces(element), words, letters)
        elif name in _CHARACTERS:
            self._say(_CHARACTERS[name], words, letters)
        elif name == "w:br":
            self._say(PAGE_BREAK if element.get(W + "type") in ("page", "column") else LINE_BREAK, words, letters)
        elif name == "w:sym":
            self._symbol(element, words, letters)
        elif name == "w:fldChar":
            self._field(element, words, letters)
        elif name == "w:instrText":
            self._instruct(element.text or "")
        elif name == "w:ruby":
            base = child(element, "rubyBase")
            self.omissions.say("ruby", sample=_letters(base))
            self._all(() if base is None else base, words, letters)
        else:
            self._other_in_run(name, element, words, letters)

    def _other_in_run(self, name: str, element: Element, words: Words, letters: Letters) -> None:
        if name in ("w:drawing", "w:pict", "w:object"):
            self._drawing(element, words)
        elif name == "mc:AlternateContent":
            for one in branch(element):
                self._in_run(name_of(one), one, words, letters)
        elif name in _DATES:
            self.omissions.say("date_field", sample=_tail(words))
        elif name not in _SKIPPED and name not in _SKIPPED_IN_RUNS:
            self._one(element, words, letters)

    def _is_unseen(self, letters: Letters) -> bool:
        """Whether letters are printed, and nobody sees them: white on the paper, or of a point or two."""
        small = letters.size is not None and letters.size <= _SMALLEST
        return small or bool(letters.white and self.on_white and not letters.shaded)

    def _say(self, text: str, words: Words, letters: Letters) -> None:
        """Add text to the paragraph, unless it is hidden or of a field that shows nothing of the document."""
        if not text:
            return
        if letters.hidden or (text.strip() and self._is_unseen(letters)):
            self.omissions.say("hidden_text", sample=text)
            return
        if letters.struck:
            self.omissions.say("struck_text", sample=text)
            return
        for one in self.fields:
            if not one.result:
                one.aside.append(text)
                return
        kinds = [one.kind for one in self.fields]
        if any(kind in CONTENTS_FIELDS for kind in kinds):
            words.entry.append(text)
            return
        if any(kind in PAGE_FIELDS for kind in kinds):
            self.omissions.say("page_number", sample=text)
            return
        if any(kind in MARK_FIELDS for kind in kinds):
            self.omissions.say("footnote_mark", sample=_tail(words))
            return
        if letters.capitals:
            text = text.upper()
        raised, lowered = _height(letters, words.last)
        words.pieces.append(AtHeight(plain(text, letters.font), raised=raised, lowered=lowered))

    def _symbol(self, element: Element, words: Words, letters: Letters) -> None:
        try:
            code = int(element.get(W + "char", ""), 16)
        except ValueError:
            return
        found = sign(code, element.get(W + "font") or letters.font)
        if found is None:
            self.omissions.say("symbol", sample=f"{element.get(W + 'font')} {code:04X} {_tail(words)}")
        else:
            self._say(found, words, letters)

    # ── Fields ──

    def _field(self, element: Element, words: Words, letters: Letters) -> None:
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            self.fields.append(Field(choice=_chosen(element)))
        elif kind == "separate" and self.fields:
            self.fields[-1].result = True
            self.fields[-1].aside.clear()
        elif kind == "end" and self.fields:
            ended = self.fields[-1]
            empty = not ended.result
            ended.result = True
            self._end_of(ended, words, empty=empty, letters=letters)

    def _instruct(self, text: str) -> None:
        if self.fields and not self.fields[-1].result:
            self.fields[-1].instruction.append(text)

    def _end_of(self, ended: Field, words: Words, *, empty: bool, letters: Letters = _PLAIN) -> None:
        self.fields.remove(ended)
        if ended.kind in DATE_FIELDS:
            self.omissions.say("date_field", sample=_tail(words))
        if not empty:
            return
        instruction = "".join(ended.instruction)
        text = ended.choice if ended.choice is not None else shown(instruction)
        if text:
            self._say(text, words, letters)
        elif kind_of(instruction) in NUMBER_FIELDS:
            self.omissions.say("number_field", sample=instruction.strip())

    # ── Drawings ──

    def _drawing(self, element: Element, words: Words) -> None:
        """Text boxes are read behind their paragraph; a picture, a chart or a table of Excel is said."""
        found = False
        for one in _shown(element):
            name = name_of(one)
            if name == "w:txbxContent":
                words.boxes.append(one)
                found = True
            elif name == "v:textpath" and (one.get("string") or "").strip():
                words.titles.append(one.get("string", "").strip())
                found = True
            elif name in _PICTURES:
                what = _PICTURES[name]
                kind = one.get("ProgID", "") if name == "o:OLEObject" else ""
                self.omissions.picture(what, f"{kind} {_described(element)}".strip(), before=_tail(words))
                found = True
                if name == "o:OLEObject":
                    continue
        if not found and name_of(element) == "w:object":
            self.omissions.picture("embedded_object", "", before=_tail(words))


def _shown(element: Element) -> Iterable[Element]:
    """What matters in a drawing: nothing inside a text box, one branch of alternatives, and one of an object and its picture."""
    inside = list(element)
    if any(name_of(one) == "o:OLEObject" for one in inside):
        inside = [one for one in inside if name_of(one) == "o:OLEObject"]
    for one in inside:
        name = name_of(one)
        if name == "mc:AlternateContent":
            for part in branch(one):
                yield part
                yield from _shown(part)
        else:
            yield one
            if name != "w:txbxContent":
                yield from _shown(one)


_PICTURES = {
    "pic:pic": "picture",
    "v:imagedata": "picture",
    "c:chart": "chart",
    "cx:chart": "chart",
    "dgm:relIds": "diagram",
    "o:OLEObject": "embedded_object",
}
_CHARACTERS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:cr": LINE_BREAK,
    "w:noBreakHyphen": "-",
}
_DATES = frozenset("w:dayShort w:dayLong w:monthShort w:monthLong w:yearShort w:yearLong".split())
_SKIPPED_IN_RUNS = frozenset(
    "w:softHyphen w:delText w:delInstrText w:pgNum w:footnoteRef w:endnoteRef w:annotationRef w:separator w:continuationSeparator "
    "w:commentReference w:lastRenderedPageBreak".split()
)
_SKIPPED = frozenset(
    "w:pPr w:rPr w:sdtPr w:sdtEndPr w:customXmlPr w:smartTagPr w:rt w:rubyPr w:txbxContent w:t w:contentPart".split()
)


def _kept_spaces(element: Element) -> str:
    text = (element.text or "").replace("\r", " ").replace("\n", " ")
    return text if element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve" else text.strip()


def _height(letters: Letters, before: Letters) -> tuple[bool, bool]:
    """Whether letters are raised or lowered. Some writers move and shrink them instead of saying that they are superscript."""
    if letters.raised in ("superscript", "subscript"):
        return letters.raised == "superscript", letters.raised == "subscript"
    lift = (letters.position or 0) - (before.position or 0)
    smaller = letters.size is not None and before.size is not None and letters.size < before.size
    return (lift >= 4 and smaller) or lift >= 8, lift <= -4 and smaller


def _chosen(element: Element) -> str | None:
    """The entry that is chosen in a drop-down list of an old form."""
    options = child(element, "ffData", "ddList")
    if options is None:
        return None
    entries = [one.get(W + "val", "") for one in options.iterfind(W + "listEntry")]
    index = whole(value(options, "result")) or 0
    return entries[index] if 0 <= index < len(entries) else ""


def _letters(element: Element | None) -> str:
    return "" if element is None else "".join(one.text or "" for one in element.iter(W + "t"))


def _tail(words: Words) -> str:
    return "".join(piece.text for piece in words.pieces[-6:])[-20:]


def _described(element: Element) -> str:
    """What the writer said of a picture (alternative text)."""
    for one in element.iter():
        if name_of(one) == "wp:docPr":
            return (one.get("descr") or one.get("title") or "").strip()
        if name_of(one) == "v:shape" and one.get("alt"):
            return one.get("alt", "").strip()
    return ""
