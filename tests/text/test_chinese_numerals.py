"""Words in which a numeral in characters counts nothing: what they do, and that each on the list is there by its rule."""

import re
from pathlib import Path

import pytest

from planapi import ingest
from text.ledger import chinese_numerals
from text.ledger.ledger import disposition, places
from text.numbers.numerals import CHINESE
from text.numbers.quantities import find_quantities
from text.outline.sentences import shape
from text.vocabulary import Disposition
from text.words import word_at

D = Disposition

ROOT = Path(__file__).parents[2]
FILE = ROOT / "text" / "data" / "uncounted_words.txt"
WORDS = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def dispositions(text: str) -> list[Disposition | None]:
    """What every numeral of a passage is, in order."""
    quantities = find_quantities(text)
    return [disposition(place) for place in places(text, shape(text), quantities)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("引进与培育一批优质科技企业。", [D.LEXICAL], id="the counter is part of the word"),
        pytest.param("服务全国统一大市场建设。", [D.LEXICAL], id="the word ends before the noun of a set"),
        pytest.param("为企业提供一站式优质服务。", [D.LEXICAL], id="a station that is none"),
        pytest.param(
            "围绕“一带一路”建设与一带一路沿线国家合作。", [D.PROGRAMME, D.PROGRAMME, D.LEXICAL, D.LEXICAL], id="both"
        ),
        pytest.param("供一事一议、一人一策的人才服务。", [D.LEXICAL] * 4, id="to each its own"),
        pytest.param("发展一村一品、一街一特色。", [D.LEXICAL] * 4, id="to each its own product and character"),
        pytest.param("打造一园多区的产业链体系。", [D.ENUMERATION], id="a park of several areas is one"),
        pytest.param("力争实现万人上冰雪。", [D.LEXICAL], id="万人"),
        pytest.param("举办万人次培训。", [D.ENUMERATION], id="万人次: 万人 would cut the unit in two"),
        pytest.param("培育百姓身边的一流品牌，千兆网络连接百货商场。", [D.LEXICAL] * 4, id="left to the dictionary"),
        pytest.param("超百万亿元的经济总量。", [D.THRESHOLD], id="a round sum (浙江省 2026 报告)"),
    ],
)
def test_words(text: str, expected: list[Disposition]) -> None:
    assert dispositions(text) == expected


def test_the_list_is_sorted_and_holds_nothing_twice() -> None:
    assert sorted(set(WORDS)) == WORDS


@pytest.mark.parametrize("word", WORDS)
def test_a_word_is_listed_because_the_reader_would_err_without_it(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert re.search(rf"[{CHINESE}]", word)
    texts = [f"推进{word}{after}。" for after in ("", "的工作", "家企业", "大市场", "个平台")]
    with_it = [dispositions(text) for text in texts]
    monkeypatch.setattr(chinese_numerals, "_uncounted", lambda: re.compile("(?!)"))
    assert any(dispositions(text) != read for text, read in zip(texts, with_it, strict=True)), word


@pytest.mark.parametrize("word", ["一律", "一定", "一致", "百姓", "百货", "三农", "两岸", "十分", "长三角", "千兆"])
def test_the_dictionary_knows_the_other_words(word: str) -> None:
    assert word not in WORDS
    assert word_at(word, *next(match.span() for match in re.finditer(rf"[{CHINESE}]", word))) == word


def test_a_change_of_the_list_is_a_new_version_of_the_readers() -> None:
    assert any(FILE in ROOT.glob(pattern) for pattern in ingest._READERS)
