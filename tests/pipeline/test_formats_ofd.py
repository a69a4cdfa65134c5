"""The documents of the seeds as OFD files give what their texts give, and files of several formats are ingested with the places of what was read."""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from districts.models import Document
from planapi.ingest import ingest
from planapi.reading import Reading, read_all
from planapi.tasks import parts_of
from tests.cases import observations, outline, parks, projects, targets, terms
from tests.seeds import FILES, seed
from tests.text.loading.making import Block, blocks_of
from tests.text.loading.ofd_maker import Block as Piece
from tests.text.loading.ofd_maker import Manner, make_ofd, zipped
from text.loading.ofd import load_ofd
from text.sources.source import make_source

MANNERS = {
    name: Manner(template="国民经济和社会发展规划")
    if index % 2
    else Manner(absolute=True, shuffled=True, rows_whole=True, deltas="each")
    for index, name in enumerate(FILES)
}


@cache
def as_text(name: str) -> Reading:
    return read_all(seed(name), district_code=FILES[name][:6])


@cache
def as_ofd(name: str) -> Reading:
    loaded = load_ofd(make_ofd([_set(block) for block in blocks_of(seed(name).text)], MANNERS[name]), FILES[name])
    return read_all(make_source(loaded.text, name=FILES[name]), district_code=FILES[name][:6])


def _set(block: Block) -> Piece:
    """A block as the maker of OFD files has it, with raised signs as it writes them."""
    if block.kind == "table":
        return [[_plain(cell) for cell in row] for row in block.rows]
    if block.kind == "box":
        return tuple(_plain(row[0]) for row in block.rows)
    return _plain(block.text)


def _plain(text: str) -> str:
    return re.sub(r"</?su[bp]>", "", text)


@pytest.mark.parametrize("name", FILES)
def test_the_outline_is_the_same(name: str) -> None:
    expected, found = Counter(outline(as_text(name))), Counter(outline(as_ofd(name)))
    assert (expected & found).total() >= 0.98 * max(expected.total(), found.total())


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("rows", [observations, projects, parks, terms])
def test_the_rows_are_the_same(name: str, rows: Callable[[Reading], list[str]]) -> None:
    expected, found = Counter(rows(as_text(name))), Counter(rows(as_ofd(name)))
    assert (expected & found).total() >= 0.99 * max(expected.total(), found.total())


@pytest.mark.parametrize("name", FILES)
def test_the_targets_are_the_same(name: str) -> None:
    assert targets(as_ofd(name)) == targets(as_text(name))


PLAN = [
    "{}国民经济和社会发展第十四个五年规划纲要",
    "第一章 发展目标",
    "到2025年，全县生产总值达到360⟦1⟧亿元，新增企业155家，森林覆盖率达到35%。",
]
SHEET = "{}“十四五”时期经济社会发展主要指标,,,\n序号,指标,2020年,2025年\n1,地区生产总值（亿元）,300,360\n2,常住人口城镇化率（%）,65.2,70\n"


@pytest.mark.django_db
def test_a_zip_of_several_formats_is_ingested_document_by_document(tmp_path: Path) -> None:
    path = tmp_path / "附件.zip"
    ofd = make_ofd([PLAN[0].format("涉县"), *PLAN[1:]])
    path.write_bytes(
        zipped({"纲要.ofd": ofd, "指标.csv": SHEET.format("嵩县").encode("gbk"), "__MACOSX/._纲要.ofd": "x"})
    )
    parts = parts_of(path)
    assert [member for _, member in parts] == ["纲要.ofd", "指标.csv"]
    for file, member in parts:
        ingest(file, member=member)

    plan, table = (Document.objects.get(source_name=f"附件.zip/{member}") for _, member in parts)
    assert (plan.district.code, plan.media_type, plan.pages) == ("130426", "application/ofd", 1)
    assert (table.district.code, table.media_type, table.pages) == ("410325", "text/csv", None)
    assert plan.observations.filter(value=360, year=2025, unit="亿元").exists()
    assert not plan.observations.filter(value=3601).exists()
    assert {one["what"] for one in plan.omitted} == {"footnote_mark", "page_number"}
    assert [one.name for one in table.targets.order_by("seq")] == ["地区生产总值", "常住人口城镇化率"]
