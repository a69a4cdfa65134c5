"""Plans for one field (专项规划): their titles, their places and their years."""

import pytest

from districts.reading.documents import DocumentRead
from tests.districts.test_places import plan, read
from text.errors import UnknownDistrict, UnknownKind
from text.vocabulary import DocumentKind

RESTS_ON = "根据《桐柏县国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要》《河南省水利发展“十三五”规划》，制定本规划。"


def special(head: str, body: str = RESTS_ON, code: str | None = None) -> DocumentRead:
    found = read(plan(head, body), code)
    assert found.kind is DocumentKind.SPECIAL_PLAN
    return found


@pytest.mark.parametrize(
    ("head", "code", "years", "title"),
    [
        ("浙江省城市内涝治理“十四五”规划", "330000", (2021, 2025), None),
        ("桐柏县综合交通运输发展“十四五”规划", "411330", (2021, 2025), None),
        ("洛阳市“十五五”现代服务业发展规划", "410300", (2026, 2030), None),
        ("嵩县“十五五”水利规划", "410325", (2026, 2030), None),
        ("嵩县国土空间总体规划（2021—2035年）", "410325", (2021, 2035), None),
        ("嵩县国土空间总体规划（2021－2035年）文本", "410325", (2021, 2035), None),
        ("嵩县土地利用总体规划（2006～2020年）", "410325", (2006, 2020), None),
        ("嵩县2021—2025年水利发展规划", "410325", (2021, 2025), None),
        ("嵩县林业保护发展“十四五”规划（2021-2030年）", "410325", (2021, 2030), None),
        ("嵩县教育事业发展第十四个五年规划", "410325", (2021, 2025), None),
        ("嵩县教育事业“十四五”规划纲要", "410325", (2021, 2025), None),
        ("嵩县“十四五”时期“无废城市”建设规划", "410325", (2021, 2025), None),
        ("嵩县新型城镇化规划（2021—2035年）", "410325", (2021, 2035), None),
        ("嵩县特色小镇发展规划（2021—2025年）", "410325", (2021, 2025), None),
        ("嵩县开发区高质量发展“十四五”规划", "410325", (2021, 2025), None),
        ("嵩县伊河流域综合规划（2021—2035年）", "410325", (2021, 2035), None),
        ("嵩县公立医院高质量发展“十四五”规划", "410325", (2021, 2025), None),
        ("嵩县中小学布局专项规划（2021—2035年）", "410325", (2021, 2035), None),
        ("洛阳市大学科技园发展规划（2021—2025年）", "410300", (2021, 2025), None),
        ("天津市河东区养老服务“十四五”规划", "120102", (2021, 2025), None),
        ("上海市浦东新区综合交通“十四五”规划", "310115", (2021, 2025), None),
        ("杭州城市总体规划（2001—2020年）", "330100", (2001, 2020), None),
        ("浙江“十四五”能源发展规划", "330000", (2021, 2025), None),
        ("全国国土规划（2016—2030年）", "100000", (2016, 2030), None),
        ("嵩县水利发展“十四五”规划\n（征求意见稿）", "410325", (2021, 2025), "嵩县水利发展“十四五”规划（征求意见稿）"),
        ("嵩县 水利发展 “十四五” 规划", "410325", (2021, 2025), "嵩县水利发展“十四五”规划"),
        ("# 嵩县水利发展规划\n（2021-2025年）", "410325", (2021, 2025), "嵩县水利发展规划（2021-2025年）"),
        ("嵩县\n水利发展\n“十四五”规划", "410325", (2021, 2025), "嵩县水利发展“十四五”规划"),
        ("附件1：嵩县水利发展“十四五”规划", "410325", (2021, 2025), "嵩县水利发展“十四五”规划"),
        ("嵩县人民政府办公室关于印发《嵩县“十四五”水利发展规划》的通知", "410325", (2021, 2025), "嵩县“十四五”水利发展规划"),
        ("关于印发嵩县“十四五”水利\n发展规划的通知", "410325", (2021, 2025), "嵩县“十四五”水利发展规划"),
        ("《嵩县“十四五”水利发展规划》解读\n嵩县“十四五”水利发展规划", "410325", (2021, 2025), "嵩县“十四五”水利发展规划"),
        ("“十四五”水利发展规划\n嵩县人民政府", "410325", (2021, 2025), "“十四五”水利发展规划"),
        (
            "国务院关于印发“十四五”现代综合交通运输体系发展规划的通知", "100000", (2021, 2025),
            "“十四五”现代综合交通运输体系发展规划",
        ),
        ("“十四五”国家老龄事业发展规划", "100000", (2021, 2025), None),
    ],
)  # fmt: skip
def test_a_title_of_a_special_plan(head: str, code: str, years: tuple[int, int], title: str | None) -> None:
    found = special(head)
    assert (found.district.code, (found.period_start, found.period_end), found.title) == (code, years, title or head)
    assert found.slug.startswith(f"{code}-special-plan-{years[0]}-")
    assert (found.report_year, found.baseline_year) == (None, years[0] - 1)


@pytest.mark.parametrize(
    ("body", "years", "baseline"),
    [
        ("规划期限为2021年至2035年，规划基准年为2020年。", (2021, 2035), 2020),
        ("本次规划期限：2021—2035年。近期到2025年。", (2021, 2035), 2020),
        ("规划基准年为2022年，规划水平年为2030年。", (2023, 2030), 2022),
        ("“十三五”时期进展良好。“十四五”时期要加快，“十四五”期间新建3座，到“十四五”末达到5座。", (2021, 2025), 2020),
    ],
)
def test_its_years_are_those_that_it_says_where_its_title_says_none(
    body: str, years: tuple[int, int], baseline: int
) -> None:
    found = special("嵩县水利发展规划", body)
    assert ((found.period_start, found.period_end), found.baseline_year) == (years, baseline)


def test_its_base_year_is_the_one_that_it_states() -> None:
    assert special("嵩县国土空间总体规划（2021—2035年）", "规划基期年为2019年。").baseline_year == 2019


def test_one_without_years_is_refused() -> None:
    with pytest.raises(UnknownKind, match=r"special plan does not say which years it covers.*规划期限"):
        read(plan("嵩县水利发展规划", "上位规划为“十四五”规划。"))


def test_titles_of_one_plan_are_one_document_and_others_are_others() -> None:
    one = [
        special(title).slug
        for title in (
            "嵩县“十四五”水利发展规划",
            "嵩县水利发展“十四五”规划",
            "嵩县水利发展规划（2021—2025年）",
            "《嵩县水利发展“十四五”规划》",
        )
    ]
    others = [
        special(title).slug
        for title in (
            "嵩县“十四五”林业发展规划",
            "嵩县水利发展规划（2021—2035年）",
            "嵩县“十五五”水利发展规划",
            "涉县“十四五”水利发展规划",
        )
    ]
    assert (len(set(one)), len({*one, *others})) == (1, 5)


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("西咸新区“十四五”教育规划", "西咸新区"),
        ("洛阳高新技术产业开发区产业发展规划（2021—2025年）", "洛阳高新技术产业开发区"),
        ("洛阳市高新技术产业开发区产业发展“十四五”规划", "洛阳市高新技术产业开发区"),
        ("河北雄安新区总体规划（2018—2035年）", "河北雄安新区"),
        ("郑州都市圈发展规划（2021—2035年）", "郑州都市圈"),
        ("黄河流域生态保护和高质量发展规划（2021—2030年）", "黄河流域"),
        ("石门县城市建设投资集团有限公司“十四五”发展规划", "石门县城市建设投资集团有限公司"),
        ("桐柏县交通旅游投资集团“十四五”战略规划", "桐柏县交通旅游投资集团"),
        ("石门县人民医院“十四五”发展规划", "石门县人民医院"),
        ("桐柏县第一中学发展规划（2021—2025年）", "桐柏县第一中学"),
        ("洛阳市职业技术学院“十五五”事业发展规划", "洛阳市职业技术学院"),
        ("洛阳市工商业联合会“十四五”发展规划", "洛阳市工商业联合会"),
        ("石门县总工会发展规划（2021—2025年）", "石门县总工会"),
        ("洛阳市社会科学研究院“十四五”发展规划", "洛阳市社会科学研究院"),
        ("桐柏县科学技术协会“十四五”事业发展规划", "桐柏县科学技术协会"),
    ],
)
def test_a_plan_of_what_is_no_division_is_refused_by_name(head: str, place: str) -> None:
    with pytest.raises(UnknownDistrict, match=f"is of {place}, which is no division of GB/T 2260"):
        read(plan(head))


@pytest.mark.parametrize(
    "head",
    [
        "中牟县官渡镇国土空间总体规划（2021—2035年）",
        "嵩县车村镇国土空间规划（2021—2035年）",
        "官渡镇总体规划（2021—2035年）",
        "中牟县官渡镇城市更新专项规划（2021—2025年）",
        "嵩县车村镇“十四五”应急避难场所规划",
        "石门县白云乡污水治理规划（2021—2025年）",
        "石门县楚江街道社区服务设施规划（2021—2025年）",
    ],
)
def test_a_plan_of_a_town_is_never_its_countys(head: str) -> None:
    with pytest.raises(UnknownKind, match="a document of a town or subdistrict"):
        read(plan(head))


@pytest.mark.parametrize(
    "field",
    """城镇体系 城乡融合发展 乡镇污水治理 特色小镇建设 历史文化名镇保护 重点镇供水设施 美丽乡村建设 农业农村乡村产业 中心城区街道整治 统筹城乡就业 博物馆事业发展
    残疾人事业 工会驿站建设""".split(),
)
def test_what_a_county_plans_for_its_towns_is_its_own(field: str) -> None:
    assert special(f"嵩县{field}“十四五”规划").district.code == "410325"


@pytest.mark.parametrize(
    "head", ["平安嵩县建设“十四五”规划", "城区排水防涝“十四五”规划", "城市排水防涝设施建设规划（2021—2025年）"]
)
def test_words_that_are_also_names_of_places_are_none_in_a_title(head: str) -> None:
    with pytest.raises(UnknownDistrict, match="does not say which district"):
        read(plan(head))
    assert special(f"{head}\n嵩县人民政府").district.code == "410325"
    assert special(head, code="410325").district.code == "410325"


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("嵩县水利局关于印发“十四五”水利发展规划的通知", "410325"),
        ("“十四五”水利发展规划\n嵩县水利局\n2021年12月", "410325"),
        ("“十四五”水利发展规划\n河南省发展和改革委员会\n河南省水利厅\n二〇二一年十二月", "410000"),
        ("河南省发展和改革委员会 河南省水利厅关于印发“十四五”水利发展规划的通知", "410000"),
        ("国家发展改革委关于印发“十四五”现代流通体系建设规划的通知", "100000"),
        ("洛阳市水利局关于印发嵩县“十四五”水利发展规划的通知", "410325"),
    ],
)
def test_the_office_that_issues_a_plan_says_whose_it_is_where_its_title_does_not(head: str, code: str) -> None:
    assert special(head, "").district.code == code


def test_a_text_that_rests_on_a_plan_is_not_that_plan() -> None:
    """Without a title that is known it was stored as the county's 纲要, and in its place."""
    with pytest.raises(UnknownKind, match="neither"):
        read(plan("桐柏县“十四五”养老服务体系", "根据《桐柏县国民经济和社会发展第十四个五年规划纲要》，制定本规划。"))


TABLE = "| 序号 | 指标 | 2025年 | 2030年 | 属性 |\n|---|---|---|---|---|\n| 1 | {gdp}（亿元） | 45 | 60 | 预期性 |\n"


def test_a_table_of_no_place_is_of_the_nation_where_it_has_the_domestic_product() -> None:
    title = "“十五五”时期经济社会发展主要指标"
    found = read(f"{title}\n\n{TABLE.format(gdp='国内生产总值')}")
    assert (found.slug, found.title) == ("100000-plan-2026", title)
    assert found.notes[0].message.startswith("Nation: the text names no place")
    for gdp in ("地区生产总值", "全县生产总值", "农业总产值"):
        with pytest.raises(UnknownDistrict, match="does not say which district"):
            read(f"{title}\n\n{TABLE.format(gdp=gdp)}")
    assert read(f"{title}\n\n{TABLE.format(gdp='国内生产总值')}", "410325").slug == "410325-plan-2026"
    with pytest.raises(UnknownDistrict, match="does not say which district"):
        read(plan("国民经济和社会发展第十五个五年规划纲要", "国内生产总值增长5%。"))
