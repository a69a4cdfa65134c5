"""Fields: what Word computes (page numbers, dates, references, contents), of which the file keeps the result of the last time.

A field is ``begin``, its instruction, ``separate``, its result, ``end``, over runs and over paragraphs, and fields stand in fields.
"""

import re
from dataclasses import dataclass, field

from text.loading.word.equations import subscript, superscript
from text.loading.word.symbols import sign

# Numbers of pages are no part of the text; a NOTEREF is the mark of a footnote once more.
PAGE_FIELDS = frozenset("PAGE NUMPAGES SECTIONPAGES PAGEREF SECTION REVNUM".split())
MARK_FIELDS = frozenset("NOTEREF FTNREF".split())
CONTENTS_FIELDS = frozenset("TOC TOA INDEX RD TC XE TA".split())
DATE_FIELDS = frozenset("DATE TIME SAVEDATE PRINTDATE CREATEDATE".split())
# Those without a result of their own in the file: Word numbers them when it shows them.
NUMBER_FIELDS = frozenset("AUTONUM AUTONUMLGL AUTONUMOUT LISTNUM".split())


@dataclass(slots=True)
class Field:
    """A field that is open. ``result`` is whether its instruction is over; ``aside`` is text in the instruction."""

    instruction: list[str] = field(default_factory=list)
    result: bool = False
    aside: list[str] = field(default_factory=list)
    choice: str | None = None  # of a drop-down list of a form, which is shown without a result

    @property
    def kind(self) -> str:
        """``REF PAGE TOC …``"""
        return kind_of("".join(self.instruction))


def kind_of(instruction: str) -> str:
    """The name of a field, the first word of its instruction."""
    words = instruction.split(None, 1)
    name = words[0].upper() if words else ""
    # EQ \\o… is also written without the space
    return "EQ" if name.startswith("EQ\\") else name


def shown(instruction: str) -> str | None:
    """What a field without a result shows, for those that are computed from their instruction alone: EQ and SYMBOL. None for others."""
    kind = kind_of(instruction)
    if kind == "EQ":
        return _equation(instruction.strip()[2:])
    return _symbol(instruction) if kind == "SYMBOL" else None


_SYMBOL = re.compile(r"SYMBOL\s+(0x[0-9a-fA-F]{1,4}|\d{1,5}|\S)", re.IGNORECASE)
_FONT = re.compile(r'\\f\s+(?:"([^"]*)"|(\S+))')


def _symbol(instruction: str) -> str:
    match = _SYMBOL.search(instruction)
    if match is None:
        return ""
    number = match[1]
    code = int(number, 16) if number.lower().startswith("0x") else int(number) if number.isdigit() else ord(number)
    font = _FONT.search(instruction)
    return sign(code, (font[1] or font[2]) if font else None) or ""


# ── EQ: fractions, roots, and characters in circles, as they were made before there were equations ──────────────────

_TOKEN = re.compile(
    r"\\(?P<switch>[a-zA-Z]{1,2})(?P<number>\d*)|\\(?P<escaped>.)|(?P<sign>[(),;（），])|(?P<text>[^\\(),;（），]+)"
)
_CIRCLES = "○〇◯"
_IN_CIRCLE = {
    **{str(number): chr(ord("①") + number - 1) for number in range(1, 21)},
    **dict(zip("一二三四五六七八九十", "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", strict=True)),
}
_DEEPEST = 12


def _equation(text: str) -> str:
    r"""A line for an EQ field.

    >>> _equation(r" \f(1,3)"), _equation(r" \o\ac(○,1)"), _equation(r" \r(3,a+b)")
    ('1/3', '①', '³√(a+b)')
    """
    # Switches of the field itself: \\* jc2 \\* "Font:宋体" \\* hps10
    text = re.sub(r'\\\*\s*(?:"[^"]*"|\S+)', "", text)
    parts, _ = _read(list(_TOKEN.finditer(text)), 0, closed=False, depth=0)
    return "".join(parts).strip()


def _read(tokens: list[re.Match[str]], at: int, *, closed: bool, depth: int) -> tuple[list[str], int]:
    """The parts between brackets, from token ``at`` on, and the token behind them."""
    parts = [""]
    switches: list[tuple[str, str]] = []
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if token["switch"]:
            switches.append((token["switch"].lower(), token["number"]))
        elif token["sign"] in ("(", "（") and (switches or closed) and depth < _DEEPEST:
            inner, at = _read(tokens, at, closed=True, depth=depth + 1)
            parts[-1] += _made(switches, inner) if switches else f"({','.join(inner)})"
            switches = []
        elif token["sign"] in (")", "）") and closed:
            return parts, at
        elif token["sign"] and token["sign"] in ",;，" and closed:
            parts.append("")
        elif switches and not (token["text"] or "").strip():
            continue  # \s \up 5 (2): spaces between switches
        elif switches and (match := re.fullmatch(r"\s*(\d+)\s*", token["text"] or "")):
            switches[-1] = (switches[-1][0], match[1])
        else:
            parts[-1] += token["text"] or token["escaped"] or token["sign"] or ""
    return parts, at


def _whole(text: str) -> str:
    return text if len(text) <= 1 or text.replace(".", "").isalnum() else f"({text})"


def _made(switches: list[tuple[str, str]], parts: list[str]) -> str:
    names = [name for name, _ in switches]
    first = names[0]
    texts = [part.strip() for part in parts]
    if first == "f" and len(texts) > 1:
        return f"{_whole(texts[0])}/{_whole(texts[1])}"
    if first == "r":
        degree, base = (texts[0], texts[1]) if len(texts) > 1 else ("", texts[0])
        return f"{superscript(degree) or degree}√{_whole(base)}"
    if first == "s" and "up" in names:
        return superscript(texts[0]) or texts[0]
    if first == "s" and "do" in names:
        return subscript(texts[0]) or texts[0]
    if first == "o" and "ac" in names and len(texts) > 1:
        inner = (
            texts[1] if texts[0] in _CIRCLES or len(texts[0]) > 1 else texts[1] if not texts[0].isalnum() else texts[0]
        )
        circled = _IN_CIRCLE.get(inner) if any(sign in _CIRCLES for sign in texts[:2]) else None
        return circled or inner
    if first == "o":
        # \\o\\ad(\\s\\up 9(reading),字): the last is the character, the one above it how it is read
        return next((text for text in reversed(texts) if text.isalnum()), texts[-1])
    if first == "b":
        return f"({','.join(texts)})"
    if first in ("i", "su", "pr"):
        return f"{'∏' if 'pr' in names else '∑' if 'su' in names else '∫'}({', '.join(text for text in texts if text)})"
    return ",".join(texts) if first in ("l", "a") else "".join(texts)
