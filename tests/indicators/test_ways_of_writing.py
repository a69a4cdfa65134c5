"""One figure in the ways that people and programs write it: each is read as what is meant, or said not to be understood, and never in pieces."""

import pytest

from tests.cases import dispositions, observations, read, report

NEXT = "地区生产总值增长6%左右。"
PLANNED = "6% 2024 target approx growth rise「地区生产总值」→gdp-growth"


def found(review: str) -> list[str]:
    """What is read of a sentence in a review of 2023."""
    rows = observations(read(report(review, NEXT)))
    assert rows[-1] == PLANNED
    return rows[:-1]


def not_understood(review: str) -> list[str]:
    """The numerals of a sentence that are said not to be understood."""
    suffix = ":not_understood"
    return [one.removesuffix(suffix) for one in dispositions(read(report(review, NEXT))) if one.endswith(suffix)]


JOBS, TOURISTS = "change「新增城镇就业」→new-jobs", "level「接待游客」→tourists"
REVENUE, SHOPS = "「一般公共预算收入」→general-public-budget-revenue", "「企业开展数字化改造」→None"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("新增城镇就业三万人。", [f"3万人 2023 actual eq {JOBS}"]),
        ("接待游客三十万人次。", [f"30万人次 2023 actual eq {TOURISTS}"]),
        ("新增住房一万套。", ["1万套 2023 actual eq change「新增住房」→None"]),
        ("一般公共预算收入达到廿五亿元。", [f"25亿元 2023 actual eq level{REVENUE}"]),
        ("新建学校廿三所。", ["23所 2023 actual eq level「新建学校」→schools-built"]),
        ("一般公共预算收入完成叁拾陆亿元。", [f"36亿元 2023 actual eq level{REVENUE}"]),
        ("一般公共预算收入完成伍仟陆佰万圆。", [f"5600万元 2023 actual eq level{REVENUE}"]),
        ("六至七成的企业开展数字化改造。", [f"60-70% 2023 actual range share{SHOPS}"]),
        ("3-5成的企业开展数字化改造。", [f"30-50% 2023 actual range share{SHOPS}"]),
        ("三到四成的企业开展数字化改造。", [f"30-40% 2023 actual range share{SHOPS}"]),
        ("八成多企业开展数字化改造。", [f"80% 2023 actual gt share{SHOPS}"]),
        ("⅓的企业开展数字化改造。", [f"33.33% 2023 actual eq share{SHOPS}"]),
        ("¾以上的企业开展数字化改造。", [f"75% 2023 actual gte share{SHOPS}"]),
        ("新增城镇就业三千到三千五百人。", [f"3000-3500人 2023 actual range {JOBS}"]),
        ("引进企业三到五家。", ["3-5家 2023 actual range level「引进企业」→None"]),
        ("新增城镇就业至多3000人。", [f"3000人 2023 actual lte {JOBS}"]),
        ("新增城镇就业约摸3000人。", [f"3000人 2023 actual approx {JOBS}"]),
        ("新增城镇就业大于等于3000人。", [f"3000人 2023 actual gte {JOBS}"]),
        ("新增城镇就业小于或等于3000人。", [f"3000人 2023 actual lte {JOBS}"]),
    ],
)
def test_numerals_in_characters(sentence: str, expected: list[str]) -> None:
    assert found(sentence) == expected


def test_a_rise_is_no_range() -> None:
    assert [row.split()[0] for row in found("新增城镇就业由三千到三千五百人。")] == ["3500人"]


@pytest.mark.parametrize("sentence", ["惠及千家万户。", "统一到两个中心。", "收拾陆地垃圾。", "廿里镇交通便利。"])
def test_words_that_are_no_numerals(sentence: str) -> None:
    assert found(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "pieces"),
    [
        ("地区生产总值123,4567万元。", ["123", "4567万"]),
        ("居民人均可支配收入3，8120元。", ["3", "8120"]),
        ("累计建成5G基站3'600个。", ["3", "600"]),
        ("地区生产总值1.234.567万元。", ["1.234", "567万"]),
        ("地区生产总值达到\n.3亿元。", ["3亿"]),
        ("地区生产总值增长5.5%±0.5%。", ["5.5", "0.5"]),
    ],
)
def test_a_figure_whose_marks_are_odd_is_not_read_in_pieces(sentence: str, pieces: list[str]) -> None:
    assert found(sentence) == []
    assert not_understood(sentence) == pieces


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("1.3家企业上市。\n2.12个项目开工建设。", ["3家「企业上市」", "12个「项目开工建设」"]),
        ("1．3家企业上市。2．12个项目开工建设。", ["3家「企业上市」", "12个「项目开工建设」"]),
        ("1.5G基站达到320座。", ["320座「5G基站」"]),
        ("2.3岁以下婴幼儿托位数达到450个。", ["450个「3岁以下婴幼儿托位数」"]),
        ("每千人口拥有托位4.5个。", ["4.5个「每千人口拥有托位」"]),
        ("1.5万户居民用上天然气。", ["1.5万户「居民用上天然气」"]),
    ],
)
def test_the_number_of_an_item_is_no_part_of_its_figure(sentence: str, expected: list[str]) -> None:
    assert [row.split()[0] + row[row.index("「") : row.index("→")] for row in found(sentence)] == expected


SIGNS = [*"●■◆▲★○◎※▪√•", "\uf06c", "\uf0d8", "⒈", "Ⅱ.", "A、", "【1】", "[1]", "①. "]


@pytest.mark.parametrize("sign", SIGNS)
def test_the_sign_of_an_item_is_no_part_of_what_is_measured(sign: str) -> None:
    assert found(f"{sign}固定资产投资增长8.1%。\n{sign}地区生产总值增长5.7%。") == [
        "8.1% 2023 actual eq growth rise「固定资产投资」→fixed-asset-investment-growth",
        "5.7% 2023 actual eq growth rise「地区生产总值」→gdp-growth",
    ]
    assert not_understood(f"{sign}固定资产投资增长8.1%。") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "地区生产总\u2061值增长5\u2064.2%\ufe0e。",
        "\u202a地区生产总值\u202c增长\u200e5.2%。",
        r"地区生产总值增长\(5.2\%\)。",
        r"地区生产总值增长\( \mathbf{5.2} \%\)。",
        r"地区生产总值增长 \textbf{5.2\%}。",
        "地区生产总值增长==5.2%==。",
    ],
)
def test_signs_of_programs_are_no_part_of_a_figure(sentence: str) -> None:
    assert found(sentence) == ["5.2% 2023 actual eq growth rise「地区生产总值」→gdp-growth"]


INVESTMENT = "→fixed-asset-investment-growth"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("固定资产投资增长由正转负，为-2.1%。", f"-2.1% 2023 actual eq growth fall「固定资产投资」{INVESTMENT}"),
        ("固定资产投资增速转负，为-2.1%。", f"-2.1% 2023 actual eq growth fall「固定资产投资增速」{INVESTMENT}"),
        ("固定资产投资增长（-2.1%）低于预期。", f"-2.1% 2023 actual eq growth fall「固定资产投资」{INVESTMENT}"),
        ("固定资产投资下滑至-2.1%。", f"-2.1% 2023 actual eq growth fall「固定资产投资」{INVESTMENT}"),
        ("固定资产投资增速为负，下降2.1%。", f"2.1% 2023 actual eq growth fall「固定资产投资」{INVESTMENT}"),
        ("固定资产投资同比增减-2.1%。", f"-2.1% 2023 actual eq growth fall base 2022「固定资产投资」{INVESTMENT}"),
        ("固定资产投资萎缩2.1%。", f"2.1% 2023 actual eq growth fall「固定资产投资」{INVESTMENT}"),
        ("固定资产投资增长-3.2%至-2.1%。", f"-3.2--2.1% 2023 actual range growth fall「固定资产投资」{INVESTMENT}"),
        ("固定资产投资增长-3.2—-2.1%。", f"-3.2--2.1% 2023 actual range growth fall「固定资产投资」{INVESTMENT}"),
        ("固定资产投资出现2.1%的负增长。", "2.1% 2023 actual eq growth fall「固定资产投资出现负增长」→None"),
        ("净利润率为-2.1%。", "-2.1% 2023 actual eq share「净利润率」→None"),
    ],
)
def test_ways_to_tell_a_fall(sentence: str, expected: str) -> None:
    assert found(sentence) == [expected]


@pytest.mark.parametrize(
    "label",
    [
        "首季",
        "前三季",
        "第一至三季度",
        "第一至第三季度",
        "前半年",
        "7月以来",
        "12月当月",
        "春节假期",
        "国庆黄金周",
        "中秋国庆假期",
        "“五一”小长假",
        "元旦期间",
    ],
)
def test_a_part_of_a_year_is_told(label: str) -> None:
    assert found(f"{label}，接待游客12万人次。全年接待游客300万人次。") == [
        f"12万人次 2023 {label} actual eq {TOURISTS}",
        f"300万人次 2023 actual eq {TOURISTS}",
    ]
    assert found(f"{label}接待游客12万人次。") == [f"12万人次 2023 {label} actual eq {TOURISTS}"]


def test_after_a_feast_the_year_goes_on() -> None:
    assert found("春节假期，接待游客12万人次，实现旅游收入2亿元。接待游客300万人次。") == [
        f"12万人次 2023 春节假期 actual eq {TOURISTS}",
        "2亿元 2023 春节假期 actual eq level「旅游收入」→tourism-revenue",
        f"300万人次 2023 actual eq {TOURISTS}",
    ]


GDP = "growth rise「地区生产总值」→gdp-growth"
TRADE = "level「外贸进出口总额」→imports-exports"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "一季度、上半年、前三季度，地区生产总值分别增长5.1%、5.3%、5.4%。",
            [
                f"5.1% 2023 一季度 actual eq {GDP}",
                f"5.3% 2023 上半年 actual eq {GDP}",
                f"5.4% 2023 前三季度 actual eq {GDP}",
            ],
        ),
        (
            "上半年和全年地区生产总值分别增长5.1%、5.3%。",
            [f"5.1% 2023 上半年 actual eq {GDP}", f"5.3% 2023 actual eq {GDP}"],
        ),
        (
            "2023年1-11月，地区生产总值增长5.1%；2022年全年增长5.3%。",
            [f"5.1% 2023 1-11月 actual eq {GDP}", f"5.3% 2022 actual eq {GDP}"],
        ),
        ("2021年全年地区生产总值增长5.3%。", [f"5.3% 2021 actual eq {GDP}"]),
        ("去年同期，外贸进出口总额为80亿元。", [f"80亿元 2022 actual eq {TRADE}"]),
        ("上年同期外贸进出口总额为80亿元。", [f"80亿元 2022 actual eq {TRADE}"]),
        (
            "外贸进出口总额86.2亿元，去年同期为80亿元；上年同期80亿元。",
            [f"86.2亿元 2023 actual eq {TRADE}", *[f"80亿元 2022 actual eq {TRADE}"] * 2],
        ),
    ],
)
def test_which_year_and_which_part_of_it(sentence: str, expected: list[str]) -> None:
    assert found(sentence) == expected


def of_gdp(*figures: str) -> list[str]:
    """Levels of the product."""
    return [f"{figure} actual eq level「地区生产总值」→gdp" for figure in figures]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("地区生产总值2022年为85亿元、2023年为88亿元。", of_gdp("85亿元 2022", "88亿元 2023")),
        ("地区生产总值2021年完成80亿元，2022年达到85亿元。", of_gdp("80亿元 2021", "85亿元 2022")),
        ("2020年底、2022年底地区生产总值分别为80亿元、85亿元。", of_gdp("80亿元 2020", "85亿元 2022")),
        ("截至2022-12-31，地区生产总值达到85亿元。", of_gdp("85亿元 2022")),
        ("截至2022/12，地区生产总值达到85亿元。", of_gdp("85亿元 2022")),
        ("2020年到2023年，地区生产总值由70亿元增加到88亿元。", of_gdp("70亿元 2020", "88亿元 2023")),
        ("2021—2023年，地区生产总值由70亿元增加到88亿元。", of_gdp("70亿元 2020", "88亿元 2023")),
        ("近三年，地区生产总值由70亿元增加到88亿元。", of_gdp("70亿元 2020", "88亿元 2023")),
        ("地区生产总值由70亿元增加到88亿元。", of_gdp("70亿元 2022", "88亿元 2023")),
    ],
)
def test_years_beside_their_figures(sentence: str, expected: list[str]) -> None:
    assert found(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("地区生产总值2021年已达80亿元。", of_gdp("80亿元 2021")),
        ("地区生产总值2021年就达到80亿元，2022年即已达85亿元。", of_gdp("80亿元 2021", "85亿元 2022")),
        ("地区生产总值2020年仅为70亿元，2021年又增至80亿元。", of_gdp("70亿元 2020", "80亿元 2021")),
        ("地区生产总值在2021年首次突破80亿元。", ["80亿元 2021 actual gt level「地区生产总值」→gdp"]),
        ("地区生产总值2021年接近80亿元。", ["80亿元 2021 actual approx level「地区生产总值」→gdp"]),
        (
            "地区生产总值2021年完成80亿元，同比增长6%，2022年完成85亿元，比上年增长5%。",
            [
                "80亿元 2021 actual eq level「地区生产总值」→gdp",
                "6% 2021 actual eq growth rise base 2020「地区生产总值」→gdp-growth",
                "85亿元 2022 actual eq level「地区生产总值」→gdp",
                "5% 2022 actual eq growth rise base 2021「地区生产总值」→gdp-growth",
            ],
        ),
        (
            "地区生产总值2021年为80亿元，增长6%，粮食产量达到35万吨。",
            [
                "80亿元 2021 actual eq level「地区生产总值」→gdp",
                "6% 2021 actual eq growth rise「地区生产总值」→gdp-growth",
                "35万吨 2023 actual eq level「粮食产量」→grain-output",
            ],
        ),
    ],
)
def test_a_year_behind_a_subject_with_any_verb(sentence: str, expected: list[str]) -> None:
    assert found(sentence) == expected


OPENS = "全县经济平稳运行，"


@pytest.mark.parametrize(
    "lines",
    [
        "地区生产总值达到88\n.3亿元，增长5.7\n%，形势向好。",
        "地区生产总值达到88.\n3亿元，增长\n5.7%，形势向好。",
        "地区生产总值达到\n88.3亿元，增长5.\n7%，形势向好。",
    ],
)
def test_a_figure_that_the_end_of_a_line_cut(lines: str) -> None:
    assert found(OPENS + lines) == [
        "88.3亿元 2023 actual eq level「地区生产总值」→gdp",
        "5.7% 2023 actual eq growth rise「地区生产总值」→gdp-growth",
    ]


def test_two_pieces_of_a_line_that_may_be_two_figures() -> None:
    cut = f"{OPENS}全年新增城镇就业3\n200人，形势向好。"
    assert found(cut) == [f"3200人 2023 actual eq {JOBS}"]
    cut = f"{OPENS}全年引进各类企业1\n20家，形势向好。"
    assert (found(cut), not_understood(cut)) == ([], ["1", "20"])


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("地区生产总值增长5.6%（1-11月数据）。", [f"5.6% 2023 1-11月 actual eq {GDP}"]),
        ("地区生产总值增长5.6%（截至9月底）。", [f"5.6% 2023 截至9月底 actual eq {GDP}"]),
        (
            "地区生产总值完成60亿元（前三季度数），增长5.6%。",
            ["60亿元 2023 前三季度 actual eq level「地区生产总值」→gdp", f"5.6% 2023 前三季度 actual eq {GDP}"],
        ),
        (
            "地区生产总值增长5.6%（上半年），外贸进出口总额为80亿元。",
            [f"5.6% 2023 上半年 actual eq {GDP}", f"80亿元 2023 actual eq {TRADE}"],
        ),
        ("7—9月，地区生产总值增长5.6%。", [f"5.6% 2023 7—9月 actual eq {GDP}"]),
        ("2023年4至6月，地区生产总值增长5.6%。", [f"5.6% 2023 4至6月 actual eq {GDP}"]),
        ("三至五月份地区生产总值增长5.6%。", [f"5.6% 2023 三至五月份 actual eq {GDP}"]),
    ],
)
def test_months_and_parts_behind_their_figures(sentence: str, expected: list[str]) -> None:
    assert found(sentence) == expected


def test_a_share_of_what_is_added_is_no_rise() -> None:
    assert found("工业增加值占地区生产总值的36%。") == [
        "36% 2023 actual eq share「工业增加值占地区生产总值」→industry-share-of-gdp"
    ]


INVESTED = "50亿元 2023 actual eq level「固定资产投资」→fixed-asset-investment"
OF_88 = "88.3亿元 2023 actual eq level「地区生产总值」→gdp"


@pytest.mark.parametrize(
    ("sentence", "rise", "fall"),
    [
        ("地区生产总值88.3亿元（+5.7%）、固定资产投资50亿元（-3.2%）。", "5.7%", "-3.2%"),
        ("地区生产总值88.3亿元，+5.7%；固定资产投资50亿元，-3.2%。", "5.7%", "-3.2%"),
        ("地区生产总值88.3亿元↑5.7%，固定资产投资50亿元↓3.2%。", "5.7%", "3.2%"),
        ("地区生产总值88.3亿元，▲5.7%；固定资产投资50亿元，▼3.2%。", "5.7%", "3.2%"),
        ("地区生产总值88.3亿元（△5.7%）、固定资产投资50亿元（▽3.2%）。", "5.7%", "3.2%"),
        ("地区生产总值=88.3亿元，增长=5.7%；固定资产投资=50亿元，下降=3.2%。", "5.7%", "3.2%"),
    ],
)
def test_a_rise_and_a_fall_by_their_signs(sentence: str, rise: str, fall: str) -> None:
    assert found(sentence) == [
        OF_88,
        f"{rise} 2023 actual eq {GDP}",
        INVESTED,
        f"{fall} 2023 actual eq growth fall「固定资产投资」{INVESTMENT}",
    ]


def test_what_a_bracket_closes_is_not_of_what_comes_next() -> None:
    assert found("规上企业达到120家（新增12家）、高新企业80家（新增8家）。") == [
        "120家 2023 actual eq level「规上企业」→above-scale-industrial-firms",
        "12家 2023 actual eq change「规上企业」→above-scale-industrial-firms-new",
        "80家 2023 actual eq level「高新企业」→None",
        "8家 2023 actual eq change「高新企业」→None",
    ]
    assert found("地区生产总值88.3亿元（5.7%）、固定资产投资50亿元（8.1%）。") == [
        OF_88,
        "5.7% 2023 actual eq share「地区生产总值」→None",
        INVESTED,
        "8.1% 2023 actual eq share「固定资产投资」→None",
    ]


@pytest.mark.parametrize("unit", ["亿kwh", "亿KWH", "亿kW·h", "亿Nm³", "万M3", "万kw", "万Mwh"])
def test_units_in_other_letters(unit: str) -> None:
    assert [row.split()[0] for row in found(f"全县供给量达到3.6{unit}。")] == [f"3.6{unit}"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("地区生产总值于2021年达到80亿元。", of_gdp("80亿元 2021")),
        ("早在2021年，地区生产总值就达到80亿元。", of_gdp("80亿元 2021")),
        ("地区生产总值（2021年）为80亿元。", of_gdp("80亿元 2021")),
        ("2021年的地区生产总值是80亿元。", of_gdp("80亿元 2021")),
        ("“十三五”期末地区生产总值达70亿元。", of_gdp("70亿元 2020")),
        ("近三年地区生产总值分别达到75亿元、80亿元、85亿元。", of_gdp("75亿元 2021", "80亿元 2022", "85亿元 2023")),
        ("地区生产总值过去三年分别为75亿元、80亿元、85亿元。", of_gdp("75亿元 2021", "80亿元 2022", "85亿元 2023")),
        ("在地区生产总值达到85亿元的同时，民生持续改善。", of_gdp("85亿元 2023")),
        ("随着地区生产总值达到85亿元，实力明显增强。", of_gdp("85亿元 2023")),
        ("取得地区生产总值85亿元的好成绩。", of_gdp("85亿元 2023")),
        ("地区生产总值（预计）85亿元。", ["85亿元 2023 estimate eq level「地区生产总值」→gdp"]),
        (
            "地区生产总值超额完成80亿元的目标，达到85亿元。",
            ["80亿元 2023 target eq level「地区生产总值」→gdp", *of_gdp("85亿元 2023")],
        ),
    ],
)
def test_when_and_how_a_figure_is_told(sentence: str, expected: list[str]) -> None:
    assert found(sentence) == expected


@pytest.mark.parametrize(
    "told",
    [
        "再创历史新高，达",
        "再创新高，达到",
        "稳居全市第2位，达",
        "位居全市第一，为",
        "稳中有进，达到",
        "排名全省前列，达",
    ],
)
def test_what_is_told_of_a_subject_is_no_part_of_it(told: str) -> None:
    assert found(f"常住人口{told}86万人。") == ["86万人 2023 actual eq level「常住人口」→population"]


def test_three_names_are_not_dealt_three_years() -> None:
    """学前三年毛入园率 has no 前三年 in it, and three names take one figure each."""
    years = {row.split()[1] for row in found("学前三年毛入园率、巩固率、毛入学率分别提高到92%、96%、97%。")}
    assert years == {"2023"}


@pytest.mark.parametrize(
    "told",
    [
        "逆势增长6.5%",
        "强劲增长6.5%",
        "快速增长6.5%",
        "恢复性增长6.5%",
        "实现6.5%的增长",
        "实现6.5%的较快增长",
        "继续保持增长，增长6.5%",
        "两位数增长，达6.5%",
    ],
)
def test_how_a_growth_is_told_is_no_part_of_its_subject(told: str) -> None:
    (row,) = found(f"地区生产总值{told}。")
    assert row.replace(" rise", "") == "6.5% 2023 actual eq growth「地区生产总值」→gdp-growth"


def test_the_growth_of_a_year_behind_its_subject() -> None:
    assert found("地区生产总值在2021年同比增长6.5%。") == [
        "6.5% 2021 actual eq growth rise base 2020「地区生产总值」→gdp-growth"
    ]


@pytest.mark.parametrize(
    "told", ["使{}达到90亿元", "让{}达到90亿元", "推动{}迈向90亿元", "{}向90亿元迈进", "{}目标90亿元"]
)
def test_what_is_aimed_at_has_the_plain_name(told: str) -> None:
    assert found("2024年，" + told.format("地区生产总值") + "。") == ["90亿元 2024 target eq level「地区生产总值」→gdp"]


@pytest.mark.parametrize(
    "told", ["提前实现30家的目标", "如期完成30家的任务", "超额完成30家的年度目标", "圆满完成30家的目标任务"]
)
def test_an_aim_that_was_reached_is_of_what_reached_it(told: str) -> None:
    rows = found(f"高新技术企业总数35家，{told}。")
    assert rows[1] == rows[0].replace("35家", "30家").replace("actual", "target")


def test_a_count_behind_a_sum_is_of_the_works_and_not_of_their_cost() -> None:
    subjects = [
        row.partition("「")[2].partition("」")[0] for row in found("签约项目56个、总投资230亿元，开工42个，竣工31个。")
    ]
    assert subjects == ["签约项目", "签约项目总投资", "开工项目", "竣工项目"]


def test_what_is_spent_in_the_year_is_no_name_of_the_sum_before() -> None:
    rows = found("实施重点项目86个，总投资560亿元，完成年度投资120亿元。")
    assert [row.partition("「")[2].partition("」")[0] for row in rows][1:] == ["重点项目总投资", "重点项目年度投资"]


def test_a_later_year_behind_a_semicolon_is_of_the_same() -> None:
    assert found("到2024年，地区生产总值达到90亿元；到2025年，达到96亿元。") == [
        "90亿元 2024 target eq level「地区生产总值」→gdp",
        "96亿元 2025 target eq level「地区生产总值」→gdp",
    ]


def test_a_multiple_of_a_year_is_not_of_that_year() -> None:
    for told in ("增加到2017年的3.5倍", "达到2017年的3.5倍"):
        (row,) = found(f"高新技术企业{told}。")
        assert row.startswith("3.5倍 2023 actual eq multiple")


@pytest.mark.parametrize(
    ("sentence", "subjects"),
    [
        ("地区生产总值增长6.1%。分季度看，一季度增长5.8%。", ["地区生产总值", "地区生产总值"]),
        (
            "全社会研发经费投入15.9亿元，强度由1.29%提高到1.34%。",
            ["全社会研发经费投入", *["全社会研发经费投入强度"] * 2],
        ),
        ("基本医疗保险参保35.6万人，参保率97.3%。", ["基本医疗保险参保", "基本医疗保险参保率"]),
        ("粮食产量35.6万吨，播种面积62.3万亩。", ["粮食产量", "粮食播种面积"]),
        ("带动种植辣椒5万亩，每亩增收500元。", ["带动种植辣椒", "每亩增收"]),
    ],
)
def test_what_is_measured_beside_a_figure_is_of_the_same(sentence: str, subjects: list[str]) -> None:
    assert [row.partition("「")[2].partition("」")[0] for row in found(sentence)] == subjects


@pytest.mark.parametrize("when", ["", "2023年", "全年", "累计", "去年"])
def test_what_is_done_with_a_list_stands_behind_its_year(when: str) -> None:
    (row,) = found(f"{when}引进信创、金融等主导产业企业41家。")
    assert "「引进主导产业企业」→leading-industry-firms-introduced" in row
