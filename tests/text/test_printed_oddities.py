"""What printing and pasting leave in a text that is otherwise plain: each was read wrongly, and nothing said so."""

from tests.cases import read

HEAD = "青溪县国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要\n\n第一章 发展目标\n\n"
TAIL = "\n第二章 保障措施\n\n到2025年，培训干部300人次。\n"


def raws(text: str) -> list[str]:
    reading = read(text, district="110101")
    return ["".join(one.raw.split()) for one in reading.observations.observations]


def test_a_figure_that_the_end_of_a_line_cuts() -> None:
    text = (
        f"{HEAD}到2025年，规模以上工业企业达到1\n20家，高新技术企业达到35家。\n到2025年，茶园面积达到11.5万亩。\n{TAIL}"
    )
    assert raws(text) == ["120家", "35家", "11.5万亩", "300人次"]
    assert read(text, district="110101").observations.observations[0].value == 120


def test_a_figure_in_a_note_below_the_text_is_none_of_the_last_chapter() -> None:
    text = f"{HEAD}到2025年，茶园面积达到11.5万亩。\n{TAIL}\n———\n[1] 2020年末高新技术企业达到36家。\n"
    assert raws(text) == ["11.5万亩", "300人次"]


INDICATORS = "指标\t2020年\t2025年\t属性\n地区生产总值（亿元）\t150\t180\t预期性\n森林覆盖率（%）\t40\t45\t约束性\n"
WORKS = "项目名称\t建设地点\t总投资（万元）\n茶园大道工程\t东山乡\t3000\n职教中心项目\t石桥镇\t5000\n"
MORE = "指标\t2020年\t2025年\t属性\n每千人床位数（张）\t5\t6\t预期性\n平均受教育年限（年）\t9\t10\t约束性\n"


def test_tables_below_each_other_without_a_blank_line() -> None:
    for between in (("", ""), ("重大项目\n", "民生指标\n")):
        for mark in ("\t", " | "):
            table = f"{INDICATORS}{between[0]}{WORKS}{between[1]}{MORE}"
            if mark != "\t":
                table = "".join(
                    f"| {line.replace(chr(9), mark)} |\n" if "\t" in line else f"{line}\n"
                    for line in table.splitlines()
                )
            reading = read(f"{HEAD}主要指标\n{table}{TAIL}", district="110101")
            assert [one.name for one in reading.targets.targets] == [
                "地区生产总值", "森林覆盖率", "每千人床位数", "平均受教育年限"
            ], (between, mark)  # fmt: skip
            assert [(one.name, one.investment_raw) for one in reading.projects.projects] == [
                ("茶园大道工程", "3000"), ("职教中心项目", "5000")
            ], (between, mark)  # fmt: skip


def test_an_item_of_a_section_is_no_chapter_by_its_name() -> None:
    text = (
        "青溪县城市内涝治理“十四五”规划\n\n一、现状与形势\n\n（一）现状\n\n建成泵站120座，服务人口30万人。\n\n二、总体要求\n\n（一）总体思路\n\n坚持人民至上，统筹推进。\n\n"
        "（二）基本要求\n\n1．指导思想\n\n坚持人民至上，统筹推进城市内涝治理。\n\n（三）主要目标\n\n到2025年，建成泵站150座。\n\n三、重点任务\n\n（一）加强建设\n\n建设泵站，完善管网。\n"
    )
    reading = read(text, district="110101")
    assert [node.title for node in reading.outline.top()] == ["现状与形势", "总体要求", "重点任务"]


def test_a_row_that_lost_the_space_before_its_first_word() -> None:
    table = """附表：重大项目表
------------------------------------------------------------------------
类别        序号   项目名称                     建设性质   建设年限    总投资（亿元）
----------- ------ ---------------------------- ---------- ----------- ---------------
产业        1      纯碱扩能二期工程             续建       2019-2022   12.6
2      年产60万吨小苏打项目         新建       2021-2023   18.5
交通        3      国道240青溪段改建工程        新建       2022-2025   7.7
------------------------------------------------------------------------
"""
    reading = read(f"{HEAD}到2025年，茶园面积达到11.5万亩。\n\n{table}{TAIL}", district="110101")
    assert [(one.name, one.investment_raw, one.period_start) for one in reading.projects.projects] == [
        ("纯碱扩能二期工程", "12.6", 2019),
        ("年产60万吨小苏打项目", "18.5", 2021),
        ("国道240青溪段改建工程", "7.7", 2022),
    ]
