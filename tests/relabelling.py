"""Documents whose headings are written in another way: 第一章 as 第一篇 or 1, 一、 as 第一节 or 1.1, in bold, broken over lines, before their text.

What is read of them must be what is read of the original: the same tree, and the same figures of the same years.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from text.outline.outline import Node, Outline
from text.vocabulary import ChapterKind

_DIGITS = "零一二三四五六七八九"

Labels = Mapping[str, str]
"""The form of each heading's number, by the form that it has in the document: ``{"章": "第{}篇", "一、": "第{}章"}``."""


def chinese(number: int) -> str:
    """12 is 十二."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones or not tens else "")


_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def roman(number: int) -> str:
    """12 is XII."""
    tens, ones = divmod(number, 10)
    return "X" * tens + _ROMAN[ones]


@dataclass(slots=True)
class Relabelled:
    """A text with other labels; ``labels`` are those of its numbered headings, in order."""

    text: str
    labels: list[str]


def form_of(node: Node) -> str | None:
    """章, 节, 一、 or （一）; None for boxes, appendices and what has no number."""
    label = re.sub(r"\s", "", node.label or "")
    if re.match(r"第.+[章节篇]$", label):
        return label[-1]
    if re.fullmatch(r"[一二三四五六七八九十]+、", label):
        return "一、"
    return "（一）" if re.fullmatch(r"[（(].+[)）]", label) else None


def relabelled(
    outline: Outline,
    labels: Labels,
    *,
    through: frozenset[str] = frozenset(),
    gap: str = "",
    dressed: Callable[[str], str] = str,
) -> Relabelled:
    """The text of an outline with its numbered headings written otherwise.

    ``labels``: ``{}`` a Chinese number, ``{n}`` an Arabic one, ``{path}`` those of all parts around it (1.2.3), ``{circled}`` ②, ``{roman}`` II. Forms in
    ``through`` are counted through the document. ``dressed`` makes a heading line of label and title.
    """
    text = outline.source.text
    pieces: list[str] = []
    made: list[str] = []
    at = 0
    counts: dict[int | str, int] = {}
    numbers: dict[int, int] = {}
    for node in outline.nodes:
        form = form_of(node)
        if form is None or form not in labels or any(part.kind is ChapterKind.BOX for part in node.path()):
            continue
        key = form if form in through else (node.parent.position if node.parent else 0) * 10 + len(labels[form])
        counts[key] = numbers[node.position] = counts.get(key, 0) + 1
        number = numbers[node.position]
        path = ".".join(str(numbers[part.position]) for part in node.path() if part.position in numbers)
        label = labels[form].format(
            chinese(number), n=number, path=path, circled=chr(0x2460 + min(number, 20) - 1), roman=roman(number)
        )
        line_start = text.rfind("\n", 0, node.start) + 1
        head = text[node.start : node.body_start]
        pieces.append(text[at:line_start])
        if (
            not head.endswith("\n")
            and "\n" not in head
            and text[node.body_start : node.body_start + 1] not in ("\n", "")
        ):
            pieces.append(f"{label}{gap}{node.title}。")  # runs in with its text
        else:
            pieces.append(dressed(f"{label}{gap}{node.title}") + ("\n" if head.endswith("\n") else ""))
        made.append(label)
        at = node.body_start
    pieces.append(text[at:])
    return Relabelled("".join(pieces), made)
