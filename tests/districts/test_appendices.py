"""Streets, glossary terms and special plans."""

import pytest

from districts.reading.appendices import AppendixReading, read_appendices
from tests.seeds import seed, seed_outline
from text.outline.outline import read_outline
from text.sources.source import make_source
from text.tables.tables import read_tables


def read(text: str) -> AppendixReading:
    source = make_source(text)
    return read_appendices(read_outline(source), read_tables(source))


@pytest.mark.parametrize(
    ("line", "term", "definition"),
    [
        pytest.param(
            "1.雏鹰企业\n指注册时间1年以上5年以下的企业。",
            "雏鹰企业",
            "指注册时间1年以上5年以下的企业。",
            id="the definition below (东丽区, line 820)",
        ),
        pytest.param(
            "1.“一制三化”改革\n《天津市“一制三化”审批制度改革实施方案》。",
            "“一制三化”改革",
            "《天津市“一制三化”审批制度改革实施方案》。",
            id="quotation marks are part of a term (东丽区, line 848)",
        ),
        pytest.param(
            "1.[三个收官]即实现脱贫攻坚、全面建成小康社会三个收官。",
            "三个收官",
            "即实现脱贫攻坚、全面建成小康社会三个收官。",
            id="in brackets (a report)",
        ),
        pytest.param("1.[8+3]：指八个开发区和三个园区。", "8+3", "指八个开发区和三个园区。", id="digits in brackets"),
        pytest.param(
            "1．“双万双服”活动：万名干部帮扶万家企业。", "“双万双服”活动", "万名干部帮扶万家企业。", id="a colon"
        ),
        pytest.param(
            "[1]九通一平：供水、排水、供电等。", "九通一平", "供水、排水、供电等。", id="the number in brackets"
        ),
        pytest.param(
            "①无废城市——固体废物环境影响最低的城市。",
            "无废城市",
            "固体废物环境影响最低的城市。",
            id="a ringed number and a dash",
        ),
    ],
)
def test_forms_of_a_term(line: str, term: str, definition: str) -> None:
    found = read(f"附件：\n名词解释\n{line}\n").terms
    assert [(one.no, one.term, one.definition) for one in found] == [(1, term, definition)]


def test_a_numbered_line_within_a_definition_is_no_term() -> None:
    found = read("名词解释\n1.四项机制\n包括：\n3.其他。\n2.两新\n新基建。\n").terms
    assert [(one.no, one.term) for one in found] == [(1, "四项机制"), (2, "两新")]
    assert found[0].definition == "包括：\n3.其他。"


@pytest.mark.parametrize(
    "line",
    [
        "1.万新街\n坚持发展第一要务。",
        "（一）大王庄街道\n坚持发展第一要务。",
        "万新街：坚持发展第一要务。",
        "一、小站镇\n坚持发展第一要务。",
    ],
)
def test_forms_of_a_street(line: str) -> None:
    found = read(f"附件二：\n河东区各街道发展基本思路\n{line}\n").subdistricts
    assert [one.text for one in found] == ["坚持发展第一要务。"]
    assert found[0].name in ("万新街", "大王庄街道", "小站镇")


@pytest.mark.parametrize("title", ["河东区各苏木镇发展定位", "河东区各乡镇街道功能定位", "河东区各镇街发展重点"])
def test_lists_of_towns_by_other_names(title: str) -> None:
    found = read(f"附件2\n{title}\n1.金桥镇\n发展粮食加工。\n2.巴彦苏木\n坚持生态优先。\n").subdistricts
    assert [(one.name, one.text) for one in found] == [("金桥镇", "发展粮食加工。"), ("巴彦苏木", "坚持生态优先。")]


def test_a_count_that_does_not_add_up_is_noted() -> None:
    # the form of 东丽区, line 707: 产业创新类（5个）
    found = read(
        "附件一：\n专项规划编制目录\n\t序号\n\t规划名称\n\t责任单位\n\n\t产业创新类（2个）\n\n\t1\n\t工业发展规划\n\t区工信局\n\n"
    )
    assert [(one.no, one.name, one.responsible_unit, one.category) for one in found.special_plans] == [
        (1, "工业发展规划", "区工信局", "产业创新类")
    ]
    assert [note.message for note in found.notes] == ["产业创新类（2个） announces 2 plans, 1 were read"]


def test_the_appendices_of_dongli() -> None:
    source = seed("dongli")
    found = read_appendices(seed_outline("dongli"), read_tables(source))
    assert (len(found.subdistricts), len(found.terms), len(found.special_plans), found.notes) == (11, 36, 16, ())
    # the last definition ends before the imprint (line 882)
    assert found.terms[-1].definition.endswith("论证研究的项目。")
    for one in (*found.subdistricts, *found.terms, *found.special_plans):
        assert source.text[one.evidence.start : one.evidence.end] == one.evidence.quote


def test_towns_with_a_part_of_their_own_in_the_text() -> None:
    found = read(
        "第八章 各乡镇发展重点\n（一）锦城镇\n建设县域中心，发展商贸服务。\n（二）黄琅镇\n发展全域旅游。\n第九章 规划实施\n加强监督。\n"
    ).subdistricts
    assert [(one.name, one.text) for one in found] == [
        ("锦城镇", "建设县域中心，发展商贸服务。"),
        ("黄琅镇", "发展全域旅游。"),
    ]


def test_one_town_in_the_text_is_no_list_of_towns() -> None:
    assert read("第八章 各乡镇发展重点\n锦城镇：建设县域中心。\n其余乡镇各展所长。\n").subdistricts == ()


@pytest.mark.parametrize("unit", ["（区科经委）", "（责任单位：区科经委）"])
def test_special_plans_by_their_titles(unit: str) -> None:
    found = read(
        f"附件1 “十五五”专项规划目录\n1.《河东区科技创新“十五五”规划》{unit}\n2.《河东区综合交通“十五五”规划》\n"
    ).special_plans
    assert [(one.no, one.name, one.responsible_unit) for one in found] == [
        (1, "河东区科技创新“十五五”规划", "区科经委"),
        (2, "河东区综合交通“十五五”规划", None),
    ]


def test_plans_that_the_text_names_are_no_special_plans_of_its_list() -> None:
    assert read("第八章 规划实施\n编制《河东区科技创新“十五五”规划》等专项规划。\n").special_plans == ()


PLACES = [
    # below a heading that is of other things, run in
    (
        "第二节 城镇体系\n发挥中心城区作用。\n大中街道。突出主城功能。\n西团镇：发展冷链物流。\n八岱乡。发展休闲农业。\n第三节 水利\n修建水库。\n",
        ["大中街道: 突出主城功能。", "西团镇: 发展冷链物流。", "八岱乡: 发展休闲农业。"],
    ),
    # a gap behind the name
    (
        "第一节 推动街道转型\n荆河街道 重点发展商贸金融。\n龙泉街道　建设科教高地。\n北辛街道  发展楼宇经济。\n",
        ["荆河街道: 重点发展商贸金融。", "龙泉街道: 建设科教高地。", "北辛街道: 发展楼宇经济。"],
    ),
    # numbered headings with a paragraph below
    (
        "第二节 城乡协调\n（一）大中街道\n突出主城功能。\n（二）西团镇\n发展冷链物流。\n（三）巴彦苏木\n发展草原畜牧业。\n（四）保障措施\n加强领导。\n",
        ["大中街道: 突出主城功能。", "西团镇: 发展冷链物流。", "巴彦苏木: 发展草原畜牧业。"],
    ),
    # kinds of towns, and streets of shops
    ("第二节 城镇体系\n中心镇：发展工业。\n特色小镇：发展旅游。\n一般镇：发展农业。\n", []),
    ("第二节 商圈\n滨江步行街：发展餐饮。\n古城文化街：发展演艺。\n青石美食街：发展夜市。\n", []),
    # two are enough below a heading of towns
    (
        "第二节 镇村发展\n阜宁镇。突出跨境特色。\n绥芬河镇。推进镇城融合。\n",
        ["阜宁镇: 突出跨境特色。", "绥芬河镇: 推进镇城融合。"],
    ),
    # two are not yet a list of all
    ("第二节 商贸\n西团镇：发展冷链物流。\n小海镇：发展商贸。\n", []),
    # a table
    (
        "第二节 城镇体系\n表3 乡镇功能定位\n序号 | 乡镇 | 功能定位 | 主导产业\n1 | 西团镇 | 工贸强镇 | 冷链物流\n2 | 小海镇 | 康养名镇 | 温泉旅游\n3 | 万盈镇 | 农业大镇 | 设施农业\n",
        ["西团镇: 工贸强镇 | 冷链物流", "小海镇: 康养名镇 | 温泉旅游", "万盈镇: 农业大镇 | 设施农业"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_streets_below_any_heading_and_in_tables(text: str, expected: list[str]) -> None:
    found = read(f"第一章 总则\n坚持发展。\n第二章 城乡发展\n第一节 总体要求\n统筹发展。\n{text}").subdistricts
    assert [f"{one.name}: {one.text}" for one in found] == expected
