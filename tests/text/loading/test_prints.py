"""What LibreOffice and Chromium print of a document is read as the document is: the same figures, the same targets, the same headings."""

import io
import zipfile
from collections import Counter
from collections.abc import Sequence

import pytest

from planapi.reading import Reading, read_all
from tests.cases import observations, outline
from tests.seeds import FILES, SEEDS
from tests.text.loading.making import (
    Block,
    blocks_of,
    needs_chromium,
    needs_libreoffice,
    open_document,
    pdf_by_chromium,
    pdf_by_libreoffice,
    pdf_of_open_document,
    web_page,
)
from text.loading.loaded import Loaded
from text.loading.pdf import load_pdf
from text.sources.source import make_source

pytestmark = pytest.mark.slow


def targets(reading: Reading) -> list[str]:
    """All that a row of the indicator table says, but for where it stands."""
    said: list[str] = []
    for row in reading.rows.targets:
        one = row.read
        sides = [
            (
                side.year,
                "".join((side.raw or "").split()),
                side.value,
                side.value_max,
                side.comparator,
                side.span,
                side.period_start,
            )
            for side in (one.baseline, one.target)
        ]
        said.append(repr((one.seq, one.category, one.name, one.unit, one.nature, one.measure, sides, row.indicator)))
    return said


def share(expected: Sequence[str], found: Sequence[str]) -> float:
    """How many of both are the same."""
    same = (Counter(expected) & Counter(found)).total()
    return 2 * same / (len(expected) + len(found)) if expected or found else 1.0


def compare(text: str, loaded: Loaded) -> None:
    expected, found = (read_all(make_source(one, name="plan")) for one in (text, loaded.text))
    assert Counter(targets(found)) == Counter(targets(expected))
    assert share(observations(expected), observations(found)) >= 0.99, Counter(observations(expected)) - Counter(
        observations(found)
    )
    assert share(outline(expected), outline(found)) >= 0.98, Counter(outline(expected)) - Counter(outline(found))


@needs_libreoffice
@pytest.mark.parametrize("name", FILES)
def test_a_print_of_libreoffice(name: str) -> None:
    text = (SEEDS / FILES[name]).read_text(encoding="utf-8")
    loaded = load_pdf(pdf_of_open_document(open_document(blocks_of(text), contents=True)), name)
    assert {"running_head", "page_number"} <= {one.what for one in loaded.omitted}
    assert loaded.pages
    compare(text, loaded)


@needs_chromium
@pytest.mark.parametrize("name", FILES)
def test_a_print_of_chromium(name: str) -> None:
    text = (SEEDS / FILES[name]).read_text(encoding="utf-8")
    loaded = load_pdf(pdf_by_chromium(web_page(blocks_of(text))), name)
    assert "running_head" in {one.what for one in loaded.omitted}
    compare(text, loaded)


SENTENCE = (
    "全区深入推进供给侧结构性改革，经济社会发展取得显著成就，综合实力持续增强，民生福祉不断改善，城乡面貌发生深刻变化。"
)
NOTED = [
    Block("h1", "第一章 发展基础"),
    Block(
        "p",
        "2020年地区生产总值达到360<note>数据来源为统计公报。</note>亿元，占地12km<sup>2</sup>，PM<sub>2.5</sub>平均浓度为44微克/m<sup>3</sup>。",
    ),
    *(Block("p", f"{number}是{SENTENCE * 3}") for number in "一二三四五六七八九"),
    Block("p", "常住人口85<note>不含流动人口。</note>万人。"),
    Block("h2", "第一节 发展环境"),
    *(Block("p", f"{number}是{SENTENCE * 3}") for number in "一二三四五六七八九"),
]


@needs_libreoffice
@pytest.mark.parametrize("size", [10.5, 12, 16])
def test_notes_heads_and_raised_signs_of_libreoffice(size: float) -> None:
    loaded = load_pdf(pdf_of_open_document(open_document(NOTED, size=size)), "plan.pdf")
    lines = [line for line in loaded.text.split("\n") if line]
    assert lines == [
        "第一章 发展基础",
        "2020年地区生产总值达到360亿元，占地12km²，PM₂.₅平均浓度为44微克/m³。",
        *(f"{number}是{SENTENCE * 3}" for number in "一二三四五六七八九"),
        "常住人口85万人。",
        "第一节 发展环境",
        *(f"{number}是{SENTENCE * 3}" for number in "一二三四五六七八九"),
        "[1]数据来源为统计公报。",
        "[2]不含流动人口。",
    ]
    assert {one.what for one in loaded.omitted} == {"page_number", "running_head", "footnote_mark"}


RAISED = """<p>2020年地区生产总值达到360<sup>1</sup>亿元，占地12km<sup>2</sup>，PM<sub>2.5</sub>平均浓度为44微克/m<sup>3</sup>，用水3.2×10<sup>4</sup>吨，实施“一老一小”<sup>[2]</sup>工程。</p>"""
READ = "2020年地区生产总值达到360亿元，占地12km²，PM₂.₅平均浓度为44微克/m³，用水3.2×10⁴吨，实施“一老一小”工程。"
PAGE = '<!DOCTYPE html><html lang="zh"><meta charset="utf-8"><style>@page {{ margin: 2cm }}</style><body style="font-family: \'Noto Serif CJK SC\'; font-size: {size}pt">{body}</body></html>'


@needs_chromium
@pytest.mark.parametrize("size", [10.5, 16])
def test_raised_signs_of_chromium(size: float) -> None:
    loaded = load_pdf(pdf_by_chromium(PAGE.format(size=size, body=RAISED)), "plan.pdf")
    assert [line for line in loaded.text.split("\n") if line] == [READ]


@needs_libreoffice
def test_raised_signs_of_a_web_page_in_libreoffice() -> None:
    loaded = load_pdf(pdf_by_libreoffice(PAGE.format(size=12, body=RAISED).encode()), "plan.pdf")
    assert [line for line in loaded.text.split("\n") if line] == [READ]


TABLE = """<table border="1" style="border-collapse: collapse; width: 100%; font-size: 10pt">
<tr><td rowspan="2">类别</td><td rowspan="2">指标</td><td colspan="2">目标</td><td rowspan="2" style="width: 34pt">总投资</td></tr><tr><td>2020年</td><td>2025年</td></tr>
<tr><td rowspan="2">经济</td><td>研发投入强度（%）</td><td>2.1</td><td>3.0</td><td style="word-break: break-all">1234567.89</td></tr>
<tr><td>生产总值（亿元）</td><td>300</td><td>360</td><td>—</td></tr></table>"""
ROWS = [
    "| 类别 | 指标 | 目标 | 目标 | 总投资 |",
    "| 类别 | 指标 | 2020年 | 2025年 | 总投资 |",
    "| 经济 | 研发投入强度（%） | 2.1 | 3.0 | 1234567.89 |",
    "| 经济 | 生产总值（亿元） | 300 | 360 | — |",
]


@needs_chromium
def test_merged_cells_and_a_broken_figure_of_chromium() -> None:
    loaded = load_pdf(pdf_by_chromium(PAGE.format(size=12, body=TABLE)), "plan.pdf")
    assert [line for line in loaded.text.split("\n") if line] == ROWS


@needs_libreoffice
def test_merged_cells_of_libreoffice() -> None:
    loaded = load_pdf(pdf_by_libreoffice(PAGE.format(size=12, body=TABLE).encode()), "plan.pdf")
    assert [line for line in loaded.text.split("\n") if line] == ROWS


def tracked() -> bytes:
    """A Word file in which 360 was replaced by 380 while changes were tracked."""
    who = 'w:id="{}" w:author="a" w:date="2024-01-01T00:00:00Z"'
    body = (
        "<w:p><w:r><w:t>地区生产总值达到</w:t></w:r>"
        f"<w:del {who.format(1)}><w:r><w:delText>360</w:delText></w:r></w:del><w:ins {who.format(2)}><w:r><w:t>380</w:t></w:r></w:ins>"
        "<w:r><w:t>亿元。</w:t></w:r></w:p>"
    )
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>',
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as container:
        for name, part in parts.items():
            container.writestr(name, part)
    return made.getvalue()


@needs_libreoffice
def test_what_was_deleted_while_changes_were_tracked() -> None:
    loaded = load_pdf(pdf_by_libreoffice(tracked()), "plan.pdf")
    assert loaded.text.strip() == "地区生产总值达到380亿元。"
    assert [(one.what, one.sample) for one in loaded.omitted] == [("deleted_text", "360")]
