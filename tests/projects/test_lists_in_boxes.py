"""Works that a box lists without a verb: behind the name of a kind of work, below or behind the name of a group, or on a line of their own."""

import pytest

from tests.cases import projects, read

PLAN = "合江县国民经济和社会发展第十四个五年规划纲要\n\n第一章 总体要求\n第一节 基础设施建设\n{}\n第二节 生态建设\n推进绿色发展。\n"


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        (
            "专栏8 社会事业重点项目\n教育：县第三中学、城北小学、望川镇中心幼儿园等。\n卫生：县人民医院新院区（投资6.8亿元）、县中医院门诊综合楼。\n文化体育：县博物馆、全民健身中心。",
            [
                "县第三中学|planned|None",
                "城北小学|planned|None",
                "望川镇中心幼儿园|planned|None",
                "县人民医院新院区|planned|6.8亿元",
                "县中医院门诊综合楼|planned|None",
                "县博物馆|planned|None",
                "全民健身中心|planned|None",
            ],
        ),
        (
            "专栏9 重点工程项目\n（一）续建项目\n望川江大桥、城南安置房、县污水厂提标改造。\n（二）新开工项目\n高铁新区路网、滨江生态公园。",
            [
                "望川江大桥|under_construction|None",
                "城南安置房|under_construction|None",
                "县污水厂提标改造|under_construction|None",
                "高铁新区路网|planned|None",
                "滨江生态公园|planned|None",
            ],
        ),
        (
            "专栏10 重大交通项目\n1.高速公路：合望高速、泸合高速扩容。\n2.县乡道路：新改建农村公路300公里。\n3.客运枢纽：望川汽车客运站、合江高铁站综合客运枢纽。",
            [
                "合望高速|planned|None",
                "泸合高速扩容|planned|None",
                "望川汽车客运站|planned|None",
                "合江高铁站综合客运枢纽|planned|None",
            ],
        ),
        (
            "专栏11 能源重点项目\n续建项目：龙潭220千伏输变电工程、沙溪河水电站。\n储备项目：望川风电场、石门光伏电站。",
            [
                "龙潭220千伏输变电工程|under_construction|None",
                "沙溪河水电站|under_construction|None",
                "望川风电场|proposed|None",
                "石门光伏电站|proposed|None",
            ],
        ),
        (
            "专栏13 城乡建设重点项目\n■ 望川新区道路及管网（8.9亿元）\n■ 县城第三污水处理厂（1.7亿元）\n■ 石门镇场镇改造\n",
            [
                "望川新区道路及管网|planned|8.9亿元",
                "县城第三污水处理厂|planned|1.7亿元",
                "石门镇场镇改造|planned|None",
            ],
        ),
        (
            "专栏14 水利重点工程\n01 水源工程\n望川水库调蓄池、石门应急补水井群、沙溪山前洪水利用。\n02 灌区改造\n沙溪灌区高效节水、望川灌区续建配套。\n",
            [
                "望川水库调蓄池|planned|None",
                "石门应急补水井群|planned|None",
                "沙溪山前洪水利用|planned|None",
                "沙溪灌区高效节水|planned|None",
                "望川灌区续建配套|planned|None",
            ],
        ),
        (
            "专栏15 农业重点工程\n高标准农田建设。新建高标准农田20万亩，概算投资3.6亿元。\n种业振兴。建设望川蜜柚种质资源库、沙溪肉牛良种繁育中心。\n",
            [
                "高标准农田建设|planned|3.6亿元",
                "望川蜜柚种质资源库|planned|None",
                "沙溪肉牛良种繁育中心|planned|None",
            ],
        ),
        ("专栏12 医疗重点项目\n责任单位：县人民医院、县中医院、县疾控中心。", []),
        ("专栏13 产业布局\n北部：合江经济开发区、望川镇、石门镇。", []),
    ],
)
def test_lists_without_a_verb(box: str, expected: list[str]) -> None:
    assert projects(read(PLAN.format(box))) == expected
