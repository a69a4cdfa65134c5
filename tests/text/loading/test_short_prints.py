"""Prints of a few lines: nothing but the lines themselves says where a paragraph ends."""

from collections.abc import Sequence

import pytest

from tests.text.loading.drawing import LEFT, lines, page, put, read, row
from text.loading.glyphs import Glyph

TITLE = "涉县国民经济和社会发展第十四个五年规划纲要"
LONGER = "涉县井店镇国民经济和社会发展第十四个五年规划和远景目标纲要"


def drawn(*said: str, x: float = LEFT, leading: float = 20) -> list[Glyph]:
    """Lines one below the other, all from the same place on."""
    return [glyph for number, one in enumerate(said) for glyph in put(one, x, 100 + leading * number)]


@pytest.mark.parametrize(
    "said",
    [
        pytest.param([TITLE, "第一章 发展基础", "2020年生产总值达到360亿元。", "第二章 目标"], id="plan"),
        pytest.param([LONGER, "第一章 发展基础", "2020年生产总值达到360亿元。"], id="title of half the page's width"),
        pytest.param([f"# {LONGER}一二三四五六", "## 第一章 发展基础", "2020年生产总值达到360亿元。"], id="Markdown"),
        pytest.param([LONGER, "一、发展基础", "2020年生产总值达到360亿元", "常住人口85万人"], id="no full stops"),
        pytest.param(
            [TITLE, "“十四五”时期，全县生产总值年均增长5.8%，达到420亿元", "五年新增城镇就业2.8万人", "第二章 形势"],
            id="the longest line is a paragraph",
        ),
        pytest.param(
            [TITLE, "到2025年，全县生产总值达到560亿元", "——经济实力明显增强。", "——创新能力明显提升。"], id="dashes"
        ),
        pytest.param(
            ["第一章 发展基础", "第二章 发展目标", "第三章 保障措施", "加强领导", "强化监督"],
            id="two headings end at one place",
        ),
    ],
)
def test_short_lines_are_paragraphs(said: Sequence[str]) -> None:
    assert lines(page(drawn(*said))) == list(said)


def test_a_centred_title_is_not_joined_with_the_heading_below() -> None:
    glyphs = put(TITLE, 297 - 6 * len(TITLE), 80) + drawn("一、主要目标", "2.3.2 人民生活更有品质。收入增长。")
    assert lines(page(glyphs)) == [TITLE, "一、主要目标", "2.3.2 人民生活更有品质。收入增长。"]


WHOLE = "2020年，全县生产总值达到213.4亿元，一般公共预算收入达到11.2亿元，高新技术企业达到37家，城镇化率提高到52.5%，五年累计建成农村公路640公里，森林覆盖率达到41.5%。"


@pytest.mark.parametrize("signs", [28, 30, 36])
def test_lines_broken_after_as_many_signs(signs: int) -> None:
    broken = [WHOLE[at : at + signs] for at in range(0, len(WHOLE), signs)]
    said = drawn(TITLE, "第一章 发展基础", *broken, "第二章 主要目标", "到2025年，全县生产总值达到300亿元。")
    assert lines(page(said)) == [
        TITLE,
        "第一章 发展基础",
        WHOLE,
        "第二章 主要目标",
        "到2025年，全县生产总值达到300亿元。",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("生产总值增长5", ".2%，投资增长6%。", id="point"),
        pytest.param("城镇化率达到60", "%以上。", id="sign"),
        pytest.param("入托率提高（百分点", "）以上。", id="bracket"),
        pytest.param("生产总值增长5.2%", "，投资增长6%。", id="comma"),
    ],
)
def test_a_line_that_can_only_go_on(one: str, other: str) -> None:
    assert lines(page(drawn(TITLE, one, other))) == [TITLE, one + other]


def test_a_full_line_goes_on_though_the_next_one_begins_with_a_number_of_things() -> None:
    first = "到2025年，全县坚持农业农村优先发展，全面推进乡村振兴，建设现代农业产业体系，第"
    rest = "一、二、三产业融合发展，粮食产量达到26万吨。"
    assert lines(page(drawn(TITLE, first, rest))) == [TITLE, first + rest]


def test_items_of_a_list_that_begin_pages_are_no_running_heads() -> None:
    pages = [
        page(drawn(*(f"建设项目{at}" for at in range(35 * number, 35 * number + 30))), number=number)
        for number in range(1, 5)
    ]
    assert len(lines(*pages)) == 4 * 30


def test_a_sentence_among_running_heads_is_kept() -> None:
    said = ["涉县规划纲要", "涉县规划纲要", "到2030年，全县生产总值达到380亿元。", "涉县规划纲要", "涉县规划纲要"]
    pages = [
        page(put(said[at], LEFT, 60), drawn(f"{'甲乙丙丁戊'[at]}产业做大做强。"), number=at + 1) for at in range(5)
    ]
    assert "到2030年，全县生产总值达到380亿元。" in lines(*pages)
    assert "涉县规划纲要" not in lines(*pages)


def test_running_heads_that_count_the_pages() -> None:
    pages = [
        page(put(f"规划纲要 第{at}页", LEFT, 60), drawn(f"{'零甲乙丙丁戊'[at]}产业做大做强。"), number=at)
        for at in range(1, 6)
    ]
    assert lines(*pages) == [f"{one}产业做大做强。" for one in "甲乙丙丁戊"]


def test_a_browser_prints_the_title_beside_the_date() -> None:
    head = put("11/27/26, 6:05 PM", 30, 25, 8) + put("文件", 290, 26.5, 8)
    assert lines(page(head, drawn(TITLE, "第一章 发展基础"))) == [TITLE, "第一章 发展基础"]


def spread(*rows: Sequence[str], top: float = 100, raised: float = 0, left: float = LEFT) -> list[Glyph]:
    """Rows of cells without lines; figures stand ``raised`` above the words."""
    return [
        glyph
        for number, cells in enumerate(rows)
        for at, cell in enumerate(cells)
        for glyph in put(cell, left + 90 * at, top + 20 * number - (raised if cell[:1].isdigit() else 0), 10)
    ]


TABLE = [
    ["序号", "指标", "单位", "2020年", "2025年"],
    ["1", "生产总值", "亿元", "360", "480"],
    ["2", "城镇化率", "%", "55.2", "60"],
]


@pytest.mark.parametrize(
    "below",
    [
        pytest.param(["第三章 重点任务", "（一）做强工业", "规上企业达到120家。"], id="chapter"),
        pytest.param(["（一）做强工业", "规上企业达到120家。"], id="section"),
        pytest.param(["一、重点任务"], id="part, and the page ends"),
        pytest.param(["注：〔〕内为五年累计数。", "第三章 重点任务"], id="note"),
        pytest.param(["规上企业达到120家。", "标准厂房达到30万平方米。"], id="sentences"),
        pytest.param(["附表：重大项目表"], id="title of the next table"),
    ],
)
def test_what_stands_below_a_table_without_lines_is_not_in_it(below: list[str]) -> None:
    more = [
        ["序号", "名称", "性质", "年限", "投资"],
        ["1", "光伏项目", "新建", "2021年", "12.6"],
        ["2", "公路工程", "续建", "2019年", "18.5"],
    ]
    said = [glyph for at, one in enumerate(below) for glyph in put(one, LEFT, 160 + 20 * at, 10)]
    found = lines(page(spread(*TABLE), said, spread(*more, top=160 + 20 * len(below))))
    assert found == [f"| {' | '.join(cells)} |" for cells in TABLE] + below + [
        f"| {' | '.join(cells)} |" for cells in more
    ]


@pytest.mark.parametrize("raised", [1.2, 2.5, -2.5])
def test_figures_a_little_above_the_words_of_their_row(raised: float) -> None:
    assert lines(page(spread(*TABLE, raised=raised))) == [f"| {' | '.join(cells)} |" for cells in TABLE]


def test_rows_of_a_table_that_is_written_out() -> None:
    rows = [
        "| 序号 | 指标 | 2025年 | 属性 |",
        "| 1 | 规模以上工业增加值年均增长速度（百分之）（不变价） | 6.5左右 | 预期性 |",
        "| 2 | 城镇化率 | 60 | 约束性 |",
    ]
    assert lines(page(drawn(*rows))) == rows


def test_a_ringed_mark_of_a_note_is_its_own_bracket() -> None:
    note = put("①按2015年不变价计算。", LEFT, 760, 9)
    assert lines(page(drawn(TITLE, "2020年生产总值达到213亿元，增长5%。"), note))[-1] == "①按2015年不变价计算。"


MARKED = row(("2020年生产总值达到213", 12, 0), ("①", 7, 5), ("亿元。", 12, 0), base=120)


def at_foot(*notes: str) -> list[Glyph]:
    return [glyph for at, note in enumerate(notes) for glyph in put(note, LEFT, 730 + 14 * at, 9)]


def test_a_figure_in_a_note_is_none_of_the_text() -> None:
    loaded = read(page(drawn(TITLE), MARKED, at_foot("①按不变价计算。", "②同口径为200亿元。")))
    assert loaded.text.split() == [TITLE, "2020年生产总值达到213亿元。", "①按不变价计算。"]
    assert ("footnote", "②同口径为200亿元。") in [(one.what, one.sample) for one in loaded.omitted]


def test_a_list_in_small_letters_at_the_foot_keeps_its_figures() -> None:
    works = ["1.国道改建工程：总投资25亿元。", "2.省道改建工程：总投资8亿元。"]
    found = "".join(lines(page(drawn(TITLE, "2020年生产总值达到213亿元。"), at_foot(*works))))
    assert "总投资25亿元" in found
    assert "注释" not in found


def test_notes_that_explain_terms_stand_under_a_heading() -> None:
    notes = at_foot("①双碳：指碳达峰、碳中和。", "②“四上”企业是指年收入2000万元以上的企业。")
    assert lines(page(drawn(TITLE), MARKED, notes)) == [
        TITLE,
        "2020年生产总值达到213亿元。",
        "注释",
        "1. 双碳：指碳达峰、碳中和。",
        "2. “四上”企业是指年收入2000万元以上的企业。",
    ]
