"""Works, parks and streets in the manner of documents that the readers had never seen: what becomes of things, lists behind a count, years that are to come."""

import pytest

from tests.cases import parks, projects, read, report
from tests.projects.sentences import planned, reviewed

_PLAN = "青阳县国民经济和社会发展第十五个五年规划纲要\n第一章 发展目标\n到2030年，地区生产总值达到100亿元。\n"


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("点火试产", "completed"),
        ("进入试生产", "completed"),
        ("建成通水", "completed"),
        ("竣工通水", "completed"),
        ("如期开学", "completed"),
        ("建成开诊", "completed"),
        ("交付使用", "completed"),
        ("盛大开业", "completed"),
        ("免费开放", "completed"),
        ("焕新开放", "completed"),
        ("12台风机并网发电", "completed"),
        ("双线贯通", "completed"),
        ("左线贯通", "under_construction"),
        ("首台机组投产", "under_construction"),
        ("主坝封顶", "under_construction"),
        ("成功截流", "under_construction"),
        ("破土动工", "under_construction"),
        ("加速推进", "ongoing"),
        ("完成立项", "planned"),
        ("完成招标", "planned"),
        ("整体搬迁", "completed"),
        ("主塔封顶", "under_construction"),
        ("试产达标", "completed"),
        ("惊艳亮相", "completed"),
        ("完成提标改造", "completed"),
        ("当年签约、当年开工、当年投产", "completed"),
        ("当年签约、当年动工", "under_construction"),
        ("拿地动工", "under_construction"),
        ("双向掘进", "under_construction"),
        ("2025年底前投产", "completed"),
        ("前期手续全部办结", "planned"),
        ("开园迎客", "completed"),
        ("完成主体结构", "under_construction"),
    ],
)
def test_what_became_of_a_thing(state: str, status: str) -> None:
    assert reviewed(f"柳浪滩水厂{state}。") == [f"柳浪滩水厂|{status}|None"]
    assert [row.split("|")[0] for row in planned(f"柳浪滩水厂{state}。")] == ["柳浪滩水厂"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "1.新改扩建中小学校3所：青阳县第一中学、柳浪小学二期、白沙岭小学；",
            ["青阳县第一中学|planned|None", "柳浪小学二期|planned|None", "白沙岭小学|planned|None"],
        ),
        ("新建幼儿园2所，分别是柳浪幼儿园、白沙岭幼儿园。", ["柳浪幼儿园|planned|None", "白沙岭幼儿园|planned|None"]),
        ("新建水库2座（柳浪水库、白沙岭水库）。", ["柳浪水库|planned|None", "白沙岭水库|planned|None"]),
        ("改造农贸市场2个：丝茅冲、彭家巷。", ["丝茅冲农贸市场改造|planned|None", "彭家巷农贸市场改造|planned|None"]),
        ("改造老旧小区2个：柳浪苑、白沙里。", ["柳浪苑改造|planned|None", "白沙里改造|planned|None"]),
        # not as many as it says, though those that are named say what they are; or no names
        ("新建幼儿园3所：柳浪幼儿园、白沙岭幼儿园。", ["柳浪幼儿园|planned|None", "白沙岭幼儿园|planned|None"]),
        ("改造农贸市场3个：丝茅冲、彭家巷。", []),
        ("新增停车位2000个：城东1200个、城西800个。", []),
    ],
)
def test_a_list_behind_a_count(sentence: str, expected: list[str]) -> None:
    assert planned(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "确保柳浪铝箔项目达产、白沙电缆项目6月底前投产。",
            ["柳浪铝箔项目|planned|None", "白沙电缆项目|planned|None"],
        ),
        ("新建柳浪、白沙岭2座35千伏变电站。", ["柳浪35千伏变电站|planned|None", "白沙岭35千伏变电站|planned|None"]),
        ("完成丝茅冲、彭家巷2个农贸市场改造。", ["丝茅冲农贸市场改造|planned|None", "彭家巷农贸市场改造|planned|None"]),
        (
            "对柳浪水库、白沙岭水库等12座病险水库进行除险加固。",
            ["柳浪水库除险加固|planned|None", "白沙岭水库除险加固|planned|None"],
        ),
        (
            "实施柳浪河治理（二期）、白沙河青阳段治理等中小河流治理工程。",
            ["柳浪河治理（二期）|planned|None", "白沙河青阳段治理|planned|None"],
        ),
        ("完成柳浪路、万家丽北路辅道等5条道路改造。", ["柳浪路改造|planned|None", "万家丽北路辅道改造|planned|None"]),
        ("推动柳浪、白沙、石门共建绿色建材产业园。", ["绿色建材产业园|ongoing|None"]),
        ("2.投资5600万元，新建柳浪小学，新增学位1800个。", ["柳浪小学|planned|5600万元"]),
        ("投资5600万元，新建柳浪小学，新增白沙公园。", ["柳浪小学|planned|None"]),
        ("建成柳浪镇农贸市场、白沙检测中心。", ["柳浪镇农贸市场|planned|None", "白沙检测中心|planned|None"]),
        ("建成西部数字贸易港。", []),
        ("建成全国最大的辣椒交易市场。", []),
        ("推进柳浪辣椒全产业链加工项目一期建设。", ["柳浪辣椒全产业链加工项目一期|ongoing|None"]),
        ("推进柳浪全产业链提升工程。", []),
        # what is counted is of a kind that ends as a building does
        (
            "升级改造柳浪、白沙、石岭3个乡镇综合运输服务站。",
            [
                "柳浪乡镇综合运输服务站升级改造|planned|None",
                "白沙乡镇综合运输服务站升级改造|planned|None",
                "石岭乡镇综合运输服务站升级改造|planned|None",
            ],
        ),
        ("引进柳浪、白沙等一批央企二级总部。", []),
        ("建成柳浪镇、白沙岭镇污水处理站。", ["柳浪镇污水处理站|planned|None", "白沙岭镇污水处理站|planned|None"]),
        (
            "实施柳浪镇、白沙岭镇集中供水工程。",
            ["柳浪镇集中供水工程|planned|None", "白沙岭镇集中供水工程|planned|None"],
        ),
        ("新建柳浪一中北校、白沙中学等2所学校。", ["柳浪一中北校|planned|None", "白沙中学|planned|None"]),
        (
            "投资1.36亿元实施柳浪河沿线3座电排站更新改造：九村站、苏岭站、龙叫站；",
            ["九村站更新改造|planned|None", "苏岭站更新改造|planned|None", "龙叫站更新改造|planned|None"],
        ),
        (
            "推动柳浪降解材料一体化、白沙硅基材料两大项目达产。",
            ["柳浪降解材料一体化|ongoing|None", "白沙硅基材料|ongoing|None"],
        ),
        (
            "加快柳浪北站综合开发、白沙大道快速化改造等基础设施建设。",
            ["柳浪北站综合开发|under_construction|None", "白沙大道快速化改造|under_construction|None"],
        ),
        # of one field, and yet two kinds of things
        ("推进柳浪水库、白沙灌区节水改造。", ["柳浪水库|ongoing|None", "白沙灌区节水改造|ongoing|None"]),
        ("推进柳浪水库、白沙水库除险加固。", ["柳浪水库除险加固|ongoing|None", "白沙水库除险加固|ongoing|None"]),
        ("改造柳浪纺织厂旧址为工业文创园。", ["柳浪纺织厂旧址工业文创园|planned|None"]),
        (
            "促成柳浪传感器产业园、白沙软件园等签约项目开工。",
            ["柳浪传感器产业园|planned|None", "白沙软件园|planned|None"],
        ),
        ("启动柳浪东门广场更新、白沙步道提质。", ["柳浪东门广场更新|planned|None", "白沙步道提质|planned|None"]),
        ("科学大道三期开工建设。", ["科学大道三期|planned|None"]),
        (
            "新建停车场3个：老体育场停车场、梧桐停车场、柳浪停车场。",
            ["老体育场停车场|planned|None", "梧桐停车场|planned|None", "柳浪停车场|planned|None"],
        ),
        (
            "支持柳浪板材基地、白沙门业二期建设，总投资分别为6亿元、3.5亿元。",
            ["柳浪板材基地|planned|6亿元", "白沙门业二期|planned|3.5亿元"],
        ),
        ("建设柳浪加工园、白沙商品城改造。", ["柳浪加工园|planned|None", "白沙商品城改造|planned|None"]),
        ("争取柳浪高速南延线、青白铁路列入上级规划。", ["柳浪高速南延线|planned|None", "青白铁路|planned|None"]),
        # rivers of two characters, and a stretch in a bracket
        ("实施郭河、浣河、北沙河治理。", ["郭河治理|planned|None", "浣河治理|planned|None", "北沙河治理|planned|None"]),
        ("完成浣河综合治理（石岭段）。", ["浣河综合治理（石岭段）|planned|None"]),
        ("推进长江、黄河治理。", []),
        ("建成柳浪城市大脑2.0、白沙数据中心。", ["柳浪城市大脑2.0|planned|None", "白沙数据中心|planned|None"]),
        ("新开工新和成二期、柳浪三期等2个项目。", ["新和成二期|planned|None", "柳浪三期|planned|None"]),
        (
            "启动实施柳浪片区保护提升、白沙沟片区城市更新。",
            ["柳浪片区保护提升|planned|None", "白沙沟片区城市更新|planned|None"],
        ),
        ("力争柳浪电池二期四季度投产。", ["柳浪电池二期|planned|None"]),
        ("推进柳浪水库连通工程前期论证。", ["柳浪水库连通工程|planned|None"]),
    ],
)
def test_lists_and_sums_of_works(sentence: str, expected: list[str]) -> None:
    assert planned(sentence) == expected


def _told(text: str) -> list[str]:
    return [
        f"{one.name}|{one.status}|{one.investment_raw}|{one.period_start}-{one.period_end}"
        for one in read(_PLAN + text).projects.projects
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what is to be ended in a year of the plan is not ended
        (
            "第二章 重点项目\n第一节 交通项目\n（1）柳浪至白沙公路：投资4.8亿元，2028年建成。\n（2）柳浪大桥：投资1.2亿元，2025年已开工，2027年建成。\n（3）白沙客运站：投资0.6亿元，2025年建成。",
            [
                "柳浪至白沙公路|planned|4.8亿元|None-2028",
                "柳浪大桥|under_construction|1.2亿元|2025-2027",
                "白沙客运站|completed|0.6亿元|None-2025",
            ],
        ),
        (
            "第二章 重点任务\n推进柳浪番茄扩产项目（总投资3.6亿元，2026年开工、2028年建成）、白沙面粉智能工厂项目（2026—2027年，投资1.8亿元）。",
            ["柳浪番茄扩产项目|ongoing|3.6亿元|2026-2028", "白沙面粉智能工厂项目|ongoing|1.8亿元|2026-2027"],
        ),
        (
            "第二章 重点任务\n实施柳浪碳纤维原丝项目，总投资42亿元，2026—2029年建设。",
            ["柳浪碳纤维原丝项目|planned|42亿元|2026-2029"],
        ),
        # behind a numbered label, outside of a box
        (
            "第二章 重点任务\n第一节 交通网\n完善路网。\n1.铁路：柳白铁路扩能改造工程（总投资46亿元，2027年开工）。\n2.公路：G301柳浪过境公路，全长21公里，估算投资11.6亿元，2026年启动建设，2029年建成通车。\n3.原则：安全、高效、绿色。\n",
            ["柳白铁路扩能改造工程|planned|46亿元|2027-None", "G301柳浪过境公路|planned|11.6亿元|2026-2029"],
        ),
        # a label that only a gap parts from its works
        (
            "第二章 重点任务\n专栏6 民生补短板工程\n教育 新建柳浪中学、白沙小学，扩建石岭分校。\n卫生　柳浪医院医养结合楼、县中医医院迁建。\n",
            [
                "柳浪中学|planned|None|None-None",
                "白沙小学|planned|None|None-None",
                "石岭分校扩建|planned|None|None-None",
                "柳浪医院医养结合楼|planned|None|None-None",
                "县中医医院迁建|planned|None|None-None",
            ],
        ),
        # a field beside others is no work
        (
            "第二章 重点任务\n专栏1 先进制造业重大工程\n1.新能源产业。建设柳浪风电场、白沙光伏电站。\n2.高端装备。加快建设石门电机产业园二期。\n",
            [
                "柳浪风电场|planned|None|None-None",
                "白沙光伏电站|planned|None|None-None",
                "石门电机产业园二期|under_construction|None|None-None",
            ],
        ),
    ],
)
def test_what_is_to_be_ended_in_a_year_to_come(text: str, expected: list[str]) -> None:
    assert _told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新建成柳浪科技园、白沙产业园2个专业园区。", ["柳浪科技园|science_park", "白沙产业园|industrial_park"]),
        ("老旧厂房活化项目“望川1972”文创园开园。", ["“望川1972”文创园|cultural_park"]),
        ("建设沙川合作特别试验区。", ["沙川合作特别试验区|development_zone"]),
        ("青阳产业园区新增企业18户。", ["青阳产业园区|industrial_park"]),
        ("依托常州高新区青阳工业园，发展新材料。", ["常州高新区青阳工业园|industrial_park"]),
        ("第二节 载体\n青阳县创业孵化基地。可容纳企业120家。", ["青阳县创业孵化基地|incubator"]),
        ("青阳县创业孵化基地建设加快。", []),
        ("柳浪纺织服装专业园挂牌成立。", ["柳浪纺织服装专业园|industrial_park"]),
        ("青阳产业转移园获评先进。", ["青阳产业转移园|industrial_park"]),
        ("建设青阳国际物流港。", ["青阳国际物流港|logistics_park"]),
        ("建成石湾镇中心幼儿园东江园区。", []),
        ("东城区绿色食品产业园加快发展。", ["东城区绿色食品产业园|industrial_park"]),
    ],
)
def test_names_of_parks(text: str, expected: list[str]) -> None:
    assert parks(read(f"{_PLAN}第二章 产业\n{text}\n")) == expected


@pytest.mark.parametrize(
    ("review", "plan", "expected"),
    [
        (
            "河北柳浪电池材料项目签约落地。",
            "力争总投资15亿元的柳浪电池材料项目一季度开工。",
            ["河北柳浪电池材料项目|planned|15亿元"],
        ),
        ("涉县柳浪水库开工建设。", "加快柳浪水库建设。", ["涉县柳浪水库|under_construction|None"]),
    ],
)
def test_a_work_with_its_place_and_without_is_one(review: str, plan: str, expected: list[str]) -> None:
    assert projects(read(report(review=review, plan=plan))) == expected


ITEMS = """一、投资1.2亿元，新建柳浪小学。
二、改造县城供水主管网26公里。
三、建成柳浪水厂。
四、实施白沙岭、石岭2座35千伏变电站增容改造。
"""


@pytest.mark.parametrize(
    "head", ["（一）聚焦发展\n推进柳浪公园建设。\n（二）办好实事\n扎实办好十件民生实事：\n", "办好以下实事：\n"]
)
def test_a_list_whose_numbers_are_those_of_headings(head: str) -> None:
    reading = read(report(review="经济平稳。", plan=f"{head}{ITEMS}"))
    assert [node.title for node in reading.outline.nodes if node.level == 1] == ["2023年工作回顾", "2024年工作安排"]
    assert [one for one in projects(reading) if "公园" not in one] == [
        "柳浪小学|planned|1.2亿元",
        "柳浪水厂|planned|None",
        "白沙岭35千伏变电站增容改造|planned|None",
        "石岭35千伏变电站增容改造|planned|None",
    ]
