"""Signs at their places become a text: what belongs to the page alone is left out, and no figure is changed."""

import pytest

from tests.text.loading.drawing import LEFT, grid, lines, page, prose, put, read, row
from text.loading.glyphs import Glyph, Rule

SMALL = 7


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        pytest.param(
            [("达到360", 12, 0), ("1", SMALL, 5), ("亿元。", 12, 0)], "达到360亿元。", id="mark behind a figure"
        ),
        pytest.param(
            [("达到360", 12, 0), ("1", 10, 4), ("亿元。", 12, 0)], "达到360亿元。", id="mark of a browser: five sixths"
        ),
        pytest.param(
            [("达到360亿元", 12, 0), ("12", SMALL, 5), ("。", 12, 0)], "达到360亿元。", id="mark of two digits"
        ),
        pytest.param(
            [("达到360亿元", 12, 0), ("[1]", SMALL, 5), ("。", 12, 0)], "达到360亿元。", id="mark in brackets"
        ),
        pytest.param(
            [("达到360亿元", 12, 0), ("〔1〕", SMALL, 5), ("。", 12, 0)], "达到360亿元。", id="mark in Chinese brackets"
        ),
        pytest.param([("达到360", 12, 0), ("①", SMALL, 5), ("亿元。", 12, 0)], "达到360亿元。", id="ringed mark"),
        pytest.param([("“一老一小”", 12, 0), ("*", SMALL, 5), ("工程。", 12, 0)], "“一老一小”工程。", id="asterisk"),
        pytest.param([("达到360", 12, 0), ("1,2", SMALL, 5), ("亿元。", 12, 0)], "达到360亿元。", id="two marks"),
        pytest.param(
            [("达到360", 12, 0), ("注1", SMALL, 5), ("亿元。", 12, 0)], "达到360亿元。", id="mark with a word"
        ),
        pytest.param(
            [("增长5.2%", 12, 0), ("3", SMALL, 5), ("，", 12, 0)], "增长5.2%，", id="mark behind a percentage"
        ),
        pytest.param([("2020", 12, 0), ("1", SMALL, 5), ("年", 12, 0)], "2020年", id="mark behind a year"),
        pytest.param([("达到360万m", 12, 0), ("2", SMALL, 5), ("。", 12, 0)], "达到360万m²。", id="square metres"),
        pytest.param([("达到12km", 12, 0), ("2", SMALL, 4), ("，", 12, 0)], "达到12km²，", id="square kilometres"),
        pytest.param([("36μg/m", 12, 0), ("3", SMALL, 5), ("。", 12, 0)], "36μg/m³。", id="cubic metres"),
        pytest.param(
            [("36微克/米", 12, 0), ("3", SMALL, 5), ("。", 12, 0)], "36微克/米³。", id="cubic metres in Chinese"
        ),
        pytest.param([("PM", 12, 0), ("2.5", SMALL, -2), ("浓度", 12, 0)], "PM₂.₅浓度", id="PM2.5"),
        pytest.param([("PM", 12, 0), ("2.5", 10, -3.2), ("浓度", 12, 0)], "PM₂.₅浓度", id="PM2.5 of a browser"),
        pytest.param([("PM", 12, 0), ("2.5", SMALL, -6), ("浓度", 12, 0)], "PM₂.₅浓度", id="PM2.5 half a line lower"),
        pytest.param([("CO", 12, 0), ("2", SMALL, -2), ("排放", 12, 0)], "CO₂排放", id="CO2"),
        pytest.param([("3.2×10", 12, 0), ("4", SMALL, 5), ("吨", 12, 0)], "3.2×10⁴吨", id="power of ten"),
        pytest.param([("SO", 12, 0), ("4", SMALL, -2), ("2-", SMALL, 5), ("离子", 12, 0)], "SO₄²⁻离子", id="ion"),
        pytest.param([("25", 12, 0), ("o", SMALL, 5), ("C", 12, 0)], "25°C", id="degrees"),
        pytest.param([("达到360亿元", 12, 0), ("（约）", 9, 0)], "达到360亿元（约）", id="small text on the line"),
        pytest.param(
            [("达到", 12, 0), ("286.4", 10, -1), ("亿元。", 12, 0)], "达到286.4亿元。", id="a field that is filled in"
        ),
        pytest.param(
            [("达到", 12, 0), ("286.4", 10, 1.1), ("亿元。", 12, 0)], "达到286.4亿元。", id="a field, a little higher"
        ),
    ],
)
def test_raised_and_lowered_signs(runs: list[tuple[str, float, float]], text: str) -> None:
    assert lines(page(row(*runs))) == [text]


def test_a_mark_that_is_left_out_is_said() -> None:
    loaded = read(page(row(("达到360", 12, 0), ("1", SMALL, 5), ("亿元", 12, 0))))
    assert [(one.what, one.count, one.page) for one in loaded.omitted] == [("footnote_mark", 1, 1)]


@pytest.mark.parametrize(
    ("glyphs", "text"),
    [
        pytest.param(put("310亿元投资", LEFT, 200, spacing=6), "310亿元投资", id="letter-spaced line"),
        pytest.param(
            row(("完成", 12, 0)) + put("310", 99, 200, spacing=5) + put("亿元", 134, 200),
            "完成310亿元",
            id="letter-spaced figure",
        ),
        pytest.param(put("第一章", LEFT, 200) + put("发展基础", LEFT + 60, 200), "第一章  发展基础", id="wide room"),
        pytest.param(put("第一章 发展基础", LEFT, 200), "第一章 发展基础", id="space"),
        pytest.param(put("GDP growth", LEFT, 200), "GDP growth", id="words"),
        pytest.param(
            put("达到", LEFT, 200) + put("360", 99, 200) + put("亿元", 120, 200),
            "达到360亿元",
            id="room beside Latin signs",
        ),
        pytest.param(
            put("1.1\u2009总体要求", LEFT, 200), "1.1 总体要求", id="a guessed space behind a number of a heading"
        ),
        pytest.param(put("达到\u2009360\u2009亿元", LEFT, 200), "达到360亿元", id="guessed spaces in a sentence"),
        pytest.param(
            put("第一章 发展基础", LEFT, 200) + put("." * 60, 180, 200, 6) + put("12", 500, 200),
            "第一章 发展基础……12",
            id="leaders",
        ),
        pytest.param(
            put("第一章 发展基础", LEFT, 200) + put("…" * 12, 180, 200) + put("12", 500, 200),
            "第一章 发展基础……12",
            id="ellipses as leaders",
        ),
    ],
)
def test_room_between_signs(glyphs: list[Glyph], text: str) -> None:
    assert lines(page(glyphs)) == [text]


BODY = "全区深入推进供给侧结构性改革，经济社会发展取得显著成就，综合实力持续增强，民生福祉不断改善，城乡面貌发生深刻变化，生态环境明显好转，社会大局保持和谐稳定"


def test_lines_are_joined_and_paragraphs_parted() -> None:
    assert lines(page(prose(BODY + "。", top=100), prose("二是" + BODY + "。", top=166))) == [
        BODY + "。",
        "二是" + BODY + "。",
    ]


def test_a_sentence_runs_over_the_page_and_the_furniture() -> None:
    # The line is full: the page and its furniture come between the two figures.
    first = prose(BODY[:59] + "颗粒物平均浓度由52降到44", top=640)
    rest = put("微克，优良天数比例达到80%。", LEFT, 100)
    pages = [
        page(
            put("涉县规划纲要", 250, 40, 9),
            prose("甲" + BODY + "。", top=100),
            first,
            put("— 6 —", 280, 800, 9),
            number=6,
        ),
        page(put("涉县规划纲要", 250, 40, 9), rest, put("— 7 —", 280, 800, 9), number=7),
    ]
    loaded = read(*pages)
    assert "涉县规划纲要" not in loaded.text
    assert "—" not in loaded.text
    assert {one.what for one in loaded.omitted} == {"page_number", "running_head"}
    assert loaded.text.count("\n") == 2
    assert "由52降到44微克，优良天数" in loaded.text
    assert [
        place and place.page
        for place in (loaded.place_at(loaded.text.index(one)) for one in ("由52降到44", "微克，优良"))
    ] == [6, 7]


@pytest.mark.parametrize("form", ["{}", "- {} -", "—{}—", "第{}页", "第 {} 页 共 9 页", "{}/9", "Page {}", "· {} ·"])
def test_numbers_of_pages(form: str) -> None:
    pages = [
        page(prose(f"{chr(0x4E00 + number)}是{BODY}。"), put(form.format(number), 280, 800, 9), number=number)
        for number in range(1, 5)
    ]
    loaded = read(*pages)
    assert [one.what for one in loaded.omitted] == ["page_number"]
    assert loaded.text.count("\n") == 4


def test_the_first_line_of_each_page_is_no_running_head() -> None:
    pages = [page(prose(f"{chr(0x4E00 + number)}是{BODY}。", top=82), number=number) for number in range(1, 6)]
    assert len(lines(*pages)) == 5


def test_struck_text_was_deleted() -> None:
    glyphs = put("投资", LEFT, 200) + put("360", 96, 200) + put("380亿元", 114, 200)
    loaded = read(page(glyphs, rules=[Rule(96, 195.6, 114, 196.2)]))
    assert loaded.text.strip() == "投资380亿元"
    assert [(one.what, one.sample) for one in loaded.omitted] == [("deleted_text", "360")]


def test_an_underline_and_a_frame_around_the_page_change_nothing() -> None:
    rules = [Rule(96, 201.5, 114, 202), *grid([50, 545], [50, 790])]
    pages = [
        page(
            prose(f"{chr(0x4E00 + number)}是{BODY}。", top=178),
            put(f"- {number} -", 280, 780, 9),
            rules=rules,
            number=number,
        )
        for number in (1, 2, 3)
    ]
    assert len(lines(*pages)) == 3


def test_a_list_whose_lines_hang_below_their_number() -> None:
    text = "1.推进供给侧结构性改革，经济社会发展取得显著成就，综合实力持续增强，民生"
    first = put(text, LEFT, 100)
    rest = put("福祉不断改善。", LEFT + 18, 122)
    assert first[-1].x1 > 500
    assert (
        lines(page(first, rest, prose(BODY + "。", top=144), prose(BODY + "。", top=210)))[0] == text + "福祉不断改善。"
    )


def test_notes_at_the_foot_come_last() -> None:
    rule = Rule(LEFT, 700, LEFT + 140, 700.5)
    note = put("1", LEFT, 711, 5) + put("数据来源为统计公报。", LEFT + 4, 715, 9)
    open_end = BODY + "，" + BODY[:40]
    pages = [
        page(prose(open_end, top=600), note, number=1, rules=[rule]),
        page(put("明显提高，达到360亿元。", LEFT, 100), prose("新的一段，" + BODY + "。", top=122), number=2),
    ]
    assert lines(*pages)[-1] == "[1]数据来源为统计公报。"
    assert len(lines(*pages)) >= 3


def test_entries_of_a_contents_page_stay_lines() -> None:
    entries = ["第一章 发展基础", "第二章 总体要求", "第三章 重点任务"]
    glyphs = [
        put(entry, LEFT, 100 + 22 * n) + put("." * 50, 180, 100 + 22 * n, 10) + put(str(n + 1), 516, 100 + 22 * n)
        for n, entry in enumerate(entries)
    ]
    assert lines(page(*glyphs)) == ["第一章 发展基础……1", "第二章 总体要求……2", "第三章 重点任务……3"]


# ── tables ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

XS = [72.0, 120.0, 300.0, 360.0, 420.0]
HEAD = ["序号", "指标", "2020年", "2025年"]


def cells(*rows: list[str], top: float = 100, high: float = 24, xs: list[float] = XS) -> list[Glyph]:
    return [
        one
        for number, texts in enumerate(rows)
        for x, text in zip(xs, texts, strict=False)
        for line, part in enumerate(text.split("\n"))
        for one in put(part, x + 5, top + high * number + 14 + 11 * line, 10)
    ]


def ys(count: int, top: float = 100, high: float = 24) -> list[float]:
    return [top + high * number for number in range(count + 1)]


def test_a_ruled_table() -> None:
    rows = [HEAD, ["1", "地区生产总值（亿元）", "300", "360"], ["2", "研发投入强度（%）", "2.1", "3.0"]]
    assert lines(page(cells(*rows), rules=grid(XS, ys(3)))) == [
        "| 序号 | 指标 | 2020年 | 2025年 |",
        "| 1 | 地区生产总值（亿元） | 300 | 360 |",
        "| 2 | 研发投入强度（%） | 2.1 | 3.0 |",
    ]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        pytest.param("32\n.6", "32.6", id="before the point"),
        pytest.param("32.\n6", "32.6", id="behind the point"),
        pytest.param("1234567\n89.5", "123456789.5", id="a figure as wide as its cell"),
        pytest.param("12\n34", "12 34", id="two figures"),
        pytest.param("高于全市\n平均水平", "高于全市平均水平", id="words"),
        pytest.param("5.5\n以内", "5.5以内", id="figure and word"),
        pytest.param("120\n%", "120%", id="sign behind a figure"),
        pytest.param("6.5—\n7.0", "6.5—7.0", id="range"),
        pytest.param("≥\n90", "≥90", id="comparator"),
        pytest.param("—", "—", id="dash"),
    ],
)
def test_a_figure_in_a_cell_stays_one(cell: str, text: str) -> None:
    rows = [HEAD, ["1", "指标甲", "300", cell]]
    narrow = [72.0, 120.0, 300.0, 360.0, 407.0]
    assert (
        lines(page(cells(*rows, high=40, xs=narrow), rules=grid(narrow, ys(2, high=40))))[1]
        == f"| 1 | 指标甲 | 300 | {text} |"
    )


def test_merged_cells_are_repeated() -> None:
    rules = [
        *(Rule(72, y, 420, y) for y in (100, 124, 172)),
        Rule(120, 148, 420, 148),
        *(Rule(x, 100, x, 172) for x in XS),
    ]
    glyphs = cells(HEAD, ["", "甲指标", "1", "2"], ["", "乙指标", "3", "4"]) + put("经济", 77, 150, 10)
    assert lines(page(glyphs, rules=rules))[1:] == ["| 经济 | 甲指标 | 1 | 2 |", "| 经济 | 乙指标 | 3 | 4 |"]


def test_a_table_open_at_its_sides() -> None:
    rows = [HEAD, ["1", "甲指标", "1", "2"]]
    rules = [Rule(72, y, 420, y) for y in ys(2)] + [Rule(x, 100, x, 148) for x in XS[1:-1]]
    assert lines(page(cells(*rows), rules=rules)) == ["| 序号 | 指标 | 2020年 | 2025年 |", "| 1 | 甲指标 | 1 | 2 |"]


def test_a_table_over_two_pages() -> None:
    one = page(cells(HEAD, ["1", "甲指标", "1", "2"], top=700), rules=grid(XS, ys(2, 700)), number=1)
    two = page(cells(HEAD, ["2", "乙指标", "3", "4"]), rules=grid(XS, ys(2)), number=2)
    loaded = read(one, two)
    assert [line for line in loaded.text.split("\n") if line] == [
        "| 序号 | 指标 | 2020年 | 2025年 |",
        "| 1 | 甲指标 | 1 | 2 |",
        "| 2 | 乙指标 | 3 | 4 |",
    ]
    place = loaded.place_at(loaded.text.index("乙指标"))
    assert place is not None
    assert place.page == 2


def test_a_row_that_the_end_of_a_page_parts() -> None:
    one = page(
        cells(HEAD, ["1", "甲指标", "1", "2"], ["2", "全员劳动", "3", "4"], top=700),
        rules=grid(XS, ys(3, 700)),
        number=1,
    )
    two = page(cells(["", "生产率", "", ""], ["3", "丙指标", "5", "6"]), rules=grid(XS, ys(2)), number=2)
    assert lines(one, two)[2:] == ["| 2 | 全员劳动生产率 | 3 | 4 |", "| 3 | 丙指标 | 5 | 6 |"]


def spread(*rows: tuple[tuple[float, str], ...], top: float = 100, high: float = 20) -> list[Glyph]:
    """Rows of words, each at its place."""
    return [
        one for number, words in enumerate(rows) for x, text in words for one in put(text, x, top + high * number, 10)
    ]


UNRULED_HEAD = ((75, "序号"), (130, "指标"), (290, "单位"), (350, "2020年"), (420, "2025年"))


def test_a_table_with_level_lines_only() -> None:
    glyphs = spread(
        UNRULED_HEAD,
        ((80, "1"), (130, "地区生产总值"), (290, "亿元"), (355, "300"), (425, "360")),
        ((80, "2"), (130, "研发投入强度"), (295, "%"), (355, "2.1"), (425, "3.0")),
    )
    rules = [Rule(72, y, 470, y) for y in (84, 106, 150)]
    assert lines(page(prose(BODY + "。", top=30), glyphs, rules=rules))[1:] == [
        "| 序号 | 指标 | 单位 | 2020年 | 2025年 |",
        "| 1 | 地区生产总值 | 亿元 | 300 | 360 |",
        "| 2 | 研发投入强度 | % | 2.1 | 3.0 |",
    ]


def test_a_table_without_lines_whose_names_are_broken_above_and_below_the_number() -> None:
    glyphs = [
        *spread(UNRULED_HEAD),
        *spread(((80, "1"), (290, "亿元"), (355, "300"), (425, "360")), top=130),
        *put("地区生产总", 130, 124, 10),
        *put("值", 130, 136, 10),
        *put("经济发展", 240, 160, 10),
        *spread(((80, "2"), (130, "研发投入强度"), (295, "%"), (355, "2.1"), (425, "3.0")), top=190),
        *spread(((80, "3"), (130, "常住人口"), (290, "万人"), (355, "85"), (425, "90")), top=220),
    ]
    assert lines(page(glyphs)) == [
        "| 序号 | 指标 | 单位 | 2020年 | 2025年 |",
        "| 1 | 地区生产总值 | 亿元 | 300 | 360 |",
        "| 经济发展 |  |  |  |  |",
        "| 2 | 研发投入强度 | % | 2.1 | 3.0 |",
        "| 3 | 常住人口 | 万人 | 85 | 90 |",
    ]


def test_a_table_without_lines_over_two_pages() -> None:
    def numbered(number: int, top: float) -> list[Glyph]:
        return spread(
            ((80, str(number)), (130, f"指标{number}甲"), (290, "亿元"), (355, str(300 + number)), (425, "360")),
            top=top,
        )

    one = page(
        prose(BODY + "。", top=500),
        spread(UNRULED_HEAD, top=640),
        numbered(1, 670),
        numbered(2, 700),
        numbered(3, 730),
        number=1,
    )
    two = page(put("民生福祉", 230, 80, 10), numbered(4, 110), numbered(5, 140), prose(BODY + "。", top=220), number=2)
    assert lines(one, two)[1:-1] == [
        "| 序号 | 指标 | 单位 | 2020年 | 2025年 |",
        *(f"| {number} | 指标{number}甲 | 亿元 | {300 + number} | 360 |" for number in (1, 2, 3)),
        "| 民生福祉 |  |  |  |  |",
        *(f"| {number} | 指标{number}甲 | 亿元 | {300 + number} | 360 |" for number in (4, 5)),
    ]


def test_a_table_in_small_letters_at_the_foot_is_no_note() -> None:
    rows = [((80, str(number)), (130, "指标甲"), (290, "亿元"), (355, "300"), (425, "360")) for number in (1, 2, 3)]
    glyphs = [one for number, row in enumerate(rows) for one in spread(row, top=700 + 24 * number)]
    rules = [Rule(x, 690, x + 70, 690.5) for x in (75, 145, 215, 285, 355, 425)]
    assert (
        lines(page(prose(BODY + "。", top=500), spread(UNRULED_HEAD, top=676), glyphs, rules=rules))[2]
        == "| 1 | 指标甲 | 亿元 | 300 | 360 |"
    )


def test_columns_that_are_not_plain_stay_lines() -> None:
    glyphs = spread(
        ((75, "甲方"), (200, "乙方"), (330, "丙方")),
        ((75, "盖章"), (200, "盖章"), (330, "盖章")),
        ((75, "日期"), (200, "日期"), (330, "日期")),
    )
    assert lines(page(glyphs)) == ["甲方  乙方  丙方", "盖章  盖章  盖章", "日期  日期  日期"]


# ── columns ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_two_columns_are_read_one_after_the_other() -> None:
    left = prose("甲" + BODY + "，" + BODY + "。", top=150, right=285, size=10.5)
    right = prose("乙" + BODY + "，" + BODY + "。", top=150, left=310, size=10.5)
    title = put("政府工作报告", 240, 100, 18)
    assert lines(page(title, left, right)) == [
        "政府工作报告",
        "甲" + BODY + "，" + BODY + "。",
        "乙" + BODY + "，" + BODY + "。",
    ]


def test_a_few_lines_in_two_columns_are_read_one_after_the_other() -> None:
    lefts = (
        "全县生产总值达到300亿元，",
        "年均增长8%左右；高新技术企业",
        "达到120家，茶园面积达到11.5",
        "万亩，粮食总产量稳定在42万吨",
        "以上。",
    )
    rights = ("加快建设国家级高新区，建设标准", "厂房20万平方米，引进龙头企业", "5家，培育上市公司3家；新建公", "路200公里，建成污水处理厂4", "座。")  # fmt: skip
    glyphs = [
        one
        for number, (left, right) in enumerate(zip(lefts, rights, strict=True))
        for one in spread(((75, left), (310, right)), top=150 + 18 * number)
    ]
    assert "".join(lines(page(put("政府工作报告", 190, 100, 18), glyphs))[1:]) == "".join(lefts) + "".join(rights)


SAID = "全县上下坚持稳中求进，经济社会发展取得新的成绩，城乡面貌持续改善，民生福祉不断增进。"


@pytest.mark.parametrize("words", ["内部资料 2024年", "送审稿2023"])
def test_large_words_across_the_text_of_several_pages_are_no_part_of_its_lines(words: str) -> None:
    texts = [f"{SAID[at:]}{SAID * 4}" for at in (0, 11, 26)]
    pages = [page(prose(text), put(words, 130, 125, 40), number=at + 1) for at, text in enumerate(texts)]
    loaded = read(*pages)
    assert loaded.text.split() == texts
    assert [(one.what, one.count, one.page) for one in loaded.omitted] == [("watermark", 3, 1)]


def test_a_large_title_at_the_head_of_each_page_lies_on_nothing() -> None:
    pages = [page(put(f"第{number}部分", 200, 90, 30), prose(SAID, top=140), number=number) for number in (1, 2)]
    assert "watermark" not in {one.what for one in read(*pages).omitted}


def test_a_cell_of_a_blank_and_a_raised_sign_is_read() -> None:
    lines_of_it = row((" ", 30, 0), ("①", SMALL, 9))
    assert lines(page(lines_of_it, prose(SAID, top=300)))[-1] == SAID


def test_notes_in_letters_of_the_text_are_none_of_it() -> None:
    text = row(("地区生产总值达到286.4", 12, 0), ("1", SMALL, 5), ("亿元。", 12, 0), base=500)
    note = row(("1", SMALL, 5), (" 初步核算数，最终核实数为290.1亿元。", 12, 0), base=700)
    loaded = read(page(prose(SAID * 3), text, note, rules=[Rule(LEFT, 684, LEFT + 117, 684.7)]))
    assert loaded.text.split("\n")[-2] == "地区生产总值达到286.4亿元。"
    assert [(one.what, one.sample) for one in loaded.omitted if one.what == "footnote"] == [
        ("footnote", "[1]初步核算数，最终核实数为290.1亿元。")
    ]


def test_a_few_lines_in_the_first_of_two_columns_are_joined() -> None:
    sides = [prose(f"{side}是{SAID * 9}", left=left, right=left + 200) for side, left in (("左", 72), ("右", 320))]
    rest = prose(f"尾是{SAID * 2}", left=72, right=272) + prose("名词解释。", top=300, left=72, right=272)
    assert lines(page(*sides), page(rest, number=2)) == [
        f"左是{SAID * 9}",
        f"右是{SAID * 9}",
        f"尾是{SAID * 2}",
        "名词解释。",
    ]
