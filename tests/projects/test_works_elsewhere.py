"""Sentences in the manner of other cities and of counties and the works that they name, each case named for its quirk."""

import pytest

from tests.projects.elsewhere import CHENGDU, COUNTY, HANGZHOU, SHENZHEN, WUHAN, XIAN, works
from text.context import DocumentContext

WORKS = [
    pytest.param(
        CHENGDU,
        "总投资120亿元的京东方第8.6代AMOLED生产线项目开工建设，通威太阳能三期竣工投产。",
        {"京东方第8.6代AMOLED生产线项目", "通威太阳能三期"},
        id="a-sum-before-a-firms-line-and-a-firms-phase",
    ),
    pytest.param(
        CHENGDU,
        "建成投用环球融创文旅城、天府艺术公园，加快推进成都自然博物馆二期建设。",
        {"环球融创文旅城", "天府艺术公园", "成都自然博物馆二期"},
        id="a-museum-of-a-city-that-begins-with-成",
    ),
    pytest.param(
        SHENZHEN,
        "推进坂雪岗科技城、天安云谷三期建设，完成李朗国际珠宝产业园改造。",
        {"坂雪岗科技城", "天安云谷三期", "李朗国际珠宝产业园改造"},
        id="a-valley-in-its-third-phase",
    ),
    pytest.param(
        SHENZHEN,
        "加快推进地铁16号线二期、龙坪路市政工程、东部过境高速公路连接线等项目建设。",
        {"地铁16号线二期", "龙坪路市政工程", "东部过境高速公路连接线"},
        id="a-metro-line-a-road-and-a-link",
    ),
    pytest.param(
        SHENZHEN,
        "实施布吉街道长龙社区、南湾街道丹竹头社区城市更新项目。",
        {"布吉街道长龙社区城市更新项目", "南湾街道丹竹头社区城市更新项目"},
        id="communities-before-one-head",
    ),
    pytest.param(
        HANGZHOU,
        "完成时代大道改建、03省道东复线、彩虹快速路萧山段建设，杭金衢改扩建二期建成通车。",
        {"时代大道改建", "03省道东复线", "彩虹快速路萧山段", "杭金衢改扩建二期"},
        id="roads-by-number-and-works-in-phases",
    ),
    pytest.param(
        WUHAN,
        "总投资50亿元的长飞光纤潜江产业园、投资30亿元的健民集团生产基地等重点项目落地。",
        {"长飞光纤潜江产业园", "健民集团生产基地"},
        id="sums-before-each-of-two-works",
    ),
    pytest.param(
        WUHAN,
        "黄家湖大学城、白沙洲高铁新城建设全面提速，完成青菱河综合治理。",
        {"黄家湖大学城", "白沙洲高铁新城", "青菱河综合治理"},
        id="new-towns-that-speed-up",
    ),
    pytest.param(
        WUHAN,
        "建成南湖社区卫生服务中心，改扩建洪山区第三小学、和平中学。",
        {"南湖社区卫生服务中心", "洪山区第三小学改扩建", "和平中学改扩建"},
        id="a-centre-built-is-no-boast",
    ),
    pytest.param(
        XIAN,
        "推进大唐西市文化街区、曲江创客大街、老菜场市井文化创意街区建设。",
        {"大唐西市文化街区", "曲江创客大街", "老菜场市井文化创意街区"},
        id="streets-of-culture",
    ),
    pytest.param(
        XIAN,
        "比亚迪高端智能终端产业园、三星12英寸闪存芯片二期第二阶段项目建成投产。",
        {"比亚迪高端智能终端产业园", "三星12英寸闪存芯片二期第二阶段项目"},
        id="a-phase-of-a-phase",
    ),
    pytest.param(
        COUNTY,
        "新建李家沟村、王庄村、后营村等12个村文化广场，改造东关社区日间照料中心。",
        {"李家沟村文化广场", "王庄村文化广场", "后营村文化广场", "东关社区日间照料中心改造"},
        id="villages-before-one-head",
    ),
    pytest.param(
        COUNTY,
        "实施赵河流域综合治理、引黄入冀补淀、石门水库除险加固等水利工程。",
        {"赵河流域综合治理", "引黄入冀补淀", "石门水库除险加固"},
        id="water-works",
    ),
    pytest.param(
        COUNTY,
        "投资3.2亿元的县医院迁建项目主体封顶，投资8000万元的职教中心实训楼项目开工建设。",
        {"县医院迁建项目", "职教中心实训楼项目"},
        id="works-of-a-county-with-their-sums",
    ),
    pytest.param(
        COUNTY,
        "双汇肉制品加工、立讯精密电子、蒙牛乳业扩建等省重点项目全部开工。",
        {"双汇肉制品加工", "立讯精密电子", "蒙牛乳业扩建"},
        id="firms-works-that-a-province-counts",
    ),
    pytest.param(
        COUNTY,
        "改建G230、S322青石岭至马家坪段，新建农村公路120公里。",
        {"G230", "S322青石岭至马家坪段"},
        id="roads-that-are-letters-and-digits",
    ),
    pytest.param(
        COUNTY, "大力实施“一村一品”工程、乡村振兴工程和“头雁”工程。", set[str](), id="programmes-by-a-figure-of-speech"
    ),
    pytest.param(
        COUNTY,
        "**重点项目**：推进宏远科技园（一期）、金鼎冷链物流园（二期）、福临大厦等3个项目建设。",
        {"宏远科技园（一期）", "金鼎冷链物流园（二期）", "福临大厦"},
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
        set[str](),
        id="parks-that-thrive-are-no-works",
    ),
    pytest.param(
        COUNTY,
        "规划建设临港产业园、循环经济产业园、新材料产业园三大园区。",
        {"临港产业园", "循环经济产业园", "新材料产业园"},
        id="kinds-in-a-closed-list-of-three",
    ),
    pytest.param(
        COUNTY, "加大企业技术改造力度，实施技改项目50个，引进亿元以上项目30个。", set[str](), id="counts-are-no-names"
    ),
    pytest.param(
        COUNTY,
        "以“智慧城市”建设为引领，推进“雪亮工程”、数字城管平台建设。",
        {"雪亮工程", "数字城管平台"},
        id="surveillance-and-its-platform",
    ),
    pytest.param(
        COUNTY,
        "完成北苑、南苑、东方花园等35个老旧小区改造，惠及居民1.2万户。",
        {"北苑改造", "南苑改造", "东方花园改造"},
        id="estates-renewed",
    ),
    pytest.param(
        COUNTY,
        "对人民路、建设街、育才巷等8条街巷进行改造提升。",
        {"人民路改造提升", "建设街改造提升", "育才巷改造提升"},
        id="lanes-among-streets",
    ),
    pytest.param(
        COUNTY,
        "启动文昌阁公园、城南湿地公园和体育公园二期建设。",
        {"文昌阁公园", "城南湿地公园", "体育公园二期"},
        id="parks-and-a-second-phase",
    ),
    pytest.param(
        COUNTY,
        "国家电网±800千伏换流站、华能500兆瓦风电、隆基光伏制氢项目加快推进。",
        {"国家电网±800千伏换流站", "华能500兆瓦风电", "隆基光伏制氢项目"},
        id="power-and-hydrogen",
    ),
    pytest.param(
        COUNTY, "引进格力电器、美的集团等龙头企业，新增规上企业20家。", set[str](), id="firms-and-their-number"
    ),
    pytest.param(
        COUNTY,
        "万达广场、吾悦广场、红星美凯龙等商业综合体开业运营。",
        {"万达广场", "吾悦广场", "红星美凯龙商业综合体"},
        id="malls-that-open",
    ),
    pytest.param(
        COUNTY,
        "建成金融街、滨江音乐街、长兴里特色美食街。",
        {"滨江音乐街", "长兴里特色美食街"},
        id="streets-for-music-and-food",
    ),
    pytest.param(
        COUNTY,
        "高标准建设科创大走廊、先进制造业集群，打造全国一流的营商环境示范区。",
        set[str](),
        id="a-corridor-and-clusters",
    ),
    pytest.param(
        COUNTY,
        "永丰镇污水处理厂提标改造、白塔镇垃圾中转站等项目建成投用。",
        {"永丰镇污水处理厂提标改造", "白塔镇垃圾中转站"},
        id="towns-and-their-plants",
    ),
    pytest.param(
        COUNTY,
        "签约落户总投资15亿元的鑫源新能源电池项目、总投资6亿元的康达医疗器械项目。",
        {"鑫源新能源电池项目", "康达医疗器械项目"},
        id="a-contract-with-two-sums",
    ),
    pytest.param(
        COUNTY,
        "推进总投资100亿元的南站综合交通枢纽项目，确保2025年建成投用。",
        {"南站综合交通枢纽项目"},
        id="a-year-behind-the-work",
    ),
    pytest.param(
        COUNTY,
        "与中建三局合作建设的星河湾智造园一期投产，二期开工。",
        {"星河湾智造园一期"},
        id="one-phase-done-another-begun",
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
        {"新能源汽车零部件产业园二期", "智能装备孵化园", "海归创业园", "留学人员创业园"},
        id="parks-for-starters",
    ),
    pytest.param(
        COUNTY,
        "加快海吉星农产品物流园、普洛斯供应链基地、传化公路港建设。",
        {"海吉星农产品物流园", "普洛斯供应链基地", "传化公路港"},
        id="ports-and-bases-of-logistics",
    ),
    pytest.param(
        COUNTY,
        "对红星机床厂、第二棉纺厂等老厂房，实施改造利用，打造文化创意空间。",
        {"红星机床厂", "第二棉纺厂"},
        id="its-verb-in-the-next-clause",
    ),
    pytest.param(
        COUNTY,
        "省重点项目合肥至池州高速公路青阳段、池祁高速公路全线贯通。",
        {"合肥至池州高速公路青阳段", "池祁高速公路"},
        id="省重点项目-is-no-name",
    ),
    pytest.param(
        COUNTY,
        "实施总投资5.6亿元的城乡供水一体化工程，新建日供水5万吨水厂1座。",
        {"城乡供水一体化工程"},
        id="a-sum-and-a-count",
    ),
    pytest.param(
        COUNTY,
        "完成丁桥镇、朱备镇、乔木乡污水处理厂建设。",
        {"丁桥镇污水处理厂", "朱备镇污水处理厂", "乔木乡污水处理厂"},
        id="towns-before-one-plant",
    ),
    pytest.param(
        COUNTY,
        "芜铜高速青阳互通、G318改线、九华大道东延等工程加快推进。",
        {"芜铜高速青阳互通", "G318改线", "九华大道东延"},
        id="roads-and-their-ends",
    ),
    pytest.param(
        COUNTY,
        "开工建设青阳中学新校区、县中医院整体搬迁、妇幼保健院综合楼。",
        {"青阳中学新校区", "县中医院整体搬迁", "妇幼保健院综合楼"},
        id="schools-and-hospitals",
    ),
    pytest.param(
        COUNTY,
        "大力实施招商引资“一号工程”和项目建设“百日攻坚”行动。",
        set[str](),
        id="slogans-that-call-themselves-works",
    ),
    pytest.param(COUNTY, "列入省“861”计划项目56个，完成投资98亿元。", set[str](), id="a-plan-by-number"),
    pytest.param(
        COUNTY,
        "海螺水泥骨料加工、三友金属科技、汇杰环保包装等一批亿元以上项目竣工投产。",
        {"海螺水泥骨料加工", "三友金属科技", "汇杰环保包装"},
        id="firms-works-counted-by-sum",
    ),
    pytest.param(
        COUNTY, "推进青阳抽水蓄能电站前期工作，力争列入国家规划。", {"青阳抽水蓄能电站"}, id="works-being-prepared"
    ),
    pytest.param(
        COUNTY,
        "加快实施南阳湖水库除险加固、七星河治理二期、沙济灌区续建配套与节水改造。",
        {"南阳湖水库除险加固", "七星河治理二期", "沙济灌区续建配套与节水改造"},
        id="a-phase-shares-no-head",
    ),
    pytest.param(
        SHENZHEN,
        "全年新开工香港中文大学（深圳）二期、龙岗区第三人民医院、国际大学园路等政府投资项目83个。",
        {"香港中文大学（深圳）二期", "龙岗区第三人民医院", "国际大学园路"},
        id="a-count-behind-the-kind",
    ),
    pytest.param(
        WUHAN,
        "腾讯武汉研发总部、中石化华中区域总部、360网络安全学院等总部项目落户。",
        {"腾讯武汉研发总部", "中石化华中区域总部", "360网络安全学院"},
        id="seats-of-firms",
    ),
    pytest.param(
        XIAN,
        "小雁塔历史文化片区综合改造、南门广场综合提升改造、西咸北环线等重点工程进展顺利。",
        {"小雁塔历史文化片区综合改造", "南门广场综合提升改造", "西咸北环线"},
        id="districts-renewed",
    ),
    pytest.param(
        CHENGDU,
        "完成五津街道办事处迁建，建成红岩街小学、希望城幼儿园，开工新津中学外国语校区。",
        {"五津街道办事处迁建", "红岩街小学", "希望城幼儿园", "新津中学外国语校区"},
        id="an-office-moved",
    ),
    pytest.param(
        COUNTY,
        "实施农村人居环境整治三年行动和乡村振兴“十百千”工程。",
        set[str](),
        id="numbers-that-call-themselves-works",
    ),
    pytest.param(
        COUNTY,
        "推动华为云、科大讯飞等企业合作，建设智慧青阳“城市大脑”。",
        {"智慧青阳“城市大脑”"},
        id="a-brain-in-quotation-marks",
    ),
    pytest.param(COUNTY, "开展“四送一服”“双千工程”，帮助企业解决问题320个。", set[str](), id="campaigns"),
    pytest.param(
        COUNTY, "新建改建农村公路156公里，改造危桥12座，建成口袋公园8个、充电桩300个。", set[str](), id="nameless-works"
    ),
    pytest.param(
        COUNTY,
        "投资1.8亿元的神仙湖湿地公园、投资9000万元的青通河景观带工程完工。",
        {"神仙湖湿地公园", "青通河景观带工程"},
        id="two-sums-before-two-works",
    ),
    pytest.param(COUNTY, "5G基站、工业互联网等新型基础设施建设加快推进。", set[str](), id="infrastructure-in-general"),
    pytest.param(COUNTY, "谋划储备项目200个，争取专项债券资金12亿元。", set[str](), id="reserves"),
    pytest.param(
        COUNTY,
        "大唐九华山风电场、晶科300MW光伏发电、国轩高科储能电站建成并网。",
        {"大唐九华山风电场", "晶科300MW光伏发电", "国轩高科储能电站"},
        id="power-joined-to-the-grid",
    ),
    pytest.param(
        COUNTY,
        "**1.交通工程**。推进宁枞高速、青阳通用机场、九华山北站站前广场建设。",
        {"宁枞高速", "青阳通用机场", "九华山北站站前广场"},
        id="a-bold-numbered-label",
    ),
    pytest.param(COUNTY, "支持中建材、海螺、铜冠等企业实施技改扩能项目。", set[str](), id="what-others-are-to-build"),
    pytest.param(COUNTY, "编制完成《青阳县国土空间总体规划》，启动东部新城控规编制。", set[str](), id="plans-on-paper"),
    pytest.param(COUNTY, "提升县城供水、供气、供热能力，新增污水管网35公里。", set[str](), id="supplies-in-general"),
]


@pytest.mark.parametrize(("context", "sentence", "expected"), WORKS)
def test_the_works_that_a_sentence_names(context: DocumentContext, sentence: str, expected: set[str]) -> None:
    assert {work.name for work in works(sentence, context)} == expected


def test_a_labelled_work_has_the_sum_that_follows_it() -> None:
    text = "1. 青阳电子信息产业园：总投资28亿元，占地1200亩，重点发展智能终端。"
    (work,) = works(text, COUNTY)
    assert (work.name, work.investment_raw) == ("青阳电子信息产业园", "28亿元")
