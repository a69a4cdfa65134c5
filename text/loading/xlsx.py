"""An XLSX becomes a text: of each sheet that is shown its title lines, and its table with every number as the sheet shows it.

::

    A1 XX区“十四五”规划主要指标 (over A–D)    →  XX区“十四五”规划主要指标
    A3 城镇化率  B3 0.652 (0.0%)  C3 0.7 (0%)  →  | 城镇化率 | 65.2% | 70% |

It is read from its XML, since no library gives what is shown: python-calamine 0.9 has neither formats of numbers (65.2% comes as 0.652) nor raised signs (the
mark of a note becomes a digit), and openpyxl leaves it to its user to apply them, and opens no file of the strict kind.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from text.errors import DamagedSource, EmptySource, SourceTooLarge
from text.loading.archive import Archive, open_archive
from text.loading.doc import converted
from text.loading.limits import LIMITS, Limits
from text.loading.loaded import Loaded, TextBuilder
from text.loading.media import XLSX
from text.loading.number_formats import BUILTIN, general, shown
from text.loading.sheets import Sheet, SheetCell, write_sheet
from text.loading.web.inline import NOT_RAISED, RAISED, line_text
from text.loading.xml_parts import XmlElement, parse_xml

_AT = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})$")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MOST_CELLS = 2_000_000
_LONGEST_FORMAT = 1_000  # Excel takes 255 signs
_MOST_COLUMNS = 16_384  # of any sheet: XFD is the last


def load_xlsx(data: bytes, name: str, limits: Limits = LIMITS) -> Loaded:
    """The sheets of a workbook, in their order. Raises a SourceError."""
    workbook = _Workbook(open_archive(data, name, limits))
    building = TextBuilder()
    for sheet in workbook.sheets(building):
        write_sheet(sheet, building)
    loaded = building.loaded(XLSX)
    if not loaded.text.strip():
        raise EmptySource(f"{name} contains no text in a sheet that is shown")
    return loaded


def load_other_sheets(data: bytes, name: str, limits: Limits = LIMITS) -> Loaded:
    """The same of a workbook of another kind (XLS, ET, ODS), which LibreOffice converts: its numbers keep their formats. Raises MissingConverter without it."""
    return load_xlsx(converted(data, name, limits, to="xlsx"), name, limits)


def place_of(reference: str) -> tuple[int, int] | None:
    """Row and column, from 0, of a cell's name.

    >>> place_of("C5"), place_of("AA1")
    ((4, 2), (0, 26))
    """
    match = _AT.match(reference.replace("$", ""))
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = 26 * column + ord(letter) - 64
    return int(match[2]) - 1, column - 1


class _Workbook:
    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._names = {name.lower().lstrip("/"): name for name in archive.names}
        self._cells = 0
        main = self._target_of("_rels/.rels", "officeDocument") or "xl/workbook.xml"
        self._folder = main.rpartition("/")[0]
        self._root = self._part(main)
        if self._root is None:
            raise DamagedSource(f"{archive.name} is a workbook without its list of sheets: open and save it again")
        self._links = self._relations(f"{self._folder}/_rels/{main.rpartition('/')[2]}.rels")
        settings = self._root.first("workbookPr")
        self._since_1904 = settings is not None and settings.get("date1904") in ("1", "true")
        self._struck: set[int] = set()  # styles of cells whose text is struck out
        self._rich: set[int] = set()  # texts of several fonts, each of which says whether it is struck out
        self._codes = self._read_codes()

    def _part(self, name: str) -> XmlElement | None:
        found = self._names.get(name.lower().lstrip("/"))
        return parse_xml(self._archive.read(found), f"{self._archive.name}/{found}") if found else None

    def _relations(self, name: str) -> dict[str, tuple[str, str]]:
        """By its number: the kind of a part, and where it is."""
        root = self._part(name)
        return {
            one.get("Id"): (one.get("Type").rpartition("/")[2], one.get("Target"))
            for one in (root.all("Relationship") if root else ())
        }

    def _target_of(self, name: str, kind: str) -> str | None:
        return next((target.lstrip("/") for said, target in self._relations(name).values() if said == kind), None)

    def _linked(self, target: str) -> str:
        """The path of a part that the workbook names."""
        return target if target.startswith("/") else f"{self._folder}/{target}".lstrip("/")

    def _of_kind(self, kind: str) -> XmlElement | None:
        target = next((target for said, target in self._links.values() if said == kind), None)
        return self._part(self._linked(target)) if target else None

    def _read_codes(self) -> list[str]:
        """The number format of each style of cells."""
        root = self._of_kind("styles")
        if root is None:
            return []
        own = {
            _whole(one.get("numFmtId")): code
            for one in root.within("numFmt")
            if len(code := one.get("formatCode")) <= _LONGEST_FORMAT
        }
        styles = root.first("cellXfs")
        looks = list(styles.all("xf")) if styles else []
        fonts = root.first("fonts")
        struck = [bool(_look(one).get("strike")) for one in (fonts.all("font") if fonts else ())]
        self._struck.update(
            at for at, one in enumerate(looks) if (font := _whole(one.get("fontId"))) < len(struck) and struck[font]
        )
        numbers = [_whole(one.get("numFmtId")) for one in looks]
        return [own.get(number) or BUILTIN.get(number, "General") for number in numbers]

    def sheets(self, building: TextBuilder) -> Iterator[Sheet]:
        """The sheets that are shown. The others are said to be left out."""
        assert self._root
        listed = self._root.first("sheets")
        strings: list[str] | None = None
        for entry in listed.all("sheet") if listed else ():
            name = entry.get("name")
            kind, target = self._links.get(entry.get("id"), ("", ""))
            if entry.get("state", "visible") != "visible":
                building.omit("hidden_sheet", "a sheet that is not shown", sample=name)
                continue
            if kind != "worksheet":
                building.omit("picture", "a sheet that is a chart", sample=name)
                continue
            root = self._part(self._linked(target))
            if root is None:
                raise DamagedSource(
                    f"{self._archive.name} is damaged: its sheet {name} is not in it. Open and save it again"
                )
            if strings is None:
                strings = self._read_strings(building)
            if root.first("drawing") is not None:
                building.omit("picture", "a picture, chart or text box on a sheet", sample=name)
            yield self._sheet(name, root, strings, building)

    def _read_strings(self, building: TextBuilder) -> list[str]:
        root = self._of_kind("sharedStrings")
        entries = list(root.all("si")) if root else []
        self._rich.update(index for index, one in enumerate(entries) if one.first("r") is not None)
        return [_text_of(one, building) for one in entries]

    def _sheet(self, name: str, root: XmlElement, strings: Sequence[str], building: TextBuilder) -> Sheet:
        sheet = Sheet(name)
        hidden = [one for one in root.within("col") if _is_set(one.get("hidden")) or one.get("width") == "0"]
        for first, last in {(_whole(one.get("min")), _whole(one.get("max"))) for one in hidden}:
            sheet.hidden_columns.update(range(first - 1, min(last, _MOST_COLUMNS)))
        data = root.first("sheetData")
        at_row = -1
        for row in data.all("row") if data else ():
            at_row = _whole(row.get("r")) - 1 if row.get("r") else at_row + 1
            if _is_set(row.get("hidden")) or _is_set(row.get("zeroHeight")) or row.get("ht") == "0":
                sheet.hidden_rows.add(at_row)
            at_column = -1
            for cell in row.all("c"):
                place = place_of(cell.get("r"))
                at_column = place[1] if place else at_column + 1
                self._cells += 1
                if self._cells > _MOST_CELLS:
                    raise SourceTooLarge(
                        f"{self._archive.name} has more than {_MOST_CELLS:,} cells: ingest the tables of a plan alone"
                    )
                text = self._shown(cell, strings, building)
                if text and self._is_struck(cell):
                    building.omit("deleted_text", "text that is struck out", sample=f"{cell.get('r')} {text}".strip())
                elif text:
                    sheet.cells[at_row, at_column] = SheetCell(text, _is_number(cell))
        for merged in root.within("mergeCell"):
            first, _, last = merged.get("ref").partition(":")
            upper, lower = place_of(first), place_of(last or first)
            if upper and lower:
                sheet.merged[upper] = (lower[0] - upper[0] + 1, lower[1] - upper[1] + 1)
        return sheet

    def _is_struck(self, cell: XmlElement) -> bool:
        """Whether the whole of a cell is struck out."""
        if _whole(cell.get("s")) not in self._struck:
            return False
        words, value = cell.first("is"), cell.first("v")
        if cell.get("t") == "s":
            return value is None or _whole(value.text.strip()) not in self._rich
        return words is None or words.first("r") is None

    def _shown(self, cell: XmlElement, strings: Sequence[str], building: TextBuilder) -> str:
        """What a cell shows."""
        kind, value = cell.get("t", "n"), cell.first("v")
        said = value.text.strip() if value else ""
        if kind == "inlineStr":
            words = cell.first("is")
            return _text_of(words, building) if words else ""
        if not said:
            if cell.first("f") is not None and kind == "n":
                building.omit(
                    "formula",
                    "a formula whose result is not in the file: open the file in Excel or WPS and save it",
                    sample=cell.get("r"),
                )
            return ""
        if kind == "s":
            index = _whole(said)
            return strings[index] if index < len(strings) else ""
        if kind == "b":
            return "TRUE" if said == "1" else "FALSE"
        if kind == "d":
            return said.partition("T")[0].replace("-", "/")
        if kind in ("str", "e"):
            return _unescaped(value.text if value else "").strip()
        return self._number(said, _whole(cell.get("s")), cell, building)

    def _number(self, said: str, style: int, cell: XmlElement, building: TextBuilder) -> str:
        try:
            number = float(said)
            text = shown(
                number, self._codes[style] if style < len(self._codes) else "General", since_1904=self._since_1904
            )
        except (ValueError, OverflowError, ArithmeticError):
            return said
        if not text and number:
            building.omit(
                "hidden_text", "a number that its format does not show", sample=f"{cell.get('r')} {general(number)}"
            )
        return text


def _is_number(cell: XmlElement) -> bool:
    return cell.get("t", "n") == "n"


def _whole(said: str) -> int:
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else 0


def _is_set(said: str) -> bool:
    return said in ("1", "true")


def _unescaped(text: str) -> str:
    """A text without the escapes of its control characters: _x000D_ is a carriage return, and _x005F_ the stroke of an escape that is none."""
    return (
        _ESCAPED.sub(lambda match: chr(int(match[1], 16)) if int(match[1], 16) > 31 else " ", text)
        if "_x" in text
        else text
    )


def _text_of(words: XmlElement, building: TextBuilder) -> str:
    """A text of several fonts. Raised signs are marks of notes or powers, and what is struck out is left out; guides to pronunciation are none of it."""
    pieces: list[str] = []
    for part in words.children:
        if part.name == "t":
            pieces.append(_unescaped(part.text))
        elif part.name == "r":
            text = part.first("t")
            fonts = part.first("rPr")
            said = _unescaped(text.text) if text else ""
            look = _look(fonts)
            if look.get("strike") or look.get("dstrike"):
                building.omit("deleted_text", "text that is struck out", sample=said)
            elif look.get("vertAlign") == "superscript":
                pieces.append(f"{RAISED}{said}{NOT_RAISED}")
            else:
                pieces.append(said)
    lines = "".join(pieces).strip().splitlines()
    say = building.omit
    return "\n".join(
        line_text([line], lambda what, reason, sample: say(what, reason, sample=sample), in_table=True)
        for line in lines
    )


def _look(fonts: XmlElement | None) -> Mapping[str, str]:
    """What a font says of raising and striking out, by the name of the property."""
    said = fonts.children if fonts else ()
    return {one.name: one.get("val", "1") for one in said if one.get("val", "1") not in ("0", "false")}
