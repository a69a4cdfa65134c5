"""A difference becomes text for a terminal, or Markdown for a pull request: first the counts, then every row with its quote."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from bench.readings.compare import Change, Difference, Row, place

_SIGNS = {"new": "+", "lost": "-", "changed": "~"}
_SAME = "{} documents, no row differs"
_QUOTE = 120
# Columns that say where or in which words a row was read, which is shown for every row anyhow.
_EVIDENCE = frozenset(("start", "end", "quote", "raw_start", "raw_end", "key_start", "body_start"))


def show(difference: Difference, *, title: str, markdown: bool = False) -> str:
    """The whole difference, ready to be printed."""
    return "\n".join(_markdown(difference, title) if markdown else _text(difference, title)) + "\n"


def _text(difference: Difference, title: str) -> Iterator[str]:
    yield title
    if not difference.changes:
        yield "  " + _SAME.format(difference.documents)
    for kind, counts in _counts(difference).items():
        yield f"  {kind}: {counts['new']} new, {counts['lost']} lost, {counts['changed']} changed"
    yield from (f"  {line}" for line in _single(difference))
    for (document, kind), changes in _groups(difference):
        yield f"\n{document}: {kind}"
        for change in changes:
            yield f"  {_SIGNS[change.what]} {_said(change)}"
            yield from (f"      {line}" for line in _details(change))


def _markdown(difference: Difference, title: str) -> Iterator[str]:
    yield f"## {title}\n"
    yield from (f"{line}\n" for line in _single(difference))
    if difference.changes:
        yield "| | new | lost | changed |\n|---|---|---|---|"
        for kind, counts in _counts(difference).items():
            yield f"| {kind} | {counts['new']} | {counts['lost']} | {counts['changed']} |"
    else:
        yield _SAME.format(difference.documents)
    for (document, kind), changes in _groups(difference):
        yield f"\n### {document}: {kind}\n"
        for change in changes:
            yield f"- **{change.what}** {_escaped(_said(change))}"
            yield from (f"  - {_escaped(line)}" for line in _details(change))


def _single(difference: Difference) -> Iterator[str]:
    for kind, columns in difference.columns.items():
        yield f"{kind}: only one side has {', '.join(columns)}, which is not compared"


def _counts(difference: Difference) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {}
    for change in difference.changes:
        counts.setdefault(change.kind, Counter())[change.what] += 1
    return counts


def _groups(difference: Difference) -> Iterator[tuple[tuple[str, str], Iterator[Change]]]:
    yield from groupby(difference.changes, key=lambda change: (change.document, change.kind))


def _said(change: Change) -> str:
    """``@2472 国家高新技术企业 155家``: where it is read, what it is called, and the number as printed."""
    row = change.row
    start = place(row)[0]
    names = [row.get(name) for name in ("side", "label", "name", "term", "title", "subject", "reader", "raw", "text")]
    return " ".join([*([f"@{start}"] if start >= 0 else []), *(_value(name) for name in names if name)])


def _details(change: Change) -> Iterator[str]:
    row = change.row
    for name in change.columns:
        assert change.before is not None
        if name not in _EVIDENCE or set(change.columns) <= _EVIDENCE:
            yield f"{name}: {_value(change.before.get(name))} → {_value(row.get(name))}"
    if change.what != "changed":
        yield _facts(row)
    if row.get("quote"):
        yield f"「{_value(row['quote'])}」"


def _facts(row: Row) -> str:
    shown = {name: said for name, said in row.items() if name not in _EVIDENCE and said not in (None, [], "")}
    return ", ".join(f"{name} {_value(said)}" for name, said in shown.items())


def _value(value: Any) -> str:
    text = str(value).replace("\n", "⏎").replace("\t", "⇥")
    return text if len(text) <= _QUOTE else text[:_QUOTE] + "…"


def _escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>|#" else sign for sign in text)
