"""Which years sections, paragraphs and sentences speak of."""

import pytest

from text.context import DocumentContext
from text.numbers.plan_periods import plan_period
from text.outline.outline import read_outline
from text.outline.periods import Setting, ShiftDirection, governing, section, year_marks
from text.sources.source import make_source
from text.vocabulary import DocumentKind

PLAN = DocumentContext(DocumentKind.PLAN, "东丽区", ("天津市",), 2020, period_start=2021, period_end=2025)
REPORT = DocumentContext(DocumentKind.REPORT, "徐水区", ("保定市",), 2020, report_year=2021)
BACK = Setting(ShiftDirection.BACK, 2020, (2016, 2020), several=True)
AHEAD = Setting(ShiftDirection.AHEAD, 2025, (2021, 2025), several=True)


def test_plan_periods() -> None:
    assert [plan_period(char) for char in "二三四五"] == [(2011, 2015), (2016, 2020), (2021, 2025), (2026, 2030)]


@pytest.mark.parametrize(
    ("context", "headings", "direction", "year", "several"),
    [
        (REPORT, ["一、“十三五”时期经济社会发展回顾"], ShiftDirection.BACK, 2020, True),
        (REPORT, ["二、“十四五”时期的主要目标任务"], ShiftDirection.AHEAD, 2025, True),
        (REPORT, ["三、2021年政府重点工作任务"], ShiftDirection.AHEAD, 2021, False),
        (REPORT, ["一、2020年工作回顾", "（一）持续优化营商环境"], ShiftDirection.BACK, 2020, False),
        (REPORT, ["一、过去一年工作回顾"], ShiftDirection.BACK, 2020, False),
        (
            REPORT,
            ["二、今后五年的奋斗目标和2021年主要任务", "（一）今后五年的奋斗目标"],
            ShiftDirection.AHEAD,
            2025,
            True,
        ),
        (REPORT, ["二、今后五年的奋斗目标和2021年主要任务", "（二）2021年主要任务"], ShiftDirection.AHEAD, 2021, False),
        (REPORT, ["二、2021年主要任务", "三、加强政府自身建设"], ShiftDirection.AHEAD, 2021, False),
        (REPORT, ["三、加强政府自身建设"], ShiftDirection.UNSAID, None, False),
        (REPORT, ["一、回首2020，我们砥砺前行"], ShiftDirection.BACK, 2020, False),
        (REPORT, ["二、奋进2021：凝心聚力谱新篇"], ShiftDirection.AHEAD, 2021, False),
        (REPORT, ["一、本届政府工作回顾"], ShiftDirection.BACK, 2020, True),
        (REPORT, ["三、今后五年工作"], ShiftDirection.AHEAD, 2025, True),
        (REPORT, ["二〇二一年工作安排"], ShiftDirection.AHEAD, 2021, False),
        (REPORT, ["2020年重点工作完成情况"], ShiftDirection.BACK, 2020, False),
        (REPORT, ["附件1", "2021年十件民生实事"], ShiftDirection.AHEAD, 2021, False),
        (REPORT, ["附件：2020年重点项目进展情况"], ShiftDirection.BACK, 2020, False),
        (REPORT, ["附件：2020年重点项目"], ShiftDirection.UNSAID, 2020, False),
        (PLAN, ["第一章 “十三五”期间发展基础", "一、发展质量稳步提升"], ShiftDirection.BACK, 2020, True),
        (PLAN, ["第一章 发展基础和发展环境", "第一节 发展基础"], ShiftDirection.BACK, 2020, True),
        (PLAN, ["第九章 绿色发展，构筑都市生态高地"], ShiftDirection.AHEAD, 2025, True),
        (PLAN, ["前  言"], ShiftDirection.BESIDE, 2021, False),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)
def test_sections(
    context: DocumentContext, headings: list[str], direction: ShiftDirection, year: int | None, several: bool
) -> None:
    outline = read_outline(
        make_source("\n".join([*headings, "全区各项事业取得了长足的进步，人民生活水平有了显著的提高，成绩来之不易。"]))
    )
    setting = section(outline.nodes[-1], context, outline)
    assert (setting.direction, setting.year, setting.several) == (direction, year, several)


# words, the number whose year is asked for, its year (None: as the section has it)
SENTENCES = [
    ("比重由2015年的61.8%提高到67.0%", "61.8", 2015),
    ("比重由2015年的61.8%提高到67.0%", "67.0", None),
    ("从2020年的10.5万元提高到2025年的14万元", "14", 2025),
    ("到2021年底,完成29万居民还迁安置,到2025年,形成体系", "29", 2021),
    ("到2022年建设5G基站773个;到2025年实现覆盖率90%", "90", 2025),
    ("2019年提前超额完成“十三五”能耗下降任务,五年累计下降24.3%", "24.3", 2020),
    ("比2015年提高约35个百分点", "35", None),
    ("是2015年的1.34倍", "1.34", None),
    ("借助2022年冬奥会契机,新建冰场3座", "3", None),
    ("对2000年以前建成的120个老旧小区实施改造", "120", None),
    ("“十四五”期间,完成城市更新9.6万平方米", "9.6", 2025),
    ("较“十二五”末增加62.5%", "62.5", None),
    ("2018年开始我区启动评估,39家科研机构", "39", 2018),
]


@pytest.mark.parametrize(
    ("words", "number", "year"), SENTENCES, ids=[f"{words[:14]} {number}" for words, number, _ in SENTENCES]
)
def test_years_in_sentences(words: str, number: str, year: int | None) -> None:
    marks = year_marks(words, origin=0, setting=BACK)
    taken: set[int] = set()
    if number != "61.8" and "由2015年的" in words:
        governing(marks, words.index("61.8"), taken)
    if number == "14":
        governing(marks, words.index("10.5"), taken)
    mark = governing(marks, words.index(number), taken)
    assert (mark.year if mark else None) == year
