"""A figure whose name may not say of what it is says so: in its caveat, and in a finding of the document."""

import pytest

from indicators.caveats import CLAUSE_IN_NAME, MORE_BEHIND, NO_SUBJECT, SAME_NAME
from indicators.reading.doubts import doubt_of_name
from planapi.reading_check import check
from tests.cases import read, report
from text.vocabulary import Severity


def caveats(review: str = "", plan: str = "") -> list[tuple[str, str | None]]:
    rows = read(report(review=review, plan=plan)).rows.observations
    return [(row.subject, row.caveat) for row in rows if row.indicator is None]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("升级供热管线，惠及居民3.9万余户。", "惠及居民"),
        ("水乡剧场重新开放，推出活动8场。", "推出活动"),
        ("举办水乡灯会，接待旅客12万人次。", "接待旅客"),
        ("法律夜校人气很旺，培训600人次。", "培训"),
    ],
)
def test_a_name_of_words_that_say_no_thing(sentence: str, name: str) -> None:
    assert (name, NO_SUBJECT) in caveats(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "新建口袋公园6个。",
        "帮助残疾人就业120人。",
        "整治背街小巷31条。",
        "医保定点药店满意率97.5%。",
        "全镇辖14个行政村。",
        "新增养老床位320张。",
        "直播基地入驻企业45家。",
    ],
)
def test_a_name_that_says_its_thing(sentence: str) -> None:
    told = caveats(sentence)
    assert {caveat for _, caveat in told} <= {None}


def test_an_indicator_says_what_is_measured() -> None:
    rows = read(report(review="一般公共预算收入完成32.6亿元，支出完成58.1亿元。")).rows.observations
    assert [row.caveat for row in rows if row.indicator] == [None] * sum(row.indicator is not None for row in rows)


def test_one_name_with_two_values() -> None:
    told = caveats(plan="储备重大产业链条项目200个。\n启动重大产业链条项目储备。谋划储备重大产业链条项目80个。")
    assert [caveat for _, caveat in told] == [SAME_NAME, SAME_NAME]


def test_one_name_with_one_value_twice_or_of_two_times() -> None:
    assert {caveat for _, caveat in caveats("新建村级驿站12个。我们又新建村级驿站12个。")} == {None}
    assert {caveat for _, caveat in caveats("新建村级驿站12个。", "新建村级驿站15个。")} == {None}


@pytest.mark.parametrize(
    "name", ["个人账户改革全面实施、参加", "跨海通道全线贯通", "优化支出结构、清收资金", "十二是维修养护工程"]
)
def test_a_sentence_in_the_name(name: str) -> None:
    assert doubt_of_name(name, "") == CLAUSE_IN_NAME


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("23家乡镇卫生院让群众就近看病。", "乡镇卫生院"),
        ("66个乡村剧场赴外地巡演。", "乡村剧场"),
        ("31座山塘12处泵站完成确权。", "山塘"),
    ],
)
def test_what_is_said_of_some_is_not_said_of_all(sentence: str, name: str) -> None:
    assert (name, MORE_BEHIND) in caveats(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["16项农时任务扎实推进。", "推广9种抗旱稻种。", "全部12座山塘加固完毕。", "打造6个亲水平台，居民常来散步。"],
)
def test_what_is_said_of_all(sentence: str) -> None:
    assert MORE_BEHIND not in [caveat for _, caveat in caveats(sentence)]


def found(review: str) -> Severity | None:
    findings = check(read(report(review=review)))
    return next((one.severity for one in findings if one.code == "names_incomplete"), None)


def test_the_document_tells_how_many() -> None:
    things = [
        f"{place}{thing}"
        for place in ("镇级", "村级", "城区", "山区", "库区")
        for thing in ("茶亭", "驿站", "书屋", "鱼塘", "球场")
    ]
    whole = "".join(f"新建{thing}{at + 7}个。" for at, thing in enumerate(things))
    bare = "".join(f"\n第{at}镇开园，惠及居民{at + 11}户。" for at in range(9))
    assert found(whole) is None
    assert found(f"{whole}惠及居民7户。") is Severity.INFO
    assert found(f"{whole}{bare}") is Severity.WARNING


@pytest.mark.parametrize(
    "sentence",
    [
        "12家规上工业企业营业收入超10亿元。",
        "42家规上工业企业利润增长20%以上。",
        "26家限额以上企业零售额增长10%以上。",
    ],
)
def test_some_firms_are_not_all(sentence: str) -> None:
    rows = read(report(review=sentence)).rows.observations
    assert [row.indicator for row in rows] == [None, None]
    assert NO_SUBJECT in [row.caveat for row in rows]


def test_firms_and_what_all_of_them_have() -> None:
    rows = read(report(review="规上工业企业达到86家，利润增长12%。")).rows.observations
    assert [row.indicator for row in rows] == ["above-scale-industrial-firms", "above-scale-industrial-profit-growth"]
