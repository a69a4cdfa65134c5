"""The five documents of the seeds as pages of a site give what their texts give: same rows, same names, same outline."""

from collections.abc import Callable, Iterable, Iterator

import pytest

from planapi.reading import Reading, read_all
from tests.cases import observations, outline, parks, projects, read, terms
from tests.seeds import FILES, seed, seed_outline
from tests.text.loading.making import converted_by_libreoffice, needs_libreoffice
from tests.text.loading.webpages import page_of
from text.loading.html import load_html


def targets(reading: Reading) -> Iterator[str]:
    for row in reading.targets.targets:
        sides = [
            side and (side.year, side.raw, side.value, side.comparator, side.span)
            for side in (row.baseline, row.target)
        ]
        yield f"{row.seq} {row.category} {row.name} {row.unit} {row.nature} {sides}"


ROWS: dict[str, Callable[[Reading], Iterable[str]]] = {
    "targets": targets,
    "observations": observations,
    "outline": outline,
    "projects": projects,
    "parks": parks,
    "terms": terms,
}


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
@pytest.mark.parametrize("name", FILES)
def test_page_gives_what_the_text_gives(name: str, charset: str) -> None:
    as_text = read_all(seed(name))
    page = page_of(seed_outline(name), title=as_text.document.title, charset=charset)
    as_page = read(load_html(page, "page.html").text)
    for what, rows in ROWS.items():
        assert list(rows(as_page)) == list(rows(as_text)), what
    assert as_page.document.slug == as_text.document.slug


@needs_libreoffice
@pytest.mark.parametrize("name", ["heping", "hedong_report"])
def test_page_as_a_word_processor_saves_it(name: str) -> None:
    """LibreOffice breaks lines in the file where it likes, and puts each piece of a line into elements of its own."""
    as_text = read_all(seed(name))
    page = page_of(seed_outline(name), title=as_text.document.title)
    written = converted_by_libreoffice(converted_by_libreoffice(page, ending="html", to="odt"), ending="odt", to="html")
    as_page = read(load_html(written, "page.html").text)
    for what in ("targets", "observations", "projects", "parks"):
        assert list(ROWS[what](as_page)) == list(ROWS[what](as_text)), what
