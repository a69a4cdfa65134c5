"""What each tool answers over the seeds: the figure, its words and where they are; and what it says where it was asked wrongly."""

from types import SimpleNamespace
from typing import Any

import orjson
import pytest
from rest_framework.test import APIClient

from planapi.agents import answers
from planapi.agents import tools as tools_module
from planapi.agents.asking import Asking
from planapi.agents.checking import LONGEST_TEXT, pieces
from planapi.agents.server import called, listed
from planapi.agents.tools import TOOLS

SITE = "http://127.0.0.1:8000"
MOST_TOKENS = 6_000


def call(name: str, /, **arguments: Any) -> dict[str, Any]:
    result = called(TOOLS[name], arguments, Asking.at(SITE))
    assert not result.is_error, result.content
    return orjson.loads(text_of(result))


def refusal(name: str, /, **arguments: Any) -> dict[str, Any]:
    result = called(TOOLS[name], arguments, Asking.at(SITE))
    assert result.is_error, result.content
    return orjson.loads(text_of(result))


def text_of(result: Any) -> str:
    return result.content[0].text


def found_in(answer: Any, *path: Any) -> Any:
    for step in path:
        answer = answer[step]
    return answer


ASKED: list[tuple[str, dict[str, Any], tuple[Any, ...], Any]] = [
    ("find_place", {"name": "河东"}, ("places", 0, "code"), "120102"),
    ("find_place", {"name": "Hedong District"}, ("places", 0, "documents"), ["120102-plan-2021", "120102-report-2023"]),
    ("find_place", {"name": "河冬区"}, ("match",), "nearest"),
    ("find_place", {"name": "绝无此地绝无此地"}, ("match",), "none"),
    ("find_indicator", {"name": "高企"}, ("indicators", 0, "slug"), "high-tech-firms"),
    ("find_indicator", {"name": "gdp growth", "place": "东丽"}, ("indicators", 0, "unit"), "%"),
    ("get_figures", {"place": "河东", "indicator": "高企", "years": "2022"}, ("figures", 0, "printed"), "155家"),
    ("get_figures", {"place": "河东", "indicator": "高企", "kind": "target"}, ("figures", 0, "kind"), "目标"),
    ("get_figures", {"document": "120102-report-2023", "subject": "雏鹰企业"}, ("figures", 0, "value"), 123),
    ("get_figures", {"place": "河东", "indicator": "高企", "years": "1999"}, ("figures",), []),
    ("compare", {"indicator": "高企", "places": ["河东", "东丽"], "years": "2022"}, ("cells", 0, "value"), 155),
    ("compare", {"indicator": "高企", "places": ["河东"], "years": "2021,2022"}, ("not_stated",), ["河东区 2021"]),
    (
        "check_progress",
        {"place": "河东", "indicator": "高企", "status": "achieved"},
        ("targets", 0, "result", "printed"),
        "155家",
    ),
    ("check_progress", {"place": "河东"}, ("counts", "achieved 已实现"), 3),
    ("verify_text", {"text": "2022年，河东区国家高新技术企业达到155家。"}, ("claims", 0, "verdict"), "supported 有据"),
    (
        "verify_text",
        {"text": "今年一般公共预算收入完成35亿元。", "place": "河东", "year": 2022},
        ("verdicts",),
        {"contradicted 不符": 1},
    ),
    ("get_evidence", {"id": "120102-report-2023-o2472"}, ("quote",), "区内国家高新技术企业达到\n\n155家"),
    ("get_evidence", {"id": "120102-plan-2021-t7"}, ("place",), "河东区"),
    ("get_evidence", {"id": "120102-plan-2021-t7-target"}, ("document", "slug"), "120102-plan-2021"),
    ("search", {"words": "养老", "type": "project", "limit": 2}, ("hits", 0, "type"), "项目"),
    ("search", {"words": "绝无此词"}, ("hits",), []),
    (
        "what_is_missing",
        {"place": "河东", "indicator": "高企", "years": "2021"},
        ("years", 0, "status"),
        "not_stated 未载明",
    ),
    ("what_is_missing", {"place": "河东"}, ("missing_documents", "120102-report-2022"), "2022年政府工作报告"),
]


@pytest.mark.parametrize(("name", "arguments", "path", "expected"), ASKED, ids=lambda value: str(value)[:40])
def test_a_tool_answers(name: str, arguments: dict[str, Any], path: tuple[Any, ...], expected: Any, db: None) -> None:
    answer = call(name, **arguments)
    assert found_in(answer, *path) == expected
    assert answer["revision"] >= 5


CITED = [(name, arguments) for name, arguments, _, expected in ASKED if expected not in ([], "nearest", "none")]


@pytest.mark.parametrize(("name", "arguments"), CITED, ids=lambda value: str(value)[:40])
def test_every_figure_has_a_page_that_shows_it_and_every_document_a_citation(
    name: str, arguments: dict[str, Any], db: None, api_client: APIClient
) -> None:
    answer = call(name, **arguments)
    rows = [row for row in walk(answer) if "quote" in row]
    assert all(row.get("evidence") for row in rows)
    for row in rows[:3]:
        page = api_client.get(row["evidence"].removeprefix(SITE))
        assert (page.status_code, row["quote"].split()[-1] in page.content.decode()) == (200, True)
    for document in {row["document"] for row in rows if isinstance(row.get("document"), str)}:
        assert f"/{document}/text/?revision={answer['revision']}" in answer["sources"][document]


def walk(answer: Any) -> list[dict[str, Any]]:
    if isinstance(answer, list):
        return [found for one in answer for found in walk(one)]
    if isinstance(answer, dict):
        return [answer, *(found for one in answer.values() for found in walk(one))]
    return []


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("get_figures", {}, "Give at least one of place, indicator, document, subject"),
        ("get_figures", {"plaze": "河东"}, "Did you mean 'place'? It takes place, indicator"),
        ("get_figures", {"place": "河东", "years": "去年"}, "Give 2025, or 2021,2023, or 2020-2025"),
        ("get_figures", {"place": "河东", "limit": 500}, "limit: 500 is greater than the maximum of 25"),
        ("get_figures", {"place": "河东", "kind": "real"}, "'actual', 'estimate', 'target'"),
        ("get_figures", {"place": "河东", "cursor": "x"}, "cursor:"),
        ("get_figures", {"place": "河东", "revision": 99_999}, "there is no such revision"),
        ("get_figures", {"document": "120102-plan-2020"}, "Did you mean “120102-plan-2021”?"),
        ("get_figures", {"place": "\x00"}, "place: there is nothing in it, or a NUL character"),
        ("get_figures", {"place": "区" * 101}, "place: has 101 characters, and can have 100"),
        ("find_place", {}, "'name' is a required property"),
        ("compare", {"indicator": "高企", "places": ["河东"] * 21}, "places: has 21 entries, and can have 20"),
        ("verify_text", {"text": "一" * (LONGEST_TEXT + 1)}, "text: has 4001 characters, and can have 4000"),
        ("get_evidence", {"id": "o2472"}, "ids look like 120102-report-2023-o2472"),
        ("get_evidence", {"id": "120102-report-2023-o1"}, "There is no observation '120102-report-2023-o1'"),
        ("search", {"words": "一 二 三 四 五 六 七 八 九"}, "must be at most 8 words"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_is_asked_wrongly_is_told(name: str, arguments: dict[str, Any], told: str, db: None) -> None:
    assert told in refusal(name, **arguments)["error"]


@pytest.mark.parametrize(
    ("name", "arguments", "candidate"),
    [
        (
            "get_figures",
            {"place": "河冬区"},
            {"code": "120102", "name": "河东区", "name_en": "Hedong District", "in": "天津市"},
        ),
        (
            "get_figures",
            {"indicator": "高新企业数"},
            {
                "slug": "high-tech-firms",
                "name": "国家高新技术企业数量",
                "name_en": "National high-tech firms",
                "unit": "家",
            },
        ),
    ],
)
def test_a_name_that_is_nothing_s_has_candidates(
    name: str, arguments: dict[str, Any], candidate: dict[str, Any], db: None
) -> None:
    answer = refusal(name, **arguments)
    assert candidate in answer["candidates"]


def test_a_place_that_is_known_and_not_held_is_told_apart_from_one_that_is_not_known(db: None) -> None:
    assert "is 110105 北京市朝阳区" in refusal("get_figures", place="朝阳")["error"]
    assert "nothing here is called '东东东东'" in refusal("get_figures", place="东东东东")["error"]


def test_pages_follow_one_another(db: None) -> None:
    first = call("get_figures", place="河东", limit=3)
    second = call("get_figures", place="河东", limit=3, cursor=first["next"])
    assert len({row["id"] for row in first["figures"] + second["figures"]}) == 6


def test_an_answer_can_be_of_an_earlier_revision(db: None) -> None:
    now = call("find_place", name="河东")["revision"]
    assert (call("get_figures", place="河东", revision=now - 1)["revision"]) == now - 1
    assert f"?revision={now - 1}" in call("search", words="养老", revision=now - 1)["hits"][0]["evidence"]


def test_an_answer_is_of_one_revision() -> None:
    """A document comes in between two questions of a tool: it asks again, of the later revision."""
    asked: list[int | None] = []

    def answer(asking: Asking, arguments: dict[str, Any]) -> dict[str, Any]:
        asked.append(asking.revision)
        asking.seen |= {4, 5} if asking.revision is None else {asking.revision}
        return {}

    tool = tools_module.AgentTool("get_figures", "", "", {}, answer)
    assert orjson.loads(text_of(called(tool, {}, Asking.at(SITE)))) == {"revision": 5}
    assert asked == [None, 5]


def test_a_fault_of_ours_is_told_without_its_words(caplog: Any) -> None:
    def fail(asking: Asking, arguments: dict[str, Any]) -> dict[str, Any]:
        raise RuntimeError("secret")

    result = called(tools_module.AgentTool("get_figures", "", "", {}, fail), {}, Asking.at(SITE))
    assert (result.is_error, "secret" in text_of(result), "Error in the tool get_figures" in caplog.text) == (
        True,
        False,
        True,
    )


def test_a_long_text_is_checked_in_parts_and_whole(db: None) -> None:
    filling = "全区上下齐心协力，推动各项工作再上新台阶。" * 60
    text = f"2022年，河东区国家高新技术企业达到155家。{filling}2022年，河东区一般公共预算收入完成35亿元。"
    assert len(pieces(text)) == 2
    assert "".join(pieces(text)) == text
    assert call("verify_text", text=text)["verdicts"] == {"supported 有据": 1, "contradicted 不符": 1}


def test_the_list_of_tools_is_short() -> None:
    """A token is four characters of English, and at most one and a half of Chinese."""
    text = orjson.dumps([tool.model_dump(by_alias=True, exclude_none=True, mode="json") for tool in listed()]).decode()
    chinese = sum(char >= "⺀" for char in text)
    assert 7 <= len(TOOLS) <= 9
    assert (len(text) - chinese) / 4 + chinese * 1.5 <= MOST_TOKENS


@pytest.mark.parametrize("name", TOOLS)
def test_every_argument_is_described_and_bounded(name: str) -> None:
    for argument in TOOLS[name].schema["properties"].values():
        assert argument["description"]
        assert argument.keys() & {"maxLength", "maximum", "maxItems", "enum", "minimum"}


def test_a_baseline_that_is_a_fall_says_so() -> None:
    begun = {"raw": "0.4%", "direction": "fall", "year": 2020}
    told = ("status", "status_zh", "reason_zh", "share_done", "share_elapsed", "target", "outcome", "indicator")
    row = dict.fromkeys(told) | {"district": {"name": "河西区"}, "name": "", "target_year": 2025, "baseline": begun}
    asking: Any = SimpleNamespace(get=lambda *_, **__: {"results": [row], "next": None}, seen=set())
    answer = answers.check_progress(asking, {"document": "120103-plan-2021", "status": "no_data"})
    assert answer["targets"][0]["baseline"] == {"printed": "0.4%", "direction": "下降", "when": 2020}
