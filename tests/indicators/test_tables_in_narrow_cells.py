"""Indicator tables whose narrow columns break headings, natures and names over lines, as pdftotext writes them: in the order of their cells, or by their places."""

import pytest

from planapi.reading_check import check
from tests.cases import read

HEAD = "{place}国民经济和社会发展第十四个五年规划纲要\n\n第一章 发展目标\n\n到2025年，努力实现以下目标。\n\n专栏1 “十四五”时期经济社会发展主要指标\n\n"
TAIL = "\n第二章 重点任务\n\n加快建设现代化产业体系。\n"


def rows(table: str, place: str = "嵩县") -> list[str]:
    reading = read(HEAD.format(place=place) + table + TAIL)
    return [
        f"{one.category}|{one.name}|{one.unit}|{one.baseline.raw}|{one.target.raw} {one.target.span}"
        for one in reading.targets.targets
    ]


@pytest.mark.parametrize(
    "heads",
    [
        "指标\n类别 指标名称 指标\n属性\n2020年\n（基期）\n2025年（目\n标）\n五年累计或\n年均",
        "指标类\n别\n指标名称 指标属\n性\n2020年（基\n期）\n2025年（目标） 五年累计或年\n均",
        "类别 指标名称 指标性\n质\n2020\n年\n2025年目\n标\n年均增\n长",
    ],
)
def test_headings_that_narrow_columns_break_in_two(heads: str) -> None:
    table = f"""{heads}
综合
发展 地区生产总值（亿元） 预期
性 142.6 195 6.5%
城镇化率（%） 预期
性 36.8 42 —
安全
发展 粮食产量（万吨） 约束
性 21.3 20以
上 —
"""
    assert rows(table) == [
        "综合发展|地区生产总值|亿元|142.6|195 point",
        "综合发展|地区生产总值|%|None|6.5% annual_average",
        "综合发展|城镇化率|%|36.8|42 point",
        "安全发展|粮食产量|万吨|21.3|20以上 point",
    ]


@pytest.mark.parametrize(
    ("over", "parts"),
    [
        ("“十三五”完成情况 “十四五”规划目\n标", "规划目标 2020年实际\n完成\n年均增\n长\n2025年 年均增\n长"),
        ("“十三五”时期 “十四五”时期", "规划目标 2020年 年均增长 2025年 年均增长"),
    ],
)
def test_headings_that_stand_over_those_of_two_plans(over: str, parts: str) -> None:
    table = f"""序
号
指标名称 {over}
指标
属性
{parts}
1 地区生产总值（亿元） 2100 2016.7 7.3% 3000 7.5% 预期性
2 固定资产投资（亿元）〔4500〕 〔4386〕 9.1% — 6% 预期性
3 养老床位数（张）35 36.8 — 45 — 约束性
"""
    assert sorted(rows(table)) == [
        "|养老床位数|张|36.8|45 point",
        "|固定资产投资|%|None|6% annual_average",
        "|固定资产投资|亿元|〔4386〕|— point",
        "|地区生产总值|%|None|7.5% annual_average",
        "|地区生产总值|亿元|2016.7|3000 point",
    ]


def test_natures_of_one_character_a_line_beside_their_places() -> None:
    table = """类别        指标         2020年 2025年 年均/累计 属性
经济                                      预
发展   1.地区生产总值增长（%）     5.8   — 5.5左右 期
                                        性
                                        预
   2.全社会研发经费投入增长（%） 8.4      —     >9 期
                                        性
创新 3.每万人口高价值发明专利拥有量 2.35 ≥4             预
驱动            （件）                  —    期
                                        性
                                        约
       4.优良水体比例（%）   96.2 98      —    束
                                        性
"""
    assert [row.partition("|")[2] for row in rows(table)] == [
        "地区生产总值增长|%|5.8|5.5左右 annual_average",
        "全社会研发经费投入增长|%|8.4|>9 annual_average",
        "每万人口高价值发明专利拥有量|件|2.35|≥4 point",
        "优良水体比例|%|96.2|98 point",
    ]


def test_a_name_that_lost_its_number_and_its_beginning_is_left_out() -> None:
    table = "| 序号 | 指标 | 2020年 | 2025年 | 属性 |\n|---|---|---|---|---|\n"
    table += "| 1 | 森林覆盖率（%） | 41 | 43 | 约束性 |\n|  | 教育年限（年） | 10 | 11 | 约束性 |\n| 3 | 城镇化率（%） | 41 | 43 | 预期性 |\n"
    assert [row.split("|")[1] for row in rows(table)] == ["森林覆盖率", "城镇化率"]
    assert "table_rows_lost" in [one.code for one in check(read(HEAD.format(place="嵩县") + table + TAIL))]


@pytest.mark.parametrize("name", ["互联网普及率（固定宽带家庭）", "用水量（规上企业）", "床位数（含民办机构）"])
def test_a_remark_on_a_name_beside_a_column_of_units(name: str) -> None:
    table = f"| 指标 | 单位 | 2020年 | 2025年 |\n|---|---|---|---|\n| {name} | % | 41 | 43 |\n| 粮食产量（万吨） | 万吨 | 32 | 33 |\n"
    assert [row.split("|")[1] for row in rows(table)] == [name, "粮食产量"]


@pytest.mark.parametrize("name", ["地区生产总值年均增长率（%）", "居民收入年均增速（%）", "能耗年均下降（%）"])
def test_a_name_that_says_a_rise_per_year(name: str) -> None:
    table = f"| 指标 | 2020年 | 2025年 | 属性 |\n|---|---|---|---|\n| {name} | 6.2 | 6左右 | 预期性 |\n| PM2.5年均浓度（微克/立方米） | 32 | 30 | 约束性 |\n"
    assert [row.rpartition(" ")[2] for row in rows(table)] == ["annual_average", "point"]


TOPPED = """领域   序 主要指标             单位   2020年     2025年目标   属性
     号
{first} 1 地区生产总值年均增长率      %    6.2    6左右     预期
{second}                                           性
     2 人均地区生产总值         万元   16.1    21.5   预期
                                            性
     3 固定资产投资年均增长率      %    5.8     与经济增长相 预期
                                     适应     性
     4 规上工业增加值          亿元   612     850    预期
                                            性
科技创新 5 研发经费投入强度         %    3.1     3.8    预期
                                           性
     6 规上工业企业研发费用占营业收入 %       2.7    3.2     预期
       比重                                      性
     7 高新技术企业总数           家     720    1200   预期
                                               性
生态环境 8 单位地区生产总值能耗降低      %    〔14.6〕  完成上级下达 约束
                                     任务     性
     9 城区PM2.5平均浓度          微克/立方 26    ≤25     约束
                              米               性
     10 森林覆盖率             %    36.2    37     约束
                                            性
"""


@pytest.mark.parametrize(("first", "second"), [("高质量发", "展"), ("协调发展", "型"), ("经济发", "展")])
def test_what_a_cell_of_another_column_ends_with_is_of_no_name_and_no_category(first: str, second: str) -> None:
    found = rows(TOPPED.format(first=first, second=second))
    assert [one.split("|")[1] for one in found] == [
        "地区生产总值年均增长率",
        "人均地区生产总值",
        "固定资产投资年均增长率",
        "规上工业增加值",
        "研发经费投入强度",
        "规上工业企业研发费用占营业收入比重",
        "高新技术企业总数",
        "单位地区生产总值能耗降低",
        "城区PM2.5平均浓度",
        "森林覆盖率",
    ]
    # or none, where it is not sure where they end
    assert {one.split("|")[0] for one in found[:4]} <= {first + second, ""}
    assert {one.split("|")[0] for one in found[4:7]} <= {"科技创新", ""}
