"""Figures of reviews that are told by words, by what stands before them, or by another's place: 翻番, 折合, 占年任务, 高于全省, 降为零."""

import pytest

from tests.cases import observations, read, report


@pytest.mark.parametrize(
    ("review", "expected"),
    [
        ("五年来，财政总收入翻了1.7番。", ["3.25倍 2023 actual eq multiple「财政总收入」→None"]),
        (
            "人均生产总值达到12300元，折合1580美元。",
            ["", "1580美元 2023 actual eq level「人均生产总值」→gdp-per-capita"],
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
                "3.2件 2023 actual eq change「万人拥有发明专利」",
                "",
                "0.15个百分点 2023 actual eq change「R&D经费支出占GDP比重」",
            ],
        ),
        (
            "GDP增速分别高于全国、全省1.2个、0.8个百分点。",
            ["1.2个百分点 2023 actual eq change", "0.8个百分点 2023 actual eq change"],
        ),
        (
            "空气质量优良天数298天，优良率81.6%，比上年增加21天。",
            ["", "", "21天 2023 actual eq change rise base 2022「空气质量优良天数」"],
        ),
        ("其中企业1.2万户，占21.4%。", ["", "21.4% 2023 actual eq share「企业占」"]),
        ("粮食总产量12.6亿斤，增产0.3亿斤。", ["", "0.3亿斤 2023 actual eq change rise「粮食总产量」"]),
        (
            "存贷款余额分别达72亿元、61亿元，比年初增加6.8亿元和7.2亿元。",
            ["", "", "6.8亿元 2023 actual eq change rise「存款余额」", "7.2亿元 2023 actual eq change rise「贷款余额」"],
        ),
        ("城乡居民收入比由2.86:1缩小到2.52:1。", ["2.86 2022 actual", "2.52 2023 actual"]),
        (
            "贫困发生率从14.2%降为零。",
            ["14.2% 2022 actual eq share「贫困发生率」", "0% 2023 actual eq share「贫困发生率」"],
        ),
        (
            "规模以上工业增加值下降0.8%，降幅比上年收窄2.1个百分点，12月当月实现正增长3.6%。",
            ["0.8%", "2.1个百分点", "3.6% 2023 actual eq growth rise「规模以上工业增加值」"],
        ),
        ("行业增长面达76.3%。", ["76.3% 2023 actual eq share"]),
        ("SO2排放量削减3200吨。", ["3200吨 2023 actual eq change fall「SO2排放量」"]),
        (
            "每千人拥有床位6.8张、执业医师2.9人。",
            ["", "2.9人 2023 actual eq level「每千人拥有执业医师」→licensed-doctors-per-1000"],
        ),
        ("城市低保标准由每人每月480元提高到560元。", ["480元 2022 actual eq level", "560元 2023 actual eq level"]),
    ],
)
def test_reviews(review: str, expected: list[str]) -> None:
    found = observations(read(report(review)))
    assert len(found) == len(expected)
    for line, begin in zip(found, expected, strict=True):
        assert line.startswith(begin)
