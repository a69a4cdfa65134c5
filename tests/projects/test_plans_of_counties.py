"""Works of a plan of a county: what is done to prepare them, sizes of several at once, and what stands in brackets behind a work of a list."""

import pytest

from tests.cases import observations, projects, read

PLAN = "合江县国民经济和社会发展第十四个五年规划纲要\n\n第一章 总体要求\n第一节 基础设施建设\n{}\n第二节 生态建设\n推进绿色发展。\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "支持川东锂业年产5万吨碳酸锂项目、盛达铝业10万吨再生铝项目达产增效。",
            ["川东锂业年产5万吨碳酸锂项目|planned|None", "盛达铝业10万吨再生铝项目|planned|None"],
        ),
        ("做好望临铁路前期工作，规划研究合江通用机场。", ["望临铁路|planned|None", "合江通用机场|proposed|None"]),
        ("改造S305线、S412线共86公里。", ["S305线改造|planned|None", "S412线改造|planned|None"]),
        (
            "规划建设县第二人民医院、县妇幼保健院新院。",
            ["县第二人民医院|planned|None", "县妇幼保健院新院|planned|None"],
        ),
        (
            "推进宏达机械智能工厂、金泰食品冷链基地建设。",
            ["宏达机械智能工厂|ongoing|None", "金泰食品冷链基地|ongoing|None"],
        ),
        (
            "专栏9 重点产业项目\n已建成项目：望川物流园、榕山污水处理厂。\n拟建项目：石门光伏发电、沙溪风力发电。",
            [
                "望川物流园|completed|None",
                "榕山污水处理厂|completed|None",
                "石门光伏发电|planned|None",
                "沙溪风力发电|planned|None",
            ],
        ),
        (
            "推进望川、石门等6个镇污水处理厂及配套管网建设。",
            ["望川镇污水处理厂及配套管网|ongoing|None", "石门镇污水处理厂及配套管网|ongoing|None"],
        ),
        ("启动泸赤高速、古金高速前期研究。", ["泸赤高速|planned|None", "古金高速|planned|None"]),
        ("打造G93、G4219沿线乡村振兴示范带。", []),
        (
            "推进马街片区、少岷片区雨污分流改造。",
            ["马街片区雨污分流改造|ongoing|None", "少岷片区雨污分流改造|ongoing|None"],
        ),
        (
            "新建或改扩建县第一幼儿园、少岷小学、合江中学高中部等学校12所。",
            ["县第一幼儿园|planned|None", "少岷小学|planned|None", "合江中学高中部|planned|None"],
        ),
        ("新（改、扩）建县第三中学、马街小学。", ["县第三中学|planned|None", "马街小学|planned|None"]),
        ("做好重点项目服务，做好文物保护工作。", []),
    ],
)
def test_works(text: str, expected: list[str]) -> None:
    assert projects(read(PLAN.format(text))) == expected


def test_figures_in_brackets_behind_works() -> None:
    box = "专栏9 重点产业项目\n产业：望川大桥、恒丰新材料二期（投资12亿元）、宏达机械智能工厂（投资8.5亿元）、沙溪风电场（10万千瓦）。"
    said = [row.partition("「")[2] for row in observations(read(PLAN.format(box)))]
    assert said == ["恒丰新材料二期投资」→None", "宏达机械智能工厂投资」→None", "沙溪风电场」→None"]


PAST_WITHIN_AIMS = """涉县国民经济和社会发展第十四个五年规划纲要
第一章 指导思想和发展目标
第一节 发展基础
交通条件明显改善，G208国道完成升级改造，白鹭公路竣工通车。
第二节 指导思想
坚持科学发展。
第三节 发展目标
到2025年，生产总值达到50亿元。
第二章 主要任务
新建北山水库。
"""


def test_what_a_part_within_that_of_the_aims_looks_back_on_is_done() -> None:
    read_works = {one.name: one.status for one in read(PAST_WITHIN_AIMS).projects.projects}
    assert read_works == {"G208国道": "completed", "白鹭公路": "completed", "北山水库": "planned"}
