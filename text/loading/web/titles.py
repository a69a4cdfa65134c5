"""The title of the document in a web page: its heading, or what the window is called without the name of the site."""

import re
from collections.abc import Iterator

from text.loading.web.main_text import COLUMNS, KINDS, ChosenLines, is_title
from text.loading.web.tree import WebPage

_PARTED = re.compile(r"\s*[_|｜–—]+\s*|\s+-+\s+|-{2,}|\s*[·>»]\s*|(?<=[\u4e00-\u9fff])-(?=[\u4e00-\u9fff])")
_OF_SITE = re.compile(r"(?:网|网站|门户|政府|平台|频道|专栏|信息公开|公开|公告|首页|栏|目录|文件|规划计划|发展规划)$")
_META = ("articletitle", "title", "og:title", "dc.title")
_NEAR = 12  # lines from the beginning in which a title stands


def title_of(page: WebPage, choice: ChosenLines) -> str:
    """The title, if it is not one of the first lines of the text already; else nothing."""
    near = [block for block in choice.kept[:_NEAR] if block.grid is None]
    if any(is_title(block) for block in near):
        return ""
    first = [_word(block.text) for block in near]
    for title in _titles(page):
        word = _word(title)
        if not word or title in COLUMNS:
            continue
        if any(word in line for line in first) or _stands_in_parts(word, first):
            return ""
        return title
    return ""


def _stands_in_parts(word: str, lines: list[str]) -> bool:
    """A title over several lines."""
    return any(word in "".join(lines[at : at + 4]) for at in range(len(lines)))


def _titles(page: WebPage) -> Iterator[str]:
    for name in _META:
        if page.meta.get(name):
            yield _without_site(page.meta[name])
            break
    if page.title:
        yield _without_site(page.title)


def _without_site(title: str) -> str:
    """…规划纲要_政务公开_某区人民政府 → …规划纲要."""
    parts = [part.strip() for part in _PARTED.split(title) if part.strip()]
    if len(parts) < 2:
        return title.strip()
    named = [part for part in parts if KINDS.search(part)]
    own = [part for part in parts if not _OF_SITE.search(part)]
    return max(named, key=len) if named else (own or parts)[0]


def _word(text: str) -> str:
    return re.sub(r"[\s“”\"'‘’《》#*]+", "", text)
