"""A text of some length is checked piece by piece: `verify/` takes a few sentences at a time."""

import re
from typing import Any

from indicators.analysis.verify_serializers import LONGEST
from planapi.agents.asking import Asking
from planapi.agents.saying import compact, quoted, when, zh
from text.vocabulary import Comparator, Difference, Movement, Verdict

LONGEST_TEXT = 4_000
"""Characters of a text: a press release."""
MOST_STATEMENTS = 3
"""Statements that are shown of a claim."""
MOST_SHOWN = 40
"""Claims that are shown."""

_SENTENCE = re.compile(r"[^。！？!?；;\n]*[。！？!?；;\n]+|[^。！？!?；;\n]+")


def check_text(asking: Asking, text: str, **scope: Any) -> dict[str, Any]:
    """What documents state of the numbers of a text. ``scope``: the members of a body of ``verify/`` besides the sentence."""
    given = {name: value for name, value in scope.items() if value is not None}
    answers = [asking.post("verify/", {"sentence": piece, **given}) for piece in pieces(text)]
    claims = [claim for answer in answers for claim in answer["claims"]]
    counts = {f"{one.value} {one.zh}": sum(claim["verdict"] == one for claim in claims) for one in Verdict}
    shown = claims[:MOST_SHOWN]
    return compact(
        numbers=len(claims),
        verdicts={verdict: count for verdict, count in counts.items() if count},
        not_checked=sum(len(answer["ignored"]) for answer in answers) or None,
        left_out=len(claims) - len(shown) or None,
    ) | {"claims": [_claim(claim) for claim in shown]}


def pieces(text: str) -> list[str]:
    """A text in parts that `verify/` takes: whole sentences, as many as fit; a longer sentence is cut.

    >>> [len(piece) for piece in pieces("河东区" + "一" * 600 + "。" + "二" * 600 + "。")]
    [604, 601]
    """
    parts: list[str] = []
    for sentence in _SENTENCE.findall(text):
        for at in range(0, len(sentence), LONGEST):
            part = sentence[at : at + LONGEST]
            if parts and len(parts[-1]) + len(part) <= LONGEST:
                parts[-1] += part
            else:
                parts.append(part)
    return [part for part in parts if part.strip()]


def _claim(claim: dict[str, Any]) -> dict[str, Any]:
    shown = claim["statements"][:MOST_STATEMENTS]
    return compact(
        clause=claim["clause"].strip(),
        number=claim["raw"],
        verdict=f"{claim['verdict']} {claim['verdict_zh']}",
        why=claim["reason_zh"],
        place=(claim["district"] or {}).get("name"),
        indicator=(claim["indicator"] or {}).get("slug"),
        when=when(claim),
        statements=[_stated(one) for one in shown],
        other_statements=claim["left_out"] + len(claim["statements"]) - len(shown) or None,
    )


def _stated(one: dict[str, Any]) -> dict[str, Any]:
    row = one["observation"]
    return compact(
        stance=one["stance_zh"],
        why=one["reason_zh"],
        differs=[Difference(word).zh for word in one["differences"]],
        id=row["id"],
        printed=row["raw"],
        when=when(row),
        bound=None if row["comparator"] == "eq" else zh(Comparator, row["comparator"]),
        direction=zh(Movement, row["direction"]),
        caveat=row["caveat"],
        quote=quoted(row["evidence"]["quote"]),
        document=row["document"],
        evidence=one["evidence_page"],
    )
