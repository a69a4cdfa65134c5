"""What only one member of a list says, and all of them mean; and names that end where the figure's own words begin."""

import pytest

from tests.cases import read, report

LISTS = [
    ("茶叶、油茶全产业链产值分别达到85亿元、20亿元。", ["茶叶全产业链产值", "油茶全产业链产值"]),
    ("纺织、家具、建材等行业营业收入分别增长5%、6%、7%。", ["纺织行业营业收入", "家具行业营业收入", "建材行业营业收入"]),
    ("农村自来水普及率、生活污水治理率分别达到92%、45%。", ["农村自来水普及率", "农村生活污水治理率"]),
    ("农村卫生厕所普及率、森林覆盖率分别达到92%、45%。", ["农村卫生厕所普及率", "森林覆盖率"]),
    ("东湖高新区工业总产值、税收分别增长12%、8%。", ["东湖高新区工业总产值", "东湖高新区税收"]),
    ("县级公用经费、会议培训支出分别压减10%、20%。", ["县级公用经费", "县级会议培训支出"]),
    ("购物节带动家电销售额、游客人数分别增长12%、8%。", ["购物节带动家电销售额", "购物节带动游客人数"]),
    ("热线工单办结率、满意率分别为98%、96%。", ["热线工单办结率", "热线工单满意率"]),
    ("省级、厅级创新平台分别达到2家、12家。", ["省级创新平台", "厅级创新平台"]),
    ("涉农、普惠小微贷款余额分别增长12%、15%。", ["涉农贷款余额", "普惠小微贷款余额"]),
    ("食品、药品抽检合格率分别达到99%、98%。", ["食品抽检合格率", "药品抽检合格率"]),
    ("数字产业、生物产业产值占规上工业比重分别为12%、8%。", ["数字产业产值占规上工业比重", "生物产业产值占规上工业比重"]),
]  # fmt: skip

LINKED = [
    ("第一、第三产业增加值分别增长3%、6%。", ["primary-industry-value-added-growth", "services-value-added-growth"]),
    (
        "一般公共预算收支分别达到35亿元、68亿元。",
        ["general-public-budget-revenue", "general-public-budget-expenditure"],
    ),
    ("存款余额、贷款余额接连跨上两个百亿元台阶、双双突破350亿元。", ["deposits", "loans"]),
    ("粮食播种面积稳定在62万亩、年度产量首次突破20万吨。", ["grain-area", "grain-output"]),
]

ENDS = [
    ("市属企业营业收入较“十三五”末期增长1.2倍。", ["市属企业营业收入"]),
    ("全县性检查考核事项精简35%。", ["全县性检查考核事项"]),
    ("耕地厚度止跌提升2%。", ["耕地厚度"]),
    ("市属企业营业收入较“十三五”末期增长1.2倍。", ["市属企业营业收入"]),
    ("开工桥梁12座，新修道路35公里，较“十三五”时期分别增长8%、40%。", ["开工桥梁", "新修道路", "开工桥梁", "新修道路"]),
    ("45个站所优化整合为20个。", ["站所", "站所"]),
    ("渔业产值全省第三、突破35亿元。", ["渔业产值"]),
    ("果业产值在全市率先突破35亿元。", ["果业产值"]),
    ("乡村道路连续3年占全市六成以上。", ["乡村道路占全市"]),
    ("河流断面达到或优于Ⅲ类水体比例达92%。", ["河流断面达到或优于Ⅲ类水体比例"]),
    ("河流断面好于Ⅲ类水体比例优于年度目标4个百分点。", ["河流断面好于Ⅲ类水体比例优于年度目标"]),
    ("绿化覆盖率达到41%，超过全国平均水平2个百分点。", ["绿化覆盖率", "绿化覆盖率超过全国平均水平"]),
    ("就业补助惠及2300名居民。", ["就业补助惠及居民"]),
    ("城镇新增就业3.2万人、稳定在全市1/10以上。", ["城镇新增就业", "城镇新增就业占全市比重"]),
    ("群众满意度连续6年保持在96%以上。", ["群众满意度"]),
]


@pytest.mark.parametrize(("text", "names"), [*LISTS, *ENDS])
def test_a_figure_has_its_name(text: str, names: list[str]) -> None:
    assert [row.subject for row in read(report(review=text)).rows.observations] == names


@pytest.mark.parametrize(("text", "slugs"), LINKED)
def test_a_name_that_is_dealt_out_is_linked(text: str, slugs: list[str]) -> None:
    assert [row.indicator for row in read(report(review=text)).rows.observations] == slugs


def test_a_part_of_a_place_is_not_linked_to_the_whole() -> None:
    rows = read(report(review="开发区规上工业增加值、工业投资分别增长5%、6%。")).rows.observations
    assert [(row.subject, row.indicator) for row in rows] == [("开发区规上工业增加值", None), ("开发区工业投资", None)]


def test_more_than_in_the_years_of_the_plan_before_is_no_growth_of_one_year() -> None:
    rows = read(report(review="进出口总额35亿元，较“十三五”时期增长16%。")).rows.observations
    assert [(row.indicator, row.base_year) for row in rows] == [("imports-exports", None), (None, None)]


def test_items_are_counted_beyond_ten() -> None:
    text = "十一是新建公厕12座。十二是免费送戏下乡350场。"
    rows = read(report(plan=text)).rows.observations
    assert [row.subject for row in rows] == ["新建公厕", "免费送戏下乡"]
