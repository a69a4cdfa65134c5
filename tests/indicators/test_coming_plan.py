"""What a report says of the plan that begins, wherever it stands, is planned for the years of that plan."""

import pytest

from tests.cases import read

HEAD = """{year}年涉县政府工作报告
——{year}年1月10日在涉县第十八届人民代表大会第五次会议上
各位代表：
现在，我代表县人民政府向大会报告工作，请予审议。
"""
REVIEW = "一、过去一年工作回顾\n地区生产总值300亿元，增长5.5%，城镇调查失业率5.1%。\n"
TASKS = "三、今年工作安排\n今年主要预期目标是：地区生产总值增长5%左右。\n"


def told(sentence: str, *, heading: str = "", year: int = 2026) -> list[str]:
    """The figures of a sentence that stands before the tasks of the year, with their years and kinds."""
    text = HEAD.format(year=year) + REVIEW + heading + sentence + "\n" + TASKS
    begins = text.index(sentence)
    rows = read(text).rows.observations
    return [
        f"{one.value}{one.unit} {f'{one.period_start}-{one.period_end}' if one.period_start else one.year} {one.kind and one.kind.value}"
        for one in rows
        if begins <= one.raw_start < begins + len(sentence)
    ]


@pytest.mark.parametrize("heading", ["", "二、关于《纲要（草案）》的说明\n", "二、奋力开创现代化建设新局面\n"])
@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        (
            "《纲要（草案）》提出，地区生产总值年均增长5%左右，城镇调查失业率控制在5.5%以内。",
            ["5% 2026-2030 target", "5.5% 2030 target"],
        ),
        (
            "根据县委建议，编制了《涉县国民经济和社会发展第十五个五年规划纲要（草案）》，提出29项主要指标。其中，常住人口城镇化率达到65%，粮食产量达到60万吨。",
            ["65% 2030 target", "60万吨 2030 target"],
        ),
        (
            "“十五五”规划纲要草案已提交大会审查，主要目标是：经济年均增长5%以上，研发经费投入强度达到3%。",
            ["5% 2026-2030 target", "3% 2030 target"],
        ),
        ("规划《纲要》明确，城镇新增就业3万人，森林覆盖率达到30%。", ["3万人 2026-2030 target", "30% 2030 target"]),
    ],
)
def test_what_the_coming_plan_says_is_planned(heading: str, sentence: str, right: list[str]) -> None:
    assert told(sentence, heading=heading) == right


@pytest.mark.parametrize(
    ("year", "sentence", "right"),
    [
        # an older plan, and one that is none
        (2026, "全面完成《“十四五”规划纲要》确定的目标，城镇新增就业3100人。", ["3100人 2025 actual"]),
        (2026, "《质量强县建设纲要》提出的任务全部完成，新增品牌12个。", ["12个 2025 actual"]),
        (2023, "《规划纲要》实施情况良好，明确责任分工86项。", ["86项 2022 actual"]),
        # figures of the review beside it
        (2026, "办结建议200件，编制《“十五五”规划纲要（草案）》，提出4方面任务。", ["200件 2025 actual"]),
    ],
)
def test_what_other_plans_said_is_not(year: int, sentence: str, right: list[str]) -> None:
    assert told(sentence, year=year)[: len(right)] == right


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        (
            "地区生产总值连续迈上4个百亿元台阶、达680亿元、年均增长5.7%。",
            ["680亿元 2025 地区生产总值 gdp", "5.7% 2025 地区生产总值 gdp-growth"],
        ),
        ("地区生产总值连跨3个百亿元台阶，达到680亿元。", ["680亿元 2025 地区生产总值 gdp"]),
        ("工业总产值先后跨越两个百亿元大关，突破900亿元。", ["900亿元 2025 工业总产值 industrial-output"]),
    ],
)
def test_a_headline_behind_the_steps_that_it_took(sentence: str, right: list[str]) -> None:
    text = f"{HEAD.format(year=2026)}一、“十四五”时期工作回顾\n五年来，{sentence}\n{TASKS}"
    found = [f"{one.value}{one.unit} {one.year} {one.subject} {one.indicator}" for one in read(text).rows.observations]
    assert found[: len(right)] == right


@pytest.mark.parametrize(
    "sentence",
    [
        "今年，地区生产总值按增长5%安排。",
        "建议今年地区生产总值增速目标设定为5%。",
        "今年地区生产总值增长目标建议为5%左右。",
    ],
)
def test_what_the_aim_is_set_at(sentence: str) -> None:
    text = HEAD.format(year=2026) + REVIEW + f"二、今年工作安排\n{sentence}\n"
    last = read(text).rows.observations[-1]
    assert (last.value, last.year, last.kind and last.kind.value, last.indicator) == (5, 2026, "target", "gdp-growth")
