"""What a plan wants a place to become: a scenic area of a grade is a work, a base of the first rank in the world is none; and names that two things share."""

import pytest

from tests.projects.elsewhere import COUNTY, parks, works
from text.context import DocumentContext
from text.vocabulary import DocumentKind

GRADED = [
    ("推动东湖、石门古镇创建国家5A级旅游景区。", ["东湖国家5A级旅游景区", "石门古镇国家5A级旅游景区"]),
    ("支持九子岩、杨梅峪、鹿角寨创建4A级景区。", ["九子岩4A级景区", "杨梅峪4A级景区", "鹿角寨4A级景区"]),
    ("推动南街、青桥创建国家4A级以上旅游景区。", ["南街国家4A级以上旅游景区", "青桥国家4A级以上旅游景区"]),
    ("积极推进莲花湖争创国家级旅游度假区。", ["莲花湖国家级旅游度假区"]),
    ("推动沙陀岭等景区创建国家4A级旅游景区。", ["沙陀岭国家4A级旅游景区"]),
    ("力争清漪湖、云门寺创成5A级景区。", ["清漪湖5A级景区", "云门寺5A级景区"]),
    ("东湖、石门古镇成功创建国家5A级旅游景区。", []),
    # a count, and a title of the district itself, name none
    ("支持各镇创建3A级旅游景区。", []),
    ("推动全域创建国家级旅游度假区。", []),
]


@pytest.mark.parametrize(("sentence", "expected"), GRADED, ids=[sentence for sentence, _ in GRADED])
def test_scenic_areas_of_a_grade(sentence: str, expected: list[str]) -> None:
    assert [one.name for one in works(sentence, COUNTY)] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "打造世界级盐湖产业基地。",
        "建设世界级锂电产业基地、全国重要的特钢生产基地。",
        "打造国内一流稀土产业基地，建设国际知名丝绸产业园。",
        "推动青阳建成全国领先的钙基新材料产业集聚区。",
    ],
)
def test_a_rank_names_no_park(sentence: str) -> None:
    assert [one.name for one in parks(sentence, COUNTY)] == []


@pytest.mark.parametrize(
    ("place", "sentence", "expected"),
    [
        (
            "同德县",
            "加快哇让、同德、南山口抽水蓄能电站建设。",
            ["哇让抽水蓄能电站", "同德抽水蓄能电站", "南山口抽水蓄能电站"],
        ),
        ("永和县", "加快永和、石楼、坡头风电场建设。", ["永和风电场", "石楼风电场", "坡头风电场"]),
        ("某某县", "推进同心、望川抽水蓄能电站建设。", ["同心抽水蓄能电站", "望川抽水蓄能电站"]),
    ],
)
def test_a_work_that_is_called_as_the_county_is(place: str, sentence: str, expected: list[str]) -> None:
    context = DocumentContext(DocumentKind.PLAN, place, ("某省",), 2020, period_start=2021, period_end=2025)
    assert [one.name for one in works(sentence, context)] == expected
