"""Names of divisions in real titles and sentences, and the dated table behind them."""

import pytest

from districts.reading.divisions import by_name, division, find_in, resolve

# Heads of the five documents as they stand in the files, then of documents from elsewhere.
HEADS = [
    pytest.param(
        "天津市河东区国民经济和社会发展\n\n第十四个五年规划纲要\n", "120102", "qualified", id="hedong-plan-title"
    ),
    pytest.param(
        " 前  言\n\n“十三五”时期是东丽区全面建成高质量小康社会的决胜五年，全区深入贯彻\n"
        "本规划编制的主要依据是：《中共天津市委关于制定天津市国民经济和社会发展第十四个五年规划和二〇三五年远景目标的建议》\n"
        "2016年以来，东丽区坚持以习近平新时代中国特色社会主义思想为指导\n",
        "120110",
        "unique",
        id="dongli-plan-has-no-title-and-names-its-city",
    ),
    pytest.param(
        "(天津市)河北区国民经济和社会发展十四五规划(2022年更新)\n",
        "120105",
        "qualified",
        id="hebei-district-after-a-bracket",
    ),
    pytest.param(
        "天津市河北区国民经济和社会发展 第十四个五年规划和二 〇 三五年远景目标纲要\n",
        "120105",
        "qualified",
        id="hebei-district",
    ),
    pytest.param(
        "河东政发〔2023〕1号\n\n## 河东区人民政府关于印发 河东区2023年政府工作报告的通知\n\n各委办局：\n"
        "坚决贯彻落实天津市第十二次党代会精神\n",
        "120102",
        "context",
        id="hedong-report-told-apart-by-its-city",
    ),
    pytest.param(
        "和平政〔2021〕4号\n\n和平区人民政府关于印发和平区国民经济和社会发展第十四个五年规划和二〇三五年\n\n远景目标纲要的通知\n天津\n",
        "120101",
        "context",
        id="heping-plan",
    ),
    pytest.param("工作报告\n保定市清苑区2021年政府工作报告\n时间：2023-03-30\n", "130608", "qualified", id="qingyuan"),
    pytest.param(
        "――2021年1月31日在保定市第十五届人民代表大会第六次会议上\n保定市人民政府市长\n莲池区 竞秀区\n",
        "130600",
        "unique",
        id="baoding",
    ),
    pytest.param(
        "2026年浙江省政府工作报告\n在浙江省第十四届人民代表大会上\n杭州市 宁波市\n", "330000", "unique", id="zhejiang"
    ),
    pytest.param("山东省临沂市河东区人民政府工作报告\n", "371312", "qualified", id="the-other-hedong"),
    pytest.param("沈阳市和平区2022年政府工作报告\n", "210102", "qualified", id="the-other-heping"),
    pytest.param("静海县国民经济和社会发展第十二个五年规划纲要\n", "120223", "unique", id="a-name-of-the-past"),
    pytest.param("天津市塘沽区2008年政府工作报告\n", "120107", "qualified", id="a-division-of-the-past"),
]


@pytest.mark.parametrize(("head", "code", "reason"), HEADS)
def test_a_head_tells_whose_document_it_is(head: str, code: str, reason: str) -> None:
    resolution = resolve(head)
    assert resolution.division is not None
    assert (resolution.division.code, resolution.reason) == (code, reason)


@pytest.mark.parametrize(
    "text", ["“十五五”时期经济社会发展主要指标", "", "城区和郊区协调发展，河北区域协同", "沿海城市"]
)
def test_a_text_that_names_nobody_has_no_division(text: str) -> None:
    resolution = resolve(text)
    assert (resolution.division, resolution.candidates, resolution.reason) == (None, (), "none")


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("和平区2021年政府工作报告", {"120101", "210102"}),
        ("河东区2023年政府工作报告", {"120102", "371312"}),
        ("和平区2021年政府工作报告，与天津、沈阳两市共建", {"120101", "210102"}),
        ("市中区2023年政府工作报告", {"370103", "370402", "511002", "511102"}),
        ("市中区2023年政府工作报告\n学习济南，赶超枣庄", {"370103", "370402", "511002", "511102"}),
    ],
)
def test_what_the_text_does_not_tell_apart_is_not_guessed(title: str, codes: set[str]) -> None:
    resolution = resolve(title)
    assert resolution.division is None
    assert resolution.reason == "ambiguous"
    assert {one.code for one in resolution.candidates} == codes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("市中区2023年政府工作报告\n枣庄市“强工兴产”，枣庄市", "370402"),
        ("# 市中区人民政府\n政府工作报告\n建设乐山中心城区", "511102"),
        ("城区国民经济和社会发展第十四个五年规划纲要\n晋城市高平市在北", "140502"),
        # titles of a city stand as they are, whatever the line after begins with
        ("枣庄市2023年政府工作报告\n市中区人民政府走在前", "370400"),
        # no title: a sentence, a heading within
        ("枣庄市2023年规划\n市中区发展迅速，枣庄市", "370400"),
        # 新区 is no division today
        ("新区2023年政府工作报告\n浦东新区", "310115"),
    ],
)
def test_a_common_word_is_a_name_at_the_head_of_a_title(text: str, code: str) -> None:
    division_ = resolve(text).division
    assert division_ is not None
    assert division_.code == code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("与天津市河东区结对", [("天津市河东区", "120102")]),
        ("天津河东区", [("天津河东区", "120102")]),
        ("保定市 清苑区", [("保定市 清苑区", "130608")]),
        ("清苑区", [("清苑区", "130608")]),
        ("河北区", [("河北区", "120105")]),
        ("河北省", [("河北省", "130000")]),
        ("和平区", [("和平区", "120101"), ("和平区", "210102")]),
        ("北京市东城区", [("北京市东城区", "110101")]),
        ("铜陵市郊区", [("铜陵市郊区", "340711")]),
        (
            "甘肃省庆阳市宁县、甘南藏族自治州迭部县",
            [("甘肃省庆阳市宁县", "621026"), ("甘南藏族自治州迭部县", "623024")],
        ),
        ("天津市、河北省", [("天津市", "120000"), ("河北省", "130000")]),
        ("东丽区位于", [("东丽区", "120110")]),
        ("东丽区位优势", []),
    ],
)
def test_names_in_a_sentence(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[one.start : one.end], one.division.code) for one in find_in(text)] == expected


@pytest.mark.parametrize(
    ("code", "name", "valid_from", "valid_to", "successor"),
    [
        ("120223", "静海县", None, 2015, "120118"),
        ("120118", "静海区", 2015, None, None),
        ("120107", "塘沽区", None, 2009, "120116"),
        ("120108", "汉沽区", None, 2009, "120116"),
        ("120109", "大港区", None, 2009, "120116"),
        ("120116", "滨海新区", 2009, None, None),
        ("130621", "满城县", 1983, 2015, "130607"),
        ("130607", "满城区", 2015, None, None),
        ("130622", "清苑县", 1986, 2015, "130608"),
        ("130608", "清苑区", 2015, None, None),
        ("420600", "襄阳市", 2010, None, None),
        ("330103", "下城区", None, 2021, "330105"),
    ],
)
def test_names_are_dated(
    code: str, name: str, valid_from: int | None, valid_to: int | None, successor: str | None
) -> None:
    one = division(code)
    assert (one.name, one.valid_from, one.valid_to, one.successor) == (name, valid_from, valid_to, successor)


def test_former_names_are_of_the_same_place() -> None:
    assert division("120118").former_names == ("静海县",)
    assert division("120119").former_names == ("蓟县",)
    assert division("420600").former_names == ("襄樊市",)
    assert division("120116").former_names == ()


def test_the_sixteen_districts_of_tianjin_in_english() -> None:
    codes = [*range(120101, 120107), *range(120110, 120120)]
    assert [division(str(code)).name_en for code in codes] == [
        *(
            "Heping District",
            "Hedong District",
            "Hexi District",
            "Nankai District",
            "Hebei District",
            "Hongqiao District",
        ),
        *(
            "Dongli District",
            "Xiqing District",
            "Jinnan District",
            "Beichen District",
            "Wuqing District",
            "Baodi District",
        ),
        *("Binhai New Area", "Ninghe District", "Jinghai District", "Jizhou District"),
    ]
    assert all(division(str(code)).in_force and division(str(code)).parent == "120000" for code in codes)


@pytest.mark.parametrize(
    ("code", "name_en"),
    [
        ("120000", "Tianjin Municipality"),
        ("330000", "Zhejiang Province"),
        ("610000", "Shaanxi Province"),
        ("150000", "Inner Mongolia Autonomous Region"),
        ("610100", "Xi'an City"),
        ("420581", "Yidu City"),
        ("130930", "Mengcun Hui Autonomous County"),
        ("350427", "Sha County"),
        ("130224", "Luannan County"),
        ("130225", "Laoting County"),
        ("140109", "Wanbolin District"),
    ],
)
def test_english_names(code: str, name_en: str) -> None:
    assert division(code).name_en == name_en


def test_a_name_is_looked_up_within_a_division() -> None:
    assert [one.code for one in by_name("河东区")][:2] == ["120102", "371312"]
    assert [one.code for one in by_name("河东区", within="120000")] == ["120102"]
    assert by_name("河东区", within="330000") == ()


def test_an_unknown_code_is_an_error() -> None:
    with pytest.raises(KeyError):
        division("999999")


def test_every_division_stands_in_the_tree() -> None:
    for code in ("110101", "130608", "429004", "659001", "120000"):
        one = division(code)
        assert (one.parent is None) == (one.level == "province")
        assert all(division(above).level != "county" for above in one.ancestors)
    assert division("429004").parent == "420000"
    assert division("130608").ancestors == ("130600", "130000")
