"""Names before the work that they share, parts of works that are done, and what is called a base or a park."""

import pytest

from tests.cases import parks, projects, read, report
from tests.projects.sentences import planned


def reviewed(sentence: str) -> list[str]:
    return projects(read(report(review=sentence, plan="经济平稳。")))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("推进沙洼、双泉、白坪水厂扩建。", ["沙洼水厂扩建", "双泉水厂扩建", "白坪水厂扩建"]),
        ("加快沙洼、双泉等水库除险加固。", ["沙洼水库除险加固", "双泉水库除险加固"]),
        ("实施白坪、石门污水处理厂提标改造。", ["白坪污水处理厂提标改造", "石门污水处理厂提标改造"]),
        ("实施石门、龙湾两座大桥维修加固。", ["石门大桥维修加固", "龙湾大桥维修加固"]),
        ("加快东谷、西河等水电站增效扩容改造。", ["东谷水电站增效扩容改造", "西河水电站增效扩容改造"]),
        ("推进双桥大道、沙洼路、白坪街三条道路白改黑。", ["双桥大道白改黑", "沙洼路白改黑", "白坪街白改黑"]),
        ("推进沙洼、双泉水库引调水工程。", ["沙洼水库引调水工程", "双泉水库引调水工程"]),
        ("推进白坪、石门等5处集中供水工程。", ["白坪集中供水工程", "石门集中供水工程"]),
        ("加快S531、S322改线。", ["S531改线", "S322改线"]),
        ("新建沙洼、双泉、白坪3个镇污水处理厂。", ["沙洼镇污水处理厂", "双泉镇污水处理厂", "白坪镇污水处理厂"]),
        ("新改扩建沙洼、双泉等镇卫生院。", ["沙洼镇卫生院", "双泉镇卫生院"]),
        ("推进沙洼、双泉220千伏输变电工程。", ["沙洼220千伏输变电工程", "双泉220千伏输变电工程"]),
        ("推进220千伏沙洼、双泉等输变电工程建设。", ["220千伏沙洼输变电工程", "220千伏双泉输变电工程"]),
        ("新建石门、白坪110千伏变电站。", ["石门110千伏变电站", "白坪110千伏变电站"]),
        ("加快110千伏石门变、35千伏白坪变建设。", ["110千伏石门变", "35千伏白坪变"]),
        ("推进500千伏石门变电站、白坪水厂建设。", ["500千伏石门变电站", "白坪水厂"]),
    ],
)
def test_each_name_has_the_work_that_all_share(sentence: str, expected: list[str]) -> None:
    assert [row.split("|")[0] for row in planned(sentence)] == expected


def test_names_that_open_a_paragraph_are_no_heading_of_it() -> None:
    assert reviewed(
        "完成沙洼、双泉等水库除险加固。建成220千伏石门、白坪输变电工程。完成35千伏龙湾、白洋2座变电站增容。"
    ) == [
        "沙洼水库除险加固|completed|None",
        "双泉水库除险加固|completed|None",
        "220千伏石门输变电工程|completed|None",
        "220千伏白坪输变电工程|completed|None",
        "35千伏龙湾变电站增容|completed|None",
        "35千伏白洋变电站增容|completed|None",
    ]
    assert planned("推进大学科技园建设。强化服务，优化环境，集聚人才。") == []


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("沙洼二级公路完成路基80%。", "沙洼二级公路"),
        ("沙洼至双泉高速公路完成路基工程的60%。", "沙洼至双泉高速公路"),
        ("县体育馆主体完成。", "县体育馆"),
        ("白坪水库大坝填筑完成90%。", "白坪水库"),
        ("石门体育公园土建工程基本完成。", "石门体育公园"),
        ("双泉大桥完成桩基施工。", "双泉大桥"),
        ("沙洼至双泉铁路隧道掘进12公里。", "沙洼至双泉铁路"),
        ("龙湾农贸市场工程进度过半。", "龙湾农贸市场"),
        ("龙湾水厂形象进度达到65%。", "龙湾水厂"),
    ],
)
def test_a_work_of_which_a_part_is_done_is_being_built(sentence: str, name: str) -> None:
    assert reviewed(sentence) == [f"{name}|under_construction|None"]
    assert reviewed(f"经济平稳。{sentence}") == [f"{name}|under_construction|None"]


@pytest.mark.parametrize(
    "sentence",
    [
        "打造长江上游清洁能源基地。",
        "建设豫东优质粮油生产基地。",
        "打造中原肉羊产业基地。",
        "打造大别山绿色农产品加工基地。",
        "建成中国北方轴承生产基地。",
        "建设国家重要能源原材料基地。",
        "打造淮海地区光伏组件生产基地。",
        "打造粤港澳大湾区“菜篮子”基地。",
    ],
)
def test_a_base_of_a_part_of_the_country_is_what_a_place_would_be(sentence: str) -> None:
    reading = read(report(review="经济平稳。", plan=sentence))
    assert projects(reading) == []
    assert parks(reading) == []


def test_a_base_with_a_name_of_its_own_is_a_park() -> None:
    reading = read(report(plan="推进中国钢研·沙洼先进材料产业基地建设。加快双泉智能家居产业基地建设。"))
    assert parks(reading) == ["中国钢研·沙洼先进材料产业基地|industrial_park", "双泉智能家居产业基地|industrial_park"]


def test_parks_that_are_called_by_few_words() -> None:
    reading = read(
        report(
            review="“三创园”建成投用，入驻企业36家。沙洼酒业园、双泉家居园新增企业12家。依托四创园、石门食品园做强产业。"
        )
    )
    assert [row.split("|")[0] for row in parks(reading)] == [
        "三创园",
        "沙洼酒业园",
        "双泉家居园",
        "四创园",
        "石门食品园",
    ]
    assert projects(reading) == ["三创园|completed|None"]
