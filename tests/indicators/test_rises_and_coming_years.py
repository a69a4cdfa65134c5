"""The years of a rise that is told from one year to another, of 未来三年, and of straight quotes; rates that are compared with an earlier part of a year."""

import pytest

from tests.cases import observations, read, report


@pytest.mark.parametrize(
    ("review", "expected"),
    [
        (
            "地区生产总值由2015年的201亿元增加到2020年的301亿元，年均增长8.4%。",
            ["201亿元 2015", "301亿元 2020", "8.4% 2016-2020 actual eq annual_average"],
        ),
        (
            "贫困户人均纯收入从2015年的3210元提高到2020年的12650元，累计增长294%。",
            ["3210元 2015", "12650元 2020", "294% 2020"],
        ),
        ('"十三五"期间，地区生产总值年均增长6.7%。', ["6.7% 2016-2020 actual eq annual_average"]),
        ("'十三五'期间，地区生产总值年均增长6.7%。", ["6.7% 2016-2020 actual eq annual_average"]),
    ],
)
def test_years_of_a_rise(review: str, expected: list[str]) -> None:
    _begin(observations(read(report(review))), expected)


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ("未来三年，力争工业总产值达到800亿元。", "800亿元 2026 target"),
        ("今后三年，工业总产值达到800亿元。", "800亿元 2026 target"),
        ("今后五年，工业总产值达到800亿元。", "800亿元 2028 target"),
        ("我们要坚持工业强县，未来三年工业总产值达到800亿元。", "800亿元 2026 target"),
        ("力争三年内工业总产值突破800亿元。", "800亿元 2026 target"),
        ("用三年时间，工业总产值突破800亿元。", "800亿元 2026 target"),
        ("通过两年努力，工业总产值突破800亿元。", "800亿元 2025 target"),
    ],
)
def test_coming_years(plan: str, expected: str) -> None:
    found = observations(read(report(plan=plan)))
    _begin(found, [expected])
    assert "「工业总产值」→industrial-output" in found[0]


PLAN = "青阳县国民经济和社会发展第十四个五年规划纲要\n\n第一章 总体要求\n第一节 主要目标\n{}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("展望2035年，城镇化率达到70%左右。", "70% 2035 target"),
        ("着眼二〇三五年，城镇化率达到70%左右。", "70% 2035 target"),
        ("锚定2035年远景目标，城镇化率达到60%左右。", "60% 2025 target"),
        ("到本世纪中叶，城镇化率达到80%。", "80% 2050 target"),
        ("规划期内，新增就业2万人。", "2万人 2021-2025 target eq cumulative"),
        ("力争用3年左右时间，新增就业2万人。", "2万人 2021-2023 target eq cumulative"),
        ("2021—2023年，完成投资120亿元。", "120亿元 2021-2023 target eq cumulative「投资」"),
    ],
)
def test_years_of_a_plan(text: str, expected: str) -> None:
    _begin(observations(read(PLAN.format(text), name="plan.txt")), [expected])


def test_each_year_is_no_part_of_what_follows() -> None:
    found = observations(read(PLAN.format("每年新增就业4000人，五年累计新增2万人。"), name="plan.txt"))
    assert found[1] == "2万人 2021-2025 target eq cumulative「新增就业」→new-jobs-cumulative"


@pytest.mark.parametrize(
    ("review", "expected"),
    [
        (
            "1—11月，规上工业企业利润总额38.2亿元，同比下降4.1%，降幅较1—10月收窄1.3个百分点。",
            "1.3个百分点 2023 1—11月 actual eq change fall「规上工业企业利润总额降幅」→None",
        ),
        (
            "前三季度，地区生产总值增长5%，增速比上半年加快0.3个百分点。",
            "0.3个百分点 2023 前三季度 actual eq change rise「地区生产总值增速」→None",
        ),
        (
            "进出口总额按人民币计价增长15%左右。",
            "15% 2023 actual approx growth rise「进出口总额」→imports-exports-growth",
        ),
        ("进出口总额（以人民币计）增长15%。", "15% 2023 actual eq growth rise「进出口总额」→imports-exports-growth"),
    ],
)
def test_rates_and_how_they_are_counted(review: str, expected: str) -> None:
    assert observations(read(report(review)))[-1] == expected


def test_sums_of_works_in_a_list() -> None:
    found = observations(read(report(plan="推进总投资12亿元的东河水厂、8亿元的西河电厂、5亿元的南山隧道等项目建设。")))
    assert [line.split("「")[1] for line in found] == [
        "东河水厂总投资」→None",
        "西河电厂总投资」→None",
        "南山隧道总投资」→None",
    ]


def test_dealt_out_by_the_month_and_the_year() -> None:
    found = observations(read(report("城乡低保标准分别提高到每人每月720元、每人每年7200元。")))
    assert [line.split("→")[1] for line in found] == ["urban-dibao-standard", "rural-dibao-standard"]


@pytest.mark.parametrize(
    ("review", "expected"),
    [
        ("居民储蓄存款余额226亿元，人均3.8万元。", "3.8万元「人均居民储蓄存款余额」→None"),
        ("累计发放补贴226万元，户均3800元。", "3800元「户均发放补贴」→None"),
        ("粮食播种面积稳定在102万亩，单产提高到423公斤，总产43.2万吨。", "43.2万吨「粮食总产」→grain-output"),
        ("农村公路优良中等路率92%。", "92%「农村公路优良中等路率」→None"),
        ("地区生产总值先后跨越300亿元、400亿元两个大关，达到421.8亿元。", "421.8亿元「地区生产总值」→gdp"),
        ("城镇居民收入增长8%到10%之间。", "8-10%「城镇居民收入」→urban-household-income-growth"),
        ("城镇化率由58%到60%。", "60%「城镇化率」→urbanisation"),
        ("每万名劳动者中研发人员达58人年。", "58人年「每万名劳动者中研发人员」→None"),
        (
            "万元GDP能耗同比下降4.1%左右，超额完成下降3.2%的年度目标。",
            "3.2%「万元GDP能耗」→energy-intensity-yearly-reduction",
        ),
        ("建成小水窖12座、灌渠86公里，泵站5座。", "5座「泵站」→None"),
    ],
)
def test_what_the_last_figure_is_of(review: str, expected: str) -> None:
    found = observations(read(report(review)))
    value, _, name = found[-1].partition("「")
    assert f"{value.split()[0]}「{name}" == expected


@pytest.mark.parametrize(
    ("review", "names"),
    [
        ("COD、氨氮排放量分别下降2.1%、2.4%。", ["COD排放量", "氨氮排放量"]),
        (
            "小学、初中、高中专任教师本科率分别达到86%、95%、99%。",
            ["小学专任教师本科率", "初中专任教师本科率", "高中专任教师本科率"],
        ),
        ("生猪、羊出栏分别达到52万头和11万只。", ["生猪出栏", "羊出栏"]),
        ("夏粮、秋粮总产分别达到18.6万吨、21.3万吨。", ["夏粮总产", "秋粮总产"]),
        ("水稻、玉米单产分别达到612公斤、580公斤。", ["水稻单产", "玉米单产"]),
    ],
)
def test_what_the_names_of_a_list_share(review: str, names: list[str]) -> None:
    found = observations(read(report(review)))
    assert [line.partition("「")[2].partition("」")[0] for line in found] == names


@pytest.mark.parametrize(
    ("review", "names"),
    [
        ("招引亿元以上项目62个，其中50亿元以上1个、10亿元以上9个。", ["招引50亿元以上项目", "招引10亿元以上项目"]),
        ("超亿元项目达到86个，超10亿元12个。", ["超10亿元项目"]),
        ("新增产值亿元以上企业12家，其中产值10亿元以上2家。", ["新增产值10亿元以上企业"]),
        ("实施亿元以上项目150个，10亿元以上完成投资88亿元。", ["10亿元以上投资"]),
    ],
)
def test_sizes_are_of_what_was_counted_before(review: str, names: list[str]) -> None:
    found = observations(read(report(review)))
    assert [line.partition("「")[2].partition("」")[0] for line in found[1:]] == names


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ("到本届政府任期末，地区生产总值突破500亿元。", "500亿元 None target"),
        ("本届政府任期内，新建学校20所。", "20所 None target"),
        ("今后五年，本届政府任期内新建学校20所。", "20所 2024-2028 target"),
    ],
)
def test_a_term_that_is_to_come_ends_in_a_year_that_nothing_says(plan: str, expected: str) -> None:
    assert observations(read(report(plan=plan)))[0].startswith(expected)


def test_works_counted_in_a_row_are_all_of_the_place() -> None:
    found = observations(read(report("建成小水窖12座、灌渠86公里，泵站5座、排水沟3公里。")))
    assert [line.split()[0] for line in found] == ["12座", "86公里", "5座", "3公里"]


def _begin(found: list[str], expected: list[str]) -> None:
    assert len(found) == len(expected), found
    for line, beginning in zip(found, expected, strict=True):
        assert line.startswith(beginning)
