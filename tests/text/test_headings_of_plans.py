"""Headings of plans in all forms, and lines that only begin like one."""

import pytest

from tests.cases import observations, outline, read

_HEAD = "嵩县国民经济和社会发展第十四个五年规划纲要\n"
_PROSE = "坚持以人民为中心的发展思想，把更多财力投向民生领域，各项社会事业取得了长足的进步，群众的获得感不断增强。\n"


def headings(text: str) -> list[str]:
    """``~`` is a paragraph; a row of the outline is its level, label and title."""
    nodes = outline(read(_HEAD + text.replace("~", "\n" + _PROSE)))
    return [node.split(" ", 1)[1] for node in nodes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "第一篇 总论\n第一章 发展基础~第二章 发展目标~第二篇 任务\n第一章 壮大产业~",
            ["1 第一篇 总论", "2 第一章 发展基础", "2 第二章 发展目标", "1 第二篇 任务", "2 第一章 壮大产业"],
            id="chapters from 1 in each part",
        ),
        pytest.param(
            "1、发展基础\n1.1、主要成就~1.2、存在问题~2、主要目标\n2.1、总体目标~",
            ["1 1、 发展基础", "2 1.1 主要成就", "2 1.2 存在问题", "1 2、 主要目标", "2 2.1 总体目标"],
            id="1、 above 1.1、",
        ),
        pytest.param(
            "１　发展基础\n１．１　主要成就~１．２　存在问题~２　主要目标\n２．１　总体目标~３　保障~",
            ["1 １ 发展基础", "2 １．１ 主要成就", "2 １．２ 存在问题", "1 ２ 主要目标", "2 ２．１ 总体目标", "1 ３ 保障"],
            id="full-width digits, and a last chapter without sections",
        ),
        pytest.param(
            "第1章 发展基础\n1\\.1 主要成就~1\\.2 存在问题~第2章 主要目标\n2\\.1 总体目标~",
            ["1 第1章 发展基础", "2 1.1 主要成就", "2 1.2 存在问题", "1 第2章 主要目标", "2 2.1 总体目标"],
            id="escapes of Markdown",
        ),
        pytest.param(
            "一、产业\n第一节 工业~第二节 农业~二、城乡\n第一节 城镇~",
            ["1 一、 产业", "2 第一节 工业", "2 第二节 农业", "1 二、 城乡", "2 第一节 城镇"],
            id="一、 above 第一节, as the document has it",
        ),
        pytest.param(
            "第一章\n发展基础~第一节\n主要成就~一、\n综合实力~",
            ["1 第一章 发展基础", "2 第一节 主要成就", "3 一、 综合实力"],
            id="labels alone on a line",
        ),
        pytest.param(
            "1.发展基础~2.主要目标\n（1）经济目标~（2）社会目标~3.保障措施~",
            ["1 1. 发展基础", "1 2. 主要目标", "2 （1） 经济目标", "2 （2） 社会目标", "1 3. 保障措施"],
            id="1. above （1）",
        ),
        pytest.param(
            "I. 发展基础~一、成就~二、问题~II. 主要目标~一、目标~",
            ["1 I. 发展基础", "2 一、 成就", "2 二、 问题", "1 II. 主要目标", "2 一、 目标"],
            id="Roman numbers",
        ),
        pytest.param(
            "上篇 发展基础\n第一章 成就~下篇 发展目标\n第二章 目标~",
            ["1 上篇 发展基础", "2 第一章 成就", "1 下篇 发展目标", "2 第二章 目标"],
            id="上篇 and 下篇",
        ),
        pytest.param(
            "总论~第一篇 基础\n第一章 成就~第二篇 目标\n第二章 任务~结语~",
            ["1 - 总论", "1 第一篇 基础", "2 第一章 成就", "1 第二篇 目标", "2 第二章 任务", "1 - 结语"],
            id="parts without a number beside the highest",
        ),
        pytest.param(
            "一、产业\n①工业发展~②农业发展~二、城乡\n1）城镇~2）乡村~",
            ["1 一、 产业", "2 ① 工业发展", "2 ② 农业发展", "1 二、 城乡", "2 1） 城镇", "2 2） 乡村"],
            id="circled numbers, and half brackets",
        ),
        pytest.param(
            "第一篇 总论　第一章 发展基础~第二章 主要目标~",
            ["1 第一篇 总论", "2 第一章 发展基础", "2 第二章 主要目标"],
            id="two headings on a line",
        ),
        pytest.param(
            "第一章 产业~附件1 实施方案\n一、目标~二、任务~附件2 名词解释\n1.双碳：指碳达峰、碳中和。\n",
            ["1 第一章 产业", "1 附件1 实施方案", "2 一、 目标", "2 二、 任务", "1 附件2 名词解释"],
            id="appendices",
        ),
        pytest.param("导 语~第 一 章 发 展 基 础~", ["1 - 导 语", "1 第一章 发展基础"], id="letter-spaced"),
        pytest.param(
            "第一章 发展基础    12~第一节 主要成就……13~第二章 打造数字社区 3.0~第三章 主要任务。~",
            ["1 第一章 发展基础", "2 第一节 主要成就", "1 第二章 打造数字社区 3.0", "1 第三章 主要任务"],
            id="numbers of pages and a full stop behind titles",
        ),
        pytest.param(
            "**一、**发展基础\n\n**（一）**主要成就\n~\n**二、**主要目标\n~\n**加强领导**\n~\n**强化监督**\n~",
            ["1 一、 发展基础", "2 （一） 主要成就", "1 二、 主要目标", "2 - 加强领导", "2 - 强化监督"],
            id="bold labels, and bold lines",
        ),
        pytest.param(
            "第一章 产业\n第一节 工业~专栏1-1 重点工程\n1.扩能项目。\n第二节 农业~【专栏2】 粮食安全工程\n高标准农田建设。\n\n第三节 商贸~专栏三：物流体系建设\n",
            ["1 第一章 产业", "2 第一节 工业", "3 专栏1-1 重点工程", "2 第二节 农业", "3 专栏2 粮食安全工程", "2 第三节 商贸", "3 专栏三 物流体系建设"],
            id="boxes",
        ),
        pytest.param(
            "第一章 产业~表1 主要指标\n| 指标 | 2025年 |\n|---|---|\n| 生产总值（亿元） | 300 |\n\n图1 空间布局图\n第二章 保障~附表1 重点项目表\n| 序号 | 名称 |\n|---|---|\n| 1 | 某泵站 |\n",
            ["1 第一章 产业", "2 表1 主要指标", "1 第二章 保障", "1 附表1 重点项目表"],
            id="a table is a box, a picture is not",
        ),
        pytest.param(
            "第三章　坚持创新驱动，建设科创高地　　把创新摆在核心位置，提升创新能力。\n第四章　城乡　　推进以人为核心的新型城镇化，优化空间布局。\n",
            ["1 第三章 坚持创新驱动，建设科创高地", "1 第四章 城乡"],
            id="the text runs in behind a wide space",
        ),
        pytest.param(
            "一、基本原则\n（一）坚持党的领导；（二）坚持人民至上；（三）坚持新发展理念。~二、主要目标\n一是经济更强。二是环境更优。\n（1）完成年度任务；\n（2）报县政府审定。\n",
            ["1 一、 基本原则", "1 二、 主要目标"],
            id="clauses and items of lists",
        ),
        pytest.param(
            "一、发展基础~一、二、三产业融合发展，结构不断优化。\n三、四级医院建设加快推进，服务能力不断提升\n第一产业稳步发展。\n第三届旅游节成功举办。\n第一书记驻村帮扶。\n第一方阵中持续进位。\n“第一章 总则”的制度已经落实。\n第一章至第三章提出的任务基本完成\n二、主要目标~",
            ["1 一、 发展基础", "1 二、 主要目标"],
            id="lines that only begin like one",
        ),
        pytest.param(
            "一、重点工程~1.城东泵站工程。新建泵站一座，改造配套管网，年内完工。\n2.城西泵站工程。新建泵站一座，改造配套管网，明年完工。\n二、保障~",
            ["1 一、 重点工程", "1 二、 保障"],
            id="a list of works",
        ),
        pytest.param(
            "一、实事~1.新增学位2400个。建设学校两所，改善办学条件。\n2.新增床位300张。建设医院一所，改善就医条件。\n二、保障~",
            ["1 一、 实事", "1 二、 保障"],
            id="items with figures",
        ),
    ],
)  # fmt: skip
def test_headings(text: str, expected: list[str]) -> None:
    assert headings(text) == expected


def test_decimals_and_dates_at_the_head_of_a_line_are_no_labels() -> None:
    text = (
        "一、发展基础~6.5%以上的人口参加了保险，1.2万人就业。\n1.1万亿元的投资已经落实。\n2025年，全县生产总值达到300亿元。\n"
        "3.2个百分点的差距正在缩小。\n二、主要目标~"
    )
    assert headings(text) == ["1 一、 发展基础", "1 二、 主要目标"]
    read_figures = observations(read(_HEAD + text.replace("~", "\n" + _PROSE)))
    assert [row.split(" ")[0] for row in read_figures] == ["6.5%", "1.2万人", "1.1万亿元", "300亿元", "3.2个百分点"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第一章 发展基础~第三章 主要目标~", "第三章 follows 第一章: a heading between them is missing or misnumbered"),
        ("第一章 甲\n第一节 乙~第二节 丙~第二章 丁\n第三节 戊~第四节 己~", None),  # counted through
        (
            "第一章 甲\n第一节 乙~第二节 丙~第二章 丁\n第五节 戊~",
            "第五节 follows 第二节: a heading between them is missing or misnumbered",
        ),
        (
            "一、甲\n第一节 乙~二、丙~第一节 丁\n一、戊~第二节 己~",
            "numbers such as 一、 stand below those such as 第一节 in one part and above them in another: the levels follow the commoner use",
        ),
    ],
)
def test_gaps_are_said(text: str, expected: str | None) -> None:
    notes = [note.message for note in read(_HEAD + text.replace("~", "\n" + _PROSE)).outline.notes]
    assert expected in notes if expected else notes == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第一章 站上新起点\n第一节 综合实力大幅提升\n全县生产总值达到213亿元。\n第二章 总体要求\n", "213亿元 2020 actual"),
        ("第一篇 开启新征程\n第一章 发展环境\n全县生产总值达到213亿元。\n第二章 主要目标\n", "213亿元 2020 actual"),
        ("第一篇 总论\n第一章 全面小康取得决定性成就\n第一节 经济发展\n全县生产总值达到213亿元。\n", "213亿元 2020 actual"),
        ("第一章 发展基础和主要目标\n第一节 主要目标\n全县生产总值达到300亿元。\n", "300亿元 2025 target"),
        ("第一章 发展基础和主要目标\n第一节 发展基础\n第二节 主要目标\n第三节 布局\n全县生产总值达到300亿元。\n", "300亿元 2025 target"),
        ("第一章 发展基础\n第二章 要求\n第三章 产业\n第一节 发展现状\n全县生产总值达到213亿元。\n", "213亿元 2020 actual"),
        ("第一章 发展基础\n第二章 要求\n第三章 产业\n第一节 产业规模大幅提升\n全县生产总值达到300亿元。\n", "300亿元 2025 target"),
        ("第一章 主要目标\n第一节 综合实力大幅提升\n全县生产总值达到300亿元。\n", "300亿元 2025 target"),
        ("1 总论\n1.1 “十三五”发展回顾\n全县生产总值达到213亿元。\n1.2 主要目标\n到2025年，大幅提升。\n", "213亿元 2020 actual"),
    ],
)  # fmt: skip
def test_the_deepest_heading_that_says_it_tells_results_from_aims(text: str, expected: str) -> None:
    assert observations(read(_HEAD + text))[0].startswith(expected)


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("嵩县国民经济和社会发展第十个五年计划纲要", (2001, 2005)),
        ("桐柏县国民经济和社会发展“十五”计划纲要", (2001, 2005)),
        ("桐柏县国民经济和社会发展第九个五年计划和2010年远景目标纲要", (1996, 2000)),
        ("嵩县国民经济和社会发展“九五”计划和2010年远景目标纲要", (1996, 2000)),
        ("嵩县国民经济和社会发展第十一个五年规划纲要", (2006, 2010)),
        ("嵩县国民经济和社会发展第十五个五年规划纲要", (2026, 2030)),
        ("嵩县国民经济和社会发展第十五个五年规划（2026—2030年）纲要", (2026, 2030)),
        ("新疆维吾尔自治区国民经济和社会发展第十四个五年规划和2035年远景目标纲要", (2021, 2025)),
        ("中华人民共和国国民经济和社会发展第十四个五年规划和2035年远景目标纲要", (2021, 2025)),
    ],
)
def test_plans_of_every_place_and_time(title: str, period: tuple[int, int]) -> None:
    document = read(f"{title}\n第一章 指导思想\n{_PROSE}").document
    assert (document.period_start, document.period_end) == period


@pytest.mark.parametrize("unit", ["单位：万元", "（单位：亿元）", "计量单位：万元、公里", "续表"])
def test_the_unit_of_a_table_is_no_part_of_the_title_above(unit: str) -> None:
    text = f"桐柏县国民经济和社会发展第十四个五年规划纲要\n第一章 发展基础\n2020年生产总值达到360亿元。\n附件　“十四五”重大项目表\n{unit}\n\n| 序号 | 项目名称 | 总投资 |\n| 1 | 甲江大桥工程 | 3600 |\n| 2 | 乙江大桥工程 | 2800 |\n"
    assert outline(read(text))[-1] == "appendix 1 附件 “十四五”重大项目表"


def test_a_heading_goes_on_above_lines_of_print() -> None:
    text = "第一章 发展基础~第二章 夯实基础支撑加快构建内畅外联的\n        现代综合交通体系\n    建设沙洼至龙山高速公路，改造提升凉水口至人潮溪公路，推进\n铁路建设。\n"
    assert headings(text) == ["1 第一章 发展基础", "1 第二章 夯实基础支撑加快构建内畅外联的现代综合交通体系"]


@pytest.mark.parametrize("gap", ["\t", "     "])
def test_the_headings_of_a_table_are_no_part_of_its_title(gap: str) -> None:
    cells = gap.join(("序号", "项目名称", "建设性质", "总投资"))
    text = f"第一章 发展基础~附件1\n嵩县“十四五”重点项目表\n{cells}\n一、产业项目（1项）\n{gap.join(('1', '沙洼水厂', '新建', '3'))}\n"
    assert headings(text)[:2] == ["1 第一章 发展基础", "1 附件1 嵩县“十四五”重点项目表"]
