"""A stored document becomes a template: the rows of all its tables, with holes where another document has other characters.

::

    120102-plan-2021-o590 … 河东区生产总值达到680亿元 … 680.000000    →    ▢-o590 … ▢▢▢生产总值达到▢▢▢亿元 … ▢▢▢

A hole is a character of Unicode's private planes; it stands for one digit of a number, one character of a name, or something that only the whole document
knows (its slug). What fills a hole in the text of the document fills it in its rows, values and search words alike, and is as long as what was there: so
all offsets stay true, and a document is made by joining strings.
"""

import hashlib
import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count
from typing import Any

from bench.lexemes import Renamed, mark_words
from bench.places import STEMS, Place
from bench.varying import digits_of, names_in, names_of, number_in
from planapi.search.models import slice_of

_FIRST = 0xF0000
_HOLE = re.compile("[\U000f0000-\U0010fffd]")
# What the whole document knows, in the order of the first holes.
SLUG, CODE, PARENT, SLICE, SHA256, ID, REVISION, TEXT = (chr(_FIRST + number) for number in range(8))
WHOLE = 8
CHILDREN = (
    "districts_chapter",
    "districts_subdistrict",
    "districts_term",
    "districts_specialplan",
    "indicators_target",
    "indicators_observation",
    "indicators_numeral",
    "projects_project",
    "projects_park",
    "search_entry",
)
TABLES = ("districts_document", *CHILDREN)
_KEYS = {"key", "chapter_id", "parent_id", "target_id"}
_NAMED = ("projects_project", "projects_park", "districts_subdistrict")
_PRINTED = {"quote", "title", "text"}
# What a name begins with that is one's own: no longer, and not everywhere in the text.
_OWN = re.compile(r"[一-鿿]{3,}")
_MOST_OCCURRENCES = 6

Row = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Pieces:
    """A string with holes: what stands between them, and which they are."""

    between: list[str]
    holes: list[int]

    @classmethod
    def of(cls, text: str) -> "Pieces":
        return cls(_HOLE.split(text), [ord(hole) - _FIRST for hole in _HOLE.findall(text)])

    def filled(self, fillings: Sequence[str]) -> str:
        parts = [""] * (2 * len(self.holes) + 1)
        parts[::2] = self.between
        parts[1::2] = [fillings[hole] for hole in self.holes]
        return "".join(parts)


@dataclass(slots=True)
class Template:
    """A document with holes. ``render`` gives the rows of another as the text that COPY reads, by table."""

    slug: str
    kind: str
    year: int
    observations: int
    text: Pieces
    tables: dict[str, Pieces]
    unique: list[list[Pieces]]
    """Names of which no two in a document may be the same."""
    firsts: list[int] = field(default_factory=list)
    digits: list[int] = field(default_factory=list)
    names: dict[str, list[int]] = field(default_factory=dict)
    stems: list[tuple[int, int]] = field(default_factory=list)
    money: dict[int, tuple[Pieces, Decimal]] = field(default_factory=dict)
    holes: int = WHOLE

    def render(self, place: Place, chance: random.Random, *, number: int, revision: int) -> dict[str, str] | None:
        """The rows of a document of ``place``; None where two of its names would come to be the same."""
        fillings = [""] * self.holes
        slug = f"{place.code}-{self.kind}-{self.year}"
        told = (slug, place.code, place.parent, str(slice_of(slug)), "", str(number), str(revision))
        fillings[: len(told)] = told
        for hole, digit in zip(self.digits, chance.choices("0123456789", k=len(self.digits)), strict=True):
            fillings[hole] = digit
        for hole, digit in zip(self.firsts, chance.choices("123456789", k=len(self.firsts)), strict=True):
            fillings[hole] = digit
        for name, meant in names_of(place).items():
            for hole, character in zip(self.names[meant], name, strict=True):
                fillings[hole] = character
        for holes, stem in zip(self.stems, chance.sample(STEMS, k=len(self.stems)), strict=True):
            fillings[holes[0]], fillings[holes[1]] = stem
        for hole, (printed, factor) in self.money.items():
            fillings[hole] = str(Decimal(printed.filled(fillings)) * factor)
        for names in self.unique:
            if len({name.filled(fillings) for name in names}) < len(names):
                return None
        text = self.text.filled(fillings)
        fillings[4] = hashlib.sha256(text.encode()).hexdigest()
        fillings[7] = escaped(text)
        return {table: pieces.filled(fillings) for table, pieces in self.tables.items()}


def escaped(value: str | None) -> str:
    """A value as COPY reads it."""
    if value is None:
        return r"\N"
    return value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


class Making:
    """A template in the making: the text of a document with its holes, and what has to be known to fill them."""

    def __init__(self, place: Place, document: Row, rows: dict[str, list[Row]]) -> None:
        self.place, self.document, self.rows = place, document, rows
        self.slug, self.text = str(document["slug"]), str(document["text"])
        self.template = Template(
            slug=self.slug,
            kind=str(document["kind"]),
            year=int(document["period_start"] or document["report_year"] or 0),
            observations=len(rows["indicators_observation"]),
            text=Pieces([], []),
            tables={},
            unique=[],
        )
        self._next = count(WHOLE)
        self.values: dict[str, str] = {}
        self.characters = list(self.text)
        self._make_names()
        self._make_numbers()
        self.marked = "".join(self.characters)

    def hole(self) -> int:
        return next(self._next)

    def finish(self) -> Template:
        made = self.template
        made.text = Pieces.of(self.marked)
        for table in CHILDREN:
            rows = [self._marked_row(table, row) for row in self.rows[table]]
            made.tables[table] = Pieces.of(_lines(rows))
            if table in _NAMED:
                made.unique.append([Pieces.of(str(row["name"])) for row in rows])
        document = {name: self.renamed(value) for name, value in self.document.items()}
        document |= {"slug": SLUG, "district_id": CODE, "sha256": SHA256, "text": TEXT, "id": ID, "since": REVISION}
        made.tables["districts_document"] = Pieces.of(_lines([document]))
        made.holes = next(self._next)
        return made

    # ── Holes in the text ───────────────────────────────────────────────────────────────────────────────────────────

    def _make_names(self) -> None:
        made = self.template
        self._name_of: dict[str, str] = {}
        for name, meant in names_of(self.place).items():
            made.names[meant] = [self.hole() for _ in name]
            self._name_of[name] = "".join(chr(_FIRST + hole) for hole in made.names[meant])
        patterns = [names_in(self.place).pattern]
        for stem in self._stems():
            made.stems.append((self.hole(), self.hole()))
            self._name_of[stem] = "".join(chr(_FIRST + hole) for hole in made.stems[-1])
            patterns.append(re.escape(stem))
        self._names = re.compile("|".join(patterns))
        for found in self._names.finditer(self.text):
            self.characters[found.start() : found.end()] = self._name_of[found.group()]

    def _stems(self) -> list[str]:
        """What the names of projects, parks and streets begin with, where it is theirs and no common word."""
        names = [str(row["name"]) for table in _NAMED for row in self.rows[table]]
        stems = Counter(name[:2] for name in names if _OWN.match(name))
        taken = "".join(names_of(self.place))
        return [
            stem
            for stem in sorted(stems)
            if 1 <= self.text.count(stem) <= _MOST_OCCURRENCES and not set(stem) & set(taken)
        ]

    def _make_numbers(self) -> None:
        """A hole for each digit of a number that every observation of its words takes for its value."""
        made, spans = self.template, dict[tuple[int, int], list[Row]]()
        fixed: list[tuple[int, int]] = []
        for row in self.rows["indicators_observation"]:
            start, end = _whole(row, "raw_start"), _whole(row, "raw_end")
            value = None if row["value"] is None else Decimal(row["value"])
            found = number_in(str(row["raw"]), value, is_range=row["value_max"] is not None)
            if found and self.text[start:end] == row["raw"]:
                spans.setdefault((start + found[0], start + found[1]), []).append(row)
            else:
                fixed.append((start, end))
        for table, column in (("projects_project", "investment_cny"), ("projects_park", "area_km2")):
            stated = [row for row in self.rows[table] if row[column] is not None]
            fixed += [(_whole(row, "start"), _whole(row, "end")) for row in stated]
        for (start, end), rows in spans.items():
            printed = self.text[start:end]
            if any(start < last and first < end for first, last in fixed):
                continue
            if any(other != (start, end) and start < other[1] and other[0] < end for other in spans):
                continue
            for order, place in enumerate(digits_of(self.text, (start, end))):
                hole = self.hole()
                (made.digits if order else made.firsts).append(hole)
                self.characters[place] = chr(_FIRST + hole)
            self._keep_values(rows, "".join(self.characters[start:end]), Decimal(printed))

    def _keep_values(self, rows: Iterable[Row], marked: str, value: Decimal) -> None:
        for row in rows:
            self.values[str(row["key"])] = marked
            if row["value_cny"] is not None:
                hole = self.hole()
                self.template.money[hole] = (Pieces.of(marked), Decimal(row["value_cny"]) / value)
                self.values[f"{row['key']} cny"] = chr(_FIRST + hole)

    # ── Holes in the rows ───────────────────────────────────────────────────────────────────────────────────────────

    def renamed(self, value: str | None) -> str | None:
        return None if value is None else self._names.sub(lambda found: self._name_of[found.group()], value)

    def taken_from_text(self, value: str, start: int, end: int) -> str | None:
        """A piece of the text between ``start`` and ``end`` with its holes: where it stands there as it is."""
        at = self.text.find(value, start, max(end, start + len(value)))
        if at >= 0:
            return self.marked[at : at + len(value)]
        return self.renamed(value)

    def _marked_row(self, table: str, row: Row) -> Row:
        marked: Row = {}
        start = _whole(row, "start")
        end = len(self.text) if table == "search_entry" else _whole(row, "end")
        for column, value in row.items():
            if value is None or column in ("start", "end", "position", "level", "type"):
                marked[column] = value
            elif column in _KEYS:
                marked[column] = value.replace(self.slug, SLUG)
            elif column == "raw":
                marked[column] = self.taken_from_text(value, _whole(row, "raw_start"), end)
            elif column in _PRINTED or not value.isascii():
                marked[column] = self.taken_from_text(value, start, end)
            else:
                marked[column] = value
        marked |= {"document_id": SLUG, "district_id": CODE, "since": REVISION}
        if table == "indicators_observation":
            marked["value"] = self.values.get(str(row["key"]), row["value"])
            marked["value_cny"] = self.values.get(f"{row['key']} cny", row["value_cny"])
        if table == "indicators_target":
            self._mark_sides(marked, row)
        if table == "search_entry":
            self._mark_entry(marked, row)
        return marked

    def _mark_sides(self, marked: Row, row: Row) -> None:
        """The cells of a target are those of its two observations."""
        for one in self.rows["indicators_observation"]:
            if one["target_id"] == row["key"]:
                first, last = _whole(one, "raw_start"), _whole(one, "raw_end")
                if self.text[first:last] == row[f"{one['side']}_raw"]:
                    marked[f"{one['side']}_raw"] = self.marked[first:last]
                marked[f"{one['side']}_value"] = self.values.get(str(one["key"]), one["value"])

    def _mark_entry(self, marked: Row, row: Row) -> None:
        title, text = str(row["title"]), str(row["text"])
        filters = {
            self.slug: SLUG,
            self.place.code: CODE,
            f"in-{self.place.code}": f"in-{CODE}",
            f"in-{self.place.parent}": f"in-{PARENT}",
        }
        pairs = [(title, str(marked["title"])), (text, str(marked["text"]))]
        marked["words"] = mark_words(str(row["words"]), pairs, filters, Renamed(self._names, self._name_of))
        # Of no use to a document that nobody ingests again; one that is, is written anew.
        marked |= {"slice": SLICE, "digest": "0"}


def _whole(row: Row, column: str) -> int:
    return int(row[column] or 0)


def _lines(rows: Iterable[dict[str, Any]]) -> str:
    return "".join("\t".join(map(escaped, row.values())) + "\n" for row in rows)
