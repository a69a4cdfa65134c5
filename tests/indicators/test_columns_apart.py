"""A table that a program wrote column by column, or with its cells in any order, is not read, and none of its cells is a figure of the text."""

from planapi.reading_check import check
from tests import cases

PLAN = """涉县国民经济和社会发展第十四个五年规划纲要

第一章 发展目标

到2025年，全县生产总值达到260亿元。

专栏1 “十四五”时期主要指标

类别 序号

指标名称

1

生产总值增长

9 每千人口拥有3岁以下婴幼儿托
个
位数
14 人均预期寿命

岁

属性

预期
性
预期
36253 58000
性
约束
35.2 45
性
预期
9.15 10.2
性

% 8.1

2 人均生产总值

第二章 重点任务

到2025年，新建高标准农田12万亩。

附件 重大项目表

序
号

项目名称

1 东河水库工程
2 西山公路二期工
程
3 北岭污水处理厂

建设 建设规模 建设 建设年 总投 责任单
性质
地点 限
资
位
改扩 建设规模67 城关 2021— 13500 市交通
建 公里
镇 2023
运输局

序
号

项目名称

10 南庄中学
11 河东至河西高速公路一期工
程
12 镇东污水处理厂三期
建设项目
"""


def test_no_cell_of_a_table_that_was_not_read_is_a_figure_of_the_text() -> None:
    reading = cases.read(PLAN)
    assert [one.raw for one in reading.observations.observations] == ["260亿元", "12万亩"]
    assert [one.name for one in reading.projects.projects] == []
    assert "序" not in [node.title for node in reading.outline.nodes]
    assert "natures_without_targets" in {one.code for one in check(reading)}
