"""Works told one by one: what their verbs say of them, what is no work however much it sounds like one, and of what category they are."""

import pytest

from tests.cases import parks, read, report
from tests.projects.sentences import planned, reviewed, told


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("柳浪至石门高铁、望川铁路开通运行。", told("柳浪至石门高铁", "望川铁路", status="completed")),
        ("石门灌区二期工程建成通水。", told("石门灌区二期工程", status="completed")),
        ("国内首条跨海绿电通道——柳浪至石门输电工程投运。", told("柳浪至石门输电工程", status="completed")),
        ("柳浪医院东江院区、望川口腔医院等开诊。", told("柳浪医院东江院区", "望川口腔医院", status="completed")),
        ("柳浪水库、石门抽水蓄能电站等加快建设。", told("柳浪水库", "石门抽水蓄能电站", status="under_construction")),
        ("柳浪机器人研究院、望川数据工厂等深化布局。", told("柳浪机器人研究院", "望川数据工厂", status="ongoing")),
        ("柳浪、石门等6座大型水电站建成发电。", told("柳浪水电站", "石门水电站", status="completed")),
        ("柳浪机场通过行业验收。", told("柳浪机场", status="completed")),
        ("石门国家考古遗址公园获批建设。", told("石门国家考古遗址公园", status="planned")),
        ("石门大桥启动建设。", told("石门大桥", status="under_construction")),
        ("启动实施柳浪石化技改项目。", told("柳浪石化技改项目", status="under_construction")),
        ("石门大桥提速建设。", told("石门大桥", status="under_construction")),
        ("柳浪实验装置进入总装。", told("柳浪实验装置", status="under_construction")),
        ("柳浪水库下闸蓄水。", told("柳浪水库", status="under_construction")),
        ("柳浪运河超时序完成建设任务。", told("柳浪运河", status="under_construction")),
        ("柳浪运河通水通航。", told("柳浪运河", status="completed")),
        ("柳浪法务区揭牌运行。", told("柳浪法务区", status="completed")),
        ("全县人民期盼多年的柳浪水利枢纽工程开工建设。", told("柳浪水利枢纽工程", status="under_construction")),
        ("柳浪船闸扩容改造。", told("柳浪船闸扩容改造", status="completed")),
        ("新建柳浪天然气管道惠及8万多群众。", told("柳浪天然气管道", status="completed")),
        ("投资建设运营柳浪国际机场。", told("柳浪国际机场", status="completed")),
        ("组建运行柳浪数据交易平台。", told("柳浪数据交易平台", status="completed")),
        ("成立柳浪数据交易平台。", told("柳浪数据交易平台", status="completed")),
        ("设立柳浪国家植物园。", told("柳浪国家植物园", status="completed")),
        ("柳浪铁路开始联调联试。", told("柳浪铁路", status="under_construction")),
        ("柳浪机场完成校飞。", told("柳浪机场", status="under_construction")),
        ("柳浪大桥基本具备通车条件。", told("柳浪大桥", status="under_construction")),
        ("柳浪高速可研获批。", told("柳浪高速", status="planned")),
        ("柳浪化工项目一次开车成功。", told("柳浪化工项目", status="completed")),
        ("落地柳浪智能制造项目。", told("柳浪智能制造项目", status="planned")),
        ("交付柳浪安置房。", told("柳浪安置房", status="completed")),
        ("柳浪安置房、石门安置房二期等顺利交付。", told("柳浪安置房", "石门安置房二期", status="completed")),
    ],
)
def test_what_became_of_works(sentence: str, expected: list[str]) -> None:
    assert reviewed(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("实现柳浪水库蓄水。", told("柳浪水库", status="planned")),
        ("提速柳浪钢铁基地二期、石门大桥等重大项目。", told("柳浪钢铁基地二期", "石门大桥", status="ongoing")),
        ("提档建设柳浪湿地公园。", told("柳浪湿地公园", status="planned")),
        ("加快柳浪航电枢纽工程研究论证。", told("柳浪航电枢纽工程", status="proposed")),
        ("稳步推进柳浪蓄滞洪区安全建设。", told("柳浪蓄滞洪区", status="ongoing")),
        ("加快柳浪引水等前期工作。", told("柳浪引水", status="planned")),
        ("推进柳浪、石门等多式联运枢纽建设。", told("柳浪多式联运枢纽", "石门多式联运枢纽", status="ongoing")),
        # 成 and 集 begin names of lines, too
        ("加快实施成柳中线高铁、成石高速扩容等项目。", told("成柳中线高铁", "成石高速扩容", status="ongoing")),
        ("建设成柳中线高铁。", told("成柳中线高铁", status="planned")),
        ("抓好柳浪机场迁建和石门水厂扩建进度。", told("柳浪机场迁建", "石门水厂扩建", status="ongoing")),
        ("加快布局建设柳浪煤制芳烃、石门焦化深加工等项目。", told("柳浪煤制芳烃", "石门焦化深加工", status="planned")),
        ("申建柳浪保税物流中心（B型）。", told("柳浪保税物流中心（B型）", status="proposed")),
        ("推动设立柳浪国家植物园。", told("柳浪国家植物园", status="proposed")),
        ("建设好柳浪健康信息平台。", told("柳浪健康信息平台", status="planned")),
        ("扩容升级柳浪国际陆港。", told("柳浪国际陆港扩容升级", status="planned")),
        ("完成集柳铁路动车改造工程。", told("集柳铁路动车改造工程", status="planned")),
        ("打造成商贸物流枢纽。", []),
        ("打造集商贸、文旅于一体的综合体。", []),
    ],
)
def test_what_is_to_become_of_works(sentence: str, expected: list[str]) -> None:
    assert planned(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "建设廉洁政府。",
        "建设清廉政府。",
        "推动邮轮游艇、海水淡化等市场拓展。",
        "加大露天烧烤、烟花爆竹等治理力度。",
        "推进水权、林权、排污权等市场化改革。",
        "推进火箭、卫星制造、航天配套等重大项目。",
        "推进农村街道（乡镇）综治中心建设。",
        "推动柳浪科技园、石门科技城等既有平台特色化发展。",
        "实施好高龄老人养老补贴项目。",
        "实施失智老年人照护工程。",
        "实施教育领航工程。",
        "推动石门、柳浪协同打造区域航空双枢纽。",
        "建设中部国际交往中心。",
        "建设石门国际航运中心。",
        "深入推进入海排污口排查整治。",
        "打通断头路、修复坑洼路。",
        "统筹推进稳就业八大工程。",
        "加快柳浪大学“双一流”建设。",
        "光伏组件、风电装备实现全产业链贯通。",
        "推动乡村走出新路。",
        "加快宜居宜业和美乡村片区建设。",
        "推进和美乡村示范片区建设。",
    ],
)
def test_what_is_no_work(sentence: str) -> None:
    assert planned(sentence) == []


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("柳浪水利枢纽", "水务"),
        ("柳浪算力枢纽", "信息化"),
        ("柳浪港", "交通"),
        ("柳浪科创港", "产业载体"),
        ("柳浪东站", "交通"),
        ("柳浪输电线路", "能源"),
        ("柳浪多式联运中心", "交通"),
        ("远洋航运中心", "公共服务"),
    ],
)
def test_what_category_a_work_is_of(name: str, category: str) -> None:
    found = read(report(review="经济平稳。", plan=f"建设{name}。")).projects.projects
    assert [(one.name, one.category) for one in found] == [(name, category)]


@pytest.mark.parametrize(
    "sentence",
    [
        "创建“两山”实践创新基地。",
        "新增国家级“两山”实践创新基地3个。",
        "推动豫东南经济区、洞庭平原经济区协同发展。",
        "西部国家高新区联盟成立。",
        "加快理顺开发区权责关系。",
        "探索经济区与行政区适度分离改革。",
    ],
)
def test_what_is_no_park(sentence: str) -> None:
    assert parks(read(report(review="经济平稳。", plan=sentence))) == []


def test_a_park_in_the_south_of_a_town_is_one() -> None:
    assert parks(read(report(review="经济平稳。", plan="推进柳浪城南经济区建设。"))) == [
        "柳浪城南经济区|development_zone"
    ]
