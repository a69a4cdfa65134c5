"""A question becomes what PostgreSQL is asked: a tsquery a rank, and what to look for in the texts themselves.

::

    养老            ->  '=养老'  then  '^养老'  then  '^养老' or '^~养老'  then  '养老' in the title or the text  then  any pair 养老
    海河柳林        ->  the pairs 海河, 河柳 and 柳林, and then 海河柳林 literally

Pure: no Django.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from text.lexemes import LONGEST_WORD, RUN, is_latin, plain, runs
from text.sources.source import fold_characters
from text.traditional import simplified
from text.words import words_of

# A longer title than this is asked for by nobody as a whole.
LONGEST_TITLE = 200
# What may be left out of a question without changing what it is about.
_PARTICLES = frozenset("的 了 和 与 及 或 在 是 有 为 对 等 之".split())
_SIGNS = "/\\,.;:!?、，。；：！？…()（）[]【】<>《》"
_TITLE, _ANY = ("^",), ("", "^")
_ANY_OR_OUTSIDE = (*_ANY, "@")


@dataclass(frozen=True, slots=True)
class Sought:
    """A word or a quoted phrase, as given (``text``) and plain."""

    text: str
    plain: str
    is_phrase: bool = False


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank of hits: the tsquery that finds them, what their title or text must then contain literally, whether
    all was found in the title, and the documents that they must be of, if they are too many for the tsquery."""

    query: str
    checks: tuple[str, ...] = ()
    in_title: bool = True
    documents: tuple[str, ...] = ()


def read_question(raw: str) -> list[Sought]:
    """The words and quoted phrases of a question: ``养老, "智慧 社区"`` is 养老 and 智慧 社区. Traditional characters are looked for as simplified ones, which
    the documents are in: 經濟 is 经济."""
    found = re.findall(r'[“"]([^“”"]+)[”"]|([^\s“”"]+)', raw)
    given = [(phrase or word, simplified(plain(phrase or word)), bool(phrase)) for phrase, word in found]
    # Signs that end a word in writing are not asked for (互联网+ has another); a phrase is, as it stands.
    told = [
        Sought(text, text_plain if is_phrase else text_plain.strip(_SIGNS) or text_plain, is_phrase)
        for text, text_plain, is_phrase in given
    ]
    return [one for one in told if one.plain]


def by_words(question: Sequence[Sought]) -> list[Sought]:
    """The question with each word that is no phrase taken apart, for when it matches nowhere literally: 河东区的养老床位 is
    河东区, 养老 and 床位. What does not come apart in words (养老服物 leaves 服 and 物 over) stays whole."""
    apart: dict[str, Sought] = {}
    for one in question:
        words = [word for run in runs(one.plain) for word in ([run] if is_latin(run) else words_of(run))]
        words = [word for word in words if word not in _PARTICLES]
        if one.is_phrase or not words or any(len(word) == 1 and not is_latin(word) for word in words):
            apart.setdefault(one.plain, one)
        else:
            apart |= {word: Sought(word, word) for word in words}
    return list(apart.values())


def ranks(question: Sequence[Sought], filters: Iterable[Sequence[str]]) -> list[Rank]:
    """The ranks of hits, best first, no hit in two of them; none where there is nothing that could be found.

    ``filters`` are sets of filter lexemes: a hit has one of each.
    """
    if not all(runs(one.plain) for one in question):
        return []
    narrow = [_one_of(f"#{name}" for name in names) for names in filters]
    as_words = any(_is_word(one) for one in question)
    given = [Rank(quoted(f"={' '.join(one.plain for one in question)[:LONGEST_TITLE]}"))]
    for places in (_TITLE, _ANY):
        as_they_stand = _rank(question, places, as_words=False)
        cut = _rank(question, places, as_words=True)
        given += [cut, as_they_stand] if as_words and cut != as_they_stand else [as_they_stand]
    found: list[Rank] = []
    before: list[str] = []
    for rank in given:
        query = _all([rank.query, *narrow, *(f"!({query})" for query in before)])
        found.append(Rank(query, rank.checks, rank.in_title))
        before.append(rank.query)
    return found


def any_ranks(question: Sequence[Sought], filters: Iterable[Sequence[str]]) -> list[Rank]:
    """As ``ranks``, for what has any of the words: those with one in the title first."""
    asked = [one for one in question if runs(one.plain)]
    if not asked:
        return []
    narrow = [_one_of(f"#{name}" for name in names) for names in filters]
    in_title, anywhere = (
        f"({' | '.join(f'({_rank([one], places, as_words=False).query})' for one in asked)})"
        for places in (_TITLE, _ANY)
    )
    return [
        Rank(_all([in_title, *narrow])),
        Rank(_all([anywhere, *narrow, f"!{in_title}"]), in_title=False),
    ]


def anywhere(one: Sought) -> str:
    """The query of what has a word in its title or text; none where there is nothing that could be found."""
    return _rank([one], _ANY, as_words=False).query if runs(one.plain) else ""


def containing(text: str, filters: Iterable[Sequence[str]], *, in_title: bool = False) -> str:
    """The query of what may have a text in it, or in its title, as it is printed, whatever words that lies across; empty where nothing of it can be asked for.

    Every two characters of a run of Chinese are a lexeme of what has them. Letters and digits at the beginning may be the end of a longer word, which no query
    finds; nor are they asked for behind a point, which can be one within a number; and at the
    end they may be the beginning of one.
    """
    if text.casefold() != text.lower():  # ß is found as SS by whoever asks, and is no SS here
        return ""
    given = plain(text)
    found = [match for match in RUN.finditer(given) if not is_latin(match[0]) or _begins_a_word(given, match.start())]
    places = _TITLE if in_title else _ANY_OR_OUTSIDE
    pieces = [_piece(match[0], places, begins=given[match.end() :] in ("", ".")) for match in found]
    return _all([*pieces, *(_one_of(f"#{name}" for name in names) for names in filters)]) if pieces else ""


def _begins_a_word(plain_text: str, place: int) -> bool:
    before = plain_text[place - 1 : place]
    return bool(before) and before != "." and not (before.isascii() and before.isalnum())


def title_ranks(question: Sequence[Sought]) -> list[Rank]:
    """As ``ranks``, for names alone: those that begin with the question, then those that hold all its words."""
    if not all(runs(one.plain) for one in question):
        return []
    begins = f"{quoted('=' + ' '.join(one.plain for one in question)[:LONGEST_TITLE])}:*"
    holds = _rank(question, _TITLE, as_words=False)
    return [Rank(begins), Rank(_all([holds.query, f"!{begins}"]), holds.checks)]


def near_ranks(text: str) -> list[Rank]:
    """Names that have all of a plain text but what touches one character of it: what 养老服物 may have been meant for."""
    found: dict[str, Rank] = {}
    for run in runs(text):
        if is_latin(run) or len(run) < 2:
            continue
        for wrong in range(len(run)):
            left = [piece for piece in (run[:wrong], run[wrong + 1 :]) if piece]
            # One character alone is in too many names to be a lead, but for what is that short.
            left = [piece for piece in left if len(piece) > 1] or left
            query = _all(_piece(piece, _TITLE) for piece in left)
            found.setdefault(query, Rank(query))
    return list(found.values())


def pattern(plain_text: str) -> str:
    """A regular expression, of Python's and of PostgreSQL's, for a plain text in whatever letters and widths it is printed.

    >>> pattern("5g 网")
    '[5₅５][gGＧｇ]\\\\s+[网⽹]'
    """
    parts: list[str] = []
    for char in plain_text:
        others = _variants().get(char, "")
        if char == " ":
            parts.append(r"\s+")
        elif others:
            parts.append(f"[{''.join(map(_literal, char + others))}]")
        else:
            parts.append(_literal(char))
    return "".join(parts)


MOST_SPELLINGS = 4


def spellings(plain_text: str) -> list[str]:
    """All ways in which a plain text is printed, so that each can be looked for as it is; none where there are more than a few.

    >>> spellings("网络"), spellings("5g 网")
    (['网络', '⽹络'], [])
    """
    found = [""]
    for char in plain_text:
        if char == " ":
            return []
        found = [before + one for before in found for one in char + _variants().get(char, "")]
        if len(found) > MOST_SPELLINGS:
            return []
    return found


def within(city: str) -> str:
    """The filter of what lies in a city, itself and the divisions right below it.

    >>> within("120000")
    'in-120000'
    """
    return f"in-{city}"


def quoted(lexeme: str) -> str:
    """A lexeme as PostgreSQL reads it in a tsvector or a tsquery, whatever signs it has.

    >>> quoted("=o'neill")
    "'=o''neill'"
    """
    if "\\" in lexeme or "'" in lexeme:
        lexeme = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{lexeme}'"


def all_quoted(lexemes: Sequence[str]) -> str:
    """Lexemes as PostgreSQL reads them in a tsvector.

    >>> all_quoted(["养老", "=o'neill"])
    "'养老' '=o''neill'"
    """
    text = "' '".join(lexemes)
    if not lexemes or "\\" in text or text.count("'") > 2 * (len(lexemes) - 1):
        return " ".join(map(quoted, lexemes))
    return f"'{text}'"


def _rank(question: Sequence[Sought], places: Sequence[str], *, as_words: bool) -> Rank:
    parts, checks = [], []
    for one in question:
        found = runs(one.plain)
        # A word of the dictionary is a lexeme of what has it; of two characters, only where it is cut as one.
        if _is_word(one) and (as_words or (len(one.plain) > 2 and not is_latin(one.plain))):
            parts.append(_one_of(place + one.plain for place in places))
            continue
        parts += [_piece(run, places, begins=run is found[-1] and not run[0].isdigit()) for run in found]
        if found != [one.plain] or (len(one.plain) > 2 and not is_latin(one.plain)):
            checks.append(one.plain)
    return Rank(_all(parts), tuple(checks), in_title=places is _TITLE)


def _piece(run: str, places: Sequence[str], *, begins: bool = False) -> str:
    """What finds one run: its pairs, whether they are words or not; a word of letters as a whole, or (``begins``) by how it begins."""
    if is_latin(run):
        return _one_of((place + run[:LONGEST_WORD] for place in places), begins=begins)
    both = [place + mark for place in places for mark in ("", "~")]
    if len(run) == 1:
        return _one_of((mark + run for mark in both), begins=True)
    return _all(_one_of(mark + run[at : at + 2] for mark in both) for at in range(len(run) - 1))


def _is_word(one: Sought) -> bool:
    return (
        runs(one.plain) == [one.plain]
        and len(one.plain) > 1
        and (is_latin(one.plain) or words_of(one.plain) == [one.plain])
    )


def _one_of(lexemes: Iterable[str], *, begins: bool = False) -> str:
    return f"({' | '.join(quoted(lexeme) + (':*' if begins else '') for lexeme in lexemes)})"


def _all(queries: Iterable[str]) -> str:
    return " & ".join(dict.fromkeys(queries))


@cache
def _variants() -> dict[str, str]:
    """The other characters that a plain one is printed as: ``g`` as ``GｇＧ``."""
    found: dict[str, str] = {}
    for code in range(0x21, 0x10000):
        char = chr(code)
        if 0xD800 <= code < 0xE000 or char.isspace():
            continue
        folded = fold_characters(char).lower()
        if folded != char and len(folded) == 1:
            found[folded] = found.get(folded, "") + char
    return found


def _literal(char: str) -> str:
    return char if char.isalnum() or not char.isascii() else "\\" + char
