"""Score the reading of prose against the annotated documents without a running site.

``python -m tests.gold.offline`` prints the scores of both; ``--verbose`` what is missed, surplus or wrong.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from indicators.reading.observations import read_observations
from indicators.reading.observed import ObservationReading
from indicators.reading.targets import read_targets
from tests.gold import score
from text.context import DocumentContext
from text.outline.outline import Outline, read_outline
from text.sources.source import read_source
from text.tables.tables import read_tables
from text.vocabulary import DocumentKind

HERE = Path(__file__).parent
SEEDS = HERE.parent.parent / "seeds"


def _plan(place: str) -> DocumentContext:
    return DocumentContext(DocumentKind.PLAN, place, ("天津市",), 2020, period_start=2021, period_end=2025)


CONTEXTS = {
    "120101_和平区_十四五规划纲要": _plan("和平区"),
    "120102_河东区_十四五规划纲要": _plan("河东区"),
    "120105_河北区_十四五规划纲要": _plan("河北区"),
    "120110_东丽区_十四五规划纲要": _plan("东丽区"),
    "120102_河东区_2023年政府工作报告": DocumentContext(
        DocumentKind.REPORT, "河东区", ("天津市",), 2022, report_year=2023
    ),
}
GOLD = {"120110_东丽区_十四五规划纲要": "dongli_plan", "120102_河东区_2023年政府工作报告": "hedong_report"}


def read(path: Path, context: DocumentContext) -> tuple[Outline, ObservationReading]:
    """A document as the site reads it: the indicator table is left to its own reader."""
    outline = read_outline(read_source(path))
    targets = read_targets(outline, context, read_tables(outline.source))
    return outline, read_observations(outline, context, skip=targets.spans)


def seed(name: str) -> Path:
    return SEEDS / f"{name}.txt"


def rows(reading: ObservationReading) -> list[dict[str, Any]]:
    """The reading in the form of the API's rows.

    A number that is said of several things at once (均增长15%) is a row of each; the annotations have it once.
    """
    once = {read.raw_start: read for read in reading.observations if read.value is not None}
    return [
        {
            "origin": "prose",
            "subject": read.subject,
            "value": float(read.value),  # pyright: ignore[reportArgumentType] only those with a value are here
            "value_max": None if read.value_max is None else float(read.value_max),
            "unit": read.unit,
            "year": read.year,
            "kind": str(read.kind),
            "comparator": str(read.comparator),
            "measure": str(read.measure),
            "evidence": {"quote": read.evidence.quote, "start": read.evidence.start, "end": read.evidence.end},
        }
        for read in once.values()
    ]


def score_seed(name: str) -> tuple[dict[str, Any], list[Any]]:
    """The score of one annotated seed, and what is wrong in it."""
    gold = json.loads((HERE / f"{GOLD[name]}.json").read_text(encoding="utf-8"))
    _, reading = read(seed(name), CONTEXTS[name])
    return score.score_quantities(gold["quantities"], rows(reading))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--verbose", action="store_true")
    arguments = parser.parse_args()
    for name, annotated in GOLD.items():
        result, wrong = score_seed(name)
        print(annotated, json.dumps(result, ensure_ascii=False))  # noqa: T201
        if arguments.verbose:
            print("\n".join("    " + " | ".join(map(str, entry)) for entry in wrong))  # noqa: T201


if __name__ == "__main__":
    main()
