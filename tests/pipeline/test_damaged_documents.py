"""A document that is damaged by far, in any of the ways of ``bench.damages``, is read well, refused, or says that it was read badly."""

import random

import pytest

from bench.damages import DAMAGES, WHOLE
from bench.honesty import Outcome, outcome, rows_of, told_of
from planapi.reading import Reading, read_all
from planapi.reading_check import check
from tests.seeds import seed


@pytest.fixture(scope="module")
def whole() -> Reading:
    """A report as it is."""
    return read_all(seed("hedong_report"))


def damaged(whole: Reading, text: str) -> Outcome:
    return outcome(text, rows_of(whole), told_of(check(whole)))


@pytest.mark.parametrize("name", DAMAGES)
def test_no_damaged_document_keeps_silent(name: str, whole: Reading) -> None:
    found = damaged(whole, DAMAGES[name](whole.source.text, 1, random.Random(7)))
    assert not found.is_bad or found.said != "nothing"


@pytest.mark.parametrize("name", WHOLE)
def test_no_document_that_is_laid_out_badly_keeps_silent(name: str, whole: Reading) -> None:
    found = damaged(whole, WHOLE[name](whole.source.text))
    assert not found.is_bad or found.said != "nothing"


@pytest.mark.parametrize(
    "name",
    [
        *("% as ％", "% as ℅", "point to ·", "point to ．", "space behind point", "all digits apart", "full width"),
        *("page numbers", "feet", "heads", "wrapped, page numbers", "traditional", "zero width"),
        *("entities", "entities of signs", "nbsp", "escapes"),
    ],
)
def test_what_printing_and_copying_do_is_undone_and_not_cried_over(name: str, whole: Reading) -> None:
    found = damaged(whole, DAMAGES[name](whole.source.text, 1, random.Random(7)))
    assert min(found.precision, found.recall) > 0.97
    assert found.said == "nothing"
