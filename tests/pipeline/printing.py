"""Copies of a text as printing and converting make them: broken lines, page numbers, running heads, contents pages, spaced digits."""

import re
from collections.abc import Callable, Iterator, Sequence

Copy = Callable[[str], str]
_NOT_BROKEN = ("|", "\t", "#", "*")
_LATIN = re.compile(r"[A-Za-z0-9.,%]")


def broken(width: int, *, indent: bool = False, doubled: bool = False, words: bool = False) -> Copy:
    """Each line of the text after ``width`` characters; ``words``: numbers and Latin words are not cut, and no line begins with a comma or a stop."""

    def copy(text: str) -> str:
        lines: list[str] = []
        for line in text.split("\n"):
            if line.startswith(_NOT_BROKEN) or "\t" in line:
                lines.append(line)
                continue
            words_of = line.strip() if indent else line
            prose = indent and len(words_of) > width
            pieces = list(_pieces(("　　" if prose else "") + words_of, width, words=words))
            lines += pieces
        return ("\n\n" if doubled else "\n").join(lines)

    return copy


def _pieces(line: str, width: int, *, words: bool) -> Iterator[str]:
    while len(line) > width:
        end = width
        if words:
            while end > width - 8 and (
                (_LATIN.match(line[end]) and _LATIN.match(line[end - 1])) or line[end] in "，。；、：）》”%％"
            ):
                end -= 1
        yield line[:end]
        line = line[end:]
    yield line


def paged(form: Callable[[int], str], *, size: int = 800, head: str = "", glued: bool = False) -> Copy:
    """The number of a page after each ``size`` characters, and the head of the next page."""

    def copy(text: str) -> str:
        lines = text.split("\n")
        made: list[str] = []
        page = count = 0
        glue = ""
        for number, line in enumerate(lines):
            made.append(glue + line.lstrip() if glue and line.strip() else line)
            glue = "" if line.strip() else glue
            count += len(line)
            rows = (line, lines[number + 1] if number + 1 < len(lines) else "")
            if count >= size and not any(one.startswith(_NOT_BROKEN) or "\t" in one for one in rows):
                page, count = page + 1, 0
                if glued:
                    glue = form(page)
                else:
                    made += [form(page), *([head] if head else [])]
        return "\n".join(made)

    return copy


def after(first: Copy, second: Copy) -> Copy:
    """One after the other."""
    return lambda text: second(first(text))


def contents(entries: Sequence[str], form: str) -> str:
    """A contents page in one of four forms."""
    numbered = [(entry, 1 + 3 * index) for index, entry in enumerate(entries)]
    match form:
        case "leaders":
            return "目  录\n" + "\n".join(f"{entry}……………………{page}" for entry, page in numbered) + "\n"
        case "dots":
            return (
                "目录\n" + "\n".join(f"{entry} ............................ {page}" for entry, page in numbered) + "\n"
            )
        case "plain":
            return "目录\n" + "\n".join(entries) + "\n"
        case "two lines":
            return "目 录\nCONTENTS\n" + "\n".join(f"{entry}\n{page}" for entry, page in numbered) + "\n"
        case _:
            return "目 录" + "".join(f"{entry}........................{page}" for entry, page in numbered) + "\n"


def spaced(text: str) -> str:
    """A space between the digits of each figure before a unit."""
    return re.sub(
        r"(?<![\d.A-Za-z])\d{2,}(?:\.\d+)?(?=亿元|万元|%|家|万人|公里|万平方米|平方公里)",
        lambda match: " ".join(match.group()),
        text,
    )
