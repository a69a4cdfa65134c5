"""A file of words becomes patterns; an entry that is not as it should be is refused with its class and its word."""

import re
from pathlib import Path

import pytest

from text.lexicon import Lexicon, load

WORDS = r"""
parts.digit = '[一二三]'
parts.plan = '十{digit}五'
light = [
  { word = "以", example = "", gives = "" },
  { word = "以及", example = "", gives = "" },
  { word = "以来", example = "", gives = "" },
  { word = "和", not_before = "谐 平安", not_after = "共 温饱", example = "", gives = "" },
  { word = "有", only_before = "{digit}", only_after = "^", example = "", gives = "" },
  { word = "{plan}末", example = "", gives = "" },
  { word = "a.b", example = "", gives = "" },
]
"""


def write(folder: Path, text: str) -> Lexicon:
    path = folder / "words.toml"
    path.write_text(text, encoding="utf-8")
    return load(path)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("以及", "以及"),
        ("以来", "以来"),
        ("以为", "以"),
        ("我和你", "和"),
        ("和谐", None),
        ("和平安", None),
        ("和平", "和"),
        ("共和国", None),
        ("温饱和", None),
        ("有二", "有"),
        ("有四", None),
        ("没有二", None),
        ("在十三五末", "十三五末"),
        ("a.b", "a.b"),
        ("axb", None),
    ],
)
def test_the_longest_word_that_its_guards_let_in_is_found(tmp_path: Path, text: str, found: str | None) -> None:
    match = re.search(write(tmp_path, WORDS).any("light"), text)
    assert (match and match.group()) == found


def test_a_word_is_taken_out(tmp_path: Path) -> None:
    lexicon = write(tmp_path, WORDS)
    shorter = lexicon.without("light", lexicon["light"][1])
    assert re.match(lexicon.any("light"), "以及")[0] == "以及"  # pyright: ignore[reportOptionalSubscript]
    assert re.match(shorter.any("light"), "以及")[0] == "以"  # pyright: ignore[reportOptionalSubscript]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ('{ word = "约" }', "light, '约'.*example"),
        ('{ word = "约", exmaple = "", gives = "" }', "light, '约'.*exmaple"),
        ('{ word = "", example = "", gives = "" }', "is empty"),
        (
            '{ word = "约", example = "a", gives = "" }, { word = "约", example = "b", gives = "" }',
            "stands there twice",
        ),
        ('{ word = "{digt}", example = "", gives = "" }', "light, '{digt}'.*no part 'digt'"),
    ],
)
def test_a_bad_entry_is_refused(tmp_path: Path, entry: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        write(tmp_path, f"light = [{entry}]").any("light")
