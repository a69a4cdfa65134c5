"""The documents of the seeds as Word files give what their texts give: the same outline, figures, projects, parks and terms."""

from collections import Counter
from collections.abc import Callable
from functools import cache

import pytest

from planapi.reading import Reading, read_all
from tests.cases import observations, outline, parks, projects, targets, terms
from tests.seeds import FILES, seed
from tests.text.loading.docx_maker import docx_of_text
from tests.text.loading.making import converted_by_libreoffice, needs_libreoffice
from text.loading.doc import load_doc
from text.loading.docx import load_docx
from text.sources.source import make_source


@cache
def as_text(name: str) -> Reading:
    return read_all(seed(name), district_code=FILES[name][:6])


@cache
def as_word(name: str) -> Reading:
    loaded = load_docx(docx_of_text(seed(name)), FILES[name])
    return read_all(make_source(loaded.text, name=FILES[name]), district_code=FILES[name][:6])


@pytest.mark.parametrize("name", FILES)
def test_the_outline_is_the_same(name: str) -> None:
    assert outline(as_word(name)) == outline(as_text(name))


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("rows", [observations, projects, parks, terms])
def test_the_rows_are_the_same(name: str, rows: Callable[[Reading], list[str]]) -> None:
    expected, found = Counter(rows(as_text(name))), Counter(rows(as_word(name)))
    assert (expected & found).total() >= 0.99 * max(expected.total(), found.total())


@pytest.mark.parametrize("name", FILES)
def test_the_targets_are_the_same(name: str) -> None:
    assert targets(as_word(name)) == targets(as_text(name))


@needs_libreoffice
def test_an_old_word_file_gives_the_same() -> None:
    old = converted_by_libreoffice(docx_of_text(seed("hedong")), ending="docx", to="doc")
    loaded = load_doc(old, "规划.doc")
    found = read_all(make_source(loaded.text, name=FILES["hedong"]), district_code=FILES["hedong"][:6])
    expected = as_text("hedong")
    assert outline(found) == outline(expected)
    assert observations(found) == observations(expected)
    assert projects(found) == projects(expected)
    assert len(found.targets.targets) == len(expected.targets.targets)
