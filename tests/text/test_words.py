"""The words of the dictionary in Rust are those of jieba itself: the same ones, cut at the same places."""

import random
from collections.abc import Iterator

import jieba  # pyright: ignore[reportMissingTypeStubs]
import pytest

from tests.seeds import FILES, seed
from text.lexemes import is_latin, plain, runs
from text.words import bounds_of, word_at, words_of, words_within

pytestmark = pytest.mark.slow  # jieba's own dictionary is loaded in a second


@pytest.fixture(scope="module")
def dictionary() -> dict[str, int]:
    jieba.setLogLevel(60)
    jieba.initialize()
    return jieba.dt.FREQ


def _texts(dictionary: dict[str, int]) -> Iterator[str]:
    """Every run of the seeds, and runs of words that have nothing to do with each other, with signs of other scripts between."""
    for name in FILES:
        yield from sorted({run for run in runs(plain(seed(name).text)) if not is_latin(run)})
    chance = random.Random(15)
    words = sorted(word for word, count in dictionary.items() if count)
    for _ in range(3000):
        yield "".join(chance.choices([*chance.choices(words, k=6), "㎡", "β", "①", "鿍", "é", "ー"], k=8))


def test_a_run_is_cut_as_jieba_cuts_it(dictionary: dict[str, int]) -> None:
    for run in _texts(dictionary):
        within = list(jieba.cut_for_search(run, HMM=False))
        assert (words_of(run), words_within(run)[: len(within)]) == (jieba.lcut(run, HMM=False), within)


def test_every_longer_word_in_a_run_is_found(dictionary: dict[str, int]) -> None:
    for run in _texts(dictionary):
        stands = {run[start:end] for start in range(len(run)) for end in range(start + 3, len(run) + 1)}
        # Letters are a run of their own in a text.
        stands = {word for word in stands if dictionary.get(word) and not word.isascii()}
        assert stands == {word for word in words_within(run) if len(word) > 2 and not word.isascii()}, run


def test_the_bounds_of_words_are_those_that_jieba_tells(dictionary: dict[str, int]) -> None:
    for run in runs(plain(seed("dongli").text))[:2000]:
        if not is_latin(run):
            found = list(jieba.tokenize(run, mode="search", HMM=False))
            starts, ends = {start for _, start, _ in found}, {end for _, _, end in found}
            assert bounds_of(run) == (sorted(starts), sorted(ends)), run


def test_a_word_is_one_that_jieba_knows(dictionary: dict[str, int]) -> None:
    held = [word for word in dictionary if "一" in word and 1 < len(word) <= 7]
    words = [word for word in held if dictionary[word]]
    assert len(held) > len(words) > 3000, "the dictionary has the beginnings of its words too"
    assert [word for word in words if word_at(word, (at := word.index("一")), at + 1) != word] == []
    assert all(dictionary[found] for word in held if (found := word_at(word, (at := word.index("一")), at + 1)))
