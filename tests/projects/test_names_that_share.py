"""What the last name of a list, or the words behind 等, say of all its names, and names at the ends of a list that were lost."""

import pytest

from tests.cases import read, report
from tests.projects.sentences import planned, reviewed, told


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        # short names, and then one with common words behind it
        ("推进沙青、沙柳、沙石科创走廊建设。", ["沙青科创走廊", "沙柳科创走廊", "沙石科创走廊"]),
        ("推进柳浪、沙洼国家级零碳园区建设。", ["柳浪国家级零碳园区", "沙洼国家级零碳园区"]),
        (
            "推进青水、云溪坪、雁鸣保护区生态修复。",
            ["青水保护区生态修复", "云溪坪保护区生态修复", "雁鸣保护区生态修复"],
        ),
        ("推进岷川、沙洼河国家文化公园柳浪段。", ["岷川国家文化公园柳浪段", "沙洼河国家文化公园柳浪段"]),
        # with a word that is not common behind names of one length
        (
            "推进柳浪、石门、沙洼、双泉锆钛件制造基地建设。",
            ["柳浪锆钛件制造基地", "石门锆钛件制造基地", "沙洼锆钛件制造基地", "双泉锆钛件制造基地"],
        ),
        ("推进沙电入柳、沙青和沙石背对背联网工程。", ["沙电入柳工程", "沙青背对背联网工程", "沙石背对背联网工程"]),
        # a size is of the last, and what stands behind it of all
        (
            "推进国泰柳浪、中恒沙洼30亿立方米/年煤制天然气项目。",
            ["国泰柳浪煤制天然气项目", "中恒沙洼30亿立方米/年煤制天然气项目"],
        ),
        # the kind itself, and not what only the last one is
        ("推进沙洼、柳浪大型灌区建设。", ["沙洼灌区", "柳浪大型灌区"]),
        # what goes on behind a town is no kind
        ("推进沙洼镇、柳浪镇污水处理站建设。", ["沙洼镇污水处理站", "柳浪镇污水处理站"]),
        # the same word in the last name
        (
            "推进沙洼经济技术开发区、柳浪高新技术产业开发区国家级零碳园区建设。",
            ["沙洼经济技术开发区国家级零碳园区", "柳浪高新技术产业开发区国家级零碳园区"],
        ),
        # a whole name needs nothing of the next one
        ("推进国家数据要素综合试验区、柳浪数据标注基地建设。", ["国家数据要素综合试验区", "柳浪数据标注基地"]),
        ("推进柳浪湿地公园和石门植物园创建。", ["柳浪湿地公园", "石门植物园"]),
    ],
)
def test_what_the_last_name_says_of_all(sentence: str, names: list[str]) -> None:
    assert planned(sentence) == told(*names, status="ongoing")


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        # the first is of common words, the last ends in what is done
        ("推进沿海铁路、沙柳高铁、柳石高速公路改扩建等建设。", ["沿海铁路", "沙柳高铁", "柳石高速公路改扩建"]),
        ("推进沙洼复线船闸、柳浪河航道整治工程等建设。", ["沙洼复线船闸", "柳浪河航道整治工程"]),
        ("沙洼至柳浪段铁路扩能改造工程等有序推进。", ["沙洼至柳浪段铁路扩能改造工程"]),
        # the kind is said by the next name
        (
            "推进沙柳、柳石汾青、沙青高铁和石门北站、柳浪西站综合枢纽等重大工程。",
            ["沙柳高铁", "柳石汾青高铁", "沙青高铁", "石门北站", "柳浪西站综合枢纽"],
        ),
        # names of firms and the places where they build, or of places alone
        (
            "推进国泰东川、中恒枣阳等3个十亿级绿色氢基能源一体化项目。",
            ["国泰东川绿色氢基能源一体化项目", "中恒枣阳绿色氢基能源一体化项目"],
        ),
        ("推进国泰东川、中恒枣阳等一批“绿氢”标志性项目。", ["国泰东川“绿氢”项目", "中恒枣阳“绿氢”项目"]),
        (
            "推进东川、枣阳2个城市国家公立医院高质量发展示范项目。",
            ["东川国家公立医院高质量发展示范项目", "枣阳国家公立医院高质量发展示范项目"],
        ),
        ("推进东川、云溪谷等辣椒制种基地建设。", ["东川辣椒制种基地", "云溪谷辣椒制种基地"]),
        ("推进沙洼坎等12项市级疏堵工程。", ["沙洼坎疏堵工程"]),
        ("推进沙洼至柳浪北等特高压工程。", ["沙洼至柳浪北特高压工程"]),
        ("推进柳苑、北川轴等郊野公园建设。", ["柳苑郊野公园", "北川轴郊野公园"]),
        ("推进柳浪港10万吨级、沙洼港5万吨级等航道建设。", ["柳浪港10万吨级航道", "沙洼港5万吨级航道"]),
        # 和 before the last name of a list joins it to all before
        ("推进沙石、青柳和石汾扩能等铁路项目。", ["沙石铁路", "青柳铁路", "石汾扩能"]),
        # what stands behind the first 等
        ("推进沙洼江等主要江河砂堤治理、柳浪湖三期工程。", ["沙洼江等主要江河砂堤治理", "柳浪湖三期工程"]),
    ],
)
def test_what_a_list_closed_by_deng_names(sentence: str, names: list[str]) -> None:
    assert sorted(planned(sentence)) == sorted(told(*names, status="ongoing"))


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("乌石崖、青羊滩水电站等大国重器投产发电。", ["乌石崖水电站", "青羊滩水电站"]),
        ("柳浪医院石门院区等新院区建成投用。", ["柳浪医院石门院区"]),
        ("沙柳、柳石等新线投入运营。", ["沙柳新线", "柳石新线"]),
    ],
)
def test_a_kind_that_is_not_known_hides_no_works(sentence: str, names: list[str]) -> None:
    assert reviewed(sentence) == told(*names, status="completed")


@pytest.mark.parametrize(
    "sentence",
    [
        "完成柳浪桥等20座桥系桥下空间整治。",  # of what is below the bridges
        "湿地公园和36个口袋公园等建成开放。",
        "推进国家新兴产业发展示范基地创建。",
        "推动沙洼科技园、双泉科技园等创新链融合发展。",
        "设立柳浪企业出海服务站。",
        "柳浪电力现货市场正式运行。",
    ],
)
def test_what_is_no_work_in_a_list(sentence: str) -> None:
    assert reviewed(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "加快沙柳、青柳等4条高铁，沙汾和石汾扩容、柳石等9条高速公路，以及柳浪湖水库等重大水利工程建设。",
            told(
                "沙柳高铁",
                "青柳高铁",
                "沙汾扩容",
                "石汾扩容",
                "柳石高速公路",
                "柳浪湖水库",
                status="under_construction",
            ),
        ),
        (
            "推进沙洼路、柳浪路等5条道路，石门小学等3所学校建设。",
            told("沙洼路", "柳浪路", "石门小学", status="ongoing"),
        ),
        # a list with a word of its own
        (
            "推进沙洼路、柳浪路等5条道路，新开工石门小学等3所学校。",
            told("沙洼路", "柳浪路", status="ongoing") + told("石门小学", status="planned"),
        ),
        (
            "推进沙洼路、柳浪路等5条道路建设，石门小学等3所学校开工。",
            told("沙洼路", "柳浪路", status="ongoing") + told("石门小学", status="planned"),
        ),
        # what is planned in one sentence, and under way in another
        (
            "建成柳浪机场三期改扩建工程。经济平稳。推进柳浪机场三期改扩建工程。",
            told("柳浪机场三期改扩建工程", status="ongoing"),
        ),
    ],
)
def test_what_one_verb_says_of_several_lists(sentence: str, expected: list[str]) -> None:
    assert planned(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("武安、永年经开区纳入省级零碳园区建设名单。", ["武安经开区", "永年经开区"]),
        ("支持武安、永年和鸡泽高新区提质升级。", ["武安高新区", "永年高新区", "鸡泽高新区"]),
        # what is said of the places is another thing
        ("推动武安、永年文旅融合和鸡泽高新区升级。", ["鸡泽高新区"]),
        ("武安、永年4大机器人产业基地投产。", []),
    ],
)
def test_the_parks_of_the_places_before_one(sentence: str, names: list[str]) -> None:
    found = read(report(review=sentence, plan="地区生产总值增长6%左右。")).parks.parks
    assert [park.name for park in found if park.name.startswith(("武安", "永年", "鸡泽"))] == names


@pytest.mark.parametrize(
    ("review", "plan", "status"),
    [
        ("获批建设柳林区域医疗中心。", "加快建设柳林区域医疗中心。", "under_construction"),
        ("沙洼水库可研获批。", "加快沙洼水库建设。", "under_construction"),
        ("沙洼水库可研获批。", "谋划沙洼水库建设。", "planned"),
    ],
)
def test_what_was_approved_and_is_under_way_now(review: str, plan: str, status: str) -> None:
    found = read(report(review=review, plan=plan)).projects.projects
    assert [one.status and one.status.value for one in found] == [status]
