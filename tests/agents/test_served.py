"""The official client: over HTTP to the real server, by both revisions of the protocol, and over stdio to `manage.py mcp`."""

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

from tests.seeds import ROOT
from tests.serving import environment_of, serving

QUESTIONS: list[tuple[str, dict[str, Any], str]] = [
    ("find_place", {"name": "河东"}, "120102"),
    ("find_indicator", {"name": "高企"}, "high-tech-firms"),
    ("get_figures", {"place": "河东", "indicator": "高企", "years": "2022"}, "155家"),
    ("compare", {"indicator": "一般公共预算收入", "city": "天津"}, "累计完成一般公共预算收入262亿元"),
    ("check_progress", {"place": "河东"}, "achieved 已实现"),
    ("verify_text", {"text": "2022年，河东区一般公共预算收入完成35亿元。"}, "contradicted 不符"),
    ("get_evidence", {"id": "120102-report-2023-o2472"}, "推进创新驱动"),
    ("search", {"words": "养老"}, "完善养老服务体系"),
    ("what_is_missing", {"place": "河东"}, "2022年政府工作报告"),
]


async def session(target: Any, mode: str) -> str:
    """A session of every method. Returns the revision of the protocol that was spoken."""
    async with Client(target, mode=mode) as client:
        tools = await client.list_tools()
        assert {tool.name for tool in tools.tools} == {name for name, _, _ in QUESTIONS}
        for name, arguments, told in QUESTIONS:
            result = await client.call_tool(name, arguments)
            content: Any = result.content[0]
            assert (result.is_error, told in content.text) == (False, True), content.text
            assert orjson.loads(content.text)["revision"] >= 5
        unclear = await client.call_tool("get_figures", {"place": "河冬区"})
        assert (unclear.is_error, "120102" in str(unclear.content)) == (True, True)
        prompt = await client.get_prompt("targets_kept_and_missed", {"place": "河东"})
        assert "check_progress" in str(prompt.messages[0].content)
        documents = await client.list_resources()
        read = await client.read_resource(str(documents.resources[0].uri))
        assert "plan://chapters/" in str(read.contents[0])
        return client.protocol_version


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[str]:
    with serving(django_db_blocker, tmp_path_factory.mktemp("agents")) as address:
        yield address


@pytest.mark.parametrize(("mode", "spoken"), [("auto", "2026-07-28"), ("legacy", "2025-11-25")])
def test_over_http(mode: str, spoken: str, site: str) -> None:
    assert asyncio.run(session(f"{site}/mcp", mode)) == spoken


@pytest.mark.usefixtures("django_db_setup")
def test_over_stdio(django_db_blocker: Any, tmp_path: Path) -> None:
    environment = environment_of(django_db_blocker, tmp_path)
    command = StdioServerParameters(command=sys.executable, args=["manage.py", "mcp"], cwd=ROOT, env=environment)
    assert asyncio.run(session(stdio_client(command), "auto")) == "2026-07-28"
