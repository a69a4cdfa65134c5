"""Does a document say when it was read badly? `python -m bench.honesty [FILE…] [--only WORD]` damages documents and asks the reading check.

What is read of the document as it is counts as the truth; the seeds are read nearly right. A row is the same if its value, unit, year, kind, direction and
indicator are. Of each damage and strength the table has precision and recall over the documents, how many of them are refused, doubtful or told of by a
warning, how many wrong values are served and how many of them by documents that say nothing, and which are read badly and say nothing (precision
below 0.9 or recall below 0.8), or are called doubtful and are read well.
"""

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.damages import DAMAGES, WHOLE, tables_lost
from planapi.reading import Reading, read_all
from planapi.reading_check import check
from planapi.reading_check.findings import Finding
from text.errors import PlanApiError
from text.sources.source import make_source
from text.vocabulary import Severity

ROOT = Path(__file__).parent.parent
STRENGTHS = (0.05, 0.25, 1.0)
PRECISION, RECALL = 0.9, 0.8
"""Below these a document is read badly."""
WELL = 0.97


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a damaged document. ``said`` is refused, severe, warning or nothing; ``wrong``: so many values are served that it does not state."""

    precision: float
    recall: float
    said: str
    codes: tuple[str, ...]
    wrong: int = 0

    @property
    def is_bad(self) -> bool:
        """Is it served, and clearly not what the document says?"""
        return self.said != "refused" and (self.precision < PRECISION or self.recall < RECALL)


def rows_of(reading: Reading) -> Counter[Any]:
    """The figures of prose and of the indicator table, by what is compared."""
    sides = (side for target in reading.rows.targets for side in target.sides)
    return Counter(
        (one.value, one.value_max, one.unit, one.year, one.kind, one.direction, one.indicator)
        for one in (*reading.rows.observations, *sides)
        if one.value is not None
    )


def told_of(findings: Sequence[Finding]) -> set[tuple[str, Severity]]:
    """The findings that count: an editor need not look at the others."""
    return {(one.code, one.severity) for one in findings if one.severity is not Severity.INFO}


def outcome(text: str, truth: Counter[Any], before: set[tuple[str, Severity]]) -> Outcome:
    """The text is read and checked; ``before`` are the findings of the document as it is."""
    try:
        reading = read_all(make_source(text))
    except PlanApiError:
        return Outcome(0, 0, "refused", ())
    found = rows_of(reading)
    same = (truth & found).total()
    new = told_of(check(reading)) - before
    severe = any(severity is Severity.SEVERE for _, severity in new)
    said = "severe" if severe else "warning" if new else "nothing"
    codes = tuple(sorted(code for code, _ in new))
    precision, recall = same / max(found.total(), 1), same / max(truth.total(), 1)
    return Outcome(precision, recall, said, codes, wrong=found.total() - same)


def damaged(text: str) -> Iterator[tuple[str, float, str]]:
    """The name of each damage, its strength, and the text with it."""
    for name, damage in DAMAGES.items():
        for strength in STRENGTHS:
            yield name, strength, damage(text, strength, random.Random(7))
    for name, change in WHOLE.items():
        yield name, 1, change(text)
    spans = read_all(make_source(text)).targets.spans
    if spans:
        for name, changed in tables_lost(text, spans):
            yield f"table: {name}", 1, changed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=sorted((ROOT / "seeds").glob("*.txt")))
    parser.add_argument("--only", default="", help="damages whose name has this in it")
    arguments = parser.parse_args()
    outcomes: dict[tuple[str, float], list[tuple[str, Outcome]]] = {}
    for path in arguments.files:
        text = path.read_text("utf-8")
        reading = read_all(make_source(text))
        truth, before = rows_of(reading), told_of(check(reading))
        for name, strength, changed in damaged(text):
            if arguments.only in name:
                found = outcome(changed, truth, before)
                outcomes.setdefault((name, strength), []).append((path.stem, found))
    print(
        "| damage | strength | precision | recall | F1 | refused, severe, warning, nothing | wrong, silent | bad and silent | well and doubtful |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for (name, strength), ones in outcomes.items():
        served = [one for _, one in ones if one.said != "refused"]
        precision = sum(one.precision for one in served) / max(len(served), 1)
        recall = sum(one.recall for one in served) / max(len(served), 1)
        mean = 2 * precision * recall / max(precision + recall, 1e-9)
        said = Counter(one.said for _, one in ones)
        counts = " ".join(str(said[word]) for word in ("refused", "severe", "warning", "nothing"))
        wrong = sum(one.wrong for one in served)
        unsaid = sum(one.wrong for one in served if one.said == "nothing")
        silent = [document for document, one in ones if one.is_bad and one.said == "nothing"]
        wolf = [f"{document} ({', '.join(one.codes)})" for document, one in ones if _is_wolf(one)]
        print(
            f"| {name} | {strength} | {precision:.2f} | {recall:.2f} | {mean:.2f} | {counts} | {wrong} {unsaid} | {', '.join(silent)} | {'; '.join(wolf)} |"
        )


def _is_wolf(one: Outcome) -> bool:
    return one.said == "severe" and one.precision >= WELL and one.recall >= WELL


if __name__ == "__main__":
    main()
