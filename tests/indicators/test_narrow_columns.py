"""Indicator tables whose narrow columns break natures, units and categories inside a word, and those whose cells come apart wrongly."""

from planapi.reading_check import check
from tests import cases
from tests.cases import observations, read
from text.vocabulary import Severity

HEAD = "嵩县国民经济和社会发展第十四个五年规划纲要\n\n第一章 发展目标\n\n到2025年，努力实现以下目标。\n\n"
TAIL = "\n\n第二章 重点任务\n\n加快建设现代化产业体系。\n"

NARROW = """专栏1 “十四五”时期经济社会发展主要指标
类别 序号          指标名称         单 2020
                            位 年            2025年   属性
      1   地区生产总值增长          % 7.3    7左右       预期
                                               性
      2 人均地区生产总值            元   41320 60000    预期
经济发                                            性
展
      3 规模以上工业增加值增长         %   6.1 快于地区生产总值增
                                       速
                                               预期
                                               性
创新驱 4 每万人口高价值发明专利拥有量 件          0.31 0.9       预期
动                                              性
    5 数字经济核心产业增加值占地区
      生产总值比重         %          1.7 >5         预期
                                               性
安全保 6 粮食综合生产能力          万 21.6 ≥22             约束
障                        吨                        性"""

MIXED = """专栏1 “十四五”时期经济社会发展主要指标
类别 序号

指标名称

单 2020
位 年

2025年

属性

1 单位地区生产总值二氧化碳排放
% —
降低

完成省下达任务

2 城市空气质量优良天数比率

% 91.2

≥92.5

3 地表水达到或好于Ⅲ类水体比例 % 88.5

约束
性
约束
性
约束
性"""


def test_broken_words_of_narrow_columns_are_put_together():
    reading = read(HEAD + NARROW + TAIL)
    rows = [
        f"{one.seq}|{one.category}|{one.name}|{one.unit}|{one.baseline.value}|{one.target.raw}|{one.nature}"
        for one in reading.targets.targets
    ]
    assert rows == [
        "1|经济发展|地区生产总值增长|%|7.3|7左右|anticipatory",
        "2|经济发展|人均地区生产总值|元|41320|60000|anticipatory",
        "3|经济发展|规模以上工业增加值增长|%|6.1|快于地区生产总值增速|anticipatory",
        "4|创新驱动|每万人口高价值发明专利拥有量|件|0.31|0.9|anticipatory",
        "5|创新驱动|数字经济核心产业增加值占地区生产总值比重|%|1.7|>5|anticipatory",
        "6|安全保障|粮食综合生产能力|万吨|21.6|≥22|binding",
    ]
    assert not [one for one in check(reading) if one.severity is Severity.SEVERE]


def test_a_table_whose_cells_are_mixed_up_is_not_served():
    reading = read(HEAD + MIXED + TAIL)
    assert reading.targets.targets == ()
    assert [one for one in check(reading) if one.severity is Severity.SEVERE]
    assert observations(reading) == []


def test_what_a_row_never_says_leaves_it_out():
    table = """| 序号 | 指标 | 单位 | 2020年 | 2025年 | 属性 |
|---|---|---|---|---|---|
| 1 | 人均预期寿命 | 岁 | 76.1 | 77.5 | 预期性 |
| 2 | 森林覆盖率 | % | 63 | 65 | 约束性 |
| 3 | 城镇化率速预期性 | % | 41 | 48 | 预期性 |
| 4 | 粮食产量 | 万吨 | 20 | 22 | 约束性 |"""
    reading = read(HEAD + table + TAIL)
    assert [one.name for one in reading.targets.targets] == ["人均预期寿命", "森林覆盖率", "粮食产量"]
    assert any("mixed up" in one.message for one in reading.targets.notes)


YEARS_OVER_EACH_OTHER = """沁源县“十四五”时期经济社会发展主要指标
2025 年 年均增速
序号 指标名称 单位 2020 年 属性
目标值 [累计]
1 地区生产总值 亿元 132.6 180 6.5 预期性
城镇居民人均可支配
2 元 33120 46000 7 预期性
收入
3 粮食产量 万吨 9.2 ≥9.8 - 约束性"""


def test_the_earlier_year_stands_first_where_nothing_else_tells():
    reading = read(HEAD + YEARS_OVER_EACH_OTHER + TAIL)
    assert [(one.baseline.raw, one.target.raw) for one in reading.targets.targets if one.baseline.raw] == [
        ("132.6", "180"),
        ("33120", "46000"),
        ("9.2", "≥9.8"),
    ]


def test_a_category_over_two_lines_with_a_row_between_them() -> None:
    table = (
        " 类别    序号           指标名称               单位      2020年    2025年    年均增速    属性\n"
        "           1    地区生产总值                   亿元      115.7      165       7.5       预期性\n"
        " 经济\n"
        "           2    规模以上工业增加值增速          %         9.2        —         8        预期性\n"
        " 发展\n"
        "           3    常住人口城镇化率                %        48.6        55      [6.4]      预期性\n"
        " 创新      4    R&D经费投入强度                 %         0.9       1.5      [0.6]      预期性\n"
        " 驱动      5    每万人口发明专利拥有量          件        0.8       1.6        —        预期性\n"
        "           6    居民人均可支配收入              元       19846     29500      8以上     预期性\n"
        " 民生\n"
        "           7    城镇新增就业                    人      [5820]    [6000]       —        预期性\n"
        " 福祉\n"
        "           8    劳动年龄人口平均受教育年限      年        9.4      10.3        —        约束性\n"
    )
    head = "曲阳县国民经济和社会发展第十四个五年规划纲要\n第一章 发展目标\n专栏1 “十四五”时期主要指标\n"
    found = {one.seq: one.category for one in cases.read(f"{head}{table}第二章 任务\n加快建设。\n").targets.targets}
    assert [found[seq] for seq in range(1, 9)] == ["经济发展"] * 3 + ["创新驱动"] * 2 + ["民生福祉"] * 3
