"""Every word that readers look for is needed: its example is read as the file says, and otherwise without the word."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.words import FILES, entries, holders, reader, without

ROOT = Path(__file__).parents[2]
ENTRIES = list(entries())


@pytest.mark.parametrize(("file", "name"), list(dict.fromkeys((file, name) for file, name, _ in ENTRIES)))
def test_the_example_of_a_word_needs_it(file: str, name: str) -> None:
    read = reader(file, name)
    wrong: list[str] = []
    for word in (word for *at, word in ENTRIES if at == [file, name]):
        if (found := read(word.example)) != word.gives:
            wrong.append(f"{word.word}: {word.example} gives {found}, not {word.gives}")
        with without(file, name, word):
            if read(word.example) == word.gives:
                wrong.append(f"{word.word}: {word.example} is read the same without the word")
    assert wrong == []


def test_every_file_of_words_is_tried() -> None:
    """A file that looks like one of words, and of which no example is run, would be of no use."""
    written = {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.glob("*/data/*.toml")
        if "gives = " in path.read_text(encoding="utf-8")
    }
    assert written == set(FILES)


@pytest.mark.parametrize(("file", "name"), sorted({(file, name) for file, name, _ in ENTRIES}))
def test_a_class_is_used(file: str, name: str) -> None:
    assert holders(file, name)


READERS = ("text/*.py", "districts/reading/*.py", "indicators/reading/*.py", "projects/reading/*.py")
LONGEST, MOST_CHINESE = 260, 120  # characters


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """The strings of a module but for docstrings, each with its line; of an f-string what is written out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inner = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inner | said:
            yield node.lineno, node.value


@pytest.mark.parametrize("pattern", READERS)
def test_no_pattern_is_long(pattern: str) -> None:
    """A list of words in a pattern that outgrows these limits belongs into a file of words."""
    long = [
        f"{path.relative_to(ROOT)}:{line}: {len(text)} characters"
        for path in sorted(ROOT.glob(pattern))
        for line, text in literals(path)
        if len(text) > LONGEST or len(re.findall(r"[\u4e00-\u9fff]", text)) > MOST_CHINESE
    ]
    assert not long


# (…)++, (…)*+, (…){2}+; but not […]++ or \d++
POSSESSIVE_GROUP = re.compile(r"(?<!\\)\)(?:\+\+|\*\+|\?\+|\{\d*,?\d*\}\+)|(?:^|(?<=[^\]\w]))\{\d*,?\d*\}\+")


@pytest.mark.parametrize("folder", ["text", "districts", "indicators", "projects"])
def test_no_pattern_repeats_a_group_possessively(folder: str) -> None:
    """Python before 3.11.5 keeps what a branch of such a group took before it failed (python/cpython#106052): an atomic group, (?>(…)+), does not."""
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text[:80]}"
        for path in sorted((ROOT / folder).rglob("*.py"))
        for line, text in literals(path)
        if POSSESSIVE_GROUP.search(text)
    ]
    assert not found


def test_what_repeats_a_group_possessively_is_seen() -> None:
    assert all(map(POSSESSIVE_GROUP.search, ("(?:ab|c)++", "(ab)*+", "(ab){1,9}+$", "{1,9}+$")))
    assert not any(map(POSSESSIVE_GROUP.search, (r"\d++", r"[\d.,]*+", "[a-z]{2,12}+", "(?>(?:ab|c)+)", "\\)++")))
