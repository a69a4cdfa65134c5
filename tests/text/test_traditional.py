"""Traditional characters in a query: as (typed, looked for)."""

import pytest

from planapi.search.queries import read_question
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
