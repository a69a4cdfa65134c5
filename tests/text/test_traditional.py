"""Traditional characters in a query: as (typed, looked for)."""

import pytest

from planapi.search.queries import read_question
from tests import cases
from text.traditional import simplified


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("經濟", "经济"),
        ("國民經濟和社會發展", "国民经济和社会发展"),
        ("養老服務體系", "养老服务体系"),
        ("臺灣", "台湾"),
        ("裏程碑", "里程碑"),
        ("新增就業1.65萬人", "新增就业1.65万人"),
        ("龍門長風", "龙门长风"),
        ("著名企业", "著名企业"),
        ("乾隆", "乾隆"),
        ("经济", "经济"),
        ("pm2.5", "pm2.5"),
        ("", ""),
    ],
)
def test_traditional_characters(typed: str, meant: str) -> None:
    assert simplified(typed) == meant
    assert len(simplified(typed)) == len(typed)


def test_a_query_is_looked_for_in_simplified_characters_and_told_as_typed() -> None:
    (word, phrase) = read_question("經濟 “智慧 社區”")
    assert (word.text, word.plain) == ("經濟", "经济")
    assert (phrase.text, phrase.plain) == ("智慧 社區", "智慧 社区")


SIMPLIFIED = "一、2023年工作回顾\n全县生产总值完成88.3亿元，增长5.7%。城镇新增就业3150人。新建农村公路85公里。\n二、2024年工作安排\n全县生产总值增长6%左右。新建高标准农田2.4万亩。\n"
TRADITIONAL = "一、2023年工作回顧\n全縣生產總值完成88.3億元，增長5.7%。城鎮新增就業3150人。新建農村公路85公里。\n二、2024年工作安排\n全縣生產總值增長6%左右。新建高標準農田2.4萬畝。\n"
HEAD = "政府工作報告\n——2024年1月12日在涉縣第十八屆人民代表大會第四次會議上\n各位代表：\n現在，我代表縣人民政府向大會報告工作，請予審議。\n"


def test_a_document_in_traditional_characters_is_read_like_one_in_simplified_ones() -> None:
    reading, plain = cases.read(HEAD + TRADITIONAL), cases.read(cases.report().split("一、")[0] + SIMPLIFIED)
    assert cases.observations(reading) == cases.observations(plain)
    assert reading.document.district == plain.document.district
    assert reading.source.text == HEAD + TRADITIONAL
    first = reading.rows.observations[0].evidence
    assert first.quote == reading.source.text[first.start : first.end]
    assert "億元" in first.quote


def test_a_name_in_traditional_characters_is_printed_as_it_is() -> None:
    rows = cases.observations(cases.read(cases.report(review="建成瀋陽路公园3个。" + "固定资产投资增长6.1%。" * 20)))
    assert "瀋陽路公园" in rows[0]
