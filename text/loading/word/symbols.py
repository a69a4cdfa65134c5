"""Signs of the fonts Symbol and Wingdings, which Word keeps by their number in the font: F0B3 of Symbol is ≥.

The first is the encoding that Adobe gave Symbol. Of the others only signs are here that say something: numbers, ticks, boxes, arrows.
"""

# 0x20–0x7E and 0xA0–0xFE of Symbol
_LOW = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"  # noqa: RUF001
_HIGH = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪⎪〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"  # noqa: RUF001
SYMBOL = {**dict(enumerate(_LOW, start=0x20)), **dict(enumerate(_HIGH, start=0xA0))}


_MOST_GREEK = 2


def _numbers(first: int, signs: str) -> dict[int, str]:
    return dict(enumerate(signs, start=first))


_WINGDINGS = {
    **_numbers(0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
    **_numbers(0xDF, "←→↑↓↖↗↙↘"),
    **_numbers(0xE7, "⇦➔⇧⇩"),
    **_numbers(0xEF, "⇦⇨⇧⇩⬄⇳"),
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "❑",
    0x72: "❒",
    0x73: "⬧",
    0x74: "⧫",
    0x75: "◆",
    0x76: "❖",
    0x77: "⬥",
    0x9E: "·",
    0x9F: "•",
    0xA0: "▪",
    0xA1: "○",
    0xA4: "◉",
    0xA7: "▪",
    0xA8: "◻",
    0xAA: "✦",
    0xAB: "★",
    0xD8: "➢",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_WINGDINGS_2 = {
    **_numbers(0x69, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
    0x4F: "✗",
    0x50: "✓",
    0x51: "☒",
    0x52: "☑",
    0x53: "☒",
    0x54: "☒",
    0x97: "●",
    0x98: "●",
    0xA2: "■",
    0xA3: "□",
}
_WINGDINGS_3 = {**_numbers(0x66, "←→↑↓"), 0x70: "▲", 0x71: "▼", 0x74: "◀", 0x75: "▶", 0x7D: "▶", 0x84: "◀"}
_FONTS = {
    "symbol": SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": {0x61: "✓", 0x72: "✗", 0x63: "□", 0x67: "■", 0x6E: "●"},
}


def sign(code: int, font: str | None) -> str | None:
    """The character of a number in a font, which may be moved by F000; None if it is not known."""
    table = _FONTS.get((font or "").lower())
    private = 0xF000 <= code <= 0xF0FF
    if table is not None and (private or code < 0x100):
        return table.get(code & 0xFF)
    if private:  # the font is lost: most of these are of Symbol
        return SYMBOL.get(code & 0xFF)
    return chr(code) if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else None


def plain(text: str, font: str | None) -> str:
    """A text in which signs stand by their number as the characters that they are. Those that are not known stay."""
    if font and font.lower() == "symbol" and len(text.strip()) <= _MOST_GREEK:
        # Greek letters typed as Latin ones: m in Symbol is the μ of μg. In a longer text it is a slip of the font.
        return "".join(
            SYMBOL.get(ord(char) & 0xFF, char) if _is_private(char) or char.isascii() else char for char in text
        )
    if not any(map(_is_private, text)):
        return text
    return "".join((sign(ord(char), font) or char) if _is_private(char) else char for char in text)


def _is_private(char: str) -> bool:
    return "\uf000" <= char <= "\uf0ff"
