"""In a review of five years: what stands at their end, what adds up over them, and what has grown since the year before them."""

import pytest

from tests.cases import read

HEAD = """2026年涉县政府工作报告
——2026年1月10日在涉县第十八届人民代表大会第五次会议上
一、“十四五”时期和2025年工作回顾
五年来，我们砥砺奋进。
"""


def rows(sentence: str) -> list[str]:
    text = f"{HEAD}{sentence}\n二、2026年工作\n全县生产总值增长5%。\n"
    begins = text.index(sentence)
    return [
        f"{one.value}{one.unit} {one.measure.value}{f' base {one.base_year}' if one.base_year else ''}"
        for one in read(text).rows.observations
        if begins <= one.raw_start < begins + len(sentence)
    ]


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("民营经营主体超1.8万户，上市公司增至8家。", ["1.8万户 level", "8家 level"]),
        ("省级技术中心超过30家。", ["30家 level"]),
        ("技能人才总量超过6.7万人，长期护理险参保人员超过8万人。", ["6.7万人 level", "8万人 level"]),
        ("县属企业由51家整合为33家，园区由10家压减为5家。", ["51家 level", "33家 level", "10家 level", "5家 level"]),
        ("铁路运营里程新增17公里、突破70公里。", ["17公里 cumulative", "70公里 level"]),
        ("经济总量跨过两个百亿元大关、超过600亿元。", ["600亿元 level"]),
        ("新型研发机构54家，均居全省前列。", ["54家 level"]),
        ("5家省级重点实验室、12家驻县院所聚力赋能。", ["5家 level", "12家 level"]),
    ],
)
def test_what_stands_is_no_total(sentence: str, right: list[str]) -> None:
    assert rows(sentence) == right


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("引进企业超过200家，服务企业超过900家。", ["200家 cumulative", "900家 cumulative"]),
        ("10所学校获评省级示范，6座场馆晋级省级场馆。", ["10所 cumulative", "6座 cumulative"]),
        ("依托园区打造特色楼宇6座，组建专业公司13家。", ["6座 cumulative", "13家 cumulative"]),
        ("新建学校15所、医院3家。", ["15所 cumulative", "3家 cumulative"]),
        ("惠及群众超过5万户。", ["5万户 cumulative"]),
        ("病险水库除险加固29座，危桥改造12座。", ["29座 cumulative", "12座 cumulative"]),
    ],
)
def test_what_was_done_adds_up(sentence: str, right: list[str]) -> None:
    assert rows(sentence) == right


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("5G基站增长4.3倍，铁路货运量实现翻番。", ["4.3倍 multiple base 2020", "2倍 multiple base 2020"]),
        ("技术合同成交额增长6.4倍。", ["6.4倍 multiple base 2020"]),
        ("人均收入达到全国平均的1.2倍。", ["1.2倍 multiple"]),
        ("十年禁渔以来监测鱼类增长1倍。", ["1倍 multiple"]),
    ],
)
def test_a_multiple_of_growth_is_against_the_year_before_the_five(sentence: str, right: list[str]) -> None:
    assert rows(sentence) == right


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        (
            "辐射全国15个城市、64个铁路站点，通达全球27个国家和地区的84个港口。",
            ["15个 level", "64个 level", "27个 level", "84个 level"],
        ),
        ("开通航线48条、通航城市16个。", ["48条 cumulative", "16个 level"]),
        ("西山、南湖、北川3家高新区位列全国50强。", ["3家 level"]),
        ("柑橘等4种农产品产量居全省第一。", ["4种 level"]),
        ("粮食最高年产84亿斤。", ["84亿斤 level"]),
        ("110千伏及以上输电线路总长超700公里。", ["700公里 level"]),
        ("新建供水管网总长70公里。", ["70公里 cumulative"]),
        ("累计建成大桥12座、城市道路突破700公里。", ["12座 cumulative", "700公里 level"]),
        ("高速公路通车里程新增3000公里、突破1.1万公里。", ["3000公里 cumulative", "1.1万公里 level"]),
        ("营商环境指数连续五年全省第三，民营经营主体超1.8万户。", ["1.8万户 level"]),
        ("辐射带动农户300户。", ["300户 cumulative"]),
        ("培育20家主营业务收入超亿元企业。", ["20家 cumulative"]),
    ],
)
def test_what_is_reached_or_ranked_is_no_total(sentence: str, right: list[str]) -> None:
    assert rows(sentence)[: len(right)] == right


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("全县生产总值年均增长5.9%、高于全省0.5个百分点。", [(2021, 2025), (2021, 2025)]),
        ("固定资产投资年均增长11%，分别快于全国、全省1个和2个百分点。", [(2021, 2025)] * 3),
        ("城镇化率达到60%、高于全省2个百分点。", [(None, None), (None, None)]),
    ],
)
def test_a_gap_beside_an_average_is_of_its_years(sentence: str, right: list[tuple[int | None, int | None]]) -> None:
    found = read(f"{HEAD}{sentence}\n二、2026年工作\n全县生产总值增长5%。\n").rows.observations
    assert [(one.period_start, one.period_end) for one in found][: len(right)] == right


@pytest.mark.parametrize(
    ("sentence", "comparator", "direction"),
    [
        ("鱼类资源量增长1倍多。", "gt", "rise"),
        ("专利授权量增长两倍余，居全市首位。", "gt", "rise"),
        ("新材料产业营收保持20%以上增长。", "gte", "rise"),
        ("确保违法建设零增长。", "eq", None),
    ],
)
def test_more_than_so_many_times_and_growth_said_behind(sentence: str, comparator: str, direction: str | None) -> None:
    one = read(f"{HEAD}{sentence}\n二、2026年工作\n全县生产总值增长5%。\n").rows.observations[0]
    assert (one.comparator.value, one.direction and one.direction.value) == (comparator, direction)


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("度电煤耗降为0.29千克，吨钢综合能耗540千克。", ["0.29千克 level", "540千克 level"]),
        ("规上软件企业营收超34亿元，食品加工业营收超1.2亿元。", ["34亿元 level", "1.2亿元 level"]),
        ("纺织业产值超20亿元，家具、制鞋产业均超8亿元。", ["20亿元 level", "8亿元 level"]),
        ("全长48公里的环湖绿道贯通。", ["48公里 level"]),
        ("1.6万名特困人员基本生活得到有力保障，9条入库河流稳定达到Ⅲ类。", ["1.6万名 level", "9条 level"]),
        ("生产总值五年跨过3个百亿级关口、突破400亿元。", ["400亿元 level"]),
        ("9个县控断面水质优良比例连续3年保持100%。", ["9个 level", "100% share"]),
        ("6条入河支流稳定消劣，玻璃、造纸等行业11种产品能耗达到国际先进水平。", ["6条 level", "11种 level"]),
        ("滚动实施12件民生实事，五年滚动实施共建项目56个。", ["12件 level", "56个 cumulative"]),
        ("救助困难群众4.2万人次，实施困难群众帮扶项目86个。", ["4.2万人次 cumulative", "86个 cumulative"]),
        ("新材料产业对工业增长贡献超六成，服务业对经济增长贡献达52%。", ["60% share", "52% share"]),
    ],
)
def test_what_is_measured_by_itself_is_no_total(sentence: str, right: list[str]) -> None:
    assert rows(sentence) == right


def test_what_two_things_both_reach_is_a_figure_of_each() -> None:
    found = read(
        f"{HEAD}存款、贷款余额连跨3个百亿元台阶、双双突破360亿元。\n二、2026年工作\n抓好落实。\n"
    ).rows.observations
    assert [(one.indicator, one.subject, one.raw) for one in found] == [
        ("deposits", "存款余额", "突破360亿元"),
        ("loans", "贷款余额", "突破360亿元"),
    ]


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("五年产煤65万吨，占全省近两成。", [("65万吨", 2021), ("近两成", 2021)]),
        ("五年累计完成民生支出34亿元，六成以上用于教育。", [("34亿元", 2021), ("六成以上", 2021)]),
        ("累计新增就业3.2万人，城镇登记失业率3%。", [("3.2万人", 2021), ("3%", None)]),
    ],
)
def test_a_part_of_a_total_is_of_its_years(sentence: str, right: list[tuple[str, int | None]]) -> None:
    found = read(f"{HEAD}{sentence}\n二、2026年工作\n抓好落实。\n").rows.observations
    assert [(one.raw, one.period_start) for one in found] == right


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("净增外贸企业295家、增长20.6%。", ["净增外贸企业 295家 cumulative", "外贸企业 20.6% growth"]),
        ("连续四年实施12件民生实事。", ["连续四年实施民生实事 12件 level"]),
        ("医院向基层投放40%以上号源、转诊量增长35%。", ["医院向基层投放号源 40% share", "转诊量 35% growth"]),
        ("水质综合指数提升2个等级。", ["水质综合指数等级 2个 change"]),
    ],
)
def test_what_is_told_of_what_stands(sentence: str, right: list[str]) -> None:
    found = read(f"{HEAD}{sentence}\n二、2026年工作\n抓好落实。\n").rows.observations
    assert [f"{one.subject} {one.value}{one.unit} {one.measure.value}" for one in found] == right


@pytest.mark.parametrize(
    ("sentence", "year"), [("守护好36处古建筑。", 2025), ("管好用好8个公园。", 2025), ("建好6个公园。", 2026)]
)
def test_what_is_to_be_kept_is_there(sentence: str, year: int) -> None:
    found = read(f"{HEAD}城镇化率60%。\n二、2026年工作\n{sentence}\n").rows.observations[-1]
    assert (found.year, found.kind) == (year, "actual" if year == 2025 else "target")


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("累计建成高标准农田41.3万亩。", ("high-standard-farmland", "level", None)),
        ("累计建成41.3万亩高标准农田。", ("high-standard-farmland", "level", None)),
        ("建成高标准农田6.2万亩。", ("farmland-built", "cumulative", 2021)),
        ("累计建成5G基站860个。", ("5g-base-stations-new", "cumulative", 2021)),
        ("实现进出口总额36亿元。", ("imports-exports", "cumulative", 2021)),
        ("进出口总额达到36亿元。", ("imports-exports", "level", None)),
    ],
)
def test_what_is_built_or_earned_in_all(sentence: str, right: tuple[str, str, int | None]) -> None:
    one = read(f"{HEAD}{sentence}\n二、2026年工作\n抓好落实。\n").rows.observations[0]
    assert (one.indicator, one.measure.value, one.period_start) == right
