"""Works and parks in lists whose entries begin with a bullet or an unusual number: the sign is no part of a name, and each entry is read."""

import pytest

from tests.cases import observations, parks, projects, read, report

SIGNS = ["●", "■", "◆", "★", "▲", "✓", "√", "➢ ", "•", "- ", "\uf06c", "\uf0d8", "⒈", "❶", "1)", "A."]
PLAN = """涉县国民经济和社会发展第十四个五年规划纲要

（2021年2月3日涉县第十七届人民代表大会第五次会议批准）

第一章 重点任务

加快建设。

专栏1 重大工程项目
{box}


第二章 保障措施

加强组织领导。
"""


@pytest.mark.parametrize("sign", SIGNS)
def test_the_entries_of_a_box(sign: str) -> None:
    entries = ("城关第二水厂工程：总投资2.5亿元。", "龙虎河湿地公园项目：总投资12000万元。")
    reading = read(PLAN.format(box="\n".join(sign + entry for entry in entries)))
    assert projects(reading) == ["城关第二水厂工程|planned|2.5亿元", "龙虎河湿地公园项目|planned|12000万元"]


@pytest.mark.parametrize("sign", SIGNS)
def test_the_entries_of_a_list_in_prose(sign: str) -> None:
    review = ("城关第二水厂建成投用，总投资2.5亿元。", "龙虎河湿地公园开工建设。")
    reading = read(report("\n".join(sign + one for one in review), f"{sign}加快建设青塔冷链物流中心。"))
    assert projects(reading) == [
        "城关第二水厂|completed|2.5亿元",
        "龙虎河湿地公园|under_construction|None",
        "青塔冷链物流中心|under_construction|None",
    ]
    assert [row.partition("「")[2] for row in observations(reading)] == ["城关第二水厂建成投用总投资」→None"]


@pytest.mark.parametrize("sign", [sign for sign in SIGNS if sign != "1)"])
def test_a_park_behind_a_sign(sign: str) -> None:
    assert parks(read(report(f"{sign}盘龙河产业园入驻企业35家。"))) == ["盘龙河产业园|industrial_park"]
