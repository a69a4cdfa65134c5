"""What of a Word file is not in its text, gathered while it is read, and said once at the end."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from text.loading.loaded import TextBuilder
from text.loading.word.names import Element, W

_REASONS = {
    "footnote_mark": "The marks of footnotes are left out, since they would become digits of the figures before them.",
    "footnote": "What stands in footnotes and endnotes is no part of the text, unless it explains terms.",
    "page_number": "Numbers of pages are left out.",
    "contents": "The contents that Word made are left out; the headings are in the text.",
    "contents_entry": "A heading of the contents is not in the text: the contents are older than the text, or a part of it is missing.",
    "hidden_text": "Hidden text is not printed, and was left out.",
    "struck_text": "Text that is struck through was left out: it would run into what replaces it.",
    "ruby": "How characters are read (ruby) was left out; the characters are in the text.",
    "date_field": "A date that Word sets anew is not to be relied on: the one of the last time is in the text, if the file has it.",
    "lost_reference": "What a reference points to is gone, and an error message stands in the text instead of a figure or a word.",
    "placeholder": "The prompt of a form that nobody filled in was left out.",
    "symbol": "A sign of a font that is not known here was left out.",
    "number_field": "A number that a field makes (AUTONUM, LISTNUM) is not in the file and was left out.",
    "picture": "Pictures are not read.",
    "table_picture": "Where a table is announced there is a picture, and pictures are not read: enter its figures by hand, or ingest them as XLSX.",
    "chart": "The figures of a chart are not read.",
    "diagram": "The words of a diagram (SmartArt) are not read.",
    "embedded_object": "An embedded object (a table of Excel, an equation of an old editor) is not read: paste it as a table or as text.",
    "attached_part": "A part in another format (altChunk) is not read: open the file in Word and save it again.",
    "linked_document": "A linked document (subDoc) is not in the file: ingest it by itself.",
    "running_head": "Headers and footers are left out.",
    "comment": "Comments are left out.",
    "nested_table": "A table within a cell became text of the cell.",
    "merged_cell": "The words of a cell that is merged into the one above or before it are not shown, and were left out.",
}


_CONTENTS_TITLE = re.compile("目[录次]")
_PAGE = re.compile(r"[\s.·…⋯_]*\d{0,3}\s*$")


def _flat(line: str) -> str:
    return re.sub(r"[\s#|]+", "", _PAGE.sub("", line))


@dataclass(slots=True)
class Omissions:
    """Counts what was left out, by kind."""

    _counts: Counter[str] = field(default_factory=Counter[str])
    _samples: dict[str, str] = field(default_factory=dict)
    _changes: Counter[str] = field(default_factory=Counter[str])
    _change: str = ""
    _contents: list[str] = field(default_factory=list)
    caption: str = ""  # of a table, if that is what the last paragraph was

    def say(self, what: str, *, sample: str = "") -> None:
        """Something of a kind was left out."""
        self._counts[what] += 1
        if sample.strip():
            self._samples.setdefault(what, " ".join(sample.split()))

    def changed(self, how: str, element: Element | None = None) -> None:
        """A tracked change was accepted: ``inserted``, ``deleted`` or ``moved``."""
        self._changes[how] += 1
        if element is not None and not self._change:
            words = [one.text or "" for one in element.iter(W + "delText", W + "t")]
            self._change = "".join(words)

    def contents(self, text: str) -> None:
        """Words of a table of contents were left out."""
        self._contents.append(text)

    def picture(self, what: str, described: str, *, before: str) -> None:
        """A picture, a chart or an object: where a table is announced it is probably that table."""
        if what in ("picture", "embedded_object") and self.caption and not before.strip():
            self.say("table_picture", sample=f"{self.caption} {described}")
            self.caption = ""
        else:
            self.say(what, sample=described or before)

    def check_contents(self, lines: Iterable[str]) -> None:
        """Say which entries of the contents are not in the text."""
        there = {_flat(line) for line in lines}
        for entry in self._contents:
            if (flat := _flat(entry)) and not _CONTENTS_TITLE.fullmatch(flat) and flat not in there:
                self.say("contents_entry", sample=entry)

    @property
    def pictures(self) -> int:
        """How many pictures there are."""
        return self._counts["picture"] + self._counts["table_picture"]

    @property
    def attached(self) -> int:
        """How many parts there are that are not read (altChunk)."""
        return self._counts["attached_part"]

    def tell(self, building: TextBuilder) -> None:
        """Say all of it."""
        if self._contents:
            self._counts["contents"] = 1
            self._samples["contents"] = " ".join(" ".join(self._contents).split())
        for what, count in self._counts.items():
            for _ in range(count):
                building.omit(what, _REASONS[what], sample=self._samples.get(what, ""))
        if self._changes:
            said = ", ".join(f"{count} {how}" for how, count in sorted(self._changes.items()))
            reason = f"The file has tracked changes ({said}): it was read as if all of them were accepted."
            for _ in range(self._changes.total()):
                building.omit("tracked_changes", reason, sample=self._change)
