"""What every report states leads to its indicator, by the names that reports use."""

import pytest

from indicators.reading.catalogue import link
from tests.cases import read, report


@pytest.mark.parametrize(
    ("sentence", "slugs"),
    [
        (
            "全年完成地区生产总值186.5亿元，按可比价计算，同比增长6.1%；",
            "gdp gdp-growth",
        ),
        (
            "预计全年实现地区生产总值120亿元、增长6%左右。",
            "gdp gdp-growth",
        ),
        (
            "实现生产总值98.6亿元，同比增长5.5%，增速居全市第3位。",
            "gdp gdp-growth",
        ),
        (
            "地区生产总值达到210亿元，年均增长6.8%，人均地区生产总值突破5万元。",
            "gdp gdp-growth gdp-per-capita",
        ),
        (
            "财政收入完成15.6亿元，同比增长8.2%，其中税收收入12.1亿元，占比77.6%。",
            "general-public-budget-revenue general-public-budget-revenue-growth tax-revenue tax-share-of-revenue",
        ),
        (
            "一般公共预算收入完成12.3亿元，同比增长7.5%；一般公共预算支出完成45.6亿元。",
            "general-public-budget-revenue general-public-budget-revenue-growth general-public-budget-expenditure",
        ),
        (
            "全部财政收入完成20.5亿元，增长6.5%。",
            "total-fiscal-revenue total-fiscal-revenue-growth",
        ),
        (
            "地方财政一般预算收入完成8.2亿元。",
            "general-public-budget-revenue",
        ),
        (
            "完成固定资产投资85亿元，增长10.2%，其中工业投资42亿元，增长15%，民间投资增长12%。",
            "fixed-asset-investment fixed-asset-investment-growth industrial-investment industrial-investment-growth private-investment-growth",
        ),
        (
            "固定资产投资同比增长9.5%，高于全市平均2.1个百分点。",
            "fixed-asset-investment-growth None",
        ),
        (
            "固定资产投资（不含农户）增长8.3%，房地产开发投资下降12%。",
            "fixed-asset-investment-growth real-estate-investment-growth",
        ),
        (
            "社会消费品零售总额达45.2亿元，增速7.8%。",
            "retail-sales retail-sales-growth",
        ),
        (
            "社会消费品零售总额完成45亿元，同比增长7.8%，增速位列全市第一。",
            "retail-sales retail-sales-growth",
        ),
        (
            "限上社会消费品零售额增长9.1%，网上零售额增长15%。",
            "above-limit-retail-sales-growth online-retail-sales-growth",
        ),
        (
            "规模以上工业总产值突破300亿元，规上工业增加值增长9.8%，工业用电量增长6%。",
            "above-scale-industrial-output above-scale-industrial-value-added-growth industrial-electricity-use-growth",
        ),
        (
            "规模以上工业增加值同比增长8.9%，规上工业企业达到86家，新增规上工业企业12家。",
            "above-scale-industrial-value-added-growth above-scale-industrial-firms above-scale-industrial-firms-new",
        ),
        (
            "规模工业增加值增长7%，工业税收增长5%。",
            "above-scale-industrial-value-added-growth None",
        ),
        (
            "城镇居民人均可支配收入达36500元，增长5.2%；农村居民人均可支配收入达18600元，增长7.9%。",
            "urban-household-income urban-household-income-growth rural-household-income rural-household-income-growth",
        ),
        (
            "城镇和农村居民人均可支配收入预计达到36500元、18600元，分别增长5.2%和7.9%。",
            "urban-household-income rural-household-income urban-household-income-growth rural-household-income-growth",
        ),
        (
            "城镇常住居民、农村常住居民人均可支配收入分别增长5%和7%。",
            "urban-household-income-growth rural-household-income-growth",
        ),
        (
            "全体居民人均可支配收入26000元，增长6.5%。",
            "household-income household-income-growth",
        ),
        (
            "城乡居民人均可支配收入分别达到36500元和18600元，城乡居民收入比缩小至1.96:1。",
            "urban-household-income rural-household-income urban-rural-income-ratio",
        ),
        (
            "城镇新增就业5600人，失业人员再就业1800人，就业困难人员就业600人，城镇登记失业率控制在3.5%以内。",
            "new-jobs reemployed hardship-employed registered-unemployment",
        ),
        (
            "新增城镇就业5600人，农村劳动力转移就业1.2万人次，零就业家庭动态清零。",
            "new-jobs rural-labour-transferred",
        ),
        (
            "全年实现城镇新增就业5600人，城镇调查失业率5.2%。",
            "new-jobs surveyed-unemployment",
        ),
        (
            "空气质量优良天数比例达到86.5%，PM2.5平均浓度32微克/立方米，同比下降6.3%。",
            "good-air-days-share pm25 pm25-reduction",
        ),
        (
            "空气优良天数达到310天，优良率85%。",
            "good-air-days good-air-days-share",
        ),
        (
            "空气质量优良天数达316天，优良率达到86.6%，PM2.5、PM10浓度分别下降8.2%、6.1%。",
            "good-air-days good-air-days-share pm25-reduction pm10-reduction",
        ),
        (
            "国考断面水质优良比例100%，集中式饮用水水源地水质达标率保持100%。",
            "surface-water-class3-share drinking-water-compliance",
        ),
        (
            "进出口总额完成8.5亿元，增长12%，其中出口7.2亿元，增长15%。",
            "imports-exports imports-exports-growth exports exports-growth",
        ),
        (
            "外贸进出口总额35亿元，增长12.3%，实际利用外资5200万美元，增长10%。",
            "imports-exports imports-exports-growth foreign-investment-used foreign-investment-used-growth",
        ),
        (
            "外贸出口额3.5亿美元，实际使用外资2000万美元。",
            "exports foreign-investment-used",
        ),
        (
            "粮食总产量稳定在35万吨以上，粮食播种面积85万亩。",
            "grain-output grain-area",
        ),
        (
            "粮食产量32.5亿斤，实现“二十连丰”。",
            "grain-output",
        ),
        (
            "粮食总产18.6万吨，生猪出栏32万头，蔬菜产量28万吨。",
            "grain-output pigs-slaughtered vegetable-output",
        ),
        (
            "常住人口城镇化率达到58.3%，提高1.2个百分点。",
            "urbanisation None",
        ),
        (
            "城镇化率由52.1%提高到58.3%。",
            "urbanisation urbanisation",
        ),
        (
            "金融机构本外币存款余额320亿元，增长9.8%，贷款余额210亿元，增长12.1%。",
            "deposits deposits-growth loans loans-growth",
        ),
        (
            "金融机构存贷款余额分别增长9.8%、12.1%。",
            "deposits-growth loans-growth",
        ),
        (
            "研发经费投入强度达到1.8%，高新技术企业达到56家，科技型中小企业入库120家。",
            "rd-intensity high-tech-firms tech-smes",
        ),
        (
            "新增高新技术企业12家、科技型中小企业35家、专精特新企业6家。",
            "high-tech-firms-new tech-smes-new specialised-new-firms-new",
        ),
        (
            "技术合同成交额突破12亿元，万人发明专利拥有量5.6件。",
            "technology-contracts invention-patents-per-10000",
        ),
        (
            "新增市场主体3500户，总量达到3.2万户，增长11%。",
            "market-entities-new market-entities market-entities-growth",
        ),
        (
            "新登记经营主体5200户，经营主体总数突破4万户。",
            "market-entities-new market-entities",
        ),
        (
            "改造老旧小区35个、惠及居民5600户，棚户区改造1200套，新增停车位2600个。",
            "old-estates-renewed old-estates-households shanty-town-units parking-spaces",
        ),
        (
            "接待游客320万人次，实现旅游综合收入18.5亿元，分别增长25%、31%。",
            "tourists tourism-revenue tourists-growth tourism-revenue-growth",
        ),
        (
            "接待游客突破500万人次，旅游收入突破40亿元。",
            "tourists tourism-revenue",
        ),
        (
            "新改建农村公路120公里，新建高标准农田5.6万亩，改造户厕3200座。",
            "rural-roads-built farmland-built rural-toilets",
        ),
        (
            "单位地区生产总值能耗下降3.2%，森林覆盖率达到42.5%，完成造林3.5万亩。",
            "energy-intensity-yearly-reduction forest-coverage afforestation",
        ),
        (
            "城乡居民基本养老保险参保率达到98%，基本医疗保险参保率稳定在95%以上。",
            "resident-pension-coverage basic-medical-insurance-coverage",
        ),
        (
            "民生支出占一般公共预算支出的81.2%，城乡低保标准分别提高到每月780元和600元。",
            "livelihood-share-of-expenditure urban-dibao-standard rural-dibao-standard",
        ),
        (
            "引进项目56个，到位资金85亿元，签约项目35个，总投资210亿元。",
            "None attracted-funds signed-projects signed-investment",
        ),
        (
            "招商引资到位资金62亿元，实际到位省外资金52亿元，增长10%。",
            "attracted-funds out-of-province-funds out-of-province-funds-growth",
        ),
        (
            "新增学位3600个，学前教育毛入园率92%，九年义务教育巩固率96.5%，高中阶段毛入学率93%。",
            "school-places-new preschool-enrolment compulsory-education-retention high-school-enrolment",
        ),
        (
            "每千人口床位数6.5张，每千人口执业（助理）医师3.1人，人均预期寿命79.2岁。",
            "hospital-beds-per-1000 doctors-per-1000 life-expectancy",
        ),
        (
            "快递业务量突破1.2亿件，全社会用电量25亿千瓦时，增长6.8%。",
            "express-parcels electricity-use electricity-use-growth",
        ),
        (
            "农林牧渔业总产值62亿元，增长4.5%；建筑业总产值35亿元，增长8%。",
            "agricultural-output agricultural-output-growth construction-output construction-output-growth",
        ),
        (
            "第一产业增加值20亿元，增长4%；第二产业增加值56亿元，增长7%；第三产业增加值82亿元，增长6%。",
            "primary-industry-value-added primary-industry-value-added-growth secondary-industry-value-added secondary-industry-value-added-growth services-value-added services-value-added-growth",
        ),
        (
            "三次产业结构调整为12.3:38.5:49.2。",
            "primary-industry-share-of-gdp secondary-industry-share-of-gdp services-share-of-gdp",
        ),
        (
            "规上服务业营业收入增长15.2%，规模以上服务业企业达到32家。",
            "above-scale-services-revenue-growth above-scale-services-firms",
        ),
        (
            "办理人大代表建议98件、政协提案112件，办复率100%、满意率98%。",
            "deputy-proposals cppcc-proposals None proposal-satisfaction",
        ),
        (
            "税收占一般公共预算收入比重达到75%。",
            "tax-share-of-revenue",
        ),
        (
            "生产安全事故起数、死亡人数分别下降12%和15%，刑事案件立案数下降8%。",
            "accidents-reduction accident-deaths-reduction criminal-cases-reduction",
        ),
    ],
)
def test_the_headline_figures_of_a_report_are_linked(sentence: str, slugs: str) -> None:
    """None for what is no indicator of the catalogue: a distance to another place, a rise in percentage points, a narrower thing."""
    assert [str(one.indicator) for one in read(report(sentence)).rows.observations] == slugs.split()


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("工业税收", "%"),
        ("园区税收收入", "亿元"),
        ("民营企业投资", "亿元"),
        ("农产品出口", "亿元"),
        ("乡村旅游收入", "亿元"),
        ("学生体质健康优良率", "天"),
        ("工业企业研发投入", "亿元"),
        ("水稻产量", "万吨"),
        ("小微企业贷款余额", "亿元"),
        ("个人所得税收入", "亿元"),
        ("农村人居环境满意率", "%"),
    ],
)
def test_what_is_narrower_is_linked_to_nothing(name: str, unit: str) -> None:
    assert link(name, unit) is None


@pytest.mark.parametrize(
    ("row", "slug"),
    [
        ("国内生产总值（GDP）增长（%）", "gdp-growth"),
        ("全员劳动生产率增长（%）", "labour-productivity-growth"),
        ("常住人口城镇化率（%）", "urbanisation"),
        ("全社会研发经费投入增长（%）", "rd-expenditure-growth"),
        ("每万人口高价值发明专利拥有量（件）", "high-value-patents-per-10000"),
        ("数字经济核心产业增加值占GDP比重（%）", "digital-economy-core-share-of-gdp"),
        ("城镇调查失业率（%）", "surveyed-unemployment"),
        ("居民人均可支配收入增长（%）", "household-income-growth"),
        ("劳动年龄人口平均受教育年限（年）", "education-years"),
        ("每千人口拥有医护人员数——执业医师数（人）", "licensed-doctors-per-1000"),
        ("每千人口拥有医护人员数——注册护士数（人）", "nurses-per-1000"),
        ("养老机构护理型床位占比（%）", "nursing-beds-share"),
        ("3岁以下婴幼儿入托率提高（百分点）", "childcare-enrolment-rise"),
        ("人均预期寿命（岁）", "life-expectancy"),
        ("单位GDP二氧化碳排放降低（%）", "carbon-intensity-reduction"),
        ("非化石能源占能源消费总量比重（%）", "non-fossil-energy-share"),
        ("地级及以上城市细颗粒物（PM2.5）浓度（微克/立方米）", "pm25"),
        ("优良水体比例（%）", "good-water-bodies-share"),
        ("地表水达到或好于Ⅲ类水体比例（%）", "surface-water-class3-share"),
        ("森林覆盖率（%）", "forest-coverage"),
        ("粮食综合生产能力（万亿斤）", "grain-capacity"),
        ("能源综合生产能力（亿吨标准煤）", "energy-capacity"),
    ],
)
def test_the_rows_of_the_national_plan_of_2026_are_linked(row: str, slug: str) -> None:
    assert link(row) == slug
