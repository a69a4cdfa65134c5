"""Every word that readers look for is needed: its example is read as the file says, and otherwise without the word."""

import pytest

from planapi.text.lexicon import Word
from tests.house.words import entries, holders, reader, without

ENTRIES = list(entries())


@pytest.mark.parametrize(
    ("file", "name", "word"),
    ENTRIES,
    ids=[f"{file.rpartition('/')[2]}-{name}-{word.word}-{number}" for number, (file, name, word) in enumerate(ENTRIES)],
)
def test_the_example_of_a_word_needs_it(file: str, name: str, word: Word) -> None:
    read = reader(file, name)
    assert read(word.example) == word.gives
    with without(file, name, word):
        assert read(word.example) != word.gives, "the example is read the same without the word"


@pytest.mark.parametrize(("file", "name"), sorted({(file, name) for file, name, _ in ENTRIES}))
def test_a_class_is_used(file: str, name: str) -> None:
    assert holders(file, name)
