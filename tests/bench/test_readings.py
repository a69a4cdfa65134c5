"""The reading diff: what two commits read differently is told row by row, and nothing else is."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bench.readings import __main__ as command
from bench.readings.compare import compare, grouped
from bench.readings.show import show
from tests.seeds import ROOT

HEAD = "天津市南开区国民经济和社会发展第十四个五年规划纲要\n第一章 发展基础\n"


def line(kind: str, document: str = "a.txt", **row: Any) -> dict[str, Any]:
    return {"document": document, "kind": kind, "row": row}


def number(start: int, raw: str, **more: Any) -> dict[str, Any]:
    return line("observations", subject="企业", raw=raw, raw_start=start, raw_end=start + len(raw), quote=raw, **more)


def differences(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[tuple[str, str, tuple[str, ...]]]:
    found = compare(grouped(before), grouped(after))
    return [(one.what, one.kind, one.columns) for one in found.changes]


def test_a_value_read_otherwise_is_a_change_and_neither_lost_nor_new() -> None:
    before = [number(5, "15家", value="15", unit="家"), number(20, "3个", value="3", unit="个")]
    after = [number(5, "15家", value="15", unit="户"), number(20, "3个", value="3", unit="个")]
    assert differences(before, after) == [("changed", "observations", ("unit",))]


def test_a_number_read_with_more_of_its_words_is_a_change() -> None:
    assert differences([number(6, "600")], [number(4, "超过600余个")]) == [
        ("changed", "observations", ("raw", "raw_start", "raw_end", "quote"))
    ]


def test_two_names_at_one_place_keep_their_own_rows() -> None:
    before = [line("projects", name="甲桥", key_start=4), line("projects", name="乙路", key_start=4)]
    after = [
        line("projects", name="乙路", key_start=4, box="专栏1"),
        line("projects", name="甲桥", key_start=4, box=None),
    ]
    before = [one | {"row": one["row"] | {"box": None}} for one in before]
    assert differences(before, after) == [("changed", "projects", ("box",))]


def test_what_moved_in_the_text_is_a_change_of_its_place() -> None:
    before = [line("terms", term="雏鹰企业", start=10, end=14, quote="雏鹰企业")]
    after = [line("terms", term="雏鹰企业", start=90, end=94, quote="雏鹰企业")]
    assert differences(before, after) == [("changed", "terms", ("start", "end"))]


def test_a_document_that_is_refused_now_is_told_with_its_reason() -> None:
    before = [line("document", slug="120104-plan-2021"), number(5, "15家")]
    after = [line("refused", reason="of no known kind")]
    assert differences(before, after) == [
        ("new", "refused", ()),
        ("lost", "document", ()),
        ("lost", "observations", ()),
    ]
    assert "of no known kind" in show(compare(grouped(before), grouped(after)), title="")


def test_a_column_that_one_side_lacks_is_named_and_changes_no_row() -> None:
    found = compare(grouped([number(5, "15家")]), grouped([number(5, "15家", caveat="约数")]))
    assert found.changes == ()
    assert found.columns == {"observations": ("caveat",)}
    assert "only one side has caveat" in show(found, title="")


def test_both_forms_give_each_row_with_its_quote() -> None:
    before = [number(5, "15家", unit="家"), number(20, "3*个", unit="个")]
    after = [number(5, "15家", unit="户"), line("refused", document="b.txt", reason="no text")]
    found = compare(grouped(before), grouped(after))
    assert show(found, title="Read").splitlines() == [
        "Read",
        "  observations: 0 new, 1 lost, 1 changed",
        "  refused: 1 new, 0 lost, 0 changed",
        "",
        "a.txt: observations",
        "  ~ @5 企业 15家",
        "      unit: 家 → 户",
        "      「15家」",
        "  - @20 企业 3*个",
        "      subject 企业, raw 3*个, unit 个",
        "      「3*个」",
        "",
        "b.txt: refused",
        "  + ",
        "      reason no text",
    ]
    markdown = show(found, title="Read", markdown=True)
    assert "| observations | 0 | 1 | 1 |" in markdown
    assert "- **lost** @20 企业 3\\*个\n" in markdown
    assert "  - unit: 家 → 户\n  - 「15家」\n" in markdown


def test_a_dump_has_every_kind_of_row_linked_and_every_refusal(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(
        HEAD + "2020年，国家高新技术企业达到155家。\n新建海河桥工程，投资0.36亿元。\n", "utf-8"
    )
    (tmp_path / "page.html").write_text("<html><body>第一章</body></html>", "utf-8")
    (tmp_path / "cases.jsonl").write_text(json.dumps({"text": "政府工作报告"}) + "\n", "utf-8")
    (tmp_path / "README.md").write_text("not a document", "utf-8")
    done = subprocess.run(
        [sys.executable, command.DUMP, ROOT, tmp_path], capture_output=True, text=True, encoding="utf-8", check=True
    )
    lines = [json.loads(one) for one in done.stdout.splitlines()]
    refused = {one["document"]: one["row"]["reason"] for one in lines if one["kind"] == "refused"}
    assert set(refused) == {"page.html", "cases.jsonl:1"}
    assert "HTML" in refused["page.html"]
    rows = {one["kind"]: one["row"] for one in reversed(lines) if one["document"] == "report.txt"}
    assert set(rows) >= {"document", "chapters", "observations", "numerals", "projects"}
    assert (rows["observations"]["value"], rows["observations"]["indicator"]) == ("155", "high-tech-firms")
    assert rows["projects"]["investment_cny"] == "36000000"


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
def test_what_a_changed_reader_reads_is_compared_with_the_commit_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project, document = tmp_path / "project", tmp_path / "plan.txt"
    document.write_text(HEAD + "2020年，国家高新技术企业达到155家。\n", "utf-8")
    for package in ("text", "districts", "indicators", "projects", "planapi"):
        shutil.copytree(ROOT / package, project / package, ignore=shutil.ignore_patterns("__pycache__"))
    git = ["git", "-C", str(project), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for words in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "Read it"]):
        subprocess.run([*git, *words], check=True)
    catalogue = project / "indicators/data/catalogue.toml"
    catalogue.write_text(catalogue.read_text("utf-8").replace('"high-tech-firms"', '"high-tech-firms-2"'), "utf-8")
    monkeypatch.setattr(command, "ROOT", project)

    command.main(["--from", "HEAD", str(document)])

    assert capsys.readouterr().out.splitlines()[1:] == [
        "  observations: 0 new, 0 lost, 1 changed",
        "",
        "plan.txt: observations",
        "  ~ @51 国家高新技术企业 155家",
        "      indicator: high-tech-firms → high-tech-firms-2",
        "      「国家高新技术企业达到155家」",
    ]
    listed = subprocess.run([*git, "worktree", "list"], capture_output=True, text=True, check=True)
    assert len(listed.stdout.splitlines()) == 1
