"""A cell's number becomes what the sheet shows: 0.652 of the format ``0.0%`` is 65.2%, and 51.300000000000004 is 51.3.

The number formats of Office files (ECMA-376 part 1, 18.8.30 and 18.8.31) as a Chinese Excel prints them. One that is not understood here (fractions, powers,
figures written as words) gives the plain number, never a rounded one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

# By their number, where a file does not spell them out.
BUILTIN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: "yyyy年m月", 28: "m月d日", 29: "m月d日", 30: "m-d-yy", 31: "yyyy年m月d日", 32: "h时mm分", 33: "h时mm分ss秒", 34: "h时mm分", 35: "h时mm分ss秒",
    36: "yyyy年m月", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: "#,##0;-#,##0;-", 42: "¥#,##0;-¥#,##0;¥-", 43: "#,##0.00;-#,##0.00;-", 44: "¥#,##0.00;-¥#,##0.00;¥-",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "0.00E+00", 49: "@", 50: "yyyy年m月", 51: "m月d日", 52: "yyyy年m月", 53: "m月d日",
    54: "m月d日", 55: "h时mm分", 56: "h时mm分ss秒", 57: "yyyy年m月", 58: "m月d日",
}  # fmt: skip

# "亿元"   \ 年   _) (room as wide as that)   * (filled up with that)   [Red]   [$¥-804]   [>=100]   0.0   yyyy   AM/PM
_TOKEN = re.compile(
    r"\"(?P<quoted>[^\"]*)\"|[\\!](?P<escaped>.)|_(?P<room>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<general>General|G/通用格式)|(?P<half>AM/PM|A/P|上午/下午)|(?P<power>[eE][+\-])|(?P<date>[yYmMdDhHsSeE]+)"
    r"|(?P<digits>[0#?.,]+)|(?P<percent>%)|(?P<text>@)|(?P<other>.)",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)$")
_CURRENCY = re.compile(r"\$([^\-]*)")
_ELAPSED = re.compile(r"[hms]+$", re.IGNORECASE)
_DIGITS = re.compile(r"(?P<whole>[0#?,]*)(?:\.(?P<part>[0#?]*))?(?P<scale>,*)$")
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet knows no time zone
_LAST_DAY = 2_958_466
_MOST = 1e18


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def shown(value: float, code: str, *, since_1904: bool = False) -> str:
    """What a sheet shows of a number.

    >>> shown(0.652, "0.0%"), shown(51.300000000000004, "General"), shown(1234.5, '#,##0.00"亿元"'), shown(45000, "yyyy年m月d日")
    ('65.2%', '51.3', '1,234.50亿元', '2023年3月15日')
    """
    tokens, number = _section(value, _parsed(code))
    kinds = {token.kind for token in tokens}
    if "general" in kinds:
        return "".join(general(number) if token.kind == "general" else _literal(token) for token in tokens)
    if kinds & {"date", "elapsed"} and "digits" not in {token.kind for token in tokens if token.text.strip(".0")}:
        return _date(number, tokens, since_1904=since_1904)
    if "digits" not in kinds:
        # Words alone, as a sheet shows them in place of any number; or nothing: ;;;
        return general(number) if "text" in kinds or "power" in kinds else "".join(map(_literal, tokens)).strip()
    said = _number(number, tokens)
    return (
        f"-{_in_brackets(said)}" if value < 0 < number and _says_no_minus(tokens) and re.search("[1-9]", said) else said
    )


def _says_no_minus(tokens: list[_Token]) -> bool:
    """Red figures and those in brackets are below nought; in a text they would be above it, or be totals over years."""
    return not any(token.kind == "literal" and re.search("[-−－–—负减亏▲△▼↓]", token.text) for token in tokens)


def _in_brackets(said: str) -> str:
    return match[1] if (match := re.fullmatch(r"[(（]([^()（）]*)[)）]", said)) else said


def general(value: float) -> str:
    """A number without a format: up to eleven digits, as a wide column has room for them; what a computer adds behind them is no part of it."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{Decimal(f'{value:.11g}'):f}"


@cache
def _parsed(code: str) -> list[list[_Token]]:
    return [list(_tokens(section)) for section in _sections(code)]


def _sections(code: str) -> list[str]:
    """The parts of a code between semicolons that are not quoted."""
    return re.findall(r"(?:\"[^\"]*\"|\\.|\[[^\]]*\]|[^;])+|(?<=;)(?=;|$)|^(?=;)", code) or ["General"]


def _tokens(section: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(section):
        kind, text = str(match.lastgroup), match.group()
        if kind == "bracket":
            inside = match["bracket"]
            if money := _CURRENCY.match(inside):
                yield _Token("literal", money[1])
            elif _CONDITION.match(inside):
                yield _Token("condition", inside)
            elif _ELAPSED.match(inside):
                yield _Token("elapsed", inside)
        elif kind in ("quoted", "escaped", "other"):
            yield _Token("literal", match[kind])
        elif kind not in ("room", "fill"):
            yield _Token(kind, text)


def _section(value: float, sections: list[list[_Token]]) -> tuple[list[_Token], float]:
    """The part of a code that is for a number, and the number without the sign that this part says in its own way."""
    for index, tokens in enumerate(sections[:3]):
        for token in tokens:
            if token.kind == "condition" and _holds(value, token.text):
                return tokens, abs(value) if index else value
    if any(token.kind == "condition" for tokens in sections for token in tokens):
        return next(
            (tokens for tokens in sections if not any(t.kind == "condition" for t in tokens)), sections[-1]
        ), value
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return sections[0], value


def _holds(value: float, condition: str) -> bool:
    match = _CONDITION.match(condition)
    assert match
    than = float(match[2])
    return {
        "<": value < than,
        ">": value > than,
        "<=": value <= than,
        ">=": value >= than,
        "=": value == than,
        "<>": value != than,
    }[match[1]]


def _literal(token: _Token) -> str:
    return {"literal": token.text, "percent": "%"}.get(token.kind, "")


def _number(value: float, tokens: list[_Token]) -> str:
    places = [index for index, token in enumerate(tokens) if token.kind == "digits"]
    between = tokens[places[0] : places[-1] + 1]
    match = _DIGITS.match("".join(token.text for token in between if token.kind == "digits"))
    signs = [token.text for token in between if token.kind == "literal"]
    split = bool(signs)
    if (
        match is None
        or abs(value) > _MOST
        or any(token.kind == "power" for token in tokens)
        or (split and (match["part"] is not None or "/" in signs))
    ):
        return general(value)
    whole, part = match["whole"], match["part"] or ""
    digits = whole.rstrip(",")
    number = Decimal(f"{value:.15g}") * 100 ** sum(token.kind == "percent" for token in tokens)
    number /= 1000 ** (len(whole) - len(digits) + len(match["scale"]))
    rounded = number.quantize(Decimal(1).scaleb(-len(part)), ROUND_HALF_UP)
    whole_part, _, fraction = f"{abs(rounded):f}".partition(".")
    # Places that are not asked for are shown where they have a digit: 0.0# of 1.20 is 1.2
    fraction = fraction[: len(part.rstrip("#"))] + fraction[len(part.rstrip("#")) :].rstrip("0")
    least = digits.count("0")
    whole_part = whole_part.lstrip("0")
    whole_part = whole_part.rjust(max(least, 1 if fraction else 0), "0")
    if split:
        whole_part = _through(whole_part, between)
    elif "," in digits and whole_part:
        whole_part = f"{int(whole_part):,}"
    sign = "-" if rounded < 0 else ""
    before = "".join(map(_literal, tokens[: places[0]]))
    after = "".join(map(_literal, [*(t for t in between if t.kind == "percent"), *tokens[places[-1] + 1 :]]))
    return f"{sign}{before}{whole_part}{'.' + fraction if fraction else ''}{after}".strip()


def _through(digits: str, between: list[_Token]) -> str:
    """Digits with signs put between them, from the right: 36000 through 0!.0 is 3600.0 (a code by which 元 are shown as 万元)."""
    left = list(digits)
    said: list[str] = []
    for token in reversed(between):
        if token.kind == "literal":
            said.insert(0, token.text)
        elif token.kind == "digits":
            first = max(0, len(left) - len(token.text.replace(",", "")))
            taken, left = left[first:], left[:first]
            said[:0] = taken
    return "".join([*left, *said])


def _date(value: float, tokens: list[_Token], *, since_1904: bool) -> str:
    if not 0 <= value < _LAST_DAY:
        return general(value)
    days = (
        value + 1462 if since_1904 else value + (value < 60)
    )  # 1900 had a 29 February in the first of all such programs
    moment = _DAY_ZERO + timedelta(seconds=round(days * 86_400))
    said: list[str] = []
    last = ""
    for index, token in enumerate(tokens):
        if token.kind not in ("date", "elapsed"):
            said.append({"half": "上午" if moment.hour < 12 else "下午"}.get(token.kind, _literal(token)))
            continue
        letters = token.text.lower()
        after = next((t.text.lower()[0] for t in tokens[index + 1 :] if t.kind in ("date", "elapsed")), "")
        minutes = letters[0] == "m" and len(letters) < 3 and (last == "h" or after == "s")
        said.append(
            _of_moment(moment, letters, minutes=minutes, elapsed=value * 24 if token.kind == "elapsed" else None)
        )
        last = letters[0]
    return "".join(said).strip()


def _of_moment(moment: datetime, letters: str, *, minutes: bool, elapsed: float | None) -> str:
    wide = len(letters)
    if elapsed is not None:
        return str(int(elapsed * {"h": 1, "m": 60, "s": 3600}[letters[0]]))
    if letters[0] in "ye":
        return f"{moment.year % 100:02d}" if letters == "yy" else str(moment.year)
    if letters[0] == "m" and not minutes and wide > 2:
        return f"{moment.month}月"
    if letters[0] == "d" and wide > 2:
        return "星期" + "一二三四五六日"[moment.weekday()]
    number = {"m": moment.minute if minutes else moment.month, "d": moment.day, "h": moment.hour, "s": moment.second}[
        letters[0]
    ]
    return f"{number:02d}" if wide > 1 else str(number)
