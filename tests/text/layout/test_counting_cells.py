"""Cells that count up are no pages."""

from text.layout.layout import lay_out
from text.sources.source import make_source

PARAGRAPH = "坚持系统治理、源头治理，统筹城市建设与防洪安全，完善排水管网和泵站，提高应急能力。" * 20


def test_cells_of_tables_that_count_up_are_no_pages() -> None:
    """Numbers that leave many out, each between short cells, with one page that has its dashes: only that one is taken out."""
    cells = [2, 3, 5, 6, 9, 10, 11, 13, 16, 18]
    tables = [f"{PARAGRAPH}\n\n泵站{number}座\n\n县城\n\n{number}\n\n新建\n\n" for number in cells]
    text = "".join(tables) + f"{PARAGRAPH}\n\n— 31 —\n\n{PARAGRAPH}\n"
    read = lay_out(make_source(text)).source.text
    assert [number for number in cells if f"\n{number}\n" not in read] == []
    assert "31" not in read
