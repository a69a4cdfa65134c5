"""The words around a quote: real lines, with what is around their numbers."""

import pytest

from text.sources.surroundings import WIDEST_PARAGRAPH, surroundings

BROKEN = (
    "## （二）推进创新驱动\n\n聚焦高质量转型，做强做优创新转型示范区。引进主导产业企业 541 家。区内国家高新技术企业达到\n\n"
    "155家，增长14.8%；国家科技型中小企业267家。技术合同交易额超过71亿元。\n\n### （三）深化改革攻坚\n"
)
TABLE = "三、主要指标\n\t3\n\t制造业增加值占地区生产总值比重（%）\n\t1.25\n\t1.25左右\n\t预期性\n\n\t4\n\t全区市场主体数量（万家）\n"
LIST = (
    "一是稳增长。\n1.万新街。坚持发展第一要务，推动楼宇经济、商贸经济和总部经济融合发展\n2.新立街。建成24个居民小区\n"
)
BOLD = "**——这一年，我们精准施策。**全力统筹财政收支。预计，全年地区生产总值增长 3.5%左右；节能减排完成目标任务。\n"


def around(text: str, quote: str) -> tuple[str, str]:
    start = text.index(quote)
    found = surroundings(text, start, start + len(quote))
    return text[slice(*found.sentence)], text[slice(*found.paragraph)]


def test_a_sentence_goes_on_over_a_page_break() -> None:
    """120102_河东区_2023年政府工作报告.txt, 155家 begins a page."""
    sentence, paragraph = around(BROKEN, "155家")
    assert sentence == "区内国家高新技术企业达到\n\n155家，增长14.8%；国家科技型中小企业267家。"
    assert paragraph == BROKEN[BROKEN.index("聚焦") : BROKEN.index("\n\n###")]


def test_a_row_of_a_table_has_no_words_around() -> None:
    quote = TABLE[TABLE.index("3\n") : TABLE.index("\n\n\t4")]
    sentence, paragraph = around(TABLE, quote)
    assert sentence == quote
    assert paragraph.strip() == quote


def test_an_entry_of_a_list_is_a_paragraph() -> None:
    assert around(LIST, "24个")[1] == "2.新立街。建成24个居民小区"


def test_marks_that_close_a_sentence_are_of_it() -> None:
    sentence, _ = around(BOLD, "全力统筹")
    assert sentence == "全力统筹财政收支。"
    assert around(BOLD, "3.5%左右")[0] == "预计，全年地区生产总值增长 3.5%左右；节能减排完成目标任务。"


@pytest.mark.parametrize("quote", ["一", "字" * 5])
def test_what_is_around_is_bounded(quote: str) -> None:
    text = "字" * 5000 + "一" + "字" * 5000
    start = text.index("一")
    found = surroundings(text, start, start + len(quote))
    assert found.paragraph == (start - WIDEST_PARAGRAPH, start + len(quote) + WIDEST_PARAGRAPH)


def test_the_ends_of_a_text_are_ends() -> None:
    assert around("增长5%", "增长5%") == ("增长5%", "增长5%")
