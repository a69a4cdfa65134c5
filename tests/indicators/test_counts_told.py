"""What a count is of: what came of the things, the verb of their list, what a sum is for; made-up sentences, each with the names of its figures."""

import pytest

from tests.cases import read, report

WHAT_CAME_OF_THEM = [
    ("15家企业获评省级卓越级、先进级智能工厂。", ["企业获评省级卓越级、先进级智能工厂"]),
    ("柳林、望川等6条农村公路相继开通。", ["农村公路开通"]),
    ("86个村（社区）全部建成养老服务站。", ["村(社区)全部建成养老服务站"]),
    ("35个乡镇全部通三级公路。", ["乡镇全部通三级公路"]),
    ("9个街道均被评为全国卫生街道。", ["街道被评为全国卫生街道"]),
    ("120个社区书屋投入使用。", ["社区书屋投入使用"]),
    ("与12个国家开展农业合作。", ["国家开展农业合作"]),
    ("望川大桥、柳林隧道等18个重大项目开工。", ["重大项目开工"]),
    ("12个项目竣工、总投资35亿元。", ["项目竣工", "项目竣工总投资"]),
    ("累计推出改革成果85项，其中12项为全省首创。", ["推出改革成果", "推出改革成果为全省首创"]),
    # how it goes, or what was done with all that there are
    ("8条产业链全面起势。", ["产业链"]),
    ("42件实事全部完成。", ["实事"]),
    ("37家养老机构全部实现社会化运营。", ["养老机构"]),
    ("面向1500家小微企业开展法律服务。", ["小微企业"]),
]
ADDED = [
    ("新增3名院士、5个市重点实验室、1个技术创新中心。", ["新增院士", "新增市重点实验室", "新增技术创新中心"]),
    ("净增规上工业企业35家、限上商贸企业12家。", ["净增规上工业企业", "净增限上商贸企业"]),
    ("二级以上康复医院数量新增6家。", ["新增二级以上康复医院"]),
    ("进出城通道新增6条、达到24条。", ["新增进出城通道", "进出城通道"]),
    ("新增上市公司2家、新三板企业5家。", ["新增上市公司", "新增新三板企业"]),
]
VERBS_OF_LISTS = [
    ("新创建示范园区3个、特色集群1个。", ["新创建示范园区", "新创建特色集群"]),
    ("办理县人大代表议案3项、建议156件。", ["办理县人大代表议案", "办理县人大代表建议"]),
    ("修订废止规范性文件12件、政策措施35项。", ["修订废止规范性文件", "修订废止政策措施"]),
    ("新建绿道35公里、创建幸福河湖6条。", ["新建绿道", "创建幸福河湖"]),
    ("建成过江大桥4座、在建2座。", ["建成过江大桥", "在建过江大桥"]),
    ("县级重大项目开工42个、竣工28个。", ["县级重大项目开工", "县级重大项目竣工"]),
    ("建设或改造燃气、供水等地下管网71公里。", ["建设或改造地下管网"]),
    ("新建县级实验室、技术中心、研究中心各6家。", ["新建县级实验室", "新建技术中心", "新建研究中心"]),
    ("新建和更新健身广场、健身步道等42处。", ["新建和更新健身广场、健身步道"]),
]
OF_WHAT_KIND = [
    ("省级、市级示范平台分别达到8家、22家。", ["省级示范平台", "市级示范平台"]),
    ("新建2个国家级、6个省级临床专科。", ["新建国家级临床专科", "新建省级临床专科"]),
    ("首批6项及第二批8项重点改革稳步推进。", ["首批重点改革", "第二批重点改革"]),
    ("新增2个产值近百亿、3个过五十亿的园区。", ["新增产值近百亿园区", "新增过五十亿园区"]),
    ("新增ESI全球前1%学科3个、全球前1‰学科1个。", ["新增ESI全球前1%学科", "新增全球前1‰学科"]),
    ("举办3届茶博会、2届花博会等系列活动。", ["举办茶博会", "举办花博会"]),
]
OF_THE_NEXT = [
    ("6个主导产业产值占工业总产值的70%以上。", ["主导产业", "主导产业产值占工业总产值"]),
    ("首批8个先导区集聚核心企业超60家。", ["首批先导区", "先导区集聚核心企业"]),
    ("5支引导基金带动社会投资超百亿元。", ["引导基金", "引导基金带动社会投资"]),
    ("新建3个城市医疗集团、覆盖率达80%以上。", ["新建城市医疗集团", "城市医疗集团覆盖率"]),
    ("医保共济惠及6.2万名家属、共济金额1.9亿元。", ["医保共济惠及家属", "共济金额"]),
    ("88个园区整合优化为20个。", ["园区", "园区"]),
    ("3个产业集聚区12.5平方公里。", ["产业集聚区", "产业集聚区"]),
]
SUMS = [
    ("筹措2.6亿元实施安居惠民工程，建设住房。", ["安居惠民工程筹措资金"]),
    ("投入1.5亿元实施老旧小区改造。", ["老旧小区改造投入"]),
    ("安排专项资金1.3亿元。", ["专项资金"]),
    ("育儿补贴惠及1.4万名婴幼儿。", ["育儿补贴惠及婴幼儿"]),
]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [*WHAT_CAME_OF_THEM, *ADDED, *VERBS_OF_LISTS, *OF_WHAT_KIND, *OF_THE_NEXT, *SUMS],
)
def test_a_count_says_what_it_is_of(sentence: str, names: list[str]) -> None:
    rows = read(report(review=sentence + "\n")).rows.observations
    told = [row.subject for row in sorted(rows, key=lambda row: row.raw_start) if row.raw in sentence]
    assert sorted(told) == sorted(names)


@pytest.mark.parametrize(
    ("sentence", "slugs"),
    [
        ("市场主体净增3120户，达到4.68万户。", ["market-entities-new", "market-entities"]),
        ("新增35家规上工业企业。", ["above-scale-industrial-firms-new"]),
        ("办理市政协提案309件。", ["cppcc-proposals"]),
        ("新建、改造农村公路120公里、65公里。", ["rural-roads-built", "rural-roads-built"]),
    ],
)
def test_its_verb_says_which_indicator_it_is(sentence: str, slugs: list[str | None]) -> None:
    assert [row.indicator for row in read(report(review=sentence)).rows.observations] == slugs


MADE_IN_A_YEAR = [
    ("建成康复驿站35个、托育园6个。", ["建成康复驿站", "建成托育园"]),
    ("年内打造2条特色街区。", ["打造特色街区"]),
    ("创建示范村35个，新建公厕12座。", ["创建示范村", "新建公厕"]),
    ("建成防火隔离带35公里。", ["建成防火隔离带"]),
    ("建成东湖、柳林等3所学校。", ["建成学校"]),
    ("累计建成康复驿站135个。", ["康复驿站"]),
    ("康复驿站达到135个。", ["康复驿站"]),
]


@pytest.mark.parametrize(("sentence", "names"), MADE_IN_A_YEAR)
def test_what_a_year_made_is_not_all_that_there_are(sentence: str, names: list[str]) -> None:
    for text in (report(review=sentence), report(plan=sentence)):
        assert [row.subject for row in read(text).rows.observations] == names


def test_over_several_years_what_was_made_is_what_there_is() -> None:
    five = "过去五年，建成康复驿站35个、托育园6个。"
    assert [row.subject for row in read(report(review=five)).rows.observations] == ["康复驿站", "托育园"]
