"""Indicator tables as pdftotext, a browser and a spreadsheet write them, of places never seen, each with what is right; and what the reading check says
where a table can't be read for sure."""

import pytest

from planapi.reading_check import check, state_of
from tests.cases import read

HEAD = "{place}国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要\n\n第一章 发展目标\n\n到2025年，努力实现以下目标。\n\n专栏1 “十四五”时期经济社会发展主要指标\n"
TAIL = "\n第二章 重点任务\n\n加快建设现代化产业体系。\n"


def rows(table: str, place: str = "芮城县") -> list[str]:
    """Category, name, unit, nature, baseline and target with comparator and span of each target."""
    found = []
    for one in read(HEAD.format(place=place) + table + TAIL).targets.targets:
        base, aim = (f"{side.value} {side.comparator} {side.span}" for side in (one.baseline, one.target))
        found.append(f"{one.category}|{one.name}|{one.unit}|{one.nature}|{base}|{aim}")
    return found


def said(table: str, place: str = "芮城县") -> tuple[str, set[str]]:
    """The state of the reading and the codes of its findings."""
    findings = check(read(HEAD.format(place=place) + table + TAIL, name="plan.txt"))
    return state_of(findings), {one.code for one in findings}


RAW = """类别 序号 指标名称 2020 年 2025 年
年均增速
[累计]
属性
经济发展 1 地区生产总值（亿元） 58.4 80 6.5% 预期性
2
规模以上工业企业营业
收入（亿元）
37.2 52 7% 预期性
3
常住人口城镇化率
（%）
39.9 46 [6.1] 预期性
类别 序号 指标名称 2020 年 2025 年
年均增速
[累计]
属性
民生福祉
4
城镇新增就业人数
（人）
— — [7000] 预期性
5
每千人口拥有 3 岁以下
婴幼儿托位数（个）
0.5 4 左右 [3.5] 预期性
绿色生态
6
单位 GDP 能源消耗降
低（%）
—
完成市下达
任务
— 约束性
7 耕地保有量（万亩） 71.6
不低于上级
下达任务
— 约束性
"""
READ = [
    "经济发展|地区生产总值|亿元|anticipatory|58.4 eq point|80 eq point",
    "经济发展|地区生产总值|%|anticipatory|None none point|6.5 eq annual_average",
    "经济发展|规模以上工业企业营业收入|亿元|anticipatory|37.2 eq point|52 eq point",
    "经济发展|规模以上工业企业营业收入|%|anticipatory|None none point|7 eq annual_average",
    "经济发展|常住人口城镇化率|%|anticipatory|39.9 eq point|46 eq point",
    "经济发展|常住人口城镇化率|%|anticipatory|None none point|6.1 eq cumulative",
    "民生福祉|城镇新增就业人数|人|anticipatory|None none point|7000 eq cumulative",
    "民生福祉|每千人口拥有3岁以下婴幼儿托位数|个|anticipatory|0.5 eq point|4 approx point",
    "民生福祉|每千人口拥有3岁以下婴幼儿托位数|个|anticipatory|None none point|3.5 eq cumulative",
    "绿色生态|单位GDP能源消耗降低|%|binding|None none point|None ref point",
    "绿色生态|耕地保有量|万亩|binding|71.6 eq point|None ref point",
]

LAYOUT = """
                                              年均增速
  类别    序号        指标名称      2020 年   2025 年            属性
                                               [累计]
        1    地区生产总值（亿元）      58.4      80      6.5%    预期性
              规模以上工业企业营业
  经济发展  2                    37.2      52       7%     预期性
                收入（亿元）
        3    常住人口城镇化率（%）     39.9      46      [6.1]   预期性
\f                                                     年均增速
    类别      序号         指标名称         2020 年   2025 年              属性
                                                     [累计]
           4    城镇新增就业人数（人）        —         —      [7000]    预期性
  民生福祉         每千人口拥有 3 岁以下
           5                         0.5     4 左右     [3.5]    预期性
                婴幼儿托位数（个）
                                            完成市下达
           6    单位 GDP 能源消耗降低（%）     —                   —      约束性
  绿色生态                                       任务
                                            不低于上级
           7    耕地保有量（万亩）          71.6                  —      约束性
                                            下达任务
"""


@pytest.mark.parametrize("table", [RAW, RAW.replace("\n", "\n\n"), LAYOUT], ids=["raw", "plain", "layout"])
def test_a_table_as_pdftotext_writes_it(table: str) -> None:
    """The second has a blank line behind each; the third gives each character one place, and other places to each page."""
    assert rows(table) == READ


DOWNWARDS = """类
别
序
号
指 标 单位 2020 年
规划目标
属性
2025 年
年均增长
〔累计〕
经
济
发
展
1 地区生产总值 亿元 132.4 200 8.5% 预期性
2
工业增加值占 GDP 比
重
% 31.5 36 — 预期性
民
生
福
祉
3 城镇新增就业人数 人 — — 〔16000〕 预期性
4 基本医疗保险参保率 % 97.1 98 以上 — 约束性
"""
TABS_DOWNWARDS = """序号\t类别\t指标名称\t单位\t2020年\t“十四五”规划目标\t\t属性
\t\t\t\t\t2025年\t年均增长〔累计〕\t
1\t经
济
发
展\t地区生产总值\t亿元\t132.4\t200\t8.5%\t预期性
2\t\t工业增加值占GDP比重\t%\t31.5\t36\t—\t预期性
3\t民
生
福
祉\t城镇新增就业人数\t人\t—\t—\t〔16000〕\t预期性
4\t\t基本医疗保险参保率\t%\t97.1\t98以上\t—\t约束性
"""


@pytest.mark.parametrize("table", [DOWNWARDS, TABS_DOWNWARDS], ids=["lines", "tabs"])
def test_categories_written_downwards(table: str) -> None:
    assert rows(table, "桂东县") == [
        "经济发展|地区生产总值|亿元|anticipatory|132.4 eq point|200 eq point",
        "经济发展|地区生产总值|%|anticipatory|None none point|8.5 eq annual_average",
        "经济发展|工业增加值占GDP比重|%|anticipatory|31.5 eq point|36 eq point",
        "民生福祉|城镇新增就业人数|人|anticipatory|None none point|16000 eq cumulative",
        "民生福祉|基本医疗保险参保率|%|binding|97.1 eq point|98 gte point",
    ]


GROUPS = [
    "绿色生态|单位GDP能耗降低|%|binding|None none point|None ref point",
    "绿色生态|主要污染物排放总量减少：化学需氧量|%|binding|None none point|None ref point",
    "绿色生态|主要污染物排放总量减少：氨氮|%|binding|None none point|None ref point",
    "绿色生态|主要污染物排放总量减少：挥发性有机物|%|binding|None none point|None ref point",
    "绿色生态|森林覆盖率|%|binding|51.3 eq point|52 eq point",
]
GROUPS_WITH_TABS = """序号\t指标\t\t2020年\t2025年\t指标属性
绿色生态
1\t单位GDP能耗降低（%）\t\t—\t完成上级下达指标\t约束性
2\t主要污染物排放总量减少（%）\t化学需氧量\t—\t完成上级下达指标\t约束性
\t\t氨氮\t—\t完成上级下达指标\t约束性
\t\t挥发性有机物\t—\t完成上级下达指标\t约束性
3\t森林覆盖率（%）\t\t51.3\t52\t约束性
"""
GROUPS_IN_ORDER = """序号 指标 2020 年 2025 年
指标属性
绿色生态
1 单位 GDP 能耗降低（%） —
完成上级下
达指标
约束性
2
主要污染物排
放总量减少
（%）
化学需氧量 —
完成上级下
达指标
约束性
氨氮 —
完成上级下
达指标
约束性
挥发性有机物 —
完成上级下
达指标
约束性
3 森林覆盖率（%） 51.3 52 约束性
"""
GROUPS_OF_CATEGORIES = """类别\t指标\t单位\t2020年\t2025年\t属性
绿色生态\t单位GDP能耗降低\t%\t—\t完成上级下达指标\t约束性
主要污染物排放总量减少\t化学需氧量\t%\t—\t完成上级下达指标\t约束性
氨氮\t%\t—\t完成上级下达指标\t约束性
挥发性有机物\t%\t—\t完成上级下达指标\t约束性
森林覆盖率\t%\t51.3\t52\t约束性
"""
GROUPS_IN_MARKUP = """<table><tr><th>类别</th><th colspan="2">指标</th><th>2020年</th><th>2025年</th><th>属性</th></tr>
<tr><td rowspan="5">绿色生态</td><td colspan="2">单位GDP能耗降低（%）</td><td>—</td><td>完成上级下达指标</td><td>约束性</td></tr>
<tr><td rowspan="3">主要污染物排放总量减少（%）</td><td>化学需氧量</td><td>—</td><td rowspan="3">完成上级下达指标</td><td rowspan="3">约束性</td></tr>
<tr><td>氨氮</td><td>—</td></tr><tr><td>挥发性有机物</td><td>—</td></tr>
<tr><td colspan="2">森林覆盖率（%）</td><td>51.3</td><td>52</td><td>约束性</td></tr></table>
"""


@pytest.mark.parametrize(
    "table",
    [GROUPS_WITH_TABS, GROUPS_IN_ORDER, GROUPS_OF_CATEGORIES, GROUPS_IN_MARKUP],
    ids=["tabs", "raw", "merged", "markup"],
)
def test_a_part_of_a_group_has_its_name(table: str) -> None:
    assert rows(table, "新田县") == GROUPS


def test_a_part_beside_its_category_keeps_the_name_that_is_printed() -> None:
    table = "|类别|指标|2020年|2025年|属性|\n|---|---|---|---|---|\n|民生福祉|人均预期寿命（岁）|77|78|预期性|\n|绿色生态|氨氮（吨）|12|10|约束性|\n"
    assert [row.split("|")[:2] for row in rows(table)] == [["民生福祉", "人均预期寿命"], ["绿色生态", "氨氮"]]


MERGED = """类别\t指标\t单位\t2020年\t2025年\t年均增速\t属性
经济发展\t地区生产总值\t亿元\t268.5\t380\t7%\t预期性
一般公共预算收入\t亿元\t12.2\t与经济增长同步\t预期性
民生福祉\t居民人均可支配收入\t元\t22480\t与经济增长同步\t预期性
义务教育巩固率\t%\t96.1\t97\t—\t约束性
绿色生态\t单位GDP能耗降低\t%\t—\t完成上级下达任务\t约束性
森林覆盖率\t%\t30.5\t31.2\t—\t约束性
"""


@pytest.mark.parametrize("table", [MERGED, MERGED.replace("\t", "\n")], ids=["tabs", "a cell a line"])
def test_an_aim_over_the_columns_of_two_years(table: str) -> None:
    assert rows(table, "利辛县") == [
        "经济发展|地区生产总值|亿元|anticipatory|268.5 eq point|380 eq point",
        "经济发展|地区生产总值|%|anticipatory|None none point|7 eq annual_average",
        "经济发展|一般公共预算收入|亿元|anticipatory|12.2 eq point|None ref point",
        "民生福祉|居民人均可支配收入|元|anticipatory|22480 eq point|None ref point",
        "民生福祉|义务教育巩固率|%|binding|96.1 eq point|97 eq point",
        "绿色生态|单位GDP能耗降低|%|binding|None none point|None ref point",
        "绿色生态|森林覆盖率|%|binding|30.5 eq point|31.2 eq point",
    ]


def test_rows_below_one_that_is_not_read_have_its_category() -> None:
    table = MERGED.replace(
        "民生福祉\t居民人均可支配收入\t元\t22480\t与经济增长同步\t预期性", "民生福祉\t居民人均可支配收入\t预期性"
    )
    found = [row.split("|")[:2] for row in rows(table, "利辛县")]
    assert ["民生福祉", "义务教育巩固率"] in found
    assert "table_rows_lost" in said(table, "利辛县")[1]


def test_a_spreadsheet_with_its_title_in_a_cell() -> None:
    table = "\t主要指标\t\t\t\t\n\t类别\t指标\t单位\t2020年\t2025年\t属性\n\t一、经济发展\t工业总产值\t亿元\t88\t140\t预期性\n\t\t旅游收入\t亿元\t35.6\t70左右\t预期性\n\t二、民生福祉\t人均预期寿命\t岁\t76.5\t77.5\t预期性\n"
    assert rows(table) == [
        "经济发展|工业总产值|亿元|anticipatory|88 eq point|140 eq point",
        "经济发展|旅游收入|亿元|anticipatory|35.6 eq point|70 approx point",
        "民生福祉|人均预期寿命|岁|anticipatory|76.5 eq point|77.5 eq point",
    ]


SCRAMBLED = """类别
经济发展
序号
指标名称
2020 年
2025 年
属性
1
地区生产总值（亿元）
64.8
90
预期性
2
常住人口城镇化率
（%）
38.9
45
预期性
3
人均预期寿命（岁）
76.2
77
预期性
民生福祉
绿色生态
4
森林覆盖率（%）
14.6
16
约束性
5
耕地保有量（万亩）
74.2
74
约束性
"""


def test_categories_that_stand_away_from_their_rows_are_not_given_to_others() -> None:
    assert [row.split("|")[0] for row in rows(SCRAMBLED)] == [""] * 5
    assert {"table_categories", "table_words"} <= said(SCRAMBLED)[1]


TORN = """
     类别            指标           单位   2020 年   2025 年   属性
              地区生产总值年均增速        %     5.6       7      预期性
                        第一产业    亿元    21.3      26     预期性
  经济发展
           三次产业增加值      第二产业    亿元    40.8      62     预期性
                        第三产业    亿元    55.1      80     预期性
           居民人均可支配       城镇     %     6.8       7      预期性
  民生福祉
             收入增速        农村     %     8.9       8      预期性
               每千人口执业医师数        人     2.4      2.9     预期性
                        化学需氧量   吨      —      完成任务      约束性
  绿色生态     主要污染物重点
            工程减排量       氮氧化物    吨      —      完成任务      约束性
                 森林覆盖率          %     33.1      34     约束性
"""


def test_groups_whose_names_are_torn_make_a_document_doubtful() -> None:
    assert rows(TORN) == []
    assert said(TORN)[0] == "doubtful"


def test_categories_told_by_their_place_are_said_to_be_unsure() -> None:
    table = """
                        2025 年             属性
 领域        指标名称                   2030 年
                        （预计）
      1.规模以上工业企业利润总
 经济                      12.6       18      预期性
           额（亿元）
 提质
      2.社会消费品零售总额（亿
                         96.4      128      预期性
            元）
       3.人均预期寿命（岁）       80.4     81.2     预期性
 生态   4.单位地区生产总值二氧
                          —      完成市下达目标   约束性
 优美      化碳排放降低（%）
      5.设区市空气质量优良天      93.7      ≥93     约束性
          数比率（%）
        6.森林覆盖率（%）     67.92     68        约束性
"""
    assert "table_categories_unsure" in said(table)[1]


def test_what_was_reached_is_no_aim() -> None:
    table = "指标,2020年,2025年,属性\n".replace(",", "\t") + "".join(
        f"{row}\n".replace(",", "\t")
        for row in (
            "地区生产总值（亿元）,52,70,预期性",
            "单位GDP能耗降低（%）,完成上级下达任务,13.5,约束性",
            "森林覆盖率（%）,40,41,约束性",
        )
    )
    assert [row.split("|")[1] for row in rows(table)] == ["地区生产总值", "森林覆盖率"]
    assert "table_rows_lost" in said(table)[1]
