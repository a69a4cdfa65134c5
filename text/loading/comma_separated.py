"""A table in commas or tabs (CSV, TSV) becomes the same text as a sheet: titles, rows, notes, each with the cell that it came from."""

import csv
import io
import re

from text.errors import DamagedSource
from text.loading.loaded import Loaded, TextBuilder
from text.loading.media import CSV, LOOKED_AT, delimiter_of
from text.loading.sheets import Sheet, SheetCell, write_sheet
from text.sources.source import decode

_NUMBER = re.compile(r"[+\-−]?[\d,]*\.?\d+%?$")
_MOST_CHARACTERS = 1_000_000  # of one cell: a quote that is never closed makes all that follows one cell


def load_csv(data: bytes, name: str) -> Loaded:
    """The table in a text, UTF-8 or GB 18030. Its numbers are what is written."""
    text = decode(data, name=name)
    delimiter = delimiter_of(text[:LOOKED_AT].replace("\r\n", "\n").replace("\r", "\n")) or ","
    csv.field_size_limit(_MOST_CHARACTERS)
    sheet = Sheet("")
    try:
        for row, entries in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)):
            for column, entry in enumerate(entries):
                if entry.strip():
                    sheet.cells[row, column] = SheetCell(entry.strip(), bool(_NUMBER.match(entry.strip())))
    except csv.Error as error:
        raise DamagedSource(
            f"{name} is not a table in commas or tabs ({error}): save it again as CSV, or as XLSX"
        ) from None
    building = TextBuilder()
    write_sheet(sheet, building)
    return building.loaded(CSV)
