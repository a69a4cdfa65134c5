"""A row that the end of a page cuts, beside a category whose merged cell goes on, is one row."""

from text.loading.pages import _append, _PrintedTable
from text.loading.tables import GridCell, full


def cells(*texts: str) -> list[GridCell]:
    return [GridCell(text) for text in texts]


def test_the_rest_of_a_row_beside_a_merged_category_is_put_to_it() -> None:
    xs = [0.0, 60.0, 90.0, 200.0, 260.0]
    first = [[GridCell("民生福祉", 2), *cells("12", "参保率", "95")], cells("13", "每千人口拥有3岁以", "4.5")]
    more = [[GridCell("", 2), *cells("", "下婴幼儿托位数", "")], cells("14", "人均预期寿命", "76.3")]
    table = _PrintedTable(rows=first, pages=[1, 1], xs=xs)
    _append(table, _PrintedTable(rows=more, pages=[2, 2], xs=xs))
    assert full(table.rows) == [
        ["民生福祉", "12", "参保率", "95"],
        ["民生福祉", "13", "每千人口拥有3岁以下婴幼儿托位数", "4.5"],
        ["民生福祉", "14", "人均预期寿命", "76.3"],
    ]
    assert table.pages == [1, 1, 2]


def test_a_whole_row_at_the_head_of_a_page_is_no_rest_beside_a_category_of_one_row() -> None:
    xs = [0.0, 60.0, 200.0, 260.0]
    first = [
        [GridCell("经济发展", 2), *cells("茶叶产量", "930")],
        cells("工业增加值", "52"),
        cells("创新驱动", "研发投入强度", "0.86"),
    ]
    table = _PrintedTable(rows=first, pages=[1, 1, 1], xs=xs)
    _append(table, _PrintedTable(rows=[cells("", "科技进步贡献率", "56")], pages=[2], xs=xs))
    assert full(table.rows)[-2:] == [["创新驱动", "研发投入强度", "0.86"], ["创新驱动", "科技进步贡献率", "56"]]


def test_a_rest_of_a_row_with_a_number_is_put_to_it() -> None:
    xs = [0.0, 60.0, 200.0, 260.0]
    table = _PrintedTable(
        rows=[cells("1", "茶叶产量", "930"), cells("2", "规模以上工业", "完成上级")], pages=[1, 1], xs=xs
    )
    _append(table, _PrintedTable(rows=[cells("", "增加值", "任务")], pages=[2], xs=xs))
    assert full(table.rows)[-1] == ["2", "规模以上工业增加值", "完成上级任务"]


def test_the_rest_of_a_row_is_put_to_it_whatever_stands_before_the_merged_category() -> None:
    xs = [0.0, 30.0, 60.0, 200.0, 260.0]
    first = [
        [GridCell("4"), GridCell("经济发展", 2), *cells("茶叶产量", "930")],
        cells("5", "社会消", "90"),
    ]
    more = [
        [GridCell(""), GridCell("", 2), *cells("费品零售总额", "")],
        cells("6", "城镇化率", "60"),
        cells("7", "创新驱动", "专利数", "3"),
    ]
    table = _PrintedTable(rows=first, pages=[1, 1], xs=xs)
    _append(table, _PrintedTable(rows=more, pages=[2, 2, 2], xs=xs))
    assert full(table.rows) == [
        ["4", "经济发展", "茶叶产量", "930"],
        ["5", "经济发展", "社会消费品零售总额", "90"],
        ["6", "经济发展", "城镇化率", "60"],
        ["7", "创新驱动", "专利数", "3"],
    ]
    assert table.pages == [1, 1, 2, 2]


def test_the_rest_of_the_last_row_of_a_category_is_put_to_it() -> None:
    xs = [0.0, 30.0, 60.0, 200.0, 260.0]
    first = [[GridCell("8"), GridCell("绿色生态", 2), *cells("森林覆盖率", "54")], cells("9", "单位产值", "[15]")]
    more = [cells("", "", "能耗下降", ""), cells("10", "安全保障", "粮食产量", "9")]
    table = _PrintedTable(rows=first, pages=[1, 1], xs=xs)
    _append(table, _PrintedTable(rows=more, pages=[2, 2], xs=xs))
    assert full(table.rows)[1:] == [
        ["9", "绿色生态", "单位产值能耗下降", "[15]"],
        ["10", "安全保障", "粮食产量", "9"],
    ]


def test_a_row_whose_number_is_printed_is_no_rest_beside_a_merged_category() -> None:
    xs = [0.0, 30.0, 60.0, 200.0, 260.0]
    first = [[GridCell("1"), GridCell("民生福祉", 2), *cells("床位数", "7")], cells("2", "参保率", "95")]
    more = [[GridCell("3"), GridCell("", 2), *cells("托位数", "4.5")], cells("4", "就业", "5000")]
    table = _PrintedTable(rows=first, pages=[1, 1], xs=xs)
    _append(table, _PrintedTable(rows=more, pages=[2, 2], xs=xs))
    assert [row[0] for row in full(table.rows)] == ["1", "2", "3", "4"]
    assert [row[2] for row in full(table.rows)] == ["床位数", "参保率", "托位数", "就业"]
