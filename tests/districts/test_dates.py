"""The year of a report, and the days on which a document was delivered, adopted and printed."""

from datetime import date

import pytest

from districts.reading.years import YEAR_CONFLICT
from tests.districts.test_places import plan, read

ADDRESS = "各位代表：\n现在，我代表县人民政府，向大会报告工作。\n"


def report(head: str, *headings: str) -> str:
    parts = (f"{heading}\n地区生产总值增长8.1%。\n" for heading in headings)
    return f"{head}\n{ADDRESS}{''.join(parts)}"


SESSION = "在米脂县第十九届人民代表大会第二次会议上"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        # the day of delivery, and one of December for the next year
        (report(f"政府工作报告\n——2022年1月24日{SESSION}", "一、以工业强县为主线"), 2022),
        (report(f"政府工作报告\n——2021年12月28日{SESSION}", "一、以工业强县为主线"), 2022),
        (report(f"政府工作报告\n——二〇二一年十二月二十八日{SESSION}", "一、以工业强县为主线"), 2022),
        # a congress of November, whose report plans for the next year
        (report(f"政府工作报告\n——2021年11月28日{SESSION}", "一、过去五年工作回顾", "二、2022年工作安排"), 2022),
        # the title alone
        (report("米脂县2022年政府工作报告", "一、以工业强县为主线"), 2022),
        (report("米脂县二○二二年政府工作报告", "一、以工业强县为主线"), 2022),
        (report("米脂县二O二二年政府工作报告", "一、以工业强县为主线"), 2022),
        (report("米脂县政府工作报告（二〇二二年）", "一、以工业强县为主线"), 2022),
        # the headings alone, whatever their years
        (report("米脂县政府工作报告", "一、2021年工作回顾", "二、2022年工作安排"), 2022),
        (
            report(
                "米脂县政府工作报告", "一、“十三五”时期和2020年工作回顾", "二、“十四五”时期主要目标和2035年远景目标"
            ),
            2021,
        ),
        (report("米脂县政府工作报告", "过去五年和2021年工作回顾", "2022年政府工作的总体要求和主要目标"), 2022),
        (report("米脂县政府工作报告", "第一部分 2017年至2021年工作总结", "第二部分 今后五年的任务"), 2022),
        (report("米脂县政府工作报告", "一、二〇二一年工作回顾"), 2022),
        (report("米脂县政府工作报告", "## 二、2022年重点工作"), 2022),
    ],
)
def test_the_year_of_a_report(text: str, year: int) -> None:
    found = read(text)
    assert (found.slug, found.notes) == (f"610827-report-{year}", ())


@pytest.mark.parametrize(
    ("text", "year", "told"),
    [
        (
            report(f"米脂县2024年政府工作报告\n（2022年1月24日{SESSION}）", "一、2021年工作回顾", "二、2022年工作安排"),
            2022,
            "title 2024, day of delivery 2022, headings 2022; 2022 was taken",
        ),
        (
            report(f"米脂县2024年政府工作报告\n（2022年1月24日{SESSION}）", "一、以工业强县为主线"),
            2022,
            "title 2024, day of delivery 2022; 2022 was taken",
        ),
        (
            report("米脂县2023年政府工作报告", "一、2021年工作回顾", "二、2022年工作安排"),
            2022,
            "title 2023, headings 2022; 2022 was taken",
        ),
        # the headings of a page that lost them, or of another report, against two that agree
        (
            report(f"米脂县2022年政府工作报告\n——2022年1月24日{SESSION}", "一、2019年工作回顾"),
            2022,
            "title 2022, day of delivery 2022, headings 2020; 2022 was taken",
        ),
    ],
)
def test_what_does_not_agree_is_a_note(text: str, year: int, told: str) -> None:
    found = read(text)
    assert (found.report_year, found.baseline_year) == (year, year - 1)
    assert [note.message for note in found.notes] == [f"{YEAR_CONFLICT} {told}"]
    assert found.notes[0].reader == "document"


@pytest.mark.parametrize(
    "line",
    [
        "一、2021年主要工作和“十四五”发展成就",
        "（一）2023年目标任务",
        "2021年10月工作回顾见附件，2022年目标任务由县政府办公室分解。",
        "定边县2023年工作回顾",
        "米脂县2021年主要指标完成情况一览表",
        "到2035年远景目标",
    ],
)
def test_other_years_in_headings_are_no_conflict(line: str) -> None:
    assert read(report(f"政府工作报告\n——2022年1月24日{SESSION}", "一、过去一年", line)).notes == ()


@pytest.mark.parametrize(
    "head",
    [
        f"政府工作报告\n——2022年1月24日{SESSION}",
        f"政府工作报告\n（2022年1月24日{SESSION}）",
        f"政府工作报告\n( 2022 年 1 月 24 日 {SESSION} )",
        f"政府工作报告\n2022年1月24日，{SESSION}",
        "政府工作报告\n——2022年1月24日在米脂县\n第十九届人民代表大会\n第二次会议上",
        f"政府工作报告\n——{SESSION}\n（2022年1月24日）",
        f"政府工作报告\n二〇二二年一月二十四日{SESSION}",
        f"政府工作报告\n二○二二年一月二十四日{SESSION}",
        "米脂县政府工作报告\n2022年1月24日",
        "米脂县政府工作报告\n（2022年1月24日）",
        "政府工作报告\n米脂县县长 某某\n2022年1月24日",
        "米脂县政府工作报告\n2022年1月24日 县长 某某",
        "米脂县2022年政府工作报告\n2022年1月24日",
    ],
)
def test_the_day_of_delivery(head: str) -> None:
    found = read(report(head, "一、以工业强县为主线"))
    assert (found.slug, found.delivered_on) == ("610827-report-2022", date(2022, 1, 24))


@pytest.mark.parametrize(
    "note",
    [
        "（2021年2月3日嵩县第十六届人民代表大会第一次会议批准）",
        "（2021 年 2 月 3 日嵩县第十六届\n人民代表大会第一次会议批准）",
        "（2021年2月3日\n嵩县第十六届人民代表大会\n第一次会议审议通过）",
        "(二〇二一年二月三日嵩县第十六届人民代表大会第一次会议审议批准)",
        "2021年2月3日嵩县十六届人大一次会议审议通过",
        "（2021年2月3日经嵩县第十六届人大一次会议\n审议通过）",
        "（嵩县第十六届人民代表大会第一次会议\n2021年2月3日批准）",
        "嵩政发〔2021〕4号\n2021年4月12日\n（2021年2月3日嵩县第十六届人民代表大会第一次会议表决通过）",
    ],
)
def test_the_day_of_adoption_over_whatever_lines(note: str) -> None:
    assert read(plan(f"嵩县国民经济和社会发展第十四个五年规划纲要\n{note}")).adopted_on == date(2021, 2, 3)


@pytest.mark.parametrize(
    ("foot", "issuer"),
    [
        ("抄送：县委办公室，县人大常委会办公室。\n嵩县人民政府办公室 2021年1月29日印发", "嵩县人民政府办公室"),
        ("嵩县人民政府办公室 2021年1月29日印发", "嵩县人民政府办公室"),
        ("嵩县人民政府办公室　　　　2021 年 1 月 29 日印发", "嵩县人民政府办公室"),
        ("嵩县人民政府办公室\n2021年1月29日印发", "嵩县人民政府办公室"),
        ("嵩县人民政府办公室 二〇二一年一月二十九日印发", "嵩县人民政府办公室"),
        ("嵩县发展和改革委员会 2021年1月29日印发", None),
        (
            "嵩县人民政府办公室 2021年1月29日印发\n扫一扫在手机打开当前页\n主办单位：某网\n网站地图",
            "嵩县人民政府办公室",
        ),
    ],
)
def test_the_day_of_the_imprint(foot: str, issuer: str | None) -> None:
    found = read(plan("嵩县国民经济和社会发展第十四个五年规划纲要") + f"\n{foot}\n")
    assert (found.issued_on, found.issuer) == (date(2021, 1, 29), issuer)


def test_a_document_that_is_named_with_its_day_is_no_imprint() -> None:
    text = plan("嵩县国民经济和社会发展第十四个五年规划纲要") + "\n按照国务院2021年1月29日印发的意见执行。\n"
    assert read(text).issued_on is None


def test_a_place_may_be_that_of_the_imprint_alone() -> None:
    text = (
        plan("国民经济和社会发展第十四个五年规划纲要") + "\n抄送：县委办公室。\n嵩县人民政府办公室 2021年1月29日印发\n"
    )
    assert read(text).slug == "410325-plan-2021"


TITLE = "米脂县“十四五”水利发展规划"


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        (f"米脂县人民政府办公室\n关于印发{TITLE}的通知", "米脂县人民政府办公室"),
        (f"米脂县人民政府关于印发《米脂县“十四五”\n水利发展规划》的通知\n\n{TITLE}", "米脂县人民政府"),
        (f"米脂县水利局关于印发{TITLE}的通知", "米脂县水利局"),
        (f"米脂县水利局 米脂县发展和改革局\n关于印发{TITLE}的通知", "米脂县水利局、米脂县发展和改革局"),
        (
            f"米脂县水利局\n米脂县发展和改革局\n米脂县财政局\n关于印发《{TITLE}》的通知",
            "米脂县水利局、米脂县发展和改革局、米脂县财政局",
        ),
        (f"关于印发《{TITLE}》的通知\n现印发给你们。\n米脂县水利局\n2021年12月3日\n{TITLE}", "米脂县水利局"),
        (f"关于印发《{TITLE}》的通知\n现印发给你们。\n米脂县水利局　2021年12月3日\n{TITLE}", "米脂县水利局"),
        (f"米 脂 县 水 利 局 文 件\n{TITLE}", None),
        (f"米脂县水利局文件\n米水发〔2021〕8号\n{TITLE}", "米脂县水利局"),
        (f"{TITLE}\n（根据《榆林市人民政府关于印发水利规划的通知》编制）", None),
    ],
)
def test_who_issues_a_document(head: str, issuer: str | None) -> None:
    assert read(f"{head}\n第一章 现状\n灌区节水改造有序推进。\n").issuer == issuer


def test_the_state_council_and_a_league_issue_documents_too() -> None:
    nation = "国 务 院\n关于印发“十四五”水利发展\n规划的通知\n国发〔2021〕40号\n国 务 院\n2021年12月3日\n“十四五”水利发展规划\n"
    league = "兴安盟行政公署关于印发兴安盟“十四五”水利发展规划的通知\n兴安盟行政公署\n2021年12月3日\n"
    for head, code, issuer in ((nation, "100000", "国务院"), (league, "152200", "兴安盟行政公署")):
        found = read(f"{head}第一章 现状\n灌区节水改造有序推进。\n")
        assert (found.district.code, found.issuer, found.issued_on) == (code, issuer, date(2021, 12, 3))


@pytest.mark.parametrize("label", ["文号", "发文字号：", "文 号 |", "| 索引号 | 0152/2021-3 | 文号 |"])
def test_the_number_in_the_head_of_a_web_page(label: str) -> None:
    head = f"{label} 米政办发〔2021〕12号 | 公开日期 | 2021-12-10\n{TITLE}"
    assert read(f"{head}\n第一章 现状\n灌区节水改造有序推进。\n").doc_number == "米政办发〔2021〕12号"


def test_a_notice_that_a_page_has_on_one_line_with_its_number_and_its_day_with_the_title() -> None:
    head = "嵩政发〔2016〕7号 嵩县人民政府关于印发国民经济和社会发展第十三个五年规划纲要的通知 各乡镇人民政府: 现予印发，请认真贯彻落实。"
    title = "嵩县国民经济和社会发展第十三个五年规划纲要"
    found = read(f"{head}\n2016年2月18日 （此件公开发布） {title}\n{title}\n第一章 发展基础\n经济平稳。\n")
    assert (found.doc_number, found.issuer, found.issued_on) == ("嵩政发〔2016〕7号", "嵩县人民政府", date(2016, 2, 18))
