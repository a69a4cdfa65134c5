"""Numbers with their units and bounds, each case named for its quirk; the places are (document, line) of ``seeds/``."""

from decimal import Decimal
from itertools import pairwise

import pytest

from text.numbers.quantities import find_quantities
from text.vocabulary import Comparator

# quirk, words, value, value_max, unit, comparator
CASES = [
    ("plain, 河东 plan 13", "2020年区级财政实现26.86亿元", "26.86", None, "亿元", Comparator.EQ),
    ("约, after 左右, 河东 plan 13", "预计实现360亿元左右", "360", None, "亿元", Comparator.APPROX),
    ("余 inside a unit, 河东 report 62", "惠及居民3.9万余户", "3.9", None, "万户", Comparator.GT),
    ("no digit at all, 河东 report 32", "下沉干部万余人次", "1", None, "万人次", Comparator.GT),
    ("Chinese tens with 余, 河东 report 62", "月牙河北路等十余条道路", "10", None, "条", Comparator.GT),
    ("余 before the scale, 河东 plan 16", "营业面积百余万平方米", "100", None, "万平方米", Comparator.GT),
    ("range, 河东 report 96", "新增入库 3-5 家", "3", "5", "家", Comparator.RANGE),
    ("range in words between, 河北 plan 159", "力争打造1至2所", "1", "2", "所", Comparator.RANGE),
    ("range with the unit twice, 浙江 2026", "增长5%—5.5%", "5", "5.5", "%", Comparator.RANGE),
    ("per, 东丽 plan 675", "抽检量达到8批次/千人", "8", None, "批次/千人", Comparator.EQ),
    ("per second, 东丽 plan 449", "设计排涝流量提升至10.61立方米/秒", "10.61", None, "立方米/秒", Comparator.EQ),
    ("thousands commas, a district's report", "完成1,053.88亿元", "1053.88", None, "亿元", Comparator.EQ),
    ("not less than, 东丽 plan 296", "累计引进北京项目不少于800个", "800", None, "个", Comparator.GTE),
    ("不得少于 is no 少于", "清疏每年不得少于2次", "2", None, "次", Comparator.GTE),
    ("逾, 东丽 plan 12", "年增长逾两倍", "2", None, "倍", Comparator.GT),
    ("at least with a verb between, 河东 plan 377", "至少建设1间劳动教室", "1", None, "间", Comparator.GTE),
    ("at most, 河东 plan 32", "始终控制在3.6%以内", "3.6", None, "%", Comparator.LTE),
    ("a fraction, 河东 plan 430", "死亡率控制在十万分之十以下", "10", None, "十万分之", Comparator.LTE),
    ("a hundred per cent in words, 河北 plan 15", "连续多年实现百分之百", "100", None, "%", Comparator.EQ),
    ("a hundred alone, 东丽 plan 405", "打造百栋特色楼宇", "100", None, "栋", Comparator.EQ),
    ("an order of size, 东丽 plan 393", "打造千亿级新材料产业集群", "1000", None, "亿级", Comparator.APPROX),
    ("people without a measure word, 东丽 plan 503", "完成29万居民还迁安置", "29", None, "万居民", Comparator.EQ),
    ("千 of 千瓦 is no scale, 保定 2021", "931.7万千瓦", "931.7", None, "万千瓦", Comparator.EQ),
    ("节约 is no 约", "节约3亿元", "3", None, "亿元", Comparator.EQ),
    ("附近 is no 近", "车站附近20个小区", "20", None, "个", Comparator.EQ),
    ("近 is about, 河东 plan 20", "实际利用内资近400亿元", "400", None, "亿元", Comparator.APPROX),
    ("a decimal in words", "增长百分之六点五", "6.5", None, "%", Comparator.EQ),
    ("a range of percentages in words", "增长百分之六至百分之七", "6", "7", "%", Comparator.RANGE),
    ("the same, said once", "保持在百分之六至七", "6", "7", "%", Comparator.RANGE),
    ("per mille in words", "自然增长率千分之三点二", "3.2", None, "‰", Comparator.EQ),
    ("a third is no finite decimal", "三分之一以上", "33.33", None, "%", Comparator.GTE),
    ("a fraction in digits", "2/3以上的行政村", "66.67", None, "%", Comparator.GTE),
    ("tenths", "近三成企业", "30", None, "%", Comparator.APPROX),
    ("tenths and hundredths", "比重达到两成八", "28", None, "%", Comparator.EQ),
    ("more than half", "过半的学校", "50", None, "%", Comparator.GT),
    ("four times", "翻了两番", "4", None, "倍", Comparator.EQ),
    ("nearly twice", "翻了近一番", "2", None, "倍", Comparator.APPROX),
    ("half as much again", "增长一点五倍", "1.5", None, "倍", Comparator.EQ),
    ("money in words", "完成三十六亿五千万元", "36.5", None, "亿元", Comparator.EQ),
    ("money in words, trillions", "总额一万五千亿元", "1.5", None, "万亿元", Comparator.EQ),
    ("money in words, to the last yuan", "补贴一百九十万零三千九百七十一元", "1903971", None, "元", Comparator.EQ),
    ("digits and characters mixed", "补贴1亿2000万元", "1.2", None, "亿元", Comparator.EQ),
    ("digits and characters mixed, below ten thousand", "培训3万2千人", "32000", None, "人", Comparator.EQ),
    ("hundreds at least", "培育上百家企业", "100", None, "家", Comparator.APPROX),
    ("站上 is no bound", "站上千亿元台阶", "1000", None, "亿元", Comparator.EQ),
    ("a minus sign", "增长-3.2%", "-3.2", None, "%", Comparator.EQ),
    ("负 for a minus sign", "增长负3.2%", "-3.2", None, "%", Comparator.EQ),
    ("a minus sign behind 的", "由2020年的-1.2%", "-1.2", None, "%", Comparator.EQ),
    ("a rate per hundred thousand", "孕产妇死亡率9.5/10万", "9.5", None, "/10万", Comparator.EQ),
    ("减负 is none", "减负3.2亿元", "3.2", None, "亿元", Comparator.EQ),
    ("方 behind a scale, 双方 never", "用水3.2亿方", "3.2", None, "亿方", Comparator.EQ),
    ("a unit of Latin letters", "道路12km", "12", None, "km", Comparator.EQ),
    ("a range with 到", "新增3到5家", "3", "5", "家", Comparator.RANGE),
    ("a time limit with 内, 河东 plan 410", "在7个工作日内实现“双公示”", "7", None, "个工作日", Comparator.LTE),
]


@pytest.mark.parametrize(
    ("quirk", "words", "value", "top", "unit", "comparator"), CASES, ids=[case[0] for case in CASES]
)
def test_quantity(  # noqa: PLR0917
    quirk: str, words: str, value: str, top: str | None, unit: str, comparator: Comparator
) -> None:
    text = words.replace(" ", "")
    found = next(quantity for quantity in reversed(find_quantities(text)) if quantity.unit)
    assert found.value == Decimal(value)
    assert found.value_max == (None if top is None else Decimal(top))
    assert (found.unit, found.comparator) == (unit, comparator)


def test_every_digit_is_in_one_numeral_at_most() -> None:
    text = "由2015年的61.8%提高到67.0%,2021-2025年新增3-5家、百余万平方米和8批次/千人"
    found = find_quantities(text)
    assert all(one.unit_end <= two.number for one, two in pairwise(found))


def test_two_digits_side_by_side_are_no_number() -> None:
    assert [quantity.value for quantity in find_quantities("全市唯一一家区级中心")] == [None]


@pytest.mark.parametrize(
    "words",
    ["数百家", "几十万人", "两三百户", "七八十家", "三万二人", "一百五家", "三十六亿五千多万元", "1.5亿2千万元"],
)
def test_what_may_mean_two_numbers_has_no_value(words: str) -> None:
    assert [quantity.value for quantity in find_quantities(words)] == [None]


@pytest.mark.parametrize("words", ["三点一线", "三点半课堂", "一成不变", "三成员单位", "5单元", "360度"])
def test_a_numeral_in_a_word_has_no_unit_of_measure(words: str) -> None:
    assert not any(quantity.unit in ("%", "单", "度", "成") for quantity in find_quantities(words))


def test_a_line_of_digits_is_no_figure() -> None:
    assert find_quantities("9" * 5000)[0].value is None
