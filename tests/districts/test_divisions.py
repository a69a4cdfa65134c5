"""Names of divisions in sentences, and the dated table behind them."""

import pytest

from districts.reading.divisions import NATION, by_name, division, divisions_below, find_in, named_by


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("与天津市河东区结对", [("天津市河东区", "120102")]),
        ("天津河东区", [("天津河东区", "120102")]),
        ("保定市 徐水区", [("保定市 徐水区", "130609")]),
        ("徐水区", [("徐水区", "130609")]),
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
        ("怀化市通道县与湘西州", [("怀化市通道县", "431230"), ("湘西州", "433100")]),
        ("中华人民共和国环境保护法", []),
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
        ("130625", "徐水县", 1994, 2015, "130609"),
        ("130609", "徐水区", 2015, None, None),
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


@pytest.mark.parametrize(
    ("words", "years", "codes"),
    [
        ("天津市河东区", (2024, 2024), ["120102"]),
        ("天津河东", (2024, 2024), ["120102"]),
        ("河东", (2024, 2024), ["120102", "371312"]),
        ("湖南省怀化市通道县", (2024, 2024), ["431230"]),
        ("江北区", (2024, 2024), ["330205", "500105"]),
        ("江北区", (2026, 2026), ["330205"]),
        ("静海县", (2011, 2013), ["120223"]),
        ("静海县", (2020, 2020), []),
        # a full name of its time goes before an everyday one
        ("东乡县", (2010, 2010), ["361029"]),
        ("东乡县", (2024, 2024), ["622926"]),
        ("海南", (2024, 2024), ["460000"]),
        ("新疆", (2024, 2024), ["650000"]),
        # part of the words is not enough, nor a city above that is another
        ("提高县", (2024, 2024), []),
        ("西咸新区", (2024, 2024), []),
        ("长安区高新区", (2024, 2024), []),
        ("天津市江北区", (2024, 2024), []),
        ("", (2024, 2024), []),
    ],
)
def test_words_that_are_the_name_of_a_division(words: str, years: tuple[int, int], codes: list[str]) -> None:
    assert [one.code for one in named_by(words, first=years[0], last=years[1])] == codes


def test_the_nation_is_a_division_above_none() -> None:
    nation = division(NATION)
    assert (nation.name, nation.level, nation.parent, nation.ancestors) == ("中华人民共和国", "nation", None, ())
    assert divisions_below(NATION) == ()
    assert division("330000").ancestors == ()


def test_an_unknown_code_is_an_error() -> None:
    with pytest.raises(KeyError):
        division("999999")


def test_every_division_stands_in_the_tree() -> None:
    for code in ("110101", "130609", "429004", "659001", "120000"):
        one = division(code)
        assert (one.parent is None) == (one.level == "province")
        assert all(division(above).level != "county" for above in one.ancestors)
    assert division("429004").parent == "420000"
    assert division("130609").ancestors == ("130600", "130000")
