"""The tools as a model is told of them, written by hand: nine questions that people ask of plans, each in one call.

The list of them is read by a model before every conversation, so it is short: a test counts it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from planapi.agents.answers import (
    MOST_PLACES,
    MOST_ROWS,
    USUAL_ROWS,
    Arguments,
    check_progress,
    compare,
    find_indicator,
    find_place,
    get_evidence,
    get_figures,
    search,
    verify_text,
    what_is_missing,
)
from planapi.agents.asking import Asking
from planapi.agents.checking import LONGEST_TEXT
from text.vocabulary import HitType, ObservationKind, ProgressStatus, Word


@dataclass(frozen=True, slots=True)
class AgentTool:
    """One tool: what a model is told of it, and what answers."""

    name: str
    title: str
    description: str
    properties: dict[str, Any]
    answer: Callable[[Asking, Arguments], dict[str, Any]]
    required: tuple[str, ...] = ()

    @property
    def schema(self) -> dict[str, Any]:
        """The JSON Schema of its arguments."""
        properties = {**self.properties, "revision": REVISION}
        return {
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
            **({"required": list(self.required)} if self.required else {}),
        }


def _text(description: str, longest: int = 100) -> dict[str, Any]:
    return {"type": "string", "maxLength": longest, "description": description}


def _words(words: type[Word], description: str) -> dict[str, Any]:
    labelled = ", ".join(f"{one.value} {one.zh}" for one in words)
    return {"type": "string", "enum": [one.value for one in words], "description": f"{description}: {labelled}"}


REVISION = {"type": "integer", "minimum": 1, "description": "Answer as of this revision"}
PLACE = _text("Code or name: 120102, 河东区")
INDICATOR = _text("Slug or name: gdp-growth, 高企")
YEARS = _text("2025, or 2021,2023, or 2020-2025")
DOCUMENT = _text("Slug: 120102-plan-2021")
LIMIT = {"type": "integer", "minimum": 1, "maximum": MOST_ROWS, "description": f"Rows, {USUAL_ROWS} if not given"}
CURSOR = _text("`next` of the page before, with the same arguments", 2_000)

TOOLS: dict[str, AgentTool] = {
    tool.name: tool
    for tool in (
        AgentTool(
            "find_place",
            "找地方",
            "Find a district, city or province by name (Chinese, short or full, or English). Gives codes and the documents held.",
            {"name": _text("河东, 天津市河东区, Hedong District")},
            find_place,
            ("name",),
        ),
        AgentTool(
            "find_indicator",
            "找指标",
            "Find indicators of the catalogue by what people call them. Gives slug, unit, definition; with a place, how many figures it has of each.",
            {"name": _text("GDP, 高企, 森林覆盖率"), "place": PLACE},
            find_indicator,
            ("name",),
        ),
        AgentTool(
            "get_figures",
            "查数",
            "Dated figures that documents state, with unit, year, kind (actual, estimate, target), the exact quote and its evidence page. "
            "Give a place, an indicator, a document or a subject.",
            {
                "place": PLACE,
                "indicator": INDICATOR,
                "subject": _text("Words in what the figure is of, where there is no indicator: 充电桩"),
                "years": YEARS,
                "kind": _words(ObservationKind, "Kind"),
                "document": DOCUMENT,
                "limit": LIMIT,
                "cursor": CURSOR,
            },
            get_figures,
        ),
        AgentTool(
            "compare",
            "比较",
            "One indicator over places and years, converted to one unit and span. Says which cells can't be compared, and why. Never rank across "
            "cells that are not comparable.",
            {
                "indicator": INDICATOR,
                "places": {
                    "type": "array",
                    "items": PLACE,
                    "maxItems": MOST_PLACES,
                    "description": "All places that state it, if not given",
                },
                "city": _text("All divisions directly below it: 天津市"),
                "years": YEARS,
            },
            compare,
            ("indicator",),
        ),
        AgentTool(
            "check_progress",
            "目标进度",
            "Targets beside the latest stated results: kept, on the way, missed, or not comparable, and why. Counts by status, then targets one by one.",
            {
                "place": PLACE,
                "document": DOCUMENT,
                "indicator": INDICATOR,
                "status": _words(ProgressStatus, "Status"),
                "limit": LIMIT,
                "cursor": CURSOR,
            },
            check_progress,
        ),
        AgentTool(
            "verify_text",
            "核对文字",
            "Check each number of a Chinese text (a sentence, a press release) against what documents state: supported, contradicted, not stated, not "
            "checkable, with quotes. Use it before repeating any figure.",
            {
                "text": _text("The text, unchanged", LONGEST_TEXT),
                "place": _text("Place that it is about, if the text does not say so"),
                "document": _text("Compare with this document alone"),
                "year": {
                    "type": "integer",
                    "minimum": 1949,
                    "maximum": 2100,
                    "description": "What 今年 is in the text",
                },
            },
            verify_text,
            ("text",),
        ),
        AgentTool(
            "get_evidence",
            "出处",
            "Where a row comes from: its quote in its sentence, chapters, document, and how to cite it (GB/T 7714, Chinese, English).",
            {"id": _text("Id of any row: 120102-report-2023-o2472")},
            get_evidence,
            ("id",),
        ),
        AgentTool(
            "search",
            "搜索",
            "Full text search over chapters, figures, projects, parks, terms and indicators. Words separated by spaces must all match.",
            {
                "words": _text('养老 or "智慧 社区"'),
                "type": _words(HitType, "Type"),
                "place": PLACE,
                "document": DOCUMENT,
                "limit": LIMIT,
                "cursor": CURSOR,
            },
            search,
            ("words",),
        ),
        AgentTool(
            "what_is_missing",
            "缺什么",
            "Tells apart: stated, not stated, not understood by us, and document not held. With an indicator by year; without one, of a place. "
            "Ask before saying that a plan does not mention something.",
            {"place": PLACE, "indicator": INDICATOR, "years": YEARS},
            what_is_missing,
            ("place",),
        ),
    )
}
