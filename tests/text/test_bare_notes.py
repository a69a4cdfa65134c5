"""Notes below a text whose numbers have no mark: their figures are none of the last chapter."""

import pytest

from tests import cases

NOTES = "1 双碳：指2030年前碳达峰、2060年前碳中和，全国森林覆盖率达到24%。\n2 “三品一标”是指四类农产品，认证320个。\n3 全过程人民民主，简称民主，涉及1200人。\n"
PLAN = """涉县国民经济和社会发展第十四个五年规划纲要

第一章 发展目标

到2025年，全县生产总值达到260亿元，完成双碳任务。

第二章 重点任务

到2025年，新建高标准农田12万亩。

"""


def figures(text: str) -> list[str]:
    return [one.raw for one in cases.read(text).observations.observations]


def test_no_figure_of_a_note_is_one_of_the_text() -> None:
    assert figures(PLAN + NOTES) == ["260亿元", "12万亩"]


@pytest.mark.parametrize(
    "tasks",
    [
        "1 新建小学12所，指标达到全省前列。\n2 新建医院3所。\n",
        "1 新建小学12所。\n2 碳达峰是指碳排放不再增长，新建医院3所。\n",
    ],
)
def test_numbered_tasks_stay_of_the_text(tasks: str) -> None:
    assert figures(PLAN + tasks) == ["260亿元", "12万亩", "12所", "3所"]
