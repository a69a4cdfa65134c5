"""A file becomes a text: decoded, newlines as ``\\n``, and otherwise exactly as it was.

Every offset in this project is a Unicode code point into ``Source.text``. Readers match on ``Source.folded``, which has the same length: full
width characters are folded to half width one for one, so that an offset found there points at the same character of the text. So are the other signs
that end a line (U+2028 and such): they stay in the text, and are ``\n`` in ``folded``.

>>> fold("（2021－2025年），６％")
'(2021-2025年),6%'
"""

import hashlib
import re
import stat
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from text.errors import EmptySource, SourceTooLarge, UndecodableSource, UnreadableSource, UnsupportedFormat

# CJK radicals and what they stand for, as PDF files print them; its head says where the table is from.
_RADICALS = Path(__file__).parents[1] / "data" / "radicals.txt"


def _radicals() -> dict[str, str]:
    rows = (row for row in _RADICALS.read_text(encoding="utf-8").splitlines() if not row.startswith("#"))
    return {pair[0]: pair[1] for row in rows for pair in row.split()}


def _compatible(first: int, last: int) -> dict[str, str]:
    """The characters of a block that Unicode has for the sake of older codes, each with the one that it stands for."""
    pairs = ((chr(code), unicodedata.normalize("NFKC", chr(code))) for code in range(first, last + 1))
    return {char: plain for char, plain in pairs if char != plain and len(plain) == 1}


# Full width forms (U+FF01–U+FF5E) are the ASCII characters moved by 0xFEE0; the ideographic and other wide spaces become a plain one. The full
# stop 。 and the enumeration comma 、 stay: they mean something that their ASCII look-alikes do not.
_FOLD = {
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict(zip("｡｢｣､･", "。「」、·", strict=True)),
    **dict.fromkeys("\u00a0\u00ad\u180e\u202f\u205f\u2060\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200E))), " "),
    **dict(zip("―\u2010\u2011\u2012–−•∙‧⋅・○◯〈〉≧≦⩾⩽〜\u223c℅٪", "—-----·····〇〇<>≥≤≥≤~~%%", strict=True)),
    **_compatible(0xFE50, 0xFE6B),  # small forms: ﹪
    **_compatible(0x2080, 0x2089),  # PM₂.₅
    # ⻓ ⼈ 﨎: radicals for characters, and characters that are in Unicode twice
    **_radicals(),
    **_compatible(0x2F00, 0x2FD5),
    **_compatible(0xF900, 0xFAD9),
    # The signs of the font Symbol, which Word keeps at private places when it has no other for them: U+F0B3 is ≥.
    **dict(
        zip(
            "\uf025\uf02b\uf02d\uf03c\uf03d\uf03e\uf07e\uf0a3\uf0ac\uf0ad\uf0ae\uf0af\uf0b0\uf0b1\uf0b3\uf0b4\uf0b7\uf0b8\uf0b9\uf0bb",
            "%+-<=>~≤←↑→↓°±≥×·÷≠≈",
            strict=True,
        )
    ),
    # Line and paragraph separator, next line, line tabulation and form feed end a line as a newline does.
    **dict.fromkeys("\u2028\u2029\u0085\v\f", "\n"),
}
# Found by a pattern and put in one by one: four times as fast as str.translate, which looks up every character.
_TO_FOLD = re.compile(f"[{re.escape(''.join(_FOLD))}]")

# 二〇二四年   二O二四年   二零二一—二〇二五年: a year in Chinese digits, with whatever was at hand for its nought
_NOUGHT = "〇零Oo0\u039f\u041e"
_DIGIT = f"[{_NOUGHT}1-9一二三四五六七八九]"
_NUMERAL = rf"[{_NOUGHT}一二三四五六七八九十百千万亿\d]"
_YEAR = re.compile(rf"(?:二[{_NOUGHT}]|2[{_NOUGHT.replace('0', '')}]|一九)(?<!{_NUMERAL}..){_DIGIT}{{2}}(?!{_NUMERAL})")
_ARABIC = {**dict.fromkeys(_NOUGHT, "0"), **dict(zip("一二三四五六七八九", "123456789", strict=True))}
_DOT = re.compile(r"\d·\d")
# 6·5%, 3·2亿元, 1·96, 8·3:41·4; but 5·12 is a day, and may be a name
_MIDDLE_DOT = re.compile(
    r"(?<=\d)·(?=\d{1,4}\s*(?:%|‰|个?百分点|[:∶万亿元吨米倍亩岁个家人件户项天]|公里|平方|立方|微克|千瓦))"
    r"|(?<![\d·:∶“\"])(?!(?:0?[1-9]|1[0-2])·(?:0?[1-9]|[12]\d|3[01])(?!\d))\d{1,6}·(?=\d{1,4}(?![\d·]))"
    r"|(?<=PM2)·(?=5)|(?<=[:∶])\d{1,3}·(?=\d{1,2}(?!\d))"
)

# "十四五"期间, '十四五'期间: quotes that don't say whether they open or close
_QUOTED = re.compile(r"""(?!(?<=\d)'\d)(?P<sign>["'])(?P<words>(?:[^"'\n]|(?<=\d)'(?=\d))*)(?P=sign)""")
_CHINESE = re.compile("[一-鿿]")

# A file that starts so is some other format, whatever its name says.
_MAGIC = {
    b"%PDF-": "PDF",
    b"PK\x03\x04": "a zip container (Word, WPS or OpenDocument)",
    b"\xd0\xcf\x11\xe0": "an old Word document",
    b"{\\rtf": "RTF",
}
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|table|h[1-6]|p|div)\b[^>]*>", re.IGNORECASE)


def fold(text: str) -> str:
    """A text as it is matched, one character for one: ``len(fold(text)) == len(text)``. Besides what :func:`fold_characters` does, years in Chinese digits
    become those of Arabic ones, the numerals of cheques the usual characters, a middle dot within a figure its decimal point, and straight quotes around
    Chinese words curved ones.

    >>> fold("二〇二四年增长6·5％")
    '2024年增长6.5%'
    """
    return _fold_short(text) if len(text) <= _SHORT else _fold(text)


_SHORT = 100
"""Characters of a text that is kept as it was folded last: most are names and cells, and one reader after the other asks for them."""


def _fold(text: str) -> str:
    folded = _YEAR.sub(_arabic_year, fold_characters(text))
    if _CHEQUE.search(folded):
        folded = _CHEQUE.sub(lambda match: "".join(_OF_CHEQUES.get(char, char) for char in match.group()), folded)
    if '"' in folded or "'" in folded:
        folded = _QUOTED.sub(_curved, folded)
    if "·" in folded and _DOT.search(folded):
        folded = _MIDDLE_DOT.sub(lambda match: match.group().replace("·", "."), folded)
    return folded


_fold_short = lru_cache(4096)(_fold)


# 叁拾陆亿伍仟万元: the numerals of cheques, in sums of money
_OF_CHEQUES = dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟圆貳參陸萬億圓", "一二三四五六七八九十百千元二三六万亿元", strict=True))
_CHEQUE = re.compile("(?=[壹贰貳叁參肆伍陆陸柒捌玖])[零〇点壹贰貳叁參肆伍陆陸柒捌玖拾佰仟十百千万萬亿億]{2,24}[元圆圓]")


def _arabic_year(match: re.Match[str]) -> str:
    year = "".join(_ARABIC.get(char, char) for char in match.group())
    return year if year != match.group() and "1949" <= year <= "2099" else match.group()


def _curved(match: re.Match[str]) -> str:
    return f"“{match['words']}”" if _CHINESE.search(match["words"]) else match.group()


def fold_characters(text: str) -> str:
    """Full width to half width, and radicals and other doubles to the character that is meant; each by itself, whatever stands around it."""
    return _TO_FOLD.sub(lambda match: _FOLD[match.group()], text)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text. ``no`` counts from 1; ``text[start:end]`` is the line without its newline."""

    no: int
    start: int
    end: int
    folded: str


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a document: ``text`` as served, ``folded`` for matching (same length), ``lines`` of it, ``sha256`` of the file's bytes."""

    name: str
    sha256: str
    text: str
    folded: str
    lines: tuple[Line, ...] = field(repr=False)
    line_starts: tuple[int, ...] = field(repr=False)
    """Where each of the lines begins."""

    def line_at(self, offset: int) -> Line:
        """The line that holds the character at ``offset``."""
        return self.lines[bisect_right(self.line_starts, offset) - 1]

    def lines_between(self, start: int, end: int) -> tuple[Line, ...]:
        """The lines that begin in ``start``..``end`` (end not included)."""
        return self.lines[bisect_left(self.line_starts, start) : bisect_left(self.line_starts, end)]


def make_source(text: str, *, name: str = "text", sha256: str | None = None) -> Source:
    """A source from a text that is already decoded. Newlines are made ``\\n``."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    folded = fold(text)
    lines: list[Line] = []
    start = 0
    for number, row in enumerate(folded.split("\n"), start=1):
        lines.append(Line(no=number, start=start, end=start + len(row), folded=row))
        start += len(row) + 1
    return Source(
        name=name,
        sha256=sha256 or hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        folded=folded,
        lines=tuple(lines),
        line_starts=tuple(line.start for line in lines),
    )


def decode(data: bytes, *, name: str) -> str:
    """The text of a file's bytes: UTF-8 (a byte order mark is dropped), UTF-16 where marked, else GB 18030.

    Raises UnsupportedFormat, UndecodableSource or EmptySource, with a message for the user.
    """
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise UnsupportedFormat(f"{name} is {what}, and only plain text is read: save it as UTF-8 text first")
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ("utf-16",) if marked else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        break
    else:
        raise UndecodableSource(f"{name} is neither UTF-8 nor GB 18030 text: save it as UTF-8 first")
    if "\x00" in text:
        raise UndecodableSource(f"{name} contains NUL characters, so it is not text: save it as UTF-8 text first")
    if not text.strip():
        raise EmptySource(f"{name} contains no text")
    if _HTML.match(text.lstrip()):  # what only has HTML in it is Markdown
        raise UnsupportedFormat(f"{name} is HTML, and only plain text is read: save the page's text as UTF-8 first")
    return text


def read_source(path: Path, *, most_bytes: int | None = None) -> Source:
    """Read a text file of at most ``most_bytes`` bytes, and half as many characters; None is for any number.

    A Chinese character has two bytes or three, so that the second limit is met by files of something else alone. Raises a SourceError.
    """
    data = read_bytes(path, most_bytes=most_bytes)
    text = decode(data, name=path.name)
    _check_size(path, "characters", len(text), most_bytes and most_bytes // 2)
    return make_source(text, name=path.name, sha256=hashlib.sha256(data).hexdigest())


def read_bytes(path: Path, *, most_bytes: int | None = None, first: int = -1, setting: str = "SOURCE_BYTES") -> bytes:
    """The bytes of a regular file, or the ``first`` so many. One that has too many of them (``setting`` says how many) is refused before it is read.

    Raises a SourceError whose message says what is wrong with the file and what would be right.
    """
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise UnreadableSource(f"{path} is a folder; a file is expected")
        if not stat.S_ISREG(found.st_mode):
            raise UnreadableSource(
                f"{path} is not a regular file but a device, a pipe or a socket: copy its text to a file"
            )
        _check_size(path, "bytes", found.st_size, most_bytes, setting)
        with path.open("rb") as file:
            return file.read(first)
    except FileNotFoundError:
        raise UnreadableSource(f"{path} does not exist") from None
    except PermissionError:
        raise UnreadableSource(f"no permission to read {path}") from None
    except OSError as error:
        raise UnreadableSource(f"{path} can't be read: {error.strerror}") from None


def _check_size(path: Path, what: str, size: int, most: int | None, setting: str = "SOURCE_BYTES") -> None:
    if most is not None and size > most:
        raise SourceTooLarge(
            f"{path.name} has {size:,} {what}, and the limit is {most:,}: ingest each document from its own file, "
            f"without pictures. If it is one document, raise {setting}"
        )
