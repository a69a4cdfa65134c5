"""What documents say of themselves."""

from datetime import date

import pytest

from districts.reading.documents import DocumentRead, read_document
from tests.seeds import FILES, SLUGS, seed_outline
from text.errors import UnknownDistrict, UnknownKind
from text.outline.outline import read_outline
from text.sources.source import make_source


def read(text: str, district_code: str | None = None) -> DocumentRead:
    return read_document(read_outline(make_source(text)), district_code=district_code)


SEEDS = {
    "heping": {
        "title": "和平区国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要", "doc_number": "和平政〔2021〕4号",
        "issuer": "和平区人民政府", "issued_on": date(2021, 4, 12), "period_start": 2021, "period_end": 2025, "baseline_year": 2020,
    },
    "hedong": {
        "title": "天津市河东区国民经济和社会发展第十四个五年规划纲要", "doc_number": None, "issuer": None, "issued_on": None,
        "period_start": 2021, "period_end": 2025, "baseline_year": 2020,
    },
    "hedong_report": {
        "title": "河东区2023年政府工作报告", "doc_number": "河东政发〔2023〕1号", "issuer": "河东区人民政府", "issued_on": date(2023, 1, 9),
        "delivered_on": date(2023, 1, 4), "period_start": None, "report_year": 2023, "baseline_year": 2022,
    },
    "hebei": {
        "title": "天津市河北区国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要", "doc_number": None, "issued_on": None,
        "period_start": 2021, "period_end": 2025,
    },
    "dongli": {
        "title": "东丽区国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要", "doc_number": None,
        "issuer": "天津市东丽区人民政府办公室", "issued_on": date(2021, 1, 29), "period_start": 2021, "period_end": 2025,
    },
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_seed(name: str) -> None:
    found = read_document(seed_outline(name))
    assert found.slug == SLUGS[name]
    assert {key: getattr(found, key) for key in SEEDS[name]} == SEEDS[name]


REPORT = (
    "{head}\n各位代表：\n现在，我代表区人民政府向大会报告工作，请予审议。\n一、过去一年工作回顾\n地区生产总值增长5%。\n"
)


@pytest.mark.parametrize(
    ("head", "slug", "delivered"),
    [
        # heads of reports of other places, as the web prints them
        pytest.param(
            "工作报告\n保定市徐水区2021年政府工作报告\n时间：2023-03-30 来源：政府官网\n政府工作报告\n2021年2月5日",
            "130609-report-2021",
            date(2021, 2, 5),
            id="the day under the title",
        ),
        pytest.param(
            "标题：2021年保定市政府工作报告\n发文单位：保定市人民政府\n――2021年1月31日在保定市第十五届人民代表大会第六次会议上",
            "130600-report-2021",
            date(2021, 1, 31),
            id="a city",
        ),
        pytest.param(
            "2026年浙江省政府工作报告\n2026年1月14日在浙江省第十四届人民代表大会第四次会议上",
            "330000-report-2026",
            date(2026, 1, 14),
            id="a province",
        ),
        pytest.param(
            "政府工作报告\n——2022年12月28日在天津市南开区第十八届人民代表大会第三次会议上",
            "120104-report-2023",
            date(2022, 12, 28),
            id="one of December is for the next year",
        ),
    ],
)
def test_reports_of_other_places(head: str, slug: str, delivered: date) -> None:
    found = read(REPORT.format(head=head))
    assert (found.slug, found.delivered_on) == (slug, delivered)


def test_the_day_of_adoption() -> None:
    found = read(
        "天津市南开区国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要\n（2021年1月15日天津市南开区第十七届人民代表大会第七次会议批准）\n第一章 发展基础\n正文。\n"
    )
    assert (found.slug, found.adopted_on) == ("120104-plan-2021", date(2021, 1, 15))


def test_a_later_plan_takes_its_years_from_its_ordinal() -> None:
    found = read("天津市南开区国民经济和社会发展第十五个五年规划纲要\n第一章 发展基础\n正文。\n")
    assert (found.period_start, found.period_end, found.baseline_year) == (2026, 2030, 2025)


def test_any_other_text_is_refused() -> None:
    with pytest.raises(UnknownKind, match="neither"):
        read("春眠不觉晓，处处闻啼鸟。\n")


AMBIGUOUS = REPORT.format(head="政府工作报告\n——2023年1月4日在和平区第十八届人民代表大会第三次会议上")


def test_a_name_that_several_districts_bear_asks_for_the_code() -> None:
    with pytest.raises(UnknownDistrict, match=r"120101 和平区.*--district CODE"):
        read(AMBIGUOUS)
    assert read(AMBIGUOUS, "210102").slug == "210102-report-2023"


def test_a_code_that_contradicts_the_text_is_refused() -> None:
    with pytest.raises(UnknownDistrict, match="120102 河东区 according to its text"):
        read_document(seed_outline("hedong_report"), district_code="120101")
    with pytest.raises(UnknownDistrict, match="999999 is not the code"):
        read_document(seed_outline("hedong_report"), district_code="999999")
