"""Whose document a text is, and which places are refused by name."""

import pytest

from districts.reading.documents import OTHER_DISTRICT, DocumentRead, read_document
from text.errors import UnknownDistrict, UnknownKind
from text.outline.outline import read_outline
from text.sources.source import make_source

THE_PLAN = "国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要"


def read(text: str, district_code: str | None = None) -> DocumentRead:
    return read_document(read_outline(make_source(text)), district_code=district_code)


def plan(title: str, body: str = "") -> str:
    """A plan whose prose holds 高县 in a longer word, and names three other places."""
    return (
        f"{title}\n\n第一章 发展基础\n\n全面提高县城承载能力，提高县级医院服务水平，提高县域商业质量。与长安区、涧西区、高县共建。{body}\n\n"
        "第二章 主要目标\n\n到2025年，生产总值达到45亿元。\n"
    )


def report(head: str, body: str = "", *, year: int = 2024) -> str:
    return (
        f"{head}\n各位代表：\n现在，我代表县人民政府向大会报告工作，请予审议。\n一、{year - 1}年工作回顾\n生产总值增长5%。{body}\n"
        f"二、{year}年工作安排\n生产总值增长6%左右。\n"
    )


@pytest.mark.parametrize(
    ("title", "code"),
    [
        # names that are parts of other words, or words themselves
        ("高县", "511525"),
        ("和县", "340523"),
        ("成县", "621221"),
        ("新县", "411523"),
        ("平和县", "350628"),
        ("和平县", "441624"),
        ("大方县", "520521"),
        ("中方县", "431221"),
        ("大名县", "130425"),
        ("合作市", "623001"),
        ("开福区", "430105"),
        ("开州区", "500154"),
        ("伊州区", "650502"),
        ("新会区", "440705"),
        ("江门市新会区", "440705"),
        ("市南区", "370202"),
        ("青岛市市南区", "370202"),
        ("柳州市城中区", "450202"),
        ("济南市市中区", "370103"),
        ("铜陵市郊区", "340711"),
        ("福州市鼓楼区", "350102"),
        ("西安市长安区", "610116"),
        ("南昌市西湖区", "360103"),
        ("兰州市城关区", "620102"),
        ("北京市通州区", "110112"),
        ("大连市金州区", "210213"),
        # new areas that are divisions
        ("浦东新区", "310115"),
        ("上海市浦东新区", "310115"),
        ("滨海新区", "120116"),
        # everyday names of autonomous divisions, and full ones
        ("通道县", "431230"),
        ("通道侗族自治县", "431230"),
        ("城步县", "430529"),
        ("五峰县", "420529"),
        ("连南瑶族自治县", "441826"),
        ("鄂温克族自治旗", "150724"),
        ("湘西州", "433100"),
        ("湖南省湘西土家族苗族自治州", "433100"),
        ("甘孜州", "513300"),
        ("黔东南州", "522600"),
        ("海南州", "632500"),
        ("大理州", "532900"),
        ("云南省大理白族自治州大理市", "532901"),
        ("四川省凉山州会理市", "513402"),
        # other kinds
        ("锡林郭勒盟", "152500"),
        ("阿克苏地区", "652900"),
        ("神农架林区", "429021"),
        ("六枝特区", "520203"),
        ("济源市", "419001"),
        ("海南省三沙市西沙区", "460302"),
        ("广东省东莞市", "441900"),
        ("吉林市", "220200"),
        ("海南省", "460000"),
        ("新疆", "650000"),
        ("新疆维吾尔自治区", "650000"),
        ("(天津市)河北区", "120105"),
    ],
)
def test_the_place_that_a_title_names(title: str, code: str) -> None:
    assert read(plan(title + THE_PLAN)).district.code == code
    assert read(report(f"{title}2024年政府工作报告")).district.code == code
    assert read(report(f"2024年{title}政府工作报告")).district.code == code
    assert read(report(f"{title}人民政府工作报告\n2024年1月12日")).district.code == code


@pytest.mark.parametrize(
    ("title", "body", "code"),
    [
        ("朝阳区2024年政府工作报告", "北京市委", "110105"),
        ("朝阳区2024年政府工作报告", "长春市委", "220104"),
        ("鼓楼区2024年政府工作报告", "开封市委", "410204"),
        ("长安区2024年政府工作报告", "石家庄市委", "130102"),
        ("西湖区2024年政府工作报告", "杭州市委", "330106"),
        ("向阳区2024年政府工作报告", "鹤岗市委", "230402"),
        ("江北区2024年政府工作报告", "重庆市委", "500105"),
        ("江北区2024年政府工作报告", "宁波市委", "330205"),
        ("市中区2024年政府工作报告", "乐山市委", "511102"),
        ("城中区2024年政府工作报告", "西宁市委", "630103"),
        ("城区2024年政府工作报告", "晋城市委", "140502"),
        ("郊区2024年政府工作报告", "佳木斯市委", "230811"),
        ("宝山区2024年政府工作报告", "双鸭山市委", "230506"),
        ("海州区2024年政府工作报告", "连云港市委", "320706"),
        # 邢台's 桥西区 ended in 2020
        ("桥西区2024年政府工作报告", "石家庄市委。向邢台市学习", "130104"),
    ],
)
def test_what_the_text_names_tells_places_of_one_name_apart(title: str, body: str, code: str) -> None:
    assert read(report(title, body)).district.code == code


@pytest.mark.parametrize(
    ("title", "body", "codes"),
    [
        ("江北区2024年政府工作报告", "", ("500105 江北区", "330205 江北区")),
        ("江北区2024年政府工作报告", "重庆市委，宁波市委", ("500105 江北区", "330205 江北区")),
        ("朝阳区2024年政府工作报告", "", ("110105", "220104")),
        ("市中区2024年政府工作报告", "学习济南，赶超枣庄", ("370103", "370402", "511002", "511102")),
        ("和平区2024年政府工作报告", "与天津、沈阳两市共建", ("120101", "210102")),
        ("武安市2024年政府工作报告\n——2024年1月12日在涉县第十八届人民代表大会第四次会议上", "", ("130481", "130426")),
    ],
)
def test_what_it_does_not_tell_apart_is_refused_with_all_codes(title: str, body: str, codes: tuple[str, ...]) -> None:
    with pytest.raises(UnknownDistrict) as refused:
        read(report(title, body))
    assert all(code in str(refused.value) for code in codes)
    assert read(report(title, body), codes[0][:6]).notes == ()


def test_a_slogan_may_stand_before_the_place_that_the_session_names() -> None:
    head = "奋力谱写现代化涉县2024年政府工作报告"
    with pytest.raises(UnknownDistrict, match="which is no division"):
        read(report(head))
    assert read(report(f"{head}\n——2024年1月12日在涉县第十八届人民代表大会第四次会议上")).slug == "130426-report-2024"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (report("江北区2026年政府工作报告", year=2026), "330205"),
        (report("两江新区2026年政府工作报告", year=2026), "500157"),
        (report("重庆市渝北区2024年政府工作报告"), "500112"),
        (report("密云县2014年政府工作报告", year=2014), "110228"),
        (report("密云区2024年政府工作报告"), "110118"),
        (report("莱芜市2015年政府工作报告", year=2015), "371200"),
        (report("襄樊市2009年政府工作报告", year=2009), "420600"),
        (report("天津市塘沽区2008年政府工作报告", year=2008), "120107"),
        (plan("静海县国民经济和社会发展第十二个五年规划纲要"), "120223"),
        (plan("开县国民经济和社会发展第十二个五年规划纲要"), "500234"),
    ],
)
def test_a_place_of_the_past_is_found_in_its_years(text: str, code: str) -> None:
    assert read(text).district.code == code


@pytest.mark.parametrize("place", ["塘沽区", "新区"])
def test_a_place_is_not_found_out_of_its_years(place: str) -> None:
    with pytest.raises(UnknownDistrict, match=f"is of {place}, and no division bore that name"):
        read(report(f"{place}2024年政府工作报告", "浦东新区"))


@pytest.mark.parametrize(
    "place",
    [
        "西咸新区", "雄安新区", "洛阳高新技术产业开发区", "西安高新区", "北京经济技术开发区", "苏州工业园区", "横琴粤澳深度合作区",
        "新疆生产建设兵团", "新疆生产建设兵团第八师石河子市", "长江三角洲区域", "长三角", "京津冀", "成渝地区双城经济圈", "上海大都市圈",
        "粤港澳大湾区", "东北地区",
    ],
)  # fmt: skip
def test_what_is_no_division_is_refused_by_name(place: str) -> None:
    texts = (plan(place + THE_PLAN), report(f"{place}2024年政府工作报告"), report(f"2024年{place}政府工作报告"))
    for text in texts:
        with pytest.raises(UnknownDistrict, match=f"is of {place}, which is no division of GB/T 2260"):
            read(text)
    found = read(texts[0], "610116")
    assert found.slug == "610116-plan-2021"
    assert [note.message for note in found.notes] == [
        f"{OTHER_DISTRICT} the document was ingested as 610116 长安区, as specified; its text is of {place}, which is no division of GB/T 2260"
    ]


def test_a_specified_code_is_one_of_those_that_the_text_may_mean() -> None:
    text = report("和平区2024年政府工作报告")
    assert read(text, "120101").notes == ()
    assert read(text, "210102").slug == "210102-report-2024"
    for code in ("120102", "120000"):
        with pytest.raises(UnknownDistrict, match=rf"belongs to one of 120101 和平区, 210102 和平区 .*not to {code}"):
            read(text, code)


@pytest.mark.parametrize(
    "text",
    [
        plan(f"中牟县官渡镇{THE_PLAN}"),
        plan(f"官渡镇{THE_PLAN}"),
        plan(f"和平街道{THE_PLAN}"),
        plan(f"大洼乡{THE_PLAN}"),
        report("嵩县车村镇2024年政府工作报告"),
        report("车村镇人民政府2024年工作报告"),
        report("政府工作报告\n——2024年1月5日在嵩县车村镇第十届人民代表大会第三次会议上"),
    ],
)
@pytest.mark.parametrize("code", [None, "410325"])
def test_a_document_of_a_town_is_never_its_countys(text: str, code: str | None) -> None:
    with pytest.raises(UnknownKind, match="a document of a town or subdistrict"):
        read(text, code)


@pytest.mark.parametrize(
    "text",
    [
        plan("国民经济和社会发展第十五个五年规划纲要"),
        report("政府工作报告", "涉县，涉县，涉县。河北省邯郸市涉县。"),
        report("县政府工作报告\n——2024年1月12日在县第十八届人民代表大会第四次会议上", "涉县"),
    ],
)
def test_a_place_is_never_taken_from_the_prose(text: str) -> None:
    with pytest.raises(UnknownDistrict, match=r"none is named in its title.*--district CODE"):
        read(text)
    assert read(text, "130426").notes[0].message.startswith(OTHER_DISTRICT)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        (
            plan(
                "中华人民共和国国民经济和社会发展第十五个五年规划纲要\n（2026年3月12日第十四届全国人民代表大会第四次会议批准）",
                "支持浙江省",
            ),
            "100000-plan-2026",
        ),
        (plan("中华人民共和国国民经济和社会发展第十四个五年规划\n和2035年远景目标纲要", "海南省"), "100000-plan-2021"),
        (
            plan(
                "国民经济和社会发展第十五个五年规划纲要\n（2026年3月12日第十四届全国人民代表大会第四次会议批准）",
                "海南省",
            ),
            "100000-plan-2026",
        ),
        (report("2024年国务院政府工作报告", "海南省"), "100000-report-2024"),
        (report("国务院政府工作报告（2024年）", "海南省"), "100000-report-2024"),
        (
            report("政府工作报告\n——2024年3月5日在第十四届全国人民代表大会第二次会议上\n国务院总理 某某", "海南省"),
            "100000-report-2024",
        ),
        (report("2024年政府工作报告\n国务院总理 某某\n2024年3月5日", "海南省"), "100000-report-2024"),
    ],
)
def test_a_document_of_the_nation_is_no_provinces(text: str, slug: str) -> None:
    found = read(text)
    assert found.slug == slug
    assert (found.context().place, found.context().places_above) == ("全国", ())


def test_a_plan_without_title_is_of_the_least_place_that_it_rests_on() -> None:
    found = read(
        "前 言\n本规划的依据是《中共中央关于制定国民经济和社会发展第十四个五年规划和二〇三五年远景目标的建议》、《中共嵩县委关于制定嵩县国民经济和社会"
        "发展第十四个五年规划和二〇三五年远景目标的建议》、《中华人民共和国国民经济和社会发展第十四个五年规划和2035年远景目标纲要》。\n第一章 基础\n正文。\n"
    )
    assert (found.slug, found.title) == (
        "410325-plan-2021",
        "嵩县国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要",
    )
