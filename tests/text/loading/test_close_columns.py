"""A table without lines whose cells stand close beside each other: no cell is glued to its neighbour."""

from tests.text.loading.drawing import lines, page, put, read
from text.loading.glyphs import Glyph

LINE, ROW = 15.0, 30.0  # from base to base, within a row and between rows


def table(*rows: list[list[tuple[float, str]]], top: float = 200.0) -> list[Glyph]:
    """Rows of lines of pieces, each with where it begins."""
    glyphs: list[Glyph] = []
    base = top
    for row in rows:
        for line in row:
            for x, text in line:
                glyphs += put(text, x, base)
            base += LINE
        base += ROW - LINE
    return glyphs


# 10 signs of 12 points are in a name: it ends 4 points before the unit, and that 4 points before the figures.
HEAD = [[(80.0, "序号"), (140.0, "指标名称"), (232.0, "单位"), (262.0, "2020年"), (304.0, "2025年")]]
ONE = [[(88.0, "1"), (108.0, "全员劳动生产率增长速"), (232.0, "元"), (262.0, "36253"), (304.0, "58000")]]
TWO = [
    [(108.0, "数字经济核心产业增加")],
    [(88.0, "2"), (108.0, "值占地区生产总值的比"), (236.0, "%"), (262.0, "2.1"), (304.0, "6.3")],
    [(108.0, "重")],
]
THREE = [[(88.0, "3"), (108.0, "森林覆盖率"), (236.0, "%"), (262.0, "70.2"), (304.0, "70.5")]]
ROWS = [
    "| 序号 | 指标名称 | 单位 | 2020年 | 2025年 |",
    "| 1 | 全员劳动生产率增长速 | 元 | 36253 | 58000 |",
    "| 2 | 数字经济核心产业增加值占地区生产总值的比重 | % | 2.1 | 6.3 |",
    "| 3 | 森林覆盖率 | % | 70.2 | 70.5 |",
]


def rows(*pages: list[Glyph]) -> list[str]:
    return [line for line in lines(*(page(one, number=at) for at, one in enumerate(pages, 1))) if line.strip()]


def test_cells_that_stand_close_are_apart() -> None:
    assert rows(table(HEAD, ONE, TWO, THREE)) == ROWS


def test_a_table_goes_on_below_its_headings_on_the_next_page() -> None:
    assert rows(table(HEAD, ONE, TWO), table(HEAD, THREE)) == ROWS


def test_the_rest_of_a_row_is_on_the_next_page() -> None:
    first, rest = [[(88.0, "2"), *TWO[0], *TWO[1][2:]]], [TWO[1][1:2], TWO[2]]
    assert rows(table(HEAD, ONE, first), table(HEAD, rest, THREE)) == ROWS


def test_a_row_whose_lines_stand_apart_is_one_by_its_number_in_the_middle() -> None:
    assert rows(table(HEAD, ONE, TWO[:1], TWO[1:2], TWO[2:], THREE)) == ROWS


def test_groups_beside_the_numbers_are_said_to_be_left_out() -> None:
    grouped = [[(20.0, "类别"), *HEAD[0]]]
    loaded = read(page(table(grouped, ONE, [TWO[0], [(20.0, "经济"), *TWO[1]], TWO[2]], THREE)))
    assert [line for line in loaded.text.splitlines() if line] == ROWS
    assert ("table_column", "类别") in {(one.what, one.sample) for one in loaded.omitted}


def test_a_table_without_numbers_has_its_cells_apart() -> None:
    unnumbered = [[[piece for piece in line if piece[0] != 88.0] for line in row] for row in (ONE, TWO, THREE)]
    said = "\n".join(rows(table([HEAD[0][1:]], *unnumbered)))
    assert "3625358000" not in said
    assert "36253 58000" not in said


def test_prose_below_the_table_stays_prose() -> None:
    prose = "全市坚持稳中求进工作总基调，完整准确全面贯彻新发展理念。"
    assert rows(table(HEAD, ONE, TWO, THREE, [[(80.0, prose)]])) == [*ROWS, prose]


def test_room_between_two_figures_parts_them() -> None:
    assert lines(page(put("36253", 80, 200) + put("58000", 116, 200))) == ["36253  58000"]
    assert lines(page(put("36253", 80, 200, spacing=6))) == ["36253"]
