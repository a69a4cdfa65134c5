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
        *("% as ％", "% as ℅", "point to ·", "point to ．", "space behind point", "full width"),
        *("page numbers", "feet", "heads", "wrapped, page numbers", "traditional", "zero width"),
        *("entities", "entities of signs", "nbsp", "escapes"),
    ],
)
def test_what_printing_and_copying_do_is_undone_and_not_cried_over(name: str, whole: Reading) -> None:
    found = damaged(whole, DAMAGES[name](whole.source.text, 1, random.Random(7)))
    assert min(found.precision, found.recall) > 0.97
    assert found.said == "nothing"


def test_digits_that_stand_apart_are_put_together_and_the_one_that_a_line_tears_is_told(whole: Reading) -> None:
    """达到, a blank line, 1 5 5家: nothing is stored of it, and the figure behind it says so."""
    found = damaged(whole, DAMAGES["all digits apart"](whole.source.text, 1, random.Random(7)))
    assert min(found.precision, found.recall) > 0.97
    assert (found.said, found.codes) == ("warning", ("names_doubtful",))
