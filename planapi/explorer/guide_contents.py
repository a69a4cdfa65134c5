"""What the guide has: the files of ``docs/`` by ``docs/contents.toml``, and which of them is shown to whom."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from django.conf import settings
from django.urls import reverse

from planapi.explorer.guide_text import GuideText, read_guide
from planapi.explorer.saying import LANGUAGES

LOCAL = "http://127.0.0.1:8000"
"""The site in the examples of the docs."""
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class GuideFile:
    """A page by its name in addresses (``decisions/0006-revisions``): its file in each language that it has been written in."""

    name: str
    files: dict[str, Path]
    here: bool
    """Whether its examples are of the site that is asked."""

    def spoken(self, language: str) -> str:
        """The language in which the page is shown to who prefers this one."""
        return language if language in self.files else next(iter(self.files))

    def text(self, language: str) -> GuideText:
        return _read(self.files[self.spoken(language)], language)

    def title(self, language: str) -> str:
        found = _TITLE.search(self.files[self.spoken(language)].read_text("utf-8"))
        assert found is not None, self.name
        return found[1].replace("`", "")


@dataclass(frozen=True, slots=True)
class GuidePart:
    """Pages for one kind of readers."""

    names: dict[str, str]
    pages: tuple[GuideFile, ...]


def docs() -> Path:
    """Where the guide is written."""
    return settings.BASE_DIR / "docs"


@cache
def parts() -> tuple[GuidePart, ...]:
    """The contents, with the files that there are."""
    given = tomllib.loads((docs() / "contents.toml").read_text("utf-8"))["parts"]
    return tuple(
        GuidePart(
            dict(zip(LANGUAGES, part["name"], strict=True)),
            tuple(page for name in part["pages"] for page in _files(name, here=part.get("here", False))),
        )
        for part in given
    )


def _files(name: str, *, here: bool) -> Iterator[GuideFile]:
    """The pages that a line of the contents names: ``decisions/*`` are all of a folder."""
    for english in sorted(docs().glob(f"{name}.md")):
        own = english.with_suffix("").relative_to(docs()).as_posix().removeprefix("../").lower()
        chinese = docs() / "zh" / f"{own}.md"
        yield GuideFile(own, {"en": english} | ({"zh": chinese} if chinese.is_file() else {}), here)


@cache
def pages() -> dict[str, GuideFile]:
    """All pages by their names, in their order."""
    return {page.name: page for part in parts() for page in part.pages}


@cache
def pictures() -> dict[str, Path]:
    """The pictures of the docs by their paths in them."""
    return {path.relative_to(docs()).with_suffix("").as_posix(): path for path in docs().rglob("*.svg")}


@cache
def titles(language: str) -> tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]:
    """The contents: each part with the name, the title and the language of its pages."""
    return tuple(
        (
            part.names[language],
            tuple((page.name, page.title(language), page.spoken(language)) for page in part.pages),
        )
        for part in parts()
    )


@cache
def _by_file() -> dict[Path, GuideFile]:
    return {file.resolve(): page for page in pages().values() for file in page.files.values()}


@cache
def _read(file: Path, language: str) -> GuideText:
    """A file with its links for who prefers a language. Kept: the files are part of the software."""
    return read_guide(file.read_text("utf-8"), partial(address_of, file.parent, language))


def address_of(folder: Path, language: str, target: str) -> str | None:
    """The address for what a link of a file names: a page of the guide, a picture, this site or another; None for a file that is shown nowhere."""
    if target.startswith((LOCAL, "/", "#", "http://", "https://", "mailto:")):
        return target
    path, _, anchor = unquote(target).partition("#")
    file = (folder / PurePosixPath(path)).resolve()
    if file == docs().resolve() / "decisions":
        return f"{reverse(f'guide-{language}')}#decisions"
    if (page := _by_file().get(file)) is not None:
        if not anchor:
            return reverse(f"guide_page-{language}", args=[page.name])
        # A place in a page is one in this file, and not in the same page in another language.
        shown = page.files[page.spoken(language)].resolve() == file
        written = next(one for one, own in page.files.items() if own.resolve() == file)
        return f"{reverse(f'guide_page-{language if shown else written}', args=[page.name])}#{anchor}"
    for name, picture in pictures().items():
        if picture.resolve() == file:
            return reverse("guide-picture", args=[name])
    return None
