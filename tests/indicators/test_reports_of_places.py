"""Figures of reviews that are told by words, by what stands before them, or by another's place: 翻番, 折合, 占年任务, 高于全省, 降为零."""

import pytest

from tests.cases import HEAD, observations, read, report


@pytest.mark.parametrize(
    ("review", "expected"),
    [
        ("五年来，财政总收入翻了1.7番。", ["3.25倍 2023 actual eq multiple rise「财政总收入」→None"]),
        (
            "人均生产总值达到12300元，折合1580美元。",
            ["", "1580美元 2023 actual eq level「人均生产总值」→gdp-per-capita"],
        ),
        (
            "完成客运周转量3.2亿人公里、货运周转量8.6亿吨公里。",
            ["3.2亿人公里 2023 actual eq level「客运周转量」", "8.6亿吨公里 2023 actual eq level「货运周转量」"],
        ),
        (
            "食用菌3500万棒、中药材8.6万亩，飞播造林1.2万亩次。",
            ["3500万棒 2023 actual eq level「食用菌」", "8.6万亩", "1.2万亩次 2023 actual eq level「飞播造林」"],
        ),
        ("人口自然增长率控制在5.8‰，计划生育率达93.6%。", ["", "93.6% 2023 actual eq share「计划生育率」→None"]),
        (
            "肉蛋奶总产分别达5.6万吨、3.2万吨、1.8万吨。",
            [f"{one} 2023 actual eq level" for one in ("5.6万吨", "3.2万吨", "1.8万吨")],
        ),
        (
            "规模以上工业企业发展到78家，实现增加值16.8亿元，增长23.5%；实现利税4.3亿元。",
            [
                "",
                "16.8亿元 2023 actual eq level「规模以上工业企业增加值」→above-scale-industrial-value-added",
                "23.5% 2023 actual eq growth rise「规模以上工业企业增加值」",
                "4.3亿元 2023 actual eq level「规模以上工业企业利税」",
            ],
        ),
        (
            "合同引资额58亿元，实际到位资金26.3亿元，分别占年任务的116%和105.2%。",
            [
                "",
                "",
                "116% 2023 actual eq share「合同引资额占年任务」",
                "105.2% 2023 actual eq share「实际到位资金占年任务」",
            ],
        ),
        (
            "万人拥有发明专利8.6件，高于全省平均水平3.2件；R&D经费支出占GDP比重2.6%，比全国高0.15个百分点。",
            [
                "8.6件 2023 actual eq share",
                "3.2件 2023 actual eq level「万人拥有发明专利高于全省平均水平」",
                "",
                "0.15个百分点 2023 actual eq level「R&D经费支出占GDP比重比全国高」",
            ],
        ),
        (
            "GDP增速分别高于全国、全省1.2个、0.8个百分点。",
            [
                "1.2个百分点 2023 actual eq level「GDP增速高于全国」",
                "0.8个百分点 2023 actual eq level「GDP增速高于全省」",
            ],
        ),
        (
            "空气质量优良天数298天，优良率81.6%，比上年增加21天。",
            ["", "", "21天 2023 actual eq change rise base 2022「空气质量优良天数」"],
        ),
        ("其中企业1.2万户，占21.4%。", ["", "21.4% 2023 actual eq share「企业占」"]),
        ("粮食总产量12.6亿斤，增产0.3亿斤。", ["", "0.3亿斤 2023 actual eq change rise「粮食总产量」"]),
        (
            "存贷款余额分别达72亿元、61亿元，比年初增加6.8亿元和7.2亿元。",
            [
                "",
                "",
                "6.8亿元 2023 actual eq change rise「存款余额」",
                "7.2亿元 2023 actual eq change rise「贷款余额」",
            ],
        ),
        ("城乡居民收入比由2.86:1缩小到2.52:1。", ["2.86 2022 actual", "2.52 2023 actual"]),
        (
            "贫困发生率从14.2%降为零。",
            ["14.2% 2022 actual eq share「贫困发生率」", "0% 2023 actual eq share「贫困发生率」"],
        ),
        (
            "规模以上工业增加值下降0.8%，降幅比上年收窄2.1个百分点，12月当月实现正增长3.6%。",
            ["0.8%", "2.1个百分点", "3.6% 2023 12月当月 actual eq growth rise「规模以上工业增加值」"],
        ),
        ("高考本科二批以上上线536人。", ["536人 2023 actual eq level"]),
        ("行业增长面达76.3%。", ["76.3% 2023 actual eq share"]),
        ("SO2排放量削减3200吨。", ["3200吨 2023 actual eq change fall「SO2排放量」"]),
        (
            "每千人拥有床位6.8张、执业医师2.9人。",
            ["", "2.9人 2023 actual eq share「每千人拥有执业医师」→licensed-doctors-per-1000"],
        ),
        ("城市低保标准由每人每月480元提高到560元。", ["480元 2022 actual eq level", "560元 2023 actual eq level"]),
        ("校方责任险保费由每生每年5元提高至10元。", ["5元 2022 actual eq level", "10元 2023 actual eq level"]),
        # what another place's figure is beside the own
        (
            "城镇居民人均可支配收入26310元（全省25420元），增长8.2%（全省8.0%）。",
            [
                "26310元 2023 actual eq level「城镇居民人均可支配收入」",
                "8.2% 2023 actual eq growth rise「城镇居民人均可支配收入」",
            ],
        ),
        (
            "生产总值增长8.6%，高于全国（6.9%）1.7个百分点。",
            ["8.6%", "1.7个百分点 2023 actual eq level「生产总值增速高于全国」"],
        ),
        (
            "居民人均可支配收入增长9.1%，快于经济增速1.9个百分点。",
            ["9.1%", "1.9个百分点 2023 actual eq level「居民人均可支配收入增速快于经济增速」"],
        ),
        ("全县生产总值达到126.3亿元（预计数，下同）。", ["126.3亿元 2023 estimate eq level"]),
        # what is told of several figures at once
        (
            "地区生产总值、规上工业增加值、固定资产投资等指标增速居全市前列，分别增长8%、9%、12%。",
            [
                "8% 2023 actual eq growth rise「地区生产总值」",
                "9% 2023 actual eq growth rise「规上工业增加值」",
                "12% 2023 actual eq growth rise「固定资产投资」",
            ],
        ),
        (
            "社会消费品零售总额、外贸出口均实现较快增长，分别增长12%和23%。",
            ["12% 2023 actual eq growth rise「社会消费品零售总额」", "23% 2023 actual eq growth rise「外贸出口」"],
        ),
        (
            "地区生产总值、财政收入、城镇居民收入实现“三个翻番”，分别达到150亿元、12亿元和8000元。",
            ["150亿元 2023 actual eq level「地区生产总值」", "12亿元", "8000元 2023 actual eq level「城镇居民收入」"],
        ),
        (
            "五年来累计实施亿元以上项目286个、总投资1860亿元，是前五年的2.8倍和3.1倍。",
            [
                "286个",
                "1860亿元",
                "2.8倍 2023 actual eq multiple「亿元以上项目」",
                "3.1倍 2023 actual eq multiple「亿元以上项目总投资」",
            ],
        ),
        (
            "贫困人口由2015年底的3.2万户、9.8万人减少到0.3万户、0.8万人。",
            ["3.2万户 2015", "9.8万人 2015", "0.3万户 2023", "0.8万人 2023"],
        ),
        (
            "城镇居民收入、农民纯收入分别由2007年的9860元、3210元增加到2011年的16520元、5680元，年均增长13.8%和15.3%。",
            [
                "9860元 2007 actual eq level「城镇居民收入」",
                "3210元 2007 actual eq level「农民纯收入」",
                "16520元 2011 actual eq level「城镇居民收入」",
                "5680元 2011 actual eq level「农民纯收入」",
                "13.8% 2008-2011 actual eq annual_average rise「城镇居民收入」",
                "15.3% 2008-2011 actual eq annual_average rise「农民纯收入」",
            ],
        ),
        ("地区生产总值先后突破200亿、300亿大关。", ["200亿 None actual gt level", "300亿 None actual"]),
        ("财政总收入2.3亿元，占年计划的56.2%，完成时间过半任务过半。", ["2.3亿元", "56.2%"]),
        ("五年间，共争取上级资金56.8亿元。", ["56.8亿元 2019-2023 actual eq cumulative「上级资金」→upper-funds"]),
        (
            "固定电话、移动电话用户分别达到3.2万户和18.6万户。",
            ["3.2万户 2023 actual eq level「固定电话用户」", "18.6万户 2023 actual eq level「移动电话用户」"],
        ),
        (
            "金融机构存、贷款余额分别达到112亿元和68亿元。",
            [
                "112亿元 2023 actual eq level「金融机构存款余额」→deposits",
                "68亿元 2023 actual eq level「贷款余额」→loans",
            ],
        ),
        (
            "新能源装机突破1亿千瓦，占比70.1%，占全国装机总量的9.8%。",
            ["1亿千瓦", "70.1%", "9.8% 2023 actual eq share「新能源装机占全国装机总量」"],
        ),
        (
            "千人拥有病床3.2张、卫技人员4.1人。",
            ["3.2张 2023 actual eq share", "4.1人 2023 actual eq share「千人拥有卫技人员」"],
        ),
        (
            "农业总产值达到28.6亿元，年均递增7.8%。",
            ["28.6亿元", "7.8% 2023 actual eq annual_average rise「农业总产值」"],
        ),
        (
            "化学需氧量、氨氮排放量分别削减1.8%、2%。",
            ["1.8% 2023 actual eq growth fall", "2% 2023 actual eq growth fall"],
        ),
    ],
)
def test_reviews(review: str, expected: list[str]) -> None:
    found = observations(read(report(review)))
    assert len(found) == len(expected)
    for line, begin in zip(found, expected, strict=True):
        assert line.startswith(begin)


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        (
            "今年财政总收入计划4.5亿元，增长15%。",
            ["4.5亿元 2024 target eq level「财政总收入」→total-fiscal-revenue", "15%"],
        ),
        (
            "棚户区改造新开工1200套、基本建成860套。",
            ["1200套 2024 target eq level「棚户区改造新开工」", "860套 2024 target eq level「棚户区改造基本建成」"],
        ),
        (
            "万元GDP综合能耗下降4%。",
            ["4% 2024 target eq growth fall「万元GDP综合能耗」→energy-intensity-yearly-reduction"],
        ),
        (
            "化学需氧量、氨氮排放量分别减排2.6%、3.1%。",
            ["2.6% 2024 target eq growth fall「化学需氧量排放量」", "3.1% 2024 target eq growth fall「氨氮排放量」"],
        ),
    ],
)
def test_plans(plan: str, expected: list[str]) -> None:
    found = observations(read(report(plan=plan)))
    assert len(found) == len(expected)
    for line, begin in zip(found, expected, strict=True):
        assert line.startswith(begin)


OF_FIVE_YEARS = (
    HEAD.replace("2024年", "2022年").replace("第四次", "第一次")
    + "一、过去五年工作回顾\n{}\n二、2022年工作安排\n略。\n"
)


@pytest.mark.parametrize(
    ("review", "expected"),
    [
        (
            "民生支出累计达186亿元，占一般公共预算支出的80.6%，比上个五年增加72亿元。",
            ["186亿元 2017-2021", "80.6%", "72亿元 2017-2021 actual eq change rise「民生支出」"],
        ),
        (
            "医疗、养老保险参保率分别达95%、98%，城乡低保标准分别由每年5400元、3150元提高到8160元、5760元。",
            [
                "95%",
                "98%",
                "5400元 2016 actual eq level「城镇低保标准」",
                "3150元 2016 actual eq level「农村低保标准」",
                "8160元 2021 actual eq level「城镇低保标准」",
                "5760元 2021 actual eq level「农村低保标准」",
            ],
        ),
        (
            "2021年，生产总值增长8.5%，两年平均增长6.2%；规模以上工业增加值增长11.2%。",
            [
                "8.5% 2021 actual eq growth",
                "6.2% 2020-2021 actual eq annual_average",
                "11.2% 2021 actual eq growth rise「规模以上工业增加值」→above-scale-industrial-value-added-growth",
            ],
        ),
        (
            "城乡居民收入年均分别增长7.6%和9.2%，收入比由2.52:1缩小为2.31:1。",
            [
                "7.6%",
                "9.2%",
                "2.52 2016 actual eq level「城乡居民收入比」",
                "2.31 2021 actual eq level「城乡居民收入比」",
            ],
        ),
        (
            "实施亿元以上工业项目286个，其中10亿元以上26个、百亿元以上6个。",
            [
                "286个 2017-2021 actual eq cumulative「亿元以上工业项目」",
                "26个 2017-2021 actual eq cumulative「10亿元以上工业项目」",
                "6个 2017-2021 actual eq cumulative「百亿元以上工业项目」",
            ],
        ),
        (
            "每千常住人口床位数7.2张，执业（助理）医师3.1人。",
            ["7.2张", "3.1人 2021 actual eq share「每千常住人口执业(助理)医师」→doctors-per-1000"],
        ),
    ],
)
def test_reviews_of_five_years(review: str, expected: list[str]) -> None:
    found = observations(read(OF_FIVE_YEARS.format(review)))
    assert len(found) == len(expected)
    for line, begin in zip(found, expected, strict=True):
        assert line.startswith(begin)


def test_a_report_of_half_a_year() -> None:
    head = HEAD.replace("1月12日", "7月28日").replace("人民代表大会第四次会议", "人大常委会第十二次会议")
    found = observations(
        read(
            head + "一、上半年工作情况\n上半年，生产总值增长6.2%。2024年上半年，实现出口3亿元。\n"
            "二、下半年工作打算\n下半年，力争全年生产总值增长6.5%以上。\n"
        )
    )
    assert found == [
        "6.2% 2024 上半年 actual eq growth rise「生产总值」→gdp-growth",
        "3亿元 2024 上半年 actual eq level「出口」→exports",
        "6.5% 2024 target gte growth rise「生产总值」→gdp-growth",
    ]
