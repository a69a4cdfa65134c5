"""What Markdown, and HTML in it, put into a text is taken out before it is read."""

import pytest

from tests.cases import dispositions, observations, outline, read
from text.layout.layout import lay_out
from text.sources.source import make_source

HEAD = "# 嵩县国民经济和社会发展第十五个五年规划纲要\n\n"


def prose(words: str) -> str:
    return f"{HEAD}## 第一章 发展基础\n\n{words}\n\n## 第二章 重点任务\n\n加快建设。\n"


READ = {
    # escapes
    "优良率\\>=90%，失业率\\<5\\.5%，企业155\\*家": "优良率>=90%，失业率<5.5%，企业155*家",
    "1\\. 经济发展 \\(一\\) 155\\~160家 达到\\_甲\\_": "1. 经济发展 (一) 155~160家 达到_甲_",
    "\\# 不是标题": "\\# 不是标题",
    "标签\\<table\\>": "标签\\<table>",
    # entities
    "优良率&gt;90%，&ge;30%，生产总值&nbsp;360&#8194;亿元&middot;": "优良率>90%，≥30%，生产总值 360 亿元·",
    # links, pictures, spans, notes
    '[生产总值](http://a.cn/2025/12.html)达到[360亿元](#a1 "注")。![图3](img/36.png)': "生产总值达到360亿元。",
    "[360]{.underline}亿元[3](#note3)，企业[^1]155家[^note]": "360亿元，企业155家",
    # struck words
    "达到~~360~~380亿元，<del>5</del>6家，3~~5亿元，5~~6%": "达到380亿元，6家，3~~5亿元，5~~6%",
    # headings
    "## 第一章 目标 {#sec-1 .unnumbered}\n\n### 第二节 [任务](#a) ###": "## 第一章 目标\n\n### 第二节 任务",
    '## <a id="c1"></a>第一章 <b>目标</b>\n<h3>一、任务</h3>': "## 第一章 目标\n### 一、任务",
    # tags, comments, code, quotations
    '<div align="center">标题</div>第一行<br>第二行<!-- 360亿元 -->': "标题第一行\n第二行",
    "```text\n`360`亿元\n```": "\n360亿元\n",
    "> 到2030年，达到360亿元。\n+ 桥梁5座\n> 65": "到2030年，达到360亿元。\n桥梁5座\n> 65",
    # formulas
    "$9.\\,9\\%$、$\\geq 90\\%$、$3 \\sim 5$、$15\\mathrm{km}^2$、$\\mathrm{PM}_{2.5}$": "9.9%、≥90%、3~5、15km2、PM2.5",
    "360 $^{1}$ 亿元、$3.6\\times 10^{4}$吨": "360  亿元、3.6×104吨",
    # cells
    "| 产值^1^（亿元） | 360<sup>2</sup> | 5.4<sup>*</sup> | m<sup>2</sup> | m^3^ | `380` |": "| 产值（亿元） | 360 | 5.4<sup>*</sup> | m2 | m3 | 380 |",
    "<table><tr><td>$\\mu g/m^3$</td><td>360<sup>1</sup></td><td>&gt;5</td><td>a<br>b</td></tr></table>": "<table><tr><td>μg/m3</td><td>360</td><td>&gt;5</td><td>a<br>b</td></tr></table>",
}


@pytest.mark.parametrize(("printed", "expected"), READ.items(), ids=range(len(READ)))
def test_signs_are_taken_out(printed: str, expected: str) -> None:
    assert lay_out(make_source(printed)).source.text == expected


ROWS = {
    "优良率\\>=90%，企业155\\*家。": [
        "90% 2025 actual gte share「优良率」→None",
        "155家 2025 actual eq level「企业」→None",
    ],
    "[360亿元](http://a.cn/2025)。": ["360亿元 2025 actual eq level「生产总值」→gdp"],
    "~~350~~360亿元。": ["360亿元 2025 actual eq level「生产总值」→gdp"],
    "360^1^亿元，绿地15m^2^。": [
        "360亿元 2025 actual eq level「生产总值」→gdp",
        "15m2 2025 actual eq level「绿地」→None",
    ],
    "__360__亿元。": ["360亿元 2025 actual eq level「生产总值」→gdp"],
    "3~~5亿元。": ["3-5亿元 2025 actual range level「生产总值」→gdp"],
    "360\\ 亿元。": ["360亿元 2025 actual eq level「生产总值」→gdp"],
    # a power of ten is no figure by itself
    "$3.6 \\times 10^{4}$亿元。": [],
    "3.6×10⁴亿元。": [],
    "3.6×10^4亿元。": [],
    "3.6×104亿元。": [],
}


@pytest.mark.parametrize(("words", "rows"), ROWS.items())
def test_figures(words: str, rows: list[str]) -> None:
    reading = read(prose(words if words.startswith("优") else f"全县生产总值达到{words}"))
    assert observations(reading) == rows
    if not rows:
        assert {one.split(":")[1] for one in dispositions(reading)[3:-1]} == {"not_understood"}


def table(*rows: str) -> list[str]:
    head = f"{HEAD}## 第一章 目标\n\n| 指标 | 2025年 | 2030年 | 属性 |\n|:--|--:|:-:|---|\n"
    found = read(
        head + "\n".join(rows) + "\n\n注：\\[ \\]为五年累计数，\\*为2024年数据。\n\n## 第二章 任务\n\n加快建设。\n"
    ).targets.targets
    return [
        f"{row.name} {row.unit} {row.baseline and row.baseline.raw} {row.target and row.target.raw} {row.target and row.target.comparator.value} {row.nature and row.nature.value}"
        for row in found
    ]


TABLE = {
    "| 1\\.失业率（%） | 5\\.4 | \\<5\\.5 | 预期性 |": "失业率 % 5.4 <5.5 lt anticipatory",
    "| 甲\\|乙产值（亿元） | **268** | `380` | *约束性* |": "甲|乙产值 亿元 268 380 eq binding",
    "| 森林<br>覆盖率（%） | 64[^1] | $\\geq 65$ | 约束性 |": "森林覆盖率 % 64 ≥65 gte binding",
    "| 产值<sup>1</sup>（亿元） | 268<sup>2</sup> | 380^3^ | 预期性 |": "产值 亿元 268 380 eq anticipatory",
    "| 能耗降低（%） | \\[17\\.7\\] | \\[17\\] | 约束性 |": "能耗降低 % [17.7] [17] eq binding",
    "| $\\mathrm{PM}_{2.5}$浓度（微克/立方米） | $36$ | $\\leq 30$ | 约束性 |": "PM2.5浓度 微克/立方米 36 ≤30 lte binding",
}


@pytest.mark.parametrize(("row", "expected"), TABLE.items())
def test_cells(row: str, expected: str) -> None:
    assert table(row) == [expected]


def test_table_of_html_within_markdown() -> None:
    text = f"""{HEAD}## 第一章 目标

<table><tr><th rowspan="2">指标</th><th colspan="2">年份</th><th rowspan="2">属性</th></tr><tr><th>2025年</th><th>2030年</th></tr>
<tr><td>生产总值（亿元）<sup>1</sup></td><td>268<sup>2</sup></td><td>&gt;380</td><td>预期性</td></tr></table>

## 第二章 任务
"""
    (row,) = read(text).targets.targets
    assert row.baseline is not None
    assert row.target is not None
    assert (row.name, row.unit, row.baseline.raw, row.target.raw) == ("生产总值", "亿元", "268", ">380")


def test_offsets_are_those_of_the_file() -> None:
    text = prose("2025年，全县[生产总值](http://a.cn/1)达到**36\\.5**亿元，~~350~~企业155家。")
    reading = read(text)
    for row in reading.rows.observations:
        assert text[row.evidence.start : row.evidence.end] == row.evidence.quote
    assert [text[row.raw_start : row.raw_start + 5] for row in reading.rows.observations] == ["36\\.5", "155家。"[:5]]


@pytest.mark.parametrize(
    "headings",
    [
        "## 一\\、目标\n\n{}\n\n## 二\\、任务\n",
        "## 一、目标 ##\n\n{}\n\n## 二、[任务](#b)\n",
        "<h2>一、目标</h2>\n\n{}\n\n<h2>二、任务</h2>\n",
        "## <a id='x'></a>一、目标 {{#a}}\n\n{}\n\n## 二、任务 {{.unnumbered}}\n",
    ],
)
def test_headings(headings: str) -> None:
    text = HEAD + headings.format("到2030年，生产总值达到380亿元。") + "\n加快建设。\n"
    assert outline(read(text)) == ["chapter 1 一、 目标", "chapter 1 二、 任务"]


def test_an_empty_line_of_a_quotation_is_no_part_of_a_heading() -> None:
    text = (
        HEAD + "## 一、目标\n\n到2030年，生产总值达到380亿元。\n\n> 专栏1 重大工程\n>\n> 1. 铁路：建成石门铁路二期。\n"
    )
    assert outline(read(text))[-1] == "box 2 专栏1 重大工程"
