"""What a numeral is when it is the value of no observation; the places are (document, line) of ``seeds/``."""

import pytest

from text.ledger.ledger import disposition, places
from text.numbers.quantities import find_quantities
from text.outline.sentences import shape
from text.vocabulary import Disposition

D = Disposition

# words, the numeral, what it is (None: it may be the value of an observation)
CASES = [
    ("建设“一基地三区”", "一", D.PROGRAMME),
    ("“十四五”时期", "十四五", D.PERIOD),
    ("全县没有出现1例本土病例", "1", D.LEXICAL),
    ("未发生1起较大以上安全事故", "1", D.LEXICAL),
    ("全年发生1起安全事故", "1", None),
    ("《天津市科技创新三年行动计划》", "三", D.DOCUMENT),
    ("河东政发〔2023〕1号", "1", D.DOCUMENT),
    ("国发〔2018〕408号", "2018", D.DOCUMENT),
    ("党的十九大和十九届二中、三中、四中、五中全会精神", "三", D.DOCUMENT),
    ("河东区第十八届人民代表大会", "十八", D.ORDINAL),
    ("2023年1月4日", "2023", D.DATE),
    ("2021-2025年", "2021-2025", D.DATE),
    ("健康中国2030战略", "2030", D.DATE),
    ("学前三年毛入园率", "三", D.PERIOD),
    ("地铁4、10、11、13号线", "10", D.NAME),  # 东丽 plan 445
    ("大沽北路22、23、25号地块", "23", D.NAME),  # 和平 plan 302
    ("航天科工8359所军民融合项目", "8359", D.NAME),  # 东丽 plan 389
    ("引入711、便利蜂、罗森等", "711", D.NAME),  # 东丽 plan 458
    ("际华3522厂等地块", "3522", D.NAME),  # 河东 report 96
    ("金阜桥110kV变电站", "110", D.NAME),  # 河东 report 62
    ("新建5G基站", "5", D.NAME),
    ("PM2.5日均值浓度", "2.5", D.NAME),
    ("世界500强企业", "500", D.NAME),
    ("教育信息化2.0行动计划", "2.0", D.NAME),
    ("提升改造外环线58米绿化带", "58", D.NAME),  # 东丽 plan 498
    ("建成15分钟健身圈", "15", D.NAME),
    ("电影在央视6套上映", "6", D.NAME),
    ("62个5000万以上区级重点项目", "5000万", D.THRESHOLD),  # 河东 report 52
    ("引进投资10亿元级企业2个以上", "10亿", D.THRESHOLD),  # 河东 report 102
    ("注册资金亿元及以上企业28家", "亿", D.THRESHOLD),  # 河东 report 46
    ("年均销售额超10亿元的商业设施达到5座", "10亿", D.THRESHOLD),  # 和平 plan 27
    ("年销售额超过百亿元的批发龙头企业", "百亿", D.THRESHOLD),  # 和平 plan 328
    ("5岁以下儿童死亡率", "5", D.THRESHOLD),
    ("每千人口拥有医师数", "千", D.BASE),
    ("实现1000人30张床位", "1000", D.BASE),  # 河东 plan 426
    ("万元GDP能耗累计下降", "万", D.BASE),
    ("提升三大环境", "三", D.ENUMERATION),
    ("坚持“以人为本”两大原则", "两", D.ENUMERATION),
    ("一二三级网点24:40.2:35.8", "40.2", D.RATIO),
    ("收入比为2.1:1", "1", D.BASE),
    ("居全国第4位", "4", D.ORDINAL),
    ("进一步完善", "一", D.LEXICAL),
    ("千方百计扩大就业", "千", D.LEXICAL),
    ("走进千家万户", "千", D.LEXICAL),
    ("力争实现万人上冰雪的新突破", "万", D.LEXICAL),  # 河东 plan 373
    ("零就业家庭", "零", D.LEXICAL),
    ("唯一一家食品检测中心", "一一", D.LEXICAL),  # 河北 plan 15
    # and these are values
    ("零就业家庭动态为零", "零。", None),
    ("成功举办四届智能驾驶挑战赛", "四", None),  # 东丽 plan 14
    ("部署污染防治六个实施计划", "六", None),  # 东丽 plan 19
    ("累计完成六大类重点改革任务", "六", None),  # 和平 plan 28
    ("培养百名卓越名师", "百", None),  # 河东 plan 420
    ("引进百名博士引进计划", "百", D.PROGRAMME),  # 河东 plan 303
    ("为1200名以上高龄独居老人安装", "1200", None),  # 河东 report 118: 以上 bounds here
    ("教育质量连续41年全市领先", "41", D.PERIOD),  # 和平 plan 30
    ("人均预期寿命83.5岁", "83.5", None),
    ("保障体育活动时间不少于1小时", "1", None),  # 东丽 plan 629
    ("实现公交站点500米全覆盖", "500", None),  # 东丽 plan 445
    ("总投资141亿元的18个项目", "141亿", None),
]


@pytest.mark.parametrize(("words", "numeral", "what"), CASES, ids=[f"{words} {numeral}" for words, numeral, _ in CASES])
def test_disposition(words: str, numeral: str, what: Disposition | None) -> None:
    text = words + "。"
    at = text.rindex(numeral)
    quantities = find_quantities(text)
    index = next(
        i
        for i, quantity in enumerate(quantities)
        if quantity.number <= at < max(quantity.number_end, quantity.unit_end)
    )
    assert disposition(places(text, shape(text), quantities)[index]) is what
