"""What names no work: a policy that calls itself one, a kind of thing, what is there and is only to run well; and what still does."""

import pytest

from tests.cases import projects, read, report
from tests.projects.elsewhere import COUNTY, works
from text.context import DocumentContext
from text.vocabulary import DocumentKind

PROVINCE = DocumentContext(DocumentKind.PLAN, "湖北省", (), 2020, period_start=2021, period_end=2025)


def named(sentence: str, context: DocumentContext = COUNTY) -> list[str]:
    return [one.name for one in works(sentence, context)]


@pytest.mark.parametrize(
    "sentence",
    [
        "实施望川校长工程。",
        "推进“石门工匠”培育工程。",
        "实施青湖文艺创作工程、桂林名匠培育工程。",
        "实施职教兴川工程。",
        "实施养老护理扩容提升工程。",
        "实施办事便利化工程。",
        "以更高标准建设青阳廉洁工程。",
        "开展助残圆梦工程。",
    ],
)
def test_a_policy_that_calls_itself_a_work(sentence: str) -> None:
    assert named(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("实施望川电网改造工程。", ["望川电网改造工程"]),
        ("推进冀电入望直流工程。", ["冀电入望直流工程"]),
        ("推进引青入望工程。", ["引青入望工程"]),
        ("实施石门口岸提升工程。", ["石门口岸提升工程"]),
        ("实施青河治理工程、望川古塔修缮工程。", ["青河治理工程", "望川古塔修缮工程"]),
        ("实施青林湖中学教学楼工程。", ["青林湖中学教学楼工程"]),
        ("推进跃龙工程。", ["跃龙工程"]),
        ("实施石门片区特色街区综合打造工程。", ["石门片区特色街区综合打造工程"]),
    ],
)
def test_a_work_of_bricks_and_pipes(sentence: str, expected: list[str]) -> None:
    assert named(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "推进“三重”项目建设。",
        "扎实推进“四优”园区建设。",
        "推进“家门口”养老服务站、“10分钟”托育圈建设。",
        "推动“望品石货”上平台。",
        "谋划实施重大技术改造项目。",
        "实施原创性技术创新项目。",
        "开展城区架空线整治。",
        "推动落后锅炉设施改造。",
        "推进用电问题治理。",
        "推动虚拟电厂、绿电直连等建设。",
        "打造高效惠企服务平台。",
        "高质量建设沿边开放服务平台。",
        "打造欧亚黄金通道。",
        "推进预制菜、茶叶、肉牛、油茶等特色产业升级工程。",
        "完成投资近3000亿元。",
        "累计建成7回高压输电线路。",
        "新建3—5家县级研发中心。",
        "建设6大短剧基地。",
        "创建国家医学中心和国家区域医疗中心。",
    ],
)
def test_a_kind_of_thing_or_a_quantity(sentence: str) -> None:
    assert named(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "新建一批检测验证平台和创业孵化器。",
        "布局建设一批青河流域、石门片区治理项目。",
        "谋划储备、洽谈招引、落地见效、投建一批项目。",
        "建好办好望川研究生院和石门高等研究院。",
        "建强石门农产品交易市场。",
        "支持望川、石门、青山3个实验室高效运行。",
        "推动望川大学城、石门高教园高质量发展。",
        "加快石门片区、望川新城与主城区同城化发展。",
        "支持院校企业共建望川产业学院。",
        "望川农耕文化展等一批展览馆向公众开放。",
    ],
)
def test_what_is_there_or_is_any(sentence: str) -> None:
    assert named(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("建好望川公园。", ["望川公园"]),
        ("建好用好“望川通”监管平台。", ["“望川通”监管平台"]),
        ("推动望川大厦、石门大厦开业运营。", ["望川大厦", "石门大厦"]),
        ("完成望川路拓宽、石门小学迁建。", ["望川路拓宽", "石门小学迁建"]),
        ("推进青杨小区、红枫小区改造。", ["青杨小区改造", "红枫小区改造"]),
        ("建设望川镇卫生院、石门街道养老服务中心。", ["望川镇卫生院", "石门街道养老服务中心"]),
        ("实施白鹭河清淤、望川排涝泵站建设。", ["白鹭河清淤", "望川排涝泵站"]),
        ("投资3.2亿元完成旅游路改造提升。", ["旅游路改造提升"]),
        ("建设县融媒体中心。", ["县融媒体中心"]),
    ],
)
def test_works_of_a_district(sentence: str, expected: list[str]) -> None:
    assert named(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "统筹建设货运枢纽、骨干冷链物流基地。",
        "探索建设国际数据中心。",
        "加快建设绿色食品加工基地。",
        "实施湿地保护修复工程。",
        "建设检验检测服务中心。",
    ],
)
def test_a_province_has_several_of_a_kind(sentence: str) -> None:
    assert named(sentence, PROVINCE) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("加快建设望川科学院、绿色制造研究院。", ["望川科学院", "绿色制造研究院"]),
        ("建设湖北科学数据中心。", ["湖北科学数据中心"]),
    ],
)
def test_a_name_of_its_own_in_a_province(sentence: str, expected: list[str]) -> None:
    assert named(sentence, PROVINCE) == expected


def test_what_a_province_has_by_now_is_one() -> None:
    head = "2024年湖北省政府工作报告\n——2024年1月30日在湖北省第十四届人民代表大会第二次会议上\n"
    text = report(head=head, review="就业大数据服务平台建成运行。", plan="推进就业大数据服务平台建设。")
    assert projects(read(text)) == ["就业大数据服务平台|completed|None"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("首座抽水蓄能电站建成投产。", "抽水蓄能电站|completed|None"),
        ("望川法务区揭牌运行。", "望川法务区|completed|None"),
    ],
)
def test_the_first_of_its_kind_and_what_is_opened(sentence: str, expected: str) -> None:
    assert projects(read(report(review=sentence, plan="地区生产总值增长6%左右。"))) == [expected]


def test_the_head_of_a_list_is_not_of_a_zone() -> None:
    assert "国家数据综合试验区基地" not in named("高标准建设国家数据综合试验区、石门数据标注基地。")
