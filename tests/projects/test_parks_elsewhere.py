"""Sentences in the manner of other cities and of counties and the parks that they name, each case named for its quirk."""

import pytest

from tests.cases import read, report
from tests.projects.elsewhere import CHENGDU, COUNTY, HANGZHOU, LUOYANG, SHENZHEN, WUHAN, XIAN, parks
from text.context import DocumentContext
from text.vocabulary import ParkLevel

PARKS = [
    pytest.param(
        CHENGDU,
        "加快建设成都国际生物城、天府智能制造产业园，推动新津高新区提质扩容。",
        {"成都国际生物城", "天府智能制造产业园", "新津高新区"},
        id="a-city-that-begins-with-成",
    ),
    pytest.param(
        CHENGDU,
        "依托菁蓉汇、磨子桥创新创业街区，打造环川大知识经济圈。",
        {"磨子桥创新创业街区"},
        id="a-street-of-new-firms",
    ),
    pytest.param(
        CHENGDU,
        "创建天府软件园国家级孵化器，支持蓉创港众创空间、优途加速器做大做强。",
        {"天府软件园", "蓉创港众创空间", "优途加速器"},
        id="a-grade-behind-a-park-and-an-accelerator",
    ),
    pytest.param(
        SHENZHEN,
        "坪山高新区、宝龙科技城、坂田北科技园联动发展，加快建设龙岗国际低碳城和阿波罗未来产业城。",
        {"坪山高新区", "宝龙科技城", "坂田北科技园", "龙岗国际低碳城", "阿波罗未来产业城"},
        id="cities-of-science-and-industry",
    ),
    pytest.param(
        SHENZHEN,
        "推进坂雪岗科技城、天安云谷三期建设，完成李朗国际珠宝产业园改造。",
        {"坂雪岗科技城", "天安云谷", "李朗国际珠宝产业园"},
        id="a-valley-in-its-third-phase",
    ),
    pytest.param(
        HANGZHOU,
        "萧山经开区、临浦工业园、钱江世纪城等平台能级持续提升。",
        {"萧山经开区", "临浦工业园", "钱江世纪城"},
        id="zones-that-a-list-calls-platforms",
    ),
    pytest.param(
        HANGZHOU,
        "加快湘湖未来智造小镇、信息港小镇、机器人小镇建设。",
        {"湘湖未来智造小镇", "信息港小镇", "机器人小镇"},
        id="towns-beside-a-town",
    ),
    pytest.param(
        HANGZHOU,
        "加快建设杭州空港综合保税区，推进空港综保区二期封关运作。",
        {"杭州空港综合保税区"},
        id="a-bonded-zone-and-its-short-form",
    ),
    pytest.param(
        HANGZHOU,
        "杭州湾信息港、萧山科技城孵化器入选国家级科技企业孵化器。",
        {"杭州湾信息港", "萧山科技城孵化器"},
        id="入选-is-no-name",
    ),
    pytest.param(
        WUHAN,
        "武汉东湖综保区、光谷生物城、未来科技城等园区加快发展。",
        {"武汉东湖综保区", "光谷生物城"},
        id="a-bonded-zone-of-the-city-with-a-name-of-its-own",
    ),
    pytest.param(
        WUHAN,
        "总投资50亿元的长飞光纤潜江产业园、投资30亿元的健民集团生产基地等重点项目落地。",
        {"长飞光纤潜江产业园"},
        id="sums-before-each-of-two-works",
    ),
    pytest.param(
        XIAN,
        "陕西自贸试验区高新片区、西安高新综合保税区、环普科技产业园加快建设。",
        {"陕西自贸试验区高新片区", "环普科技产业园"},
        id="a-part-of-a-free-trade-zone-with-its-province",
    ),
    pytest.param(
        XIAN,
        "推进大唐西市文化街区、曲江创客大街、老菜场市井文化创意街区建设。",
        {"大唐西市文化街区", "老菜场市井文化创意街区"},
        id="streets-of-culture",
    ),
    pytest.param(
        XIAN,
        "碑林环大学硅巷扩容升级，交大一村创新街区、西工大创新港启动建设。",
        {"碑林环大学硅巷", "交大一村创新街区", "西工大创新港"},
        id="a-silicon-lane-and-a-port-of-innovation",
    ),
    pytest.param(
        XIAN,
        "比亚迪高端智能终端产业园、三星12英寸闪存芯片二期第二阶段项目建成投产。",
        {"比亚迪高端智能终端产业园"},
        id="a-phase-of-a-phase",
    ),
    pytest.param(
        COUNTY,
        "青龙湾现代农业产业园被认定为省级现代农业产业园，县经开区晋升为国家级经济技术开发区。",
        {"青龙湾现代农业产业园"},
        id="a-county-zone-has-no-name",
    ),
    pytest.param(
        COUNTY,
        "**重点项目**：推进宏远科技园（一期）、金鼎冷链物流园（二期）、福临大厦等3个项目建设。",
        {"宏远科技园", "金鼎冷链物流园"},
        id="bold-label-brackets-and-phases",
    ),
    pytest.param(
        COUNTY,
        "加快推进中科光电产业园、华泰数字港、北斗星通创新基地建设。",
        {"中科光电产业园", "华泰数字港", "北斗星通创新基地"},
        id="a-port-that-shares-no-head-with-the-next",
    ),
    pytest.param(
        COUNTY,
        "推动东部医药谷、西部智能家居产业基地集聚发展，培育壮大沿河物流产业带。",
        {"东部医药谷", "西部智能家居产业基地"},
        id="parks-that-thrive-are-no-works",
    ),
    pytest.param(
        COUNTY,
        "清河经济开发区建成全国首批绿色园区，羊绒小镇入选国家级特色小镇。",
        {"清河经济开发区", "羊绒小镇"},
        id="入选-and-首批",
    ),
    pytest.param(
        COUNTY,
        "规划建设临港产业园、循环经济产业园、新材料产业园三大园区。",
        {"临港产业园", "循环经济产业园", "新材料产业园"},
        id="kinds-in-a-closed-list-of-three",
    ),
    pytest.param(
        COUNTY,
        "高标准建设科创大走廊、先进制造业集群，打造全国一流的营商环境示范区。",
        set[str](),
        id="a-corridor-and-clusters",
    ),
    pytest.param(COUNTY, "高新区、经开区、物流园区三大平台主导作用凸显。", set[str](), id="zones-without-a-name"),
    pytest.param(
        COUNTY, "县经济开发区新增入园企业36家，县高新区获批省级高新区。", set[str](), id="the-countys-own-zone"
    ),
    pytest.param(
        COUNTY,
        "与中建三局合作建设的星河湾智造园一期投产，二期开工。",
        {"星河湾智造园"},
        id="one-phase-done-another-begun",
    ),
    pytest.param(
        COUNTY,
        "建设海峡两岸（漳浦）农业融合发展产业园、中法（成都）生态园。",
        {"海峡两岸（漳浦）农业融合发展产业园", "中法（成都）生态园"},
        id="two-countries-and-a-place-in-brackets",
    ),
    pytest.param(
        LUOYANG,
        "推动中国（河南）自由贸易试验区洛阳片区、洛阳综合保税区联动发展。",
        {"中国（河南）自由贸易试验区洛阳片区", "洛阳综合保税区"},
        id="a-province-in-brackets",
    ),
    pytest.param(
        COUNTY,
        "1. 青阳电子信息产业园：总投资28亿元，占地1200亩，重点发展智能终端、光电显示。",
        {"青阳电子信息产业园"},
        id="a-number-a-name-and-a-colon",
    ),
    pytest.param(
        COUNTY,
        "新能源汽车零部件产业园二期、智能装备孵化园、海归创业园、留学人员创业园加快建设。",
        {"新能源汽车零部件产业园", "智能装备孵化园", "海归创业园"},
        id="parks-for-starters",
    ),
    pytest.param(
        COUNTY,
        "腾讯众创空间、启迪之星孵化基地、京东云创新中心入驻企业超过200家。",
        {"腾讯众创空间", "启迪之星孵化基地"},
        id="firms-hosts",
    ),
    pytest.param(
        COUNTY,
        "加快海吉星农产品物流园、普洛斯供应链基地、传化公路港建设。",
        {"海吉星农产品物流园", "普洛斯供应链基地", "传化公路港"},
        id="ports-and-bases-of-logistics",
    ),
    pytest.param(COUNTY, "推进总部经济园区、电商产业园区、大学生创业园建设。", set[str](), id="parks-without-a-name"),
    pytest.param(
        COUNTY, "创建国家创新型城市，打造区域性科技创新城，建设一批科技企业孵化器和众创空间。", set[str](), id="titles"
    ),
    pytest.param(
        COUNTY,
        "加快建设智慧港口，推进长江黄金水道和内陆港建设，保护青弋江河谷生态。",
        set[str](),
        id="ports-and-valleys-of-nature",
    ),
    pytest.param(COUNTY, "深化与合肥高新区、上海张江科学城合作共建。", set[str](), id="parks-of-other-provinces"),
    pytest.param(
        COUNTY,
        "到2025年，建成省级以上科技企业孵化器5家、众创空间10家、小微企业创业园8个。",
        set[str](),
        id="counted-incubators",
    ),
    pytest.param(COUNTY, "推进开发区体制机制改革，支持经开区、高新区争先进位。", set[str](), id="zones-in-general"),
    pytest.param(COUNTY, "推动医药产业园区化、园区专业化发展，支持企业入驻产业园。", set[str](), id="parks-in-general"),
    pytest.param(
        COUNTY, "建设数字乡村，打造生态宜居特色小镇，培育农业产业化基地20个。", set[str](), id="towns-in-general"
    ),
    pytest.param(COUNTY, "推进金水湾小区、阳光城、碧桂园等商品房项目建设。", set[str](), id="homes"),
    pytest.param(COUNTY, "打造国家级文旅融合发展示范区和长三角产业转移集聚区。", set[str](), id="slogans"),
    pytest.param(
        COUNTY, "完善园区基础设施，加快标准化厂房建设，提高园区承载能力。", set[str](), id="works-on-any-park"
    ),
    pytest.param(
        COUNTY,
        "开展高校院所、孵化器、加速器对接活动，构建“众创空间—孵化器—加速器—产业园”全链条孵化体系。",
        set[str](),
        id="a-chain-of-kinds",
    ),
    pytest.param(
        COUNTY,
        "引进中国电子、华为等企业，建设区块链产业园、人工智能产业园、生物医药产业园。",
        {"区块链产业园", "人工智能产业园", "生物医药产业园"},
        id="new-trades",
    ),
    pytest.param(
        COUNTY,
        "获评国家级孵化器1家，北航科技园青阳分园、启迪科技园投入运营。",
        {"北航科技园", "启迪科技园"},
        id="a-universitys-branch",
    ),
    pytest.param(
        COUNTY,
        "青阳经济开发区规划面积12.5平方公里，重点发展机械装备、新型材料和绿色食品。",
        {"青阳经济开发区"},
        id="an-area-and-trades",
    ),
    pytest.param(
        COUNTY,
        "童埠港产业集中区、丁桥工业集中区基础设施不断完善。",
        {"童埠港产业集中区", "丁桥工业集中区"},
        id="parks-of-towns",
    ),
    pytest.param(
        COUNTY,
        "（二）木镇工业园。围绕“一园三区”布局，重点发展精密制造。",
        {"木镇工业园"},
        id="the-heading-of-a-paragraph",
    ),
    pytest.param(
        COUNTY,
        "以县经开区为龙头，童埠新材料产业园、新河五金产业园为支撑，形成“一区多园”格局。",
        {"童埠新材料产业园", "新河五金产业园"},
        id="one-zone-many-parks",
    ),
    pytest.param(
        SHENZHEN,
        "华南城电商产业园、大运软件小镇、2013文化创客园被认定为市级文化产业园区。",
        {"华南城电商产业园", "大运软件小镇", "2013文化创客园"},
        id="a-year-in-a-name",
    ),
    pytest.param(
        HANGZHOU, "推进浙江大学杭州国际科创中心、图灵小镇、浙大一院余杭院区建设。", {"图灵小镇"}, id="towns-for-trades"
    ),
    pytest.param(
        HANGZHOU,
        "拥有国家级孵化器4家（萧山国家级留创园、杭州湾智慧谷、浙江省生产力科创园、乐创城）。",
        {"杭州湾智慧谷", "浙江省生产力科创园"},
        id="names-in-brackets-behind-a-count",
    ),
    pytest.param(
        XIAN,
        "西安碑林动漫产业园、长安大学科技园、环大学创新产业带建设成效明显。",
        {"西安碑林动漫产业园", "长安大学科技园"},
        id="a-citys-and-a-districts-name",
    ),
    pytest.param(
        XIAN,
        "半坡国际艺术区、老钢厂设计创意产业园、大华·1935入驻文创企业300余家。",
        {"老钢厂设计创意产业园"},
        id="an-old-mill",
    ),
    pytest.param(
        CHENGDU,
        "中国天府农业博览园、天府农博园、成都轨道交通产业园（成都新筑）建设加快。",
        {"成都轨道交通产业园"},
        id="a-firm-in-brackets",
    ),
    pytest.param(
        CHENGDU,
        "新津智能科技产业功能区、天府动力新城联动发展。",
        {"新津智能科技产业功能区"},
        id="a-functional-zone-of-industry",
    ),
    pytest.param(
        COUNTY,
        "**蓉城镇电子商务产业园**：建筑面积3万平方米，入驻企业60家。",
        {"蓉城镇电子商务产业园"},
        id="a-bold-label",
    ),
    pytest.param(COUNTY, "九子岩旅游度假区、陵阳古镇、莲峰云海景区提质升级。", set[str](), id="sights-are-no-parks"),
    pytest.param(
        COUNTY,
        "打造“青创汇”众创空间、“云雀”孵化器，年内新增创业主体500户。",
        {"“青创汇”众创空间", "“云雀”孵化器"},
        id="quoted-names",
    ),
    pytest.param(
        COUNTY,
        "规上企业突破100家，其中开发区48家、童溪工业园15家、丁桥冶金工业园9家。",
        {"童溪工业园", "丁桥冶金工业园"},
        id="parks-with-the-number-of-their-firms",
    ),
    pytest.param(
        COUNTY,
        "依托中国科学技术大学先进技术研究院，谋划建设量子信息未来产业科技园。",
        {"量子信息未来产业科技园"},
        id="a-park-of-the-future",
    ),
    pytest.param(
        COUNTY, "与池州市、铜陵市共建皖江城市带承接产业转移示范区，融入合肥都市圈。", set[str](), id="regions"
    ),
    pytest.param(
        COUNTY,
        "加快推进新能源产业园、循环经济园和青通河临港物流基地开发建设。",
        {"新能源产业园", "循环经济园", "青通河临港物流基地"},
        id="a-base-at-a-river",
    ),
]


@pytest.mark.parametrize(("context", "sentence", "expected"), PARKS)
def test_the_parks_that_a_sentence_names(context: DocumentContext, sentence: str, expected: set[str]) -> None:
    assert {park.name for park in parks(sentence, context)} == expected


LEVELS = [
    pytest.param("青阳高新区晋升为国家级高新区。", ParkLevel.NATIONAL, id="raised-to"),
    pytest.param("云雀众创空间、东风众创空间等2家市级众创空间运营良好。", ParkLevel.MUNICIPAL, id="a-graded-list"),
    pytest.param(
        "青阳经开区动能转换引领区。推进体制改革，发挥国家级经济技术开发区制度优势。",
        ParkLevel.NATIONAL,
        id="what-a-zone-has-as-a-national-one",
    ),
    pytest.param("青阳经开区动能转换引领区。对标国家级经济技术开发区。", None, id="what-a-zone-is-measured-by"),
    pytest.param("青阳经开区产值增长10%，发挥国家级高新区优势。", None, id="another-zones-grade"),
]


@pytest.mark.parametrize(("text", "level"), LEVELS)
def test_the_level_of_a_park_is_what_the_text_says_of_it(text: str, level: ParkLevel | None) -> None:
    assert {park.level for park in parks(text, COUNTY)} == {level}


def test_a_short_form_of_a_bonded_zone_is_an_alias() -> None:
    (zone,) = parks("加快建设杭州空港综合保税区，推进空港综保区二期封关运作。", HANGZHOU)
    assert (zone.name, zone.aliases) == ("杭州空港综合保税区", ("空港综保区",))


def test_the_number_of_a_row_is_no_part_of_a_name() -> None:
    rows = "1 乌龙头种植基地 新建基地1.2万亩 6500 2026-2027\n3 龙山镇冷链物流园 建设冷库2万立方米 12000 2027-2029\n"
    found = [one.name for one in read(report(plan=f"建设以下园区。\n{rows}")).parks.parks]
    assert found == ["龙山镇冷链物流园"]
