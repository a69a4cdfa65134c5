"""Every request that README.md and docs/api.md print is made, and its answer compared. ``make docs`` writes the answers."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.house.examples import Example, ask, cut, differs, examples, matches, matches_lines, parsed, pretty, updated
from tests.seeds import ROOT

PAGES = [ROOT / "README.md", ROOT / "docs" / "api.md"]
ALL = [(page, example) for page in PAGES for example in examples(page.read_text(encoding="utf-8"))]


def _named(value: Any) -> str | None:
    return f"line {value.line}" if isinstance(value, Example) else value.name if isinstance(value, Path) else None


@pytest.mark.django_db
def test_the_answers_are_as_they_would_be_written(update_docs: bool) -> None:
    """Else ``make docs`` writes them."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        new = updated(text, lambda one: ask(one.ask))
        if update_docs:
            page.write_text(new, encoding="utf-8")
        else:
            assert new == text, page.name


def test_there_are_examples() -> None:
    assert sum(page.name == "README.md" for page, _ in ALL) >= 4
    assert sum(page.name == "api.md" for page, _ in ALL) >= 8


@pytest.mark.django_db
@pytest.mark.parametrize(("page", "example"), ALL, ids=_named)
def test_an_answer_is_as_printed(page: Path, example: Example) -> None:
    if different := differs(example, ask(example.ask)):
        pytest.fail(f"{page.name}, line {example.line}: {example.ask.strip()}\n{different}", pytrace=False)


def test_what_the_readme_links_to_is_there() -> None:
    for path in re.findall(r"\]\(((?!http)[^)#]+)\)", PAGES[0].read_text(encoding="utf-8")):
        assert (ROOT / path).exists(), path


SERVED = """{"next": null, "results": [{"id": "a-1", "value": 51.3, "evidence": {"start": 1, "quote": "到2025年，51.3"}}, {"id": "a-2"}], "count": 2}"""


@pytest.mark.parametrize(
    ("printed", "same"),
    [
        (SERVED, True),
        ('{"next": null, "results": [{"id": "a-1", …, "evidence": {…}}, …], "count": 2}', True),
        ('{…, "count": 2}', True),
        ('{"next": null, "results": […], …}', True),
        (
            '{"next": null, "results": [{"id": "a-…", "value": 51.3, "evidence": {"start": 1, "quote": "到…"}}, {"id": "a-2"}], "count": 2}',
            True,
        ),
        ('{"next": null, "results": [{"id": "a-1", …}], "count": 2}', False),
        ('{"count": 2, …}', False),
        ('{…, "count": 2.0}', False),
        ('{…, "count": 3}', False),
        ('{"next": "…", …}', False),
        ('{"next": null, "results": [{"id": "a-1", "value": 51.31, …}, …], …}', False),
    ],
)
def test_what_is_cut_may_be_anything_and_nothing_else_may(printed: str, same: bool) -> None:
    assert matches(parsed(printed), parsed(SERVED)) is same


def test_lines_can_be_cut() -> None:
    assert matches_lines("id,name\na,…\n…\n", "id,name\r\na,b,c\r\nd,e\r\n")
    assert not matches_lines("id,name\na,…\n", "id,name\r\na,b,c\r\nd,e\r\n")


def test_an_answer_is_written_anew_as_it_was_cut() -> None:
    old = parsed(
        '{"next": null, "results": [{"id": "b-1", "old": 1, …, "evidence": {"start": 2, "quote": "到20…"}}, …]}'
    )
    assert json.loads(pretty(cut(old, parsed(SERVED))).replace("…,", "").replace(", …", "").replace("…", "")) == {
        "next": None,
        "results": [{"id": "a-1", "evidence": {"start": 1, "quote": "到20"}}],
        "count": 2,
    }
    assert matches(cut(old, parsed(SERVED)), parsed(SERVED))
