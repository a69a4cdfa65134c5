"""Sentences of made-up reports of many kinds of places, read by hand first: what each figure is of, of when, and what it measures."""

import pytest

from tests.cases import HEAD, dispositions, observations, projects, read, report

READ_BY_HAND = [
    # what a figure is a multiple of is no time of it, and no name
    ("review", "研发投入年均增速是“十三五”时期的1.6倍。", ["1.6倍 2023 actual eq multiple rise「研发投入年均增速」→None"]),
    ("review", "研发投入年均增长12%，是“十三五”时期年均增速的2.1倍。", ["12% 2023 actual eq annual_average rise「研发投入」→rd-expenditure-growth", "2.1倍 2023 actual eq multiple rise「研发投入增速」→None"]),
    ("review", "每万人高价值发明专利拥有量23.1件，为全市平均水平的2.8倍。", ["23.1件 2023 actual eq share「每万人高价值发明专利拥有量」→high-value-patents-per-10000", "2.8倍 2023 actual eq multiple「每万人高价值发明专利拥有量」→None"]),
    ("review", "新增贷款32亿元，相当于前两年之和的1.2倍，贷款余额增长9%。", ["32亿元 2023 actual eq level「新增贷款」→loans-new", "1.2倍 2023 actual eq multiple「新增贷款」→None", "9% 2023 actual eq growth rise「贷款余额」→loans-growth"]),
    # an aim for a coming year is that figure's alone, and measures what its like does
    ("review", "高新技术企业总数1340家，较“十三五”末增加510家，提前实现2025年1300家的目标；累计新增就业岗位8.9万个。", ["1340家 2023 actual eq level「高新技术企业总数」→high-tech-firms", "510家 2023 actual eq change rise base 2020「高新技术企业总数」→high-tech-firms-new", "1300家 2025 target eq level「高新技术企业总数」→high-tech-firms", "8.9万个 2023 actual eq cumulative「新增就业岗位」→None"]),
    ("review", "研发投入强度由2020年的2.7%上升到3.25%，2025年目标为4%左右；科技型中小企业420家。", ["2.7% 2020 actual eq share「研发投入强度」→rd-intensity", "3.25% 2023 actual eq share「研发投入强度」→rd-intensity", "4% 2025 target approx share「研发投入强度目标」→None", "420家 2023 actual eq level「科技型中小企业」→tech-smes"]),
    ("plan", "地区生产总值增长6.5%、奋斗目标7%；财政收入增长5%，奋斗目标6%。", ["6.5% 2024 target eq growth rise「地区生产总值」→gdp-growth", "7% 2024 target eq growth rise「地区生产总值」→gdp-growth", "5% 2024 target eq growth rise「财政收入」→general-public-budget-revenue-growth", "6% 2024 target eq growth rise「财政收入」→general-public-budget-revenue-growth"]),
    # increments are no levels
    ("plan", "城镇居民人均可支配收入增长6%左右、农村居民人均可支配收入增收1200元以上。", ["6% 2024 target approx growth rise「城镇居民人均可支配收入」→urban-household-income-growth", "1200元 2024 target gte change rise「农村居民人均可支配收入」→None"]),
    ("review", "低保标准由500元提高到600元、提高100元；养老金每月300元、增加20元。", ["500元 2022 actual eq level「低保标准」→dibao-standard", "600元 2023 actual eq level「低保标准」→dibao-standard", "100元 2023 actual eq change rise「低保标准」→None", "300元 2023 actual eq level「养老金」→None", "20元 2023 actual eq change rise「养老金」→None"]),
    ("review", "石斛全产业链产值81亿元，同比净增14亿元；茶叶产值12亿元，较上年末净增2亿元。", ["81亿元 2023 actual eq level「石斛全产业链产值」→None", "14亿元 2023 actual eq change rise base 2022「石斛全产业链产值」→None", "12亿元 2023 actual eq level「茶叶产值」→None", "2亿元 2023 actual eq change rise base 2022「茶叶产值」→None"]),
    ("review", "新增蓄水库容1860万立方米、有效灌溉面积3.2万亩。城区新增公共车位1200个、绿道12公里。", ["1860万立方米 2023 actual eq change「新增蓄水库容」→None", "3.2万亩 2023 actual eq change「新增有效灌溉面积」→None", "1200个 2023 actual eq change「城区新增公共车位」→None", "12公里 2023 actual eq change「城区新增绿道」→None"]),
    # the same figure under other words
    ("review", "一般公共预算收入49.85亿元，剔除留抵退税后可比增长3.4%；生产总值342亿元，可比增长1.2%。", ["49.85亿元 2023 actual eq level「一般公共预算收入」→general-public-budget-revenue", "3.4% 2023 actual eq growth rise「一般公共预算收入」→general-public-budget-revenue-growth", "342亿元 2023 actual eq level「生产总值」→gdp", "1.2% 2023 actual eq growth rise「生产总值」→gdp-growth"]),
    ("review", "新增高新技术企业58家，存量达386家；新增科技型中小企业30家，存量突破120家。", ["58家 2023 actual eq change「新增高新技术企业」→high-tech-firms-new", "386家 2023 actual eq level「高新技术企业存量」→high-tech-firms", "30家 2023 actual eq change「新增科技型中小企业」→tech-smes-new", "120家 2023 actual gt level「科技型中小企业存量」→tech-smes"]),
    ("review", "PM2.5均值24微克/立方米、降7.7%；原煤产量100万吨、降3%。", ["24微克/立方米 2023 actual eq level「PM2.5均值」→pm25", "7.7% 2023 actual eq growth fall「PM2.5均值」→pm25-reduction", "100万吨 2023 actual eq level「原煤产量」→None", "3% 2023 actual eq growth fall「原煤产量」→None"]),
    ("review", "旅游总收入321.6亿元，恢复至上年的89.3%；接待游客300万人次，恢复到上年同期的92%。", ["321.6亿元 2023 actual eq level「旅游总收入」→tourism-revenue", "89.3% 2023 actual eq share「旅游总收入」→None", "300万人次 2023 actual eq level「接待游客」→tourists", "92% 2023 actual eq share「接待游客」→None"]),
    ("review", "数字经济规模35亿元，较三年前翻了一番，鲜茧产量5年翻一番，达4300吨。", ["35亿元 2023 actual eq level「数字经济规模」→None", "2倍 2023 actual eq multiple rise base 2020「数字经济规模」→None", "2倍 2023 actual eq multiple rise base 2018「鲜茧产量」→None", "4300吨 2023 actual eq level「鲜茧产量」→None"]),
    ("review", "粮食亩产突破千斤，达1026斤。", ["1026斤 2023 actual eq level「粮食亩产」→None"]),
    ("review", "审批事项由58项调整为35项，证明材料由120项精简至46项。", ["58项 2022 actual eq level「审批事项」→None", "35项 2023 actual eq level「审批事项」→None", "120项 2022 actual eq level「证明材料」→None", "46项 2023 actual eq level「证明材料」→None"]),
    ("review", "示范区亩均增产176斤。", ["176斤 2023 actual eq change rise「示范区亩均」→None"]),
    # names dealt out over other verbs
    ("review", "地方一般公共预算收入、支出分别完成6.18亿元和29.7亿元，同比增长6.3%和负增长4.1%。", ["6.18亿元 2023 actual eq level「地方一般公共预算收入」→general-public-budget-revenue", "29.7亿元 2023 actual eq level「地方一般公共预算支出」→general-public-budget-expenditure", "6.3% 2023 actual eq growth rise base 2022「地方一般公共预算收入」→general-public-budget-revenue-growth", "4.1% 2023 actual eq growth fall base 2022「地方一般公共预算支出」→general-public-budget-expenditure-growth"]),
    ("review", "县城建成区面积6.9平方公里，城镇化率38.4%，分别比2015年增加1.7平方公里、提高9.2个百分点。", ["6.9平方公里 2023 actual eq level「县城建成区面积」→built-up-area", "38.4% 2023 actual eq share「城镇化率」→urbanisation", "1.7平方公里 2023 actual eq change rise base 2015「县城建成区面积」→None", "9.2个百分点 2023 actual eq change rise base 2015「城镇化率」→None"]),
    ("review", "第二、三产业占比由38%、45%调整为36%、49%。", ["38% 2022 actual eq share「第二产业占比」→secondary-industry-share-of-gdp", "45% 2022 actual eq share「第三产业占比」→services-share-of-gdp", "36% 2023 actual eq share「第二产业占比」→secondary-industry-share-of-gdp", "49% 2023 actual eq share「第三产业占比」→services-share-of-gdp"]),
    ("review", "二三产业比例分别为38.2%、45.6%。", ["38.2% 2023 actual eq share「第二产业比例」→secondary-industry-share-of-gdp", "45.6% 2023 actual eq share「第三产业比例」→services-share-of-gdp"]),
    ("review", "二三产业比重达到89%。", ["89% 2023 actual eq share「二三产业比重」→None"]),
    ("review", "家庭年可支配收入10万—50万元群体比例、20万—60万元群体比例分别达到76.8%、38.5%。", ["76.8% 2023 actual eq share「家庭年可支配收入10万—50万元群体比例」→None", "38.5% 2023 actual eq share「20万—60万元群体比例」→None"]),
    # what is named near is what is meant, not what stands farther back
    ("plan", "高新技术企业达到1000家；居民人均可支配收入与经济增长同步，达到7万元。", ["1000家 2024 target eq level「高新技术企业」→high-tech-firms", " 2024 target ref growth「居民人均可支配收入」→household-income-growth", "7万元 2024 target eq level「居民人均可支配收入」→household-income"]),
    ("plan", "建成后年调水4800万立方米；建设石斛文化园，占地320亩。", ["4800万立方米 2024 target eq level「建成后年调水」→None", "320亩 2024 target eq level「建设石斛文化园占地」→None"]),
    ("review", "重点项目完成投资112.4亿元、投资完成率126.5%，争取专项债券、中央预算内资金、增发国债等28.7亿元。", ["112.4亿元 2023 actual eq level「重点项目投资」→key-project-investment", "126.5% 2023 actual eq share「重点项目投资完成率」→None", "28.7亿元 2023 actual eq level「专项债券、中央预算内资金、增发国债」→None"]),
    ("review", "全年实施亿元以上项目41个，其中新开工23个、续建18个，完成投资57.2亿元，占年度计划的112%。", ["41个 2023 actual eq level「亿元以上项目」→None", "23个 2023 actual eq level「新开工」→None", "18个 2023 actual eq level「续建」→None", "57.2亿元 2023 actual eq level「亿元以上项目投资」→None", "112% 2023 actual eq share「亿元以上项目投资占年度计划」→None"]),
    ("plan", "新开工保障房80万平方米，基本建成1.5万套。", ["80万平方米 2024 target eq level「新开工保障房」→None", "1.5万套 2024 target eq level「基本建成保障房」→None"]),
    ("review", "建成自治区级示范区3个、市级5个、县级9个。", ["3个 2023 actual eq level「建成自治区级示范区」→None", "5个 2023 actual eq level「建成市级示范区」→None", "9个 2023 actual eq level「建成县级示范区」→None"]),
    ("plan", "投资1.1亿元，实施韩集至莲花旅游公路18.4公里。", ["1.1亿元 2024 target eq level「韩集至莲花旅游公路投资」→None", "18.4公里 2024 target eq level「韩集至莲花旅游公路」→None"]),
    ("plan", "投资1.2亿元，改造东门大桥，新建西门大桥。", ["1.2亿元 2024 target eq level「投资」→None"]),
    ("review", "PM2.5均值24微克/立方米；PM10 42μg/m³，改善4.5%。", ["24微克/立方米 2023 actual eq level「PM2.5均值」→pm25", "42μg/m³ 2023 actual eq level「PM10」→pm10", "4.5% 2023 actual eq growth fall「PM10」→pm10-reduction"]),
    ("review", "生产总值增长5%；火电装机2×66万千瓦，增长3%。", ["5% 2023 actual eq growth rise「生产总值」→gdp-growth", "3% 2023 actual eq growth rise「火电装机2×66万千瓦」→None"]),
    ("review", "县第二自来水厂扩建（新增供水能力3万立方米/日）竣工。", ["3万立方米/日 2023 actual eq change「县第二自来水厂扩建新增供水能力」→None"]),
    # units
    ("review", "PM10、PM2.5年均浓度分别为52、31微克每立方米，臭氧浓度142微克每立方米。", ["52微克每立方米 2023 actual eq level「PM10浓度」→pm10", "31微克每立方米 2023 actual eq level「PM2.5年均浓度」→pm25", "142微克每立方米 2023 actual eq level「臭氧浓度」→None"]),
    ("review", "禁牧区载畜量核减11.2万羊单位，烤烟收购8.6万担。", ["11.2万羊单位 2023 actual eq level「禁牧区载畜量核减」→None", "8.6万担 2023 actual eq level「烤烟收购」→None"]),
    ("review", "惠及企业1.1万家（次）、职工13万人（次）。", ["1.1万家(次) 2023 actual eq level「惠及企业」→None", "13万人(次) 2023 actual eq level「职工」→None"]),
    ("plan", "规上工业企业总数过300家，市场主体总量过5万户。", ["300家 2024 target gt level「规上工业企业总数」→above-scale-industrial-firms", "5万户 2024 target gt level「市场主体总量」→market-entities"]),
    ("review", "孕产妇死亡率为0，婴儿死亡率4.2‰。", ["0 2023 actual eq level「孕产妇死亡率」→None", "4.2‰ 2023 actual eq share「婴儿死亡率」→infant-mortality"]),
    ("review", "劳动年龄人口平均受教育年限从9.8年提高到11年；人均受教育年限达到10.6年，比2015年提高0.8年。", ["9.8年 2022 actual eq level「劳动年龄人口平均受教育年限」→education-years", "11年 2023 actual eq level「劳动年龄人口平均受教育年限」→education-years", "10.6年 2023 actual eq level「人均受教育年限」→None", "0.8年 2023 actual eq change rise base 2015「人均受教育年限」→None"]),
    # no figures
    ("review", "零就业家庭24小时动态清零。", []),
    ("review", "年度10大类35件民生实事全部完成。", ["35件 2023 actual eq level「年度民生实事」→None"]),
    ("review", "经济总量连跨5个十亿元台阶。", []),
    ("review", "对照规划《纲要》确定的25项主要指标，进展顺利。", []),
    ("review", "宏川铝材二期30万吨高端铝板带、青川新能源100万千瓦风电基地等19个项目开工建设。", ["19个 2023 actual eq level「项目开工建设」→None"]),
    # a rate for many, of which only the first says for how many
    ("review", "每千人口床位、执业医师、注册护士分别达7.1张、3.2人和3.6人。", ["7.1张 2023 actual eq share「每千人口床位」→hospital-beds-per-1000", "3.2人 2023 actual eq share「每千人口执业医师」→licensed-doctors-per-1000", "3.6人 2023 actual eq share「每千人口注册护士」→nurses-per-1000"]),
    ("review", "每千人口床位由4.6张增加到6.2张、增加1.6张。", ["4.6张 2022 actual eq share「每千人口床位」→hospital-beds-per-1000", "6.2张 2023 actual eq share「每千人口床位」→hospital-beds-per-1000", "1.6张 2023 actual eq change rise「每千人口床位」→None"]),
    ("review", "居民储蓄存款余额首破200亿元，人均达5.6万元。", ["200亿元 2023 actual gt level「居民储蓄存款余额」→household-deposits", "5.6万元 2023 actual eq level「人均居民储蓄存款余额」→None"]),
    ("plan", "新开工亿元以上项目60个、竣工40个，年度投资完成200亿元。", ["60个 2024 target eq level「新开工亿元以上项目」→None", "40个 2024 target eq level「竣工亿元以上项目」→None", "200亿元 2024 target eq level「新开工亿元以上项目年度投资」→None"]),
    ("review", "带动农户1.2万户户均增收4600元。", ["1.2万户 2023 actual eq level「带动农户」→None", "4600元 2023 actual eq change rise「带动农户户均增收」→None"]),
    ("review", "信访案件86件，比上年同期少12件。", ["86件 2023 actual eq level「信访案件」→None", "12件 2023 actual eq change fall base 2022「信访案件」→None"]),
    # a year behind 由 is that of the figure next to it alone
    ("review", "经济总量由2015年末的全市第5位提升到第3位，固定资产投资完成50亿元。", ["50亿元 2023 actual eq level「固定资产投资」→fixed-asset-investment"]),
    # how far a figure is from its aim
    ("review", "固定资产投资下降8.2%，与年初确定的增长10%的目标差距较大。", ["8.2% 2023 actual eq growth fall「固定资产投资」→fixed-asset-investment-growth", "10% 2023 target eq growth rise「固定资产投资」→fixed-asset-investment-growth"]),
    ("review", "财政收入增长2%，距增长6%的目标还有较大差距。", ["2% 2023 actual eq growth rise「财政收入」→general-public-budget-revenue-growth", "6% 2023 target eq growth rise「财政收入」→general-public-budget-revenue-growth"]),
    ("review", "国家级高新区在全国169家中排名第86位。", []),
    # a part of a year
    ("plan", "二季度末，新开工项目开工率达到80%；年底建成项目20个。", ["80% 2024 二季度末 target eq share「新开工项目开工率」→None", "20个 2024 target eq level「年底建成项目」→None"]),
    ("plan", "6月底前，完成投资50亿元，全年完成120亿元。", ["50亿元 2024 6月底前 target eq level「投资」→None", "120亿元 2024 target eq level「投资」→None"]),
    ("review", "前三季度，规上工业增加值增长18.7%，招商引资到位资金26.8亿元，占全年任务的92.4%。", ["18.7% 2023 前三季度 actual eq growth rise「规上工业增加值」→above-scale-industrial-value-added-growth", "26.8亿元 2023 前三季度 actual eq level「招商引资到位资金」→attracted-funds", "92.4% 2023 前三季度 actual eq share「招商引资到位资金占全年任务」→None"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("part", "sentence", "rows"), READ_BY_HAND, ids=[sentence[:24] for _, sentence, _ in READ_BY_HAND]
)
def test_a_sentence_is_read_as_by_hand(part: str, sentence: str, rows: list[str]) -> None:
    assert observations(read(report(**{part: sentence}))) == rows


TERM = """政府工作报告
——2021年9月26日在涉县第十八届人民代表大会第一次会议上
涉县人民政府县长  某某
各位代表：
现在，我代表县人民政府，向大会报告工作，请予审议。
一、过去五年工作回顾
{}
二、今后五年工作安排
推动高质量发展。
"""
"""A report of the autumn, which reviews the years up to the last and the months since."""

OF_A_TERM = [
    # what is told of the year that is not over is no figure of a whole year, and none of the years before
    ("今年以来，我们统筹发展和安全，上半年生产总值增长9.8%，财政收入完成3.6亿元、增长15.4%。", ["9.8% 2021 上半年 actual eq growth rise「生产总值」→gdp-growth", "3.6亿元 2021 上半年 actual eq level「财政收入」→general-public-budget-revenue", "15.4% 2021 上半年 actual eq growth rise「财政收入」→general-public-budget-revenue-growth"]),
    ("今年1—8月，固定资产投资增长21.5%，规上工业增加值增长12%。", ["21.5% 2021 1—8月 actual eq growth rise「固定资产投资」→fixed-asset-investment-growth", "12% 2021 1—8月 actual eq growth rise「规上工业增加值」→above-scale-industrial-value-added-growth"]),
    ("今年以来，新签约项目36个。", ["36个 2021 今年以来 actual eq level「新签约项目」→signed-projects"]),
    # a multiple of the five years before is of these five years, and so is what follows
    ("五年累计接待游客1870万人次，旅游总消费197亿元，分别是“十二五”时期的2.4倍、3.1倍。", ["1870万人次 2016-2020 actual eq cumulative「接待游客」→tourists", "197亿元 2016-2020 actual eq cumulative「旅游总消费」→tourism-revenue", "2.4倍 2016-2020 actual eq multiple「接待游客」→None", "3.1倍 2020 actual eq multiple「旅游总消费」→None"]),
    ("固定资产投资累计完成320亿元，为“十二五”期间的1.8倍，年均增长12%。", ["320亿元 2016-2020 actual eq cumulative「固定资产投资」→fixed-asset-investment", "1.8倍 2016-2020 actual eq multiple「固定资产投资」→None", "12% 2016-2020 actual eq annual_average rise「固定资产投资」→fixed-asset-investment-growth"]),
    # totals and states side by side
    ("生产总值年均增长7%，较2015年净增66亿元。", ["7% 2016-2020 actual eq annual_average rise「生产总值」→gdp-growth", "66亿元 2016-2020 actual eq change rise base 2015「生产总值」→None"]),
    ("累计接待游客1.28亿人次，实现旅游收入1364亿元。", ["1.28亿人次 2016-2020 actual eq cumulative「接待游客」→tourists", "1364亿元 2016-2020 actual eq cumulative「旅游收入」→tourism-revenue"]),
    ("规上工业企业由318家增至402家，其中产值超10亿元企业14家、超百亿元企业1家。", ["318家 2015 actual eq level「规上工业企业」→above-scale-industrial-firms", "402家 2020 actual eq level「规上工业企业」→above-scale-industrial-firms", "14家 2020 actual eq level「产值超10亿元企业」→None", "1家 2020 actual eq level「超百亿元企业」→None"]),
    ("空气优良天数由2015年的286天增加到2020年的338天，PM2.5平均浓度由52微克/立方米下降到31微克/立方米。", ["286天 2015 actual eq level「空气优良天数」→good-air-days", "338天 2020 actual eq level「空气优良天数」→good-air-days", "52微克/立方米 2015 actual eq level「PM2.5平均浓度」→pm25", "31微克/立方米 2020 actual eq level「PM2.5平均浓度」→pm25"]),
    ("优良天数由286天增加到338天，比2015年多52天。", ["286天 2015 actual eq level「优良天数」→good-air-days", "338天 2020 actual eq level「优良天数」→good-air-days", "52天 2016-2020 actual eq change rise base 2015「优良天数」→None"]),
    ("城镇化率达到56%，每年提高1.6个百分点。", ["56% 2020 actual eq share「城镇化率」→urbanisation", "1.6个百分点 2016-2020 actual eq annual_average rise「城镇化率」→None"]),
    ("第二、三产业占比由38%、45%调整为36%、49%。", ["38% 2015 actual eq share「第二产业占比」→secondary-industry-share-of-gdp", "45% 2015 actual eq share「第三产业占比」→services-share-of-gdp", "36% 2020 actual eq share「第二产业占比」→secondary-industry-share-of-gdp", "49% 2020 actual eq share「第三产业占比」→services-share-of-gdp"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "rows"), OF_A_TERM, ids=[sentence[:24] for sentence, _ in OF_A_TERM])
def test_a_report_of_a_term_is_read_as_by_hand(sentence: str, rows: list[str]) -> None:
    assert observations(read(TERM.format(sentence))) == rows


def test_a_report_of_january_has_no_year_that_is_not_over() -> None:
    reading = read(report(review="今年以来，固定资产投资增长8%。"))
    assert observations(reading) == ["8% 2023 actual eq growth rise「固定资产投资」→fixed-asset-investment-growth"]


@pytest.mark.parametrize("heading", ["“十四五”规划实施情况", "“十四五”规划中期评估", "“十四五”规划执行情况"])
def test_how_a_plan_is_carried_out_is_a_review(heading: str) -> None:
    text = f"{HEAD}一、2023年工作回顾\n生产总值增长5%。\n二、{heading}\n城镇化率由2020年的57%上升到62%。\n三、2024年工作安排\n推动发展。\n"
    assert observations(read(text))[1:] == [
        "57% 2020 actual eq share「城镇化率」→urbanisation",
        "62% 2023 actual eq share「城镇化率」→urbanisation",
    ]


PLAN = """涉县国民经济和社会发展第十四个五年规划纲要
第一章 发展基础
{}
第二章 主要任务
第一节 重点工作
{}
"""


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("2020年，生产总值达到100亿元，县城集中供热率由68%提高到86%。", "None"),
        ("2020年，农村卫生厕所普及率由68%提高到86%。", "None"),
        ("“十三五”时期，县城集中供热率由68%提高到86%。", "2015"),
        ("2020年，县城集中供热率由2016年的68%提高到86%。", "2016"),
    ],
)
def test_no_year_is_made_up_for_what_a_plan_says_a_rate_rose_from(sentence: str, year: str) -> None:
    rows = observations(read(PLAN.format(sentence, "推动发展。"), name="plan.txt"))
    assert next(row for row in rows if row.startswith("68%")).split()[1] == year


@pytest.mark.parametrize(
    "sentence", ["每年新增城镇就业7000人以上。", "每年净增规上工业企业12家。", "每年新增学位2000个。"]
)
def test_what_a_plan_adds_every_year_is_an_average(sentence: str) -> None:
    (row,) = observations(read(PLAN.format("成绩很大。", sentence), name="plan.txt"))
    assert " 2021-2025 target " in row
    assert " annual_average「" in row


@pytest.mark.parametrize(
    ("sentence", "times"),
    [
        ("“十四五”期间完成投资1200亿元，其中2021年完成200亿元。", ["1200亿元 2021-2025", "200亿元 2021"]),
        ("到2023年累计新增就业3万人，2025年累计新增5万人。", ["3万人 2021-2023", "5万人 2021-2025"]),
    ],
)
def test_a_total_of_a_plan_ends_with_the_year_that_is_named(sentence: str, times: list[str]) -> None:
    rows = observations(read(PLAN.format("成绩很大。", sentence), name="plan.txt"))
    assert [" ".join(row.split()[:2]) for row in rows] == times


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("2022年建成东河水厂，扩建西河水厂（日供水3万立方米）。", "2025"),
        ("到2023年底建成县体育馆；扩建县第二水厂（日供水3万立方米），建设县医院。", "2025"),
        ("2022年建成东河水厂、西河水厂（日供水3万立方米）。", "2022"),
    ],
)
def test_what_a_bracket_says_of_a_work_has_no_year_of_another(sentence: str, year: str) -> None:
    (row,) = observations(read(PLAN.format("成绩很大。", sentence), name="plan.txt"))
    assert row.split()[1] == year


@pytest.mark.parametrize("cell", ["增长8%", "增长8%左右"])
def test_a_growth_in_the_column_of_an_amount_is_no_amount(cell: str) -> None:
    table = f"附件\n2024年主要预期目标表\n指标名称 | 单位 | 2023年完成 | 2024年预期\n地区生产总值 | 亿元 | 441.7 | {cell}\n城镇新增就业 | 人 | 9860 | 9500以上\n"
    amount, growth, jobs = read(report(after=table)).targets.targets
    assert (amount.name, amount.unit, amount.target.value) == ("地区生产总值", "亿元", None)
    assert (growth.unit, growth.measure.value, growth.target.value) == ("%", "growth", 8)
    assert jobs.target.value == 9500


WORKS = [
    ("review", "开干水库下闸蓄水，西江特大桥合龙，沙洼大桥改造项目完成总工程量的65%。", ["开干水库|under_construction|None", "西江特大桥|under_construction|None", "沙洼大桥改造项目|under_construction|None"]),
    ("review", "佛子岭抽水蓄能电站（总投资89亿元）获核准，沙洼高速涉县段动工建设。", ["佛子岭抽水蓄能电站|planned|89亿元", "沙洼高速涉县段|under_construction|None"]),
    ("plan", "确保沙洼水库二期6月底前竣工交付。力争双泉轻轨6月开通试运营。", ["沙洼水库二期|planned|None", "双泉轻轨|planned|None"]),
    ("plan", "投资8600万元，新建县体育馆；投资1.1亿元，实施韩集至莲花旅游公路18.4公里。", ["县体育馆|planned|8600万元", "韩集至莲花旅游公路|planned|1.1亿元"]),
    # the sum of both is that of neither
    ("plan", "投资1.2亿元，改造东门大桥，新建西门大桥。", ["东门大桥改造|planned|None", "西门大桥|planned|None"]),
    ("plan", "投资1.2亿元，改造东门大桥、西门大桥。", ["东门大桥改造|planned|None", "西门大桥改造|planned|None"]),
    # a bracket that says something else
    ("plan", "总投资23亿元的沙洼物流园三期、计划投资4.8亿元的双泉再生水厂（近期处理规模8.5万立方米/日）年内开工。", ["沙洼物流园三期|planned|23亿元", "双泉再生水厂|planned|4.8亿元"]),
    ("plan", "启动磨子潭引调水工程，工期36个月，概算投资12.7亿元。", ["磨子潭引调水工程|planned|12.7亿元"]),
    ("plan", "扩建县第二水厂（日供水3万立方米）。", ["县第二水厂扩建|planned|None"]),
]  # fmt: skip


@pytest.mark.parametrize(("part", "sentence", "rows"), WORKS, ids=[sentence[:24] for _, sentence, _ in WORKS])
def test_works_are_read_as_by_hand(part: str, sentence: str, rows: list[str]) -> None:
    assert projects(read(report(**{part: sentence}))) == rows


def test_what_was_not_understood_lends_its_figures_nothing() -> None:
    reading = read(report(review="生产总值增长5%；火电装机2×66万千瓦，增长3%。"))
    assert "2:not_understood" in dispositions(reading)
    assert "gdp" not in observations(reading)[-1]
