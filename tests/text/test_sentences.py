"""Passages: paragraphs over page breaks, without the spaces inside numbers, every character with its offset."""

import pytest

from text.outline.outline import read_outline
from text.outline.sentences import Passage, passages, shape
from text.sources.source import make_source


def read(text: str) -> list[Passage]:
    outline = read_outline(make_source(text))
    return list(passages(outline, [(node.start, node.body_start) for node in outline.nodes]))


def test_a_page_break_inside_a_word_is_healed() -> None:
    """河东 report 88–90."""
    text = "居民人均可支配收入与经济发展同步增长，主要预期目标如下所示。城镇调查失\n\n业率控制在 5.5%以内。完成任务。\n"
    (passage,) = read(text)
    at = passage.text.index("失业率")
    start, end = passage.span(at, at + 3)
    assert text[start:end] == "失\n\n业率"


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("比重由 2015 年的 61.8% 提高到67.0% ,", "比重由2015年的61.8%提高到67.0%,"),
        ("PM<sub>2.5</sub>平均浓度", "PM2.5平均浓度"),
        ("**——这一年，**我们", "——这一年,我们"),
        ("电话 12 34", "电话12 34"),  # two numbers stay two
    ],
)
def test_what_printing_left_is_taken_out(printed: str, words: str) -> None:
    assert read(printed)[0].text == words


def test_a_short_line_without_a_full_stop_is_not_joined() -> None:
    assert [passage.text for passage in read("河东区区长\n各位同志，今年新增就业2万人。")] == [
        "河东区区长",
        "各位同志,今年新增就业2万人。",
    ]


def test_headings_and_items_begin_passages_of_their_own() -> None:
    text = "一、回顾\n全年工作取得了很好的成绩和长足的进步，生产总值增长了\n（一）创新。引进企业5家。\n"
    assert [passage.text for passage in read(text)] == [
        "全年工作取得了很好的成绩和长足的进步,生产总值增长了",
        "引进企业5家。",
    ]


def test_commas_and_colons_inside_numbers_end_no_clause() -> None:
    text = "总额1,053.88亿元,结构为2.3:45.6:52.1。"
    assert [text[start:end] for start, end in shape(text).clauses] == ["总额1,053.88亿元,", "结构为2.3:45.6:52.1。"]


def test_commas_inside_quotes_and_brackets_end_no_clause() -> None:
    text = "实现“网上办,马上办”比例(含街道,社区)90%,完成。"
    assert [text[start:end] for start, end in shape(text).clauses] == [
        "实现“网上办,马上办”比例(含街道,社区)90%,",
        "完成。",
    ]


def test_a_bracket_that_is_never_closed_ends_with_its_sentence() -> None:
    text = "(一)建设(二期,完成。新建5所,改造6所。"
    assert len(shape(text).clauses) == 3
