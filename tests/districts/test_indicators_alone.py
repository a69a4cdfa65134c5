"""A file that is nothing but the indicator table of a plan is read as a plan."""

import pytest

from tests.cases import read
from text.errors import UnknownDistrict, UnknownKind
from text.loading.html import load_html

TABLE = """<p>共 2 项指标。</p><table><tr><th>类别</th><th>指标</th><th>2025 年</th><th>2030 年</th><th>年均/累计</th><th>属性</th></tr>
<tr><td>创新驱动</td><td>1. 全社会研发经费投入增长(%)</td><td>9.1</td><td>—</td><td>&gt;7</td><td>预期性</td></tr>
<tr><td>民生福祉</td><td>2. 3 岁以下婴幼儿入托率提高(百分点)</td><td>—</td><td>—</td><td>〔6〕</td><td>预期性</td></tr>
<tr><td>绿色低碳</td><td>3. 森林覆盖率(%)</td><td>25.1*</td><td>25.8</td><td>—</td><td><strong>约束性</strong></td></tr></table>
<p>注:①〔〕为 5 年累计数。②带 * 的为 2024 年数据。</p>"""


@pytest.mark.parametrize(
    "title",
    ["“十五五”时期经济社会发展主要指标", "“十五五”时期国民经济和社会发展主要指标表"],
)
def test_table_of_the_nation(title: str) -> None:
    text = load_html(f"<h1>{title}</h1>{TABLE}".encode(), "table.html").text
    reading = read(text, district="100000")
    assert reading.document.slug == "100000-plan-2026"
    said = [
        (
            row.seq,
            row.name,
            row.baseline and row.baseline.raw,
            row.target and row.target.raw,
            row.target and row.target.span,
        )
        for row in reading.targets.targets
    ]
    assert said == [
        (1, "全社会研发经费投入增长", "9.1", ">7", "annual_average"),
        (2, "3岁以下婴幼儿入托率提高", "—", "〔6〕", "cumulative"),
        (3, "森林覆盖率", "25.1*", "25.8", "point"),
    ]
    with pytest.raises(UnknownDistrict, match="--district"):
        read(text)


def test_any_other_table_is_none() -> None:
    with pytest.raises(UnknownKind):
        read(load_html(f"<h1>2025年主要指标</h1>{TABLE}".encode(), "table.html").text, district="100000")
