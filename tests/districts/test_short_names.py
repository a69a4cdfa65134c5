"""Short names of divisions in what people write: as (text, what is named), and what is none."""

import pytest

from districts.reading.divisions import find_in
from districts.reading.short_names import by_short_name, find_short, short_name
from text.sources.source import fold


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("河东2022年国家高新技术企业155家", {"河东": ["120102", "371312"]}),
        ("2022年河东GDP", {"河东": ["120102", "371312"]}),
        ("天津河东2022年", {"天津河东": ["120102"]}),
        ("天津市河东2022年", {"天津市河东": ["120102"]}),
        ("2022年，东丽的国家高新技术企业", {"东丽": ["120110"]}),
        ("高唐去年实现生产总值", {"高唐": ["371526"]}),
        ("山东聊城高唐", {"山东聊城高唐": ["371526"]}),
        ("聊城市高唐2022年", {"聊城市高唐": ["371526"]}),
        ("2022年河北GDP", {"河北": ["120105", "130000"]}),
        ("天津河北GDP", {"天津河北": ["120105"]}),
        ("2022年和平国家高新技术企业58家", {"和平": ["120101", "210102", "441624"]}),
        ("与河西相比", {"河西": ["120103"]}),
        ("去年河东、河西", {"河东": ["120102", "371312"], "河西": ["120103"]}),
        ("内蒙古2022年", {"内蒙古": ["150000"]}),
        ("宽城2022年粮食产量", {"宽城": ["130827", "220103"]}),
        ("重庆江北2022年", {"重庆江北": ["500105"]}),
        # a full name, a word, another name
        ("河东区2022年", {}),
        ("2022年河东路改造3条", {}),
        ("2022年南开大学", {}),
        ("在南开中学", {}),
        ("2022年和平发展", {}),
        ("资源利用率", {}),
        ("2022年新建公园", {}),
        ("全州GDP", {}),
        ("建设美丽河东", {}),
        ("河东区域", {}),
        ("天津大道", {}),
        ("", {}),
    ],
)
def test_short_names_are_found_where_a_name_can_stand(text: str, found: dict[str, list[str]]) -> None:
    named: dict[str, list[str]] = {}
    for one in find_short(fold(text), find_in(text)):
        named.setdefault(text[one.start : one.end], []).append(one.division.code)
    assert named == found


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("河东区", "河东"),
        ("浦东新区", "浦东"),
        ("内蒙古自治区", "内蒙古"),
        ("新疆维吾尔自治区", "新疆"),
        ("宽城满族自治县", "宽城"),
        ("双江拉祜族佤族布朗族傣族自治县", "双江"),
        ("沙县", None),
        ("城区", None),
    ],
)
def test_a_short_name(name: str, short: str | None) -> None:
    assert short_name(name) == short


def test_a_short_name_may_be_that_of_several() -> None:
    assert [one.code for one in by_short_name("河东")] == ["120102", "371312"]
    assert by_short_name("河东区") == ()
