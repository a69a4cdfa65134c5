"""Works that only their place in a list tells: no word of their names says what they are, and what is said of the list does."""

import pytest

from planapi.reading_check import check
from planapi.reading_check.findings import Finding
from tests.cases import projects, read, report


def reviewed(sentence: str) -> list[str]:
    return [
        one.removesuffix("|None") for one in projects(read(report(review=sentence, plan="地区生产总值增长6%左右。")))
    ]


def planned(sentence: str) -> list[str]:
    return [one.removesuffix("|None") for one in projects(read(report(review="经济平稳。", plan=sentence)))]


def found(sentence: str) -> list[Finding]:
    return [one for one in check(read(report(review="经济平稳。", plan=sentence))) if one.code in LISTS]


LISTS = ("names_in_lists", "lists_miscounted")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("红雁机械、奥莱磁材竣工投产。", ["红雁机械|completed", "奥莱磁材|completed"]),
        ("青禾水溶肥顺利达产。", ["青禾水溶肥|completed"]),
        ("金锐铜箔二期首条产线试生产。", ["金锐铜箔二期|completed"]),
        ("鹤鸣酵素、白鹭石墨先后签约落地。", ["鹤鸣酵素|planned", "白鹭石墨|planned"]),
        ("云帆轮毂主体封顶。", ["云帆轮毂|under_construction"]),
        ("新开工鹤鸣药业、白鹭新材等12个项目。", ["鹤鸣药业|under_construction", "白鹭新材|under_construction"]),
    ],
)
def test_what_becomes_of_works_alone_tells_them(sentence: str, expected: list[str]) -> None:
    assert reviewed(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("确保鹤鸣焊管、白鹭酶制剂一季度开工。", ["鹤鸣焊管|planned", "白鹭酶制剂|planned"]),
        ("推动云帆粮油年内投产。", ["云帆粮油|ongoing"]),
        ("青岭通用机场力争“十五五”末开工。", ["青岭通用机场|planned"]),
        (
            "力促总投资32亿元的鹤鸣不锈钢、总投资18亿元的云帆储能电站签约落地。",
            ["鹤鸣不锈钢|planned|32亿元", "云帆储能电站|planned|18亿元"],
        ),
    ],
)
def test_who_makes_it_so_stands_before(sentence: str, expected: list[str]) -> None:
    assert planned(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "实施鹤鸣水库除险加固、云帆总干渠衬砌、白鹭河治理。",
            ["鹤鸣水库除险加固|planned", "云帆总干渠衬砌|planned", "白鹭河治理|planned"],
        ),
        ("建设鹤鸣农贸市场、云帆智能温室。", ["鹤鸣农贸市场|planned", "云帆智能温室|planned"]),
        # as many as are counted
        (
            "完成鹤鸣段岸线修复、白鹭河提升、黑臭水体治理3项重点工程。",
            ["鹤鸣段岸线修复|planned", "白鹭河提升|planned", "黑臭水体治理|planned"],
        ),
        (
            "实施城区供水二期、老旧管道更新改造、云帆排涝泵站三大市政工程。",
            ["城区供水二期|planned", "老旧管道更新改造|planned", "云帆排涝泵站|planned"],
        ),
        ("组织实施鹤鸣萤石开采、白鹭碳化硅两个矿业项目。", ["鹤鸣萤石开采|planned", "白鹭碳化硅|planned"]),
        # what is done is said of all
        ("改扩建云帆四中、鹤鸣小学。", ["云帆四中改扩建|planned", "鹤鸣小学改扩建|planned"]),
    ],
)
def test_what_stands_beside_works_is_one(sentence: str, expected: list[str]) -> None:
    assert planned(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "鹤鸣互动、白鹭科技等一批企业签约落地。",
        "浙云科创基金签约落地。",
        "新开工安置房4860套。",
        "新建1个市民排球场、5个社区体育园。",
        "推动鹤鸣街道、白鹭社区融合发展。",
        "实现鹤鸣产业开工率提高。",
        "建成教育强县、文化强县。",
        "推进制度型开放、要素市场化改革、营商环境建设。",
    ],
)
def test_what_is_no_work_stays_out_and_is_not_missed(sentence: str) -> None:
    assert planned(sentence) == []
    assert found(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "启动鹤鸣街、后坝、云帆关三个片区城市更新。",
            ["鹤鸣街片区城市更新|planned", "后坝片区城市更新|planned", "云帆关片区城市更新|planned"],
        ),
        ("实施鹤鸣片区、云帆片区棚户区改造。", ["鹤鸣片区棚户区改造|planned", "云帆片区棚户区改造|planned"]),
        ("拓宽改造鹤鸣路、云帆西路。", ["鹤鸣路拓宽改造|planned", "云帆西路拓宽改造|planned"]),
        (
            "对鹤鸣路、红岩嘴、云帆坝三个片区实施整体改造。",
            ["鹤鸣路片区整体改造|planned", "红岩嘴片区整体改造|planned", "云帆坝片区整体改造|planned"],
        ),
        ("实施鹤鸣、云帆两处客运站提升。", ["鹤鸣客运站提升|planned", "云帆客运站提升|planned"]),
        ("新区建设鹤鸣学校、云帆文体中心。", ["鹤鸣学校|planned", "云帆文体中心|planned"]),
    ],
)
def test_the_work_of_a_list_is_part_of_each_name(sentence: str, expected: list[str]) -> None:
    assert planned(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("鹤鸣初中、云帆小学当年建设、当年招生。", ["鹤鸣初中|completed", "云帆小学|completed"]),
        ("县医院鹤鸣楼主体封顶、云帆中学整体搬迁。", ["县医院鹤鸣楼|under_construction", "云帆中学|completed"]),
        ("鹤鸣卫生院门诊楼完工投用。", ["鹤鸣卫生院门诊楼|completed"]),
        ("投资3200万元的云帆热源厂点火供热。", ["云帆热源厂|completed|3200万元"]),
        ("云帆纪念馆对外开放。", ["云帆纪念馆|completed"]),
        ("鹤鸣医院进入装修阶段。", ["鹤鸣医院|under_construction"]),
    ],
)
def test_what_became_of_works_in_more_words(sentence: str, expected: list[str]) -> None:
    assert reviewed(sentence) == expected


@pytest.mark.parametrize("heading", ["一、2023年工作总结", "一、2023年工作回顾", "一、2023年工作情况"])
def test_the_heading_of_a_review_says_that_works_are_done(heading: str) -> None:
    text = report(review="鹤鸣大桥竣工通车。", plan="地区生产总值增长6%左右。").replace("一、2023年工作回顾", heading)
    assert projects(read(text)) == ["鹤鸣大桥|completed|None"]


def test_a_kind_of_size_is_no_name_that_is_lost() -> None:
    assert not found("白鹭光缆、鹤鸣电缆二期等一批百亿级、十亿级重大项目顺利开工。")


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("新建学校3所：石门中学、沙洼小学。", "lists_miscounted"),
        ("改造农贸市场4个，分别是石门市场、沙洼市场、青河市场。", "lists_miscounted"),
        ("新建公园2个（青河公园、白鹭公园、沙洼公园）。", "lists_miscounted"),
        ("新建鹤鸣井群、白鹭草方格。", "names_in_lists"),
        # fields of works, with no word of what is done
        ("国省干线：鹤鸣大道改线、省道238白鹭段、云帆互通升级。", "names_in_lists"),
        ("（1）轨道交通。鹤鸣地铁1号线、云帆综合交通枢纽。", "names_in_lists"),
        ("实施鹤鸣水库除险加固、白鹭河治理、云帆延伸向青河调水渠道改造。", "names_in_lists"),
    ],
)
def test_what_is_not_read_surely_is_said(sentence: str, code: str) -> None:
    assert [one.code for one in found(sentence)] == [code]


@pytest.mark.parametrize(
    "sentence",
    [
        "新建学校2所：石门中学、沙洼小学。",
        "新建鹤鸣水库、白鹭大坝。",
        "改造老旧小区12个，新增停车位500个。",
        "新建石门、沙洼等5座污水处理厂。",
        "责任单位：鹤鸣中学、云帆医院。",
    ],
)
def test_what_is_read_whole_says_nothing(sentence: str) -> None:
    assert found(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "改扩建鹤鸣、白鹭、云帆3所中心卫生院。",
            ["鹤鸣中心卫生院改扩建|planned", "白鹭中心卫生院改扩建|planned", "云帆中心卫生院改扩建|planned"],
        ),
        ("开展鹤鸣、白鹭2个灌区节水改造。", ["鹤鸣灌区节水改造|planned", "白鹭灌区节水改造|planned"]),
        ("抓好鹤鸣、白鹭两个圩镇品质提升。", ["鹤鸣圩镇品质提升|planned", "白鹭圩镇品质提升|planned"]),
        ("推动鹤鸣、白鹭两个社区服务能力提升。", []),
        (
            "重点推进鹤鸣围填、白鹭大道、热电联产三项配套。",
            ["鹤鸣围填|ongoing", "白鹭大道|ongoing", "热电联产|ongoing"],
        ),
    ],
)
def test_as_many_names_as_are_counted_have_what_they_are_behind_the_count(sentence: str, expected: list[str]) -> None:
    assert planned(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("实施鹤鸣大路、云帆路快速化改造。", ["鹤鸣大路快速化改造|planned", "云帆路快速化改造|planned"]),
        # what stands behind the second is no part of the first, which has words of its own
        ("实施鹤鸣老街活化、白鹭公园改造。", ["鹤鸣老街活化|planned", "白鹭公园改造|planned"]),
        ("扩建县妇幼保健院、建设县精神卫生中心。", ["县妇幼保健院扩建|planned", "县精神卫生中心|planned"]),
        ("动工建设云帆站站前广场、鹤鸣配套道路。", ["云帆站站前广场|planned", "鹤鸣配套道路|planned"]),
        ("盯紧鹤鸣电解液、白鹭隔膜等一批在谈项目早日签约。", ["鹤鸣电解液|planned", "白鹭隔膜|planned"]),
        ("高速公路：鹤鸣高速白鹭段、云帆至青岭高速。", ["鹤鸣高速白鹭段|planned", "云帆至青岭高速|planned"]),
        ("责任单位：鹤鸣医院、云帆中学。", []),
    ],
)
def test_each_name_has_its_own_words(sentence: str, expected: list[str]) -> None:
    assert planned(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "总投资60亿元的云帆化纤、总投资10亿元的白鹭重卡先后落地开工。",
            ["云帆化纤|under_construction|60亿元", "白鹭重卡|under_construction|10亿元"],
        ),
        ("地铁7号线、8号线开通运营。", ["地铁7号线|completed", "8号线|completed"]),
        ("县一中初中部、云帆五小启用。", ["县一中初中部|completed", "云帆五小|completed"]),
        ("鹤鸣北路、云帆南路大修如期完成。", ["鹤鸣北路大修|completed", "云帆南路大修|completed"]),
        ("鹤鸣敬老院提档升级。", ["鹤鸣敬老院|completed"]),
        ("恢复鹤鸣中学、云帆中学高中部招生。", []),
    ],
)
def test_the_words_behind_a_list_are_no_part_of_its_last_name(sentence: str, expected: list[str]) -> None:
    assert reviewed(sentence) == expected
