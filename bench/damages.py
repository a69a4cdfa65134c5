"""What happens to documents on their way here: bad OCR, tables and columns that fell apart, pages in the middle of sentences, parts that are lost.

``DAMAGES["point to comma"](text, 0.3, chance)`` is the text with about a third of what can be damaged in that way damaged; the same seed of ``chance``
gives the same text. ``TABLES`` print the indicator table of a plan in a bad way, ``WHOLE`` change a document once, without a strength.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest

from text.traditional import traditional_characters

Damage = Callable[[str, float, random.Random], str]
Row = Sequence[str]

# A figure as a scanner sees it: not the number of a heading, and none within a word of Latin letters.
_FIGURE = re.compile(r"(?<![A-Za-z\d.])\d[\d,，]*(?:\.\d+)?(?=\s*[%％‰万亿元个家公平人亩吨户件项])")
_HEADING = re.compile(
    r"[\s#*]*(?:第[一二三四五六七八九十百]+[篇编章节]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）])"
)


def _in_figures(change: Callable[[str, random.Random], str]) -> Damage:
    """A damage of the figures with a unit, each with the chance of the strength."""

    def damage(text: str, strength: float, chance: random.Random) -> str:
        return _FIGURE.sub(
            lambda match: change(match.group(), chance) if chance.random() < strength else match.group(), text
        )

    return damage


def _replacing(pattern: str, put: str | Callable[[re.Match[str]], str]) -> Damage:
    """A damage of whatever fits, each with the chance of the strength."""
    found = re.compile(pattern, re.MULTILINE)

    def damage(text: str, strength: float, chance: random.Random) -> str:
        def one(match: re.Match[str]) -> str:
            if chance.random() >= strength:
                return match.group()
            return put if isinstance(put, str) else put(match)

        return found.sub(one, text)

    return damage


def _for_one(digits: str, others: str) -> Damage:
    """One of the digits of a figure is another character."""

    def change(figure: str, chance: random.Random) -> str:
        places = [at for at, char in enumerate(figure) if char in digits]
        if not places:
            return figure
        at = chance.choice(places)
        return figure[:at] + chance.choice(others) + figure[at + 1 :]

    return _in_figures(change)


def _all_of(pairs: dict[str, str]) -> Damage:
    return _replacing("[" + "".join(pairs) + "]", lambda match: pairs[match.group()])


def _spaced(put: str) -> Damage:
    def change(figure: str, chance: random.Random) -> str:
        at = chance.randrange(1, len(figure)) if len(figure) > 1 else 0
        return figure[:at] + put + figure[at:] if at else figure

    return _in_figures(change)


def _notes_glued(text: str, strength: float, chance: random.Random) -> str:
    """5.6%, and the note 2 on it: 5.62%."""
    note = 0

    def one(match: re.Match[str]) -> str:
        nonlocal note
        if chance.random() >= strength:
            return match.group()
        note += 1
        return f"{match.group()}{note}"

    return re.sub(r"\d(?=[%％])", one, text)


# ── lines and pages ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _wrapped(line: str, width: int, indent: str = "") -> list[str]:
    if len(line) <= width:
        return [line]
    line = indent + line.strip()
    return [line[at : at + width] for at in range(0, len(line), width)]


def wrap(text: str, width: int, *, indent: str = "", blank: bool = False) -> str:
    """Lines of so many characters; table cells are left alone."""
    lines: list[str] = []
    for line in text.split("\n"):
        lines += _wrapped(line, width, indent)
    return ("\n\n" if blank else "\n").join(lines)


def _paged(foot: Callable[[int], str], *, width: int = 0, rows: int = 30) -> Damage:
    """A foot after each page of so many rows, in mid-sentence as often as not; the strength is the share of pages that have one."""

    def damage(text: str, strength: float, chance: random.Random) -> str:
        lines = wrap(text, width or 32).split("\n") if width else text.split("\n")
        if not width:  # paragraphs are whole but for the end of the page
            return _cut_into_pages(text, foot, strength, chance)
        made: list[str] = []
        for at in range(0, len(lines), rows):
            made += lines[at : at + rows]
            if chance.random() < strength:
                made.append(foot(at // rows + 1))
        return "\n".join(made)

    return damage


def _cut_into_pages(text: str, foot: Callable[[int], str], strength: float, chance: random.Random) -> str:
    size, made, at, page = 700, [], 0, 1
    while at < len(text):
        end = min(len(text), at + size)
        made.append(text[at:end])
        if end < len(text) and chance.random() < strength:
            made.append(foot(page))
        at, page = end, page + 1
    return "".join(made)


def _columns(text: str, *, one_line: bool) -> str:
    """Two columns of a page, read across: line by line left and right."""
    lines = [line for line in wrap(text, 20).split("\n") if line.strip()]
    made: list[str] = []
    for at in range(0, len(lines), 60):
        left, right = lines[at : at + 30], lines[at + 30 : at + 60]
        for one, other in zip_longest(left, right, fillvalue=""):
            made += [f"{one}    {other}".rstrip()] if one_line else [one, other]
    return "\n".join(made)


def _some_columns(*, one_line: bool) -> Damage:
    """The strength is the share of the text that is set in columns."""

    def damage(text: str, strength: float, chance: random.Random) -> str:
        lines = text.split("\n")
        first = len(lines) - int(len(lines) * strength)
        head = lines[: max(first, 6)]
        return "\n".join([*head, _columns("\n".join(lines[max(first, 6) :]), one_line=one_line)])

    return damage


# ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

_HEAD = 6
"""Lines that say what a document is."""


def _first_half(text: str, strength: float, chance: random.Random) -> str:
    """The end is missing."""
    lines = text.split("\n")
    return "\n".join(lines[: max(_HEAD, int(len(lines) * (1 - strength)))])


def _last_half(text: str, strength: float, chance: random.Random) -> str:
    lines = text.split("\n")
    return "\n".join([*lines[:_HEAD], *lines[max(_HEAD, int(len(lines) * strength)) :]])


def _middle_lost(text: str, strength: float, chance: random.Random) -> str:
    lines = text.split("\n")
    first = max(_HEAD, int(len(lines) * (0.5 - strength / 2)))
    return "\n".join([*lines[:first], *lines[first + int(len(lines) * strength) :]])


def _paragraphs_lost(text: str, strength: float, chance: random.Random) -> str:
    lines = text.split("\n")
    return "\n".join([*lines[:_HEAD], *(line for line in lines[_HEAD:] if chance.random() >= strength)])


def _shuffled(text: str, strength: float, chance: random.Random) -> str:
    lines = text.split("\n")
    places = [at for at in range(_HEAD, len(lines)) if lines[at].strip() and chance.random() < strength]
    moved = places[:]
    chance.shuffle(moved)
    held = {at: lines[other] for at, other in zip(places, moved, strict=True)}
    return "\n".join(held.get(at, line) for at, line in enumerate(lines))


def _pages_shuffled(text: str, strength: float, chance: random.Random) -> str:
    """Sheets in another order: pieces of forty lines."""
    lines = text.split("\n")
    sheets = [lines[at : at + 40] for at in range(0, len(lines), 40)]
    places = [at for at in range(1, len(sheets)) if chance.random() < strength]
    moved = places[:]
    chance.shuffle(moved)
    held = {at: sheets[other] for at, other in zip(places, moved, strict=True)}
    return "\n".join(line for at, sheet in enumerate(sheets) for line in held.get(at, sheet))


def _is_heading(line: str) -> bool:
    return len(line) < 60 and _HEADING.match(line) is not None


def _headings(change: Callable[[str], str]) -> Damage:
    def damage(text: str, strength: float, chance: random.Random) -> str:
        lines = text.split("\n")
        return "".join(
            change(line) if _is_heading(line) and chance.random() < strength else line + "\n" for line in lines
        )

    return damage


_NUMBER = re.compile(_HEADING.pattern)


# ── tables ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def table_of(text: str, span: tuple[int, int]) -> list[list[str]]:
    """The cells of a seed's indicator table: one a line, behind a tab, and a category alone between blank lines."""
    rows: list[list[str]] = []
    for block in re.split(r"\n[ \t]*\n(?=\t)", text[span[0] : span[1]]):
        cells = [re.sub(r"\s*\n\s*", "", cell).strip() for cell in re.split(r"(?:^|\n)\t", block)]
        cells = [cell for cell in cells if cell]
        if cells:
            rows.append(cells)
    return rows


def _lines(rows: list[list[str]], mark: str) -> str:
    return "\n".join(mark.join(row) for row in rows)


def _in_markdown(rows: list[list[str]]) -> str:
    width = len(rows[0])
    lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])


def _by_columns(rows: list[list[str]]) -> str:
    """Each column below the other, a cell a line."""
    return "\n".join("\n".join(cell for cell in column if cell) for column in zip_longest(*rows, fillvalue=""))


def _two_in_a_line(rows: list[list[str]]) -> str:
    return "\n".join("\t".join([*one, *other]) for one, other in zip_longest(rows[::2], rows[1::2], fillvalue=()))


def _woven(rows: list[list[str]]) -> str:
    """Names and figures of neighbouring rows in turn: what a tool makes of cells that are not aligned."""
    made: list[str] = []
    for one, other in zip_longest(rows[::2], rows[1::2], fillvalue=()):
        made += [cell for pair in zip_longest(one, other, fillvalue="") for cell in pair if cell]
    return "\n".join(made)


def _shifted(rows: list[list[str]], chance: random.Random) -> str:
    """Figures a row too low from somewhere on."""
    full = [at for at, row in enumerate(rows) if len(row) >= 5]
    first = len(full) // 2
    made = [list(row) for row in rows]
    for at, above in zip(full[first + 1 :][::-1], full[first:-1][::-1], strict=True):
        made[at][2:4] = rows[above][2:4]
    made[full[first]][2:4] = ["", ""]
    return _lines(made, "\t")


def _cells_lost(rows: list[list[str]], chance: random.Random) -> str:
    return "\n".join("\t".join(cell for cell in row if chance.random() > 0.15) for row in rows)


def _swapped(rows: list[list[str]]) -> list[list[str]]:
    return [[*row[:2], row[3], row[2], *row[4:]] if len(row) >= 5 else row for row in rows]


TABLES: dict[str, Callable[[list[list[str]], random.Random], str]] = {
    "row a line, tabs": lambda rows, chance: _lines(rows, "\t"),
    "row a line, spaces": lambda rows, chance: _lines(rows, "  "),
    "row a line, one space": lambda rows, chance: _lines(rows, " "),
    "row a line, glued": lambda rows, chance: _lines(rows, ""),
    "cell a line": lambda rows, chance: _lines(rows, "\n"),
    "markdown": lambda rows, chance: _in_markdown(rows),
    "column by column": lambda rows, chance: _by_columns(rows),
    "columns in another order": lambda rows, chance: _lines(_swapped(rows), "\t"),
    "no header": lambda rows, chance: _lines(rows[1:], "\t"),
    "no header, cell a line": lambda rows, chance: _lines(rows[1:], "\n"),
    "two rows a line": lambda rows, chance: _two_in_a_line(rows),
    "all rows a line": lambda rows, chance: " ".join(cell for row in rows for cell in row),
    "rows woven": lambda rows, chance: _woven(rows),
    "figures a row too low": _shifted,
    "cells lost": _cells_lost,
    "cells lost, cell a line": lambda rows, chance: _cells_lost(rows, chance).replace("\t", "\n"),
    "names lost": lambda rows, chance: _lines([[row[0], *row[2:]] if len(row) >= 5 else row for row in rows], "\t"),
    "numbers lost": lambda rows, chance: _lines([row[1:] if len(row) >= 5 else row for row in rows], "\t"),
    "picture": lambda rows, chance: "![](media/image3.png)",
    "gone": lambda rows, chance: "",
}


def tables_lost(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[str, str]]:
    """The text with its first table in each of the bad ways."""
    above, rows = text[: spans[0][0]].rstrip("\t "), table_of(text, spans[0])
    for name, way in TABLES.items():
        yield name, f"{above}{way(rows, random.Random(1))}\n{text[spans[0][1] :]}"


# ── characters ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _traditional() -> dict[str, str]:
    made: dict[str, str] = {}
    for char, plain in traditional_characters().items():
        made.setdefault(plain, char)
    return made


def _to_traditional(text: str, strength: float, chance: random.Random) -> str:
    pairs = _traditional()
    lines = text.split("\n")
    return "\n".join(
        "".join(pairs.get(char, char) for char in line) if chance.random() < strength else line for line in lines
    )


def _zero_width(text: str, strength: float, chance: random.Random) -> str:
    return "".join(char + "\u200b" * (chance.random() < strength * 0.3) for char in text)


def _mojibake(text: str, strength: float, chance: random.Random) -> str:
    return "".join("\ufffd" if char != "\n" and chance.random() < strength * 0.1 else char for char in text)


DAMAGES: dict[str, Damage] = {
    # OCR
    "0 as O": _for_one("0", "Oo"),
    "1 as l": _for_one("1", "lI|"),
    "5 as S": _for_one("5", "S"),
    "6 as b": _for_one("6", "b"),
    "8 as B": _for_one("8", "B"),
    "2 as Z": _for_one("2", "Z"),
    "a digit as a sign": _for_one("0123456789", "□�?*"),
    "a digit as another": _for_one("0123456789", "0123456789"),
    "日 as 曰, 未 as 末, 己 as 已": _all_of(
        {"日": "曰", "未": "末", "末": "未", "己": "已", "已": "己", "人": "入", "土": "士"}
    ),
    "亿 as 忆": _all_of({"亿": "忆"}),
    "万 as 方": _replacing(r"(?<=\d)万", "方"),
    "千 as 干": _all_of({"千": "干"}),
    "元 as 无": _replacing("(?<=[亿万])元", "无"),
    "年 as 牛": _replacing(r"(?<=\d)年", "牛"),
    "% as ％": _replacing("[%％]", "％"),
    "% as 0/0": _replacing("[%％]", "0/0"),
    "% as o/o": _replacing("[%％]", "o/o"),
    "% as 96": _replacing("[%％]", "96"),
    "% as 9/6": _replacing("[%％]", "9/6"),
    "% as ℅": _replacing("[%％]", "℅"),
    "% lost": _replacing("[%％]", ""),
    "万, 亿 lost": _replacing("(?<=\\d)[万亿](?=[元人亩吨平户千])", ""),
    "marks of notes glued": _notes_glued,
    "point lost": _replacing(r"(?<=\d)\.(?=\d)", ""),
    "point to comma": _replacing(r"(?<=\d)\.(?=\d)", ","),
    "point to full-width comma": _replacing(r"(?<=\d)\.(?=\d)", "，"),
    "point to 、": _replacing(r"(?<=\d)\.(?=\d)", "、"),
    "point to space": _replacing(r"(?<=\d)\.(?=\d)", " "),
    "point to ·": _replacing(r"(?<=\d)\.(?=\d)", "·"),
    "point to 。": _replacing(r"(?<=\d)\.(?=\d)", "。"),
    "point to ．": _replacing(r"(?<=\d)\.(?=\d)", "．"),
    "point to :": _replacing(r"(?<=\d)\.(?=\d)", ":"),
    "point to '": _replacing(r"(?<=\d)\.(?=\d)", "'"),
    "point to -": _replacing(r"(?<=\d)\.(?=\d)", "-"),
    "space behind point": _replacing(r"(?<=\d)\.(?=\d)", ". "),
    "digits spaced": _spaced(" "),
    "digits spaced wide": _spaced("　"),
    "digits over lines": _spaced("\n"),
    "digits over blank lines": _spaced("\n\n"),
    "digits over lines, hyphens": _spaced("-\n"),
    "all digits apart": _in_figures(lambda figure, chance: " ".join(figure)),
    "full width": _replacing(r"[!-~]", lambda match: chr(ord(match.group()) + 0xFEE0)),
    "unit on the next line": _replacing(r"(?<=\d)(?=[万亿元%％家个])", "\n"),
    "line ends within words": _replacing(
        r"(?<=[一-鿿])(?=[一-鿿])", lambda match: "\n" if random.Random(match.start()).random() < 0.03 else ""
    ),
    # marks
    "no punctuation": _replacing("[，。、；：！？,;]", ""),
    "no commas": _replacing("[，,]", ""),
    "no full stops": _replacing("[。；]", ""),
    "commas for full stops": _replacing("[。；]", "，"),
    "no brackets": _replacing("[（）()]", ""),
    "no line breaks": _replacing(r"\n+", ""),
    "headings glued": _headings(lambda line: line),
    "headings glued by a space": _headings(lambda line: line + " "),
    "headings lost": _headings(lambda line: ""),
    "numbers of headings lost": _headings(lambda line: _NUMBER.sub("", line) + "\n"),
    # pages
    "page numbers": _paged(lambda page: f"\n- {page} -\n"),
    "page numbers, bare": _paged(lambda page: f"\n{page}\n"),
    "page numbers, within a line": _paged(lambda page: f" {page} "),
    "page numbers, glued": _paged(lambda page: f"{page}"),
    "feet": _paged(lambda page: f"\n第 {page} 页 共 60 页\n"),
    "heads": _paged(lambda page: f"\n{page} 国民经济和社会发展规划文件汇编\n"),
    "heads, within a line": _paged(lambda page: f" {page} 规划文件汇编 "),
    "heads with figures": _paged(lambda page: f"\n2021年文件汇编（第3辑，共120页） {page}\n"),
    "wrapped, page numbers": _paged(lambda page: f"{page}", width=30),
    "wrapped, heads": _paged(lambda page: f"{page}  国民经济和社会发展规划文件汇编", width=30),
    "columns, across": _some_columns(one_line=True),
    "columns, in turn": _some_columns(one_line=False),
    # parts
    "end lost": _first_half,
    "beginning lost": _last_half,
    "middle lost": _middle_lost,
    "paragraphs lost": _paragraphs_lost,
    "paragraphs shuffled": _shuffled,
    "sheets shuffled": _pages_shuffled,
    # characters
    "traditional": _to_traditional,
    "zero width": _zero_width,
    "characters lost": _mojibake,
    "entities": _replacing("[%％。“”\\d]", lambda match: f"&#{ord(match.group())};"),
    "entities of signs": _replacing(
        "[。，“”、]",
        lambda match: {"“": "&ldquo;", "”": "&rdquo;", "。": "&#12290;", "，": "&#65292;", "、": "&#12289;"}[
            match.group()
        ],
    ),
    "nbsp": _replacing(r"(?<=\d)(?=[万亿元%％家个])", "&nbsp;"),
    "escapes": _replacing(r"[.%()\-+*]", lambda match: "\\" + match.group()),
    "figures removed": _in_figures(lambda figure, chance: ""),
    "figures as pictures": _in_figures(lambda figure, chance: "![](media/image12.png)"),
    "figures as marks": _in_figures(lambda figure, chance: "[图片]"),
    "figures as blanks": _in_figures(lambda figure, chance: "___"),
    "figures as crosses": _in_figures(lambda figure, chance: "XX"),
}
"""What happens to a document at a strength, from 0 to 1."""


def _twice(text: str) -> str:
    return text + "\n" + text


def _contents_only(text: str) -> str:
    heads = [line for line in text.split("\n") if _is_heading(line)]
    return "\n".join(
        [*text.split("\n")[:_HEAD], "目录", *(f"{line.strip()}……{3 + at}" for at, line in enumerate(heads))]
    )


WHOLE: dict[str, Callable[[str], str]] = {
    "wrapped at 30": lambda text: wrap(text, 30),
    "wrapped at 30, indented": lambda text: wrap(text, 30, indent="　　"),
    "wrapped at 30, blank lines": lambda text: wrap(text, 30, blank=True),
    "wrapped at 17": lambda text: wrap(text, 17),
    "wrapped at 45, trailing spaces": lambda text: wrap(text, 45).replace("\n", "  \n"),
    "twice": _twice,
    "contents only": _contents_only,
    "blank lines gone": lambda text: re.sub(r"\n\s*\n", "\n", text),
    "blank lines everywhere": lambda text: text.replace("\n", "\n\n"),
    "all on one line": lambda text: text.replace("\n", ""),
    "all on one line, but the title": lambda text: "\n".join([*text.split("\n")[:3], "".join(text.split("\n")[3:])]),
}
"""What happens to a document as a whole."""
