"""A document knows when it was read badly: each check with a text that trips it and one that does not."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from rest_framework.test import APIClient

from districts.models import Document
from indicators.reading.catalogue import catalogue
from planapi import ingest as pipeline
from planapi.ingest import ingest
from planapi.reading import Reading
from planapi.reading_check import check, in_order, state_of
from planapi.reading_check.findings import Finding, messages
from planapi.reading_check.usual import usual
from tests import cases
from tests.seeds import FILES, seed
from text.sources.evidence import Note
from text.vocabulary import Disposition, Measure, ObservationKind, ReadingState, Severity

Get = Callable[..., Any]
ROOT = Path(__file__).parent.parent.parent

PLAN_HEAD = "涉县国民经济和社会发展第十四个五年规划纲要\n\n"
REVIEW = "全县生产总值完成88.3亿元，增长5.7%。固定资产投资增长6.1%。城镇新增就业3150人。新建农村公路85公里，改造老旧小区12个。\n"
AIMS = "全县生产总值增长6%左右。城镇新增就业3000人以上。新建高标准农田2.4万亩，新增规上工业企业9家，新建口袋公园7个。\n"
WORDS = "我们坚持稳中求进，着力办好民生实事，全县干部群众团结奋斗，各项事业取得新的进步，为今后发展打下了坚实的基础。\n"
REPORT = cases.report(review=REVIEW, plan=AIMS)
NO_HEADINGS = REPORT.replace("一、2023年工作回顾", "砥砺奋进").replace("二、2024年工作安排", "狠抓落实")


def long_report() -> str:
    """A report of more than 3,000 characters, which is read well."""
    fields = enumerate("一二三四五六七八九十")
    more, ahead = "", ""
    for at, number in fields:
        words = f"{WORDS * 2}"
        more += f"（{number}）抓好产业。\n{REVIEW if at == 0 else varied(at)}{words}"
        ahead += f"（{number}）抓好产业。\n{AIMS if at == 0 else varied(at + 10)}{words}"
    return cases.report(review=more, plan=ahead)


def varied(at: int) -> str:
    """Figures that no other paragraph has."""
    return (
        f"新建农村公路{85 + at}公里，完成投资{4 + at / 7:.1f}亿元，整治背街小巷{12 + at}条，方便居民{1 + at / 3:.1f}万户，"
        f"绿化面积增长{3 + at / 3:.1f}%。培育农业合作社{30 + at}家，新增床位{200 + at}张。\n"
    )


LONG = long_report()
UNENDED = cases.report(review=(REVIEW + WORDS.replace("团结奋斗", "勤勉")) * 60, plan=AIMS * 30)
"""A report of more than 8,000 characters without an end."""


def unevenly_broken(text: str) -> str:
    """Lines that end anywhere, and none as wide as another: nothing says where a paragraph goes on."""
    lines: list[str] = []
    for line in text.split("\n"):
        rest = line
        while len(rest) > 33:
            width = 20 + 7 * len(lines) % 13
            lines.append(rest[:width])
            rest = rest[width:]
        lines.append(rest)
    return "\n".join(lines)


def plan(body: str) -> str:
    return f"{PLAN_HEAD}第一章 发展基础\n“十三五”时期，全县生产总值达到213.4亿元，高新技术企业达到37家。\n第二章 主要目标\n到2025年，全县生产总值达到300亿元。\n{body}"


def of_province(aims: str) -> str:
    head = "湖北省2024年政府工作报告\n——2024年1月30日在湖北省第十四届人民代表大会第二次会议上\n"
    return cases.report(review=REVIEW, plan=AIMS + aims, head=head).replace("全县", "全省")


TABLE = "专栏1 “十四五”时期经济社会发展主要指标\n| 序号 | 指标 | 2020年 | 2025年 | 属性 |\n|---|---|---|---|---|\n"
ROWS = (
    "| 1 | 地区生产总值（亿元） | 213 | 300 | 预期性 |\n",
    "| 2 | 常住人口城镇化率（%） | 62 | 68 | 预期性 |\n",
    "| 3 | 森林覆盖率（%） | 44 | 46 | 约束性 |\n",
    "| 4 | 高新技术企业（家） | 37 | 60 | 预期性 |\n",
)
CONTENTS = "目录\n第一章 发展基础\n第二章 主要目标\n第三章 产业体系建设\n第四章 绿色低碳发展\n"

# code, a text that trips it, one that does not
WORKS = """附表：重大项目表
| 序号 | 项目名称 | 建设性质 | 建设地点 | 建设年限 | 总投资（万元） |
|---|---|---|---|---|---|
| 1 | 城关镇冷链物流中心项目 | 新建 | 城关镇 | 2021-2023 | 13500 |
| 2 | 县城第二污水处理厂工程 | 续建 | 城关镇 | 2020-2022 | 6700 |
| 3 | 标准厂房一期工程 | 改扩建 | 旧县镇 | 2022-2024 | 8050 |
"""
BROKEN_WORKS = f"附表：重大项目表\n{cases.TORN_WORKS}"

CASES = [
    pytest.param("no_outline", NO_HEADINGS, REPORT, id="no-outline"),
    pytest.param(
        "one_long_line", cases.HEAD + LONG.removeprefix(cases.HEAD).replace("\n", " "), LONG, id="one-long-line"
    ),
    pytest.param("few_headings", cases.report(review=(REVIEW + WORDS) * 60, plan=AIMS * 8), LONG, id="few-headings"),
    pytest.param(
        "appendix_holds_the_text",
        f"{PLAN_HEAD}附件：名词解释\n第一节 基础\n全县生产总值达到213.4亿元。\n第二节 目标\n到2025年，全县生产总值达到300亿元。\n",
        plan("附件：名词解释\n1.双碳：碳达峰与碳中和。\n"),
        id="appendix-holds-the-text",
    ),
    pytest.param(
        "front_holds_the_text",
        REPORT.replace("一、2023年工作回顾", f"我们走过了不平凡的一年\n{WORDS * 12}").replace(
            "二、2024年工作安排", "一、狠抓落实"
        ),
        LONG,
        id="front-holds-the-text",
    ),
    pytest.param("repeated_titles", plan("") + plan("")[len(PLAN_HEAD) :], plan(""), id="repeated-titles"),
    pytest.param(
        "heading_gaps",
        plan("第五章 产业体系\n做强产业。\n第九章 绿色发展\n做优生态。\n"),
        plan("第三章 产业体系\n做强产业。\n第四章 绿色发展\n做优生态。\n"),
        id="heading-gaps",
    ),
    pytest.param(
        "titles_run_on",
        plan("第三章 产业体系“十三五”期间，\n全县产业平稳发展，规模扩大。\n第四章 绿色发展\n做优生态。\n"),
        plan("第三章 立足新阶段，做强产业\n全县产业平稳发展，规模扩大。\n第四章 建设“绿色县城”\n做优生态。\n"),
        id="titles-run-on",
    ),
    pytest.param(
        "contents_missing",
        PLAN_HEAD + CONTENTS + plan("")[len(PLAN_HEAD) :],
        PLAN_HEAD
        + CONTENTS
        + plan("第三章 产业体系建设\n做强产业。\n第四章 绿色低碳发展\n做优生态。\n")[len(PLAN_HEAD) :],
        id="contents-missing",
    ),
    pytest.param(
        "leader_lines",
        plan("第三章 产业体系建设" + "." * 40 + "7\n做强产业。\n"),
        plan("第三章 产业体系建设\n做强产业……\n"),
        id="leader-lines",
    ),
    pytest.param(
        "broken_lines",
        unevenly_broken(LONG),
        LONG,
        id="broken-lines",
    ),
    pytest.param(
        "ends_mid_sentence",
        REPORT + "三、自身建设\n加强自身建设，提高行政效能，坚持依法行政，推进政务公开，打造",
        REPORT,
        id="ends-mid-sentence",
    ),
    pytest.param(
        "two_documents",
        REPORT + REPORT.replace("涉县", "武安市").replace("2024年1月12日", "2024年1月15日"),
        REPORT,
        id="two-documents",
    ),
    pytest.param(
        "two_documents",
        plan("") + plan("").replace("涉县", "河北省武安市"),
        plan("第三章 实施\n依据《涉县国民经济和社会发展第十四个五年规划纲要》。\n"),
        id="two-plans",
    ),
    pytest.param(
        "two_documents",
        REPORT
        + "关于涉县2023年财政预算执行情况和2024年财政预算草案的报告\n一、2023年预算执行情况\n一般公共预算收入完成5亿元。\n",
        plan("第三章 实施\n制定《涉县财政预算管理报告》。\n附件：涉县“十四五”水利发展规划\n一、现状\n水利有基础。\n"),
        id="a-report-and-a-budget",
    ),
    pytest.param(
        "two_documents",
        plan("涉县2021年政府工作报告\n各位代表：\n一、2020年工作回顾\n经济平稳。\n"),
        plan("涉县国民经济和社会发展第十四个五年规划纲要\n第三章 实施\n加强领导。\n"),
        id="a-plan-and-a-report",
    ),
    pytest.param(
        "two_documents",
        plan("").replace(PLAN_HEAD, "涉县“十四五”水利发展规划\n")
        + plan("").replace(PLAN_HEAD, "涉县“十四五”林业发展规划\n"),
        plan("第三章 专项规划\n涉县“十四五”水利发展规划\n涉县“十四五”林业发展规划\n"),
        id="two-special-plans",
    ),
    pytest.param(
        "draft",
        plan("").replace("规划纲要\n", "规划纲要\n（征求意见稿）\n", 1),
        plan("第三章 实施\n纲要（草案）经大会审查批准后组织实施。\n"),
        id="draft-plan",
    ),
    pytest.param(
        "draft",
        REPORT.replace("政府工作报告\n", "政府工作报告\n（讨论稿）\n", 1),
        REPORT.replace("请予审议。", "请连同《纲要（草案）》一并审议。"),
        id="draft-report",
    ),
    pytest.param(
        "no_title",
        plan("本规划由县政府组织实施。\n").replace(PLAN_HEAD, "涉县人民政府\n2021年3月\n")
        + "附：国民经济和社会发展第十四个五年规划名词解释\n1.双碳：碳达峰与碳中和。\n",
        plan(""),
        id="no-title",
    ),
    pytest.param(
        "terms_not_read",
        cases.report(review=REVIEW, plan=AIMS, after="名词解释\n这些名词由县政府研究室负责说明，详见印发的单行本。\n"),
        cases.report(review=REVIEW, plan=AIMS, after="名词解释\n1.双碳：碳达峰与碳中和。\n"),
        id="terms-not-read",
    ),
    pytest.param(
        "other_territory",
        LONG.replace("全县", "全市").replace("县人民政府", "政府"),
        LONG.replace("全县", "我们").replace("县人民政府", "政府")
        + "生产总值增速居全市第一。投资增速全市领先。\n在全市率先开展改革，获评全市先进。收入高于全市平均。\n" * 8,
        id="ranks-are-no-other-territory",
    ),
    pytest.param(
        "other_territory", LONG.replace("全县", "全市").replace("县人民政府", "政府"), LONG, id="other-territory"
    ),
    pytest.param(
        "few_observations",
        cases.report(
            review=WORDS * 50,
            plan=WORDS * 10,
            after="附件：名词解释\n" + "1.双碳：指100家企业、200个小区和300公里公路。\n" * 30,
        ),
        LONG,
        id="few-observations",
    ),
    pytest.param("no_results", cases.report(review="经济平稳。", plan=AIMS), REPORT, id="no-results"),
    pytest.param("no_targets", cases.report(review=REVIEW, plan="狠抓落实。"), REPORT, id="no-targets"),
    pytest.param(
        "zero_values",
        cases.report(review="固定资产投资完成0亿元。", plan=AIMS),
        cases.report(review="较大事故0起。", plan=AIMS),
        id="zero",
    ),
    pytest.param(
        "table_not_read",
        plan("专栏1 “十四五”时期经济社会发展主要指标\n（图）\n第三章 实施\n加强领导。\n"),
        plan(TABLE + "".join(ROWS)),
        id="table-not-read",
    ),
    pytest.param(
        "natures_without_targets",
        plan("地区生产总值 213 300 预期性\n森林覆盖率 44 46 约束性\n"),
        plan("森林覆盖率等约束性指标全面完成，预期性指标达到预期。\n" + TABLE + "".join(ROWS)),
        id="natures",
    ),
    pytest.param(
        "table_numbers", plan(TABLE + ROWS[0] + ROWS[1] + ROWS[3]), plan(TABLE + "".join(ROWS)), id="table-numbers"
    ),
    pytest.param(
        "table_rows_lost",
        plan(TABLE + ROWS[0] + ROWS[1] + "| 3 | 森林覆盖率 约束性 |\n| 4 | 企业 预期性 |\n"),
        plan(TABLE + "".join(ROWS)),
        id="table-rows-lost",
    ),
    pytest.param(
        "table_figures",
        plan(TABLE + "".join(ROWS).replace("46", "46↑")),
        plan(TABLE + "".join(ROWS).replace("46", "46±1")),
        id="table-figures",
    ),
    pytest.param(
        "names_in_lists",
        cases.report(review=REVIEW, plan=AIMS + "新建沙洼井群、双泉草方格。\n"),
        cases.report(review=REVIEW, plan=AIMS + "新建沙洼水库、双泉草方格。\n"),
        id="names-in-lists",
    ),
    pytest.param(
        "works_doubtful",
        of_province("加快建设沙洼科学院、绿色制造研究院。\n"),
        of_province("加快建设沙洼科学院、绿色制造研究院。\n").replace("湖北省", "武汉市"),
        id="works-doubtful",
    ),
    pytest.param(
        "lists_miscounted",
        cases.report(review=REVIEW, plan=AIMS + "新建学校3所：沙洼中学、双泉小学。\n"),
        cases.report(review=REVIEW, plan=AIMS + "新建学校2所：沙洼中学、双泉小学。\n"),
        id="lists-miscounted",
    ),
    pytest.param(
        "works_sum",
        plan(WORKS + "| | 合计 | | | | 99999 |\n"),
        plan(WORKS + "| | 合计 | | | | 28250 |\n"),
        id="works-sum",
    ),
    pytest.param(
        "cells_as_prose",
        plan(
            "附表\n新增学位\t350个\t学校5所\n改造小区\t12个\t惠及1800户\n新建公厕\t35座\t投资1200万元\n新建公园\t8个\t面积36公顷\n"
        ),
        plan(
            "附表\n新增学位350个，学校5所。\n改造小区12个，惠及1800户。\n新建公厕35座，投资1200万元。\n新建公园8个，面积36公顷。\n"
        ),
        id="cells-as-prose",
    ),
    pytest.param("works_not_read", plan(BROKEN_WORKS), plan(WORKS), id="works-not-read"),
    pytest.param("few_marks", LONG.replace("，", ""), LONG, id="no-commas"),
    pytest.param("few_marks", LONG.replace("。", ""), LONG, id="no-full-stops"),
    pytest.param("figures_missing", REPORT.replace("5.7%", "%").replace("6.1%", "%"), REPORT, id="no-figures"),
    pytest.param(
        "figures_missing",
        REPORT.replace("3150", "[图片]").replace("85公里", "![](media/image3.png)公里"),
        REPORT.replace("3150", "3150[图片]"),
        id="figures-as-pictures",
    ),
    pytest.param(
        "figures_missing",
        REPORT.replace("88.3", "XX").replace("3150", "____").replace("85", "□□"),
        REPORT.replace("生产总值完成88.3亿元", "亿元企业达到12家，突破亿元大关的乡镇达到3个"),
        id="figures-blotted-out",
    ),
    pytest.param(
        "figures_missing",  # the unit of an indicator has a column, and the figure stands behind it
        REPORT.replace("5.7%", "%").replace("6.1%", "%"),
        plan("财政收入增速\t%\t6.8\n社会消费品零售总额增速\n%\n〔7〕\n单位能耗降低 % ≥13\n农民收入增长 % —\n"),
        id="units-of-a-column",
    ),
    pytest.param(
        "chapters_missing",
        plan("第七章 产业体系\n做强产业。\n第八章 绿色发展\n做优生态。\n"),
        plan("第三章 产业体系\n做强产业。\n第四章 绿色发展\n做优生态。\n"),
        id="middle-lost",
    ),
    pytest.param(
        "chapters_missing",
        REPORT.replace("一、2023年工作回顾", "二、2023年工作回顾").replace("二、2024", "三、2024"),
        REPORT,
        id="beginning-lost",
    ),
    pytest.param("ends_early", UNENDED, UNENDED + "各位代表！让我们团结一心。\n", id="end-lost"),
    pytest.param("ends_early", UNENDED, UNENDED + "三、自身建设\n推进政务公开。\n", id="last-part-lost"),
    pytest.param(
        "another_place",
        LONG + "武安市深入推进产业转型，武安市城镇新增就业2871人。\n" * 6,
        LONG + "与武安市共建产业园。河北省支持县域发展。\n" * 3,
        id="text-of-another-place",
    ),
    pytest.param(
        "another_period",
        plan("“十三五”时期，全县着力发展产业。\n" * 12),
        plan("“十四五”时期，全县着力发展产业。\n" * 6 + "“十三五”时期，产业不断壮大。\n" * 6),
        id="another-five-years",
    ),
    pytest.param(
        "another_genre",
        plan("第三章 实施保障\n各位代表！做好全年工作，任务艰巨。\n新建公路85公里。\n"),
        plan("第三章 实施保障\n规划经人民代表大会审议批准后实施。\n"),
        id="a-report-within-a-plan",
    ),
    pytest.param(
        "another_genre",
        REPORT + "第三章 壮大产业体系\n第一节 做强工业\n做强工业。\n第四章 生态建设\n保护生态。\n",
        REPORT + "（三）壮大产业体系。\n做强工业。\n",
        id="a-plan-within-a-report",
    ),
    pytest.param(
        "another_genre",
        REPORT.replace("我代表县人民政府向大会", "我代表县人民法院向大会"),
        REPORT.replace("请予审议", "请予审议，并请县人民法院、政协委员提出意见"),
        id="the-report-of-a-court",
    ),
    pytest.param(
        "place_changes",
        LONG + "武安市着力改善营商环境。群众安居乐业。\n" + (WORDS.replace("干部", "党员") * 30) + "建设美好武安市。\n",
        LONG + "与武安市共建园区。群众安居乐业。\n" + (WORDS.replace("干部", "涉县党员") * 30) + "与武安市共享。\n",
        id="half-of-another-place",
    ),
    pytest.param(
        "place_changes",
        LONG + ("全市" + WORDS.replace("全县", "").replace("干部", "党员") * 3) * 10,
        LONG + ("全市" + WORDS.replace("干部", "党员") * 3) * 10,
        id="half-of-another-territory",
    ),
    pytest.param(
        "headings_out_of_order",
        plan("第五章 生态\n做优生态。\n第六章 民生\n改善民生。\n第三章 产业\n做强产业。\n第四章 城乡\n建设城乡。\n"),
        plan("第三章 产业\n做强产业。\n第三章 城乡\n建设城乡。\n第五章 生态\n做优生态。\n"),
        id="sheets-mixed-up",
    ),
    pytest.param(
        "repeated_paragraphs",
        LONG + varied(3),
        LONG + varied(30),
        id="a-page-twice",
    ),
    pytest.param(
        "misread_characters",
        LONG + "各项事业发展为了入民，关心入才，服务入口，照顾老入，入民群众安居。\n",
        LONG + "各项事业发展为了人民，关心人才，服务人口，照顾老人，进入新阶段，收入增长，入户走访。\n",
        id="one-character-for-another",
    ),
    pytest.param(
        "misread_characters",
        REPORT.replace("亿元", "忆元"),
        REPORT.replace("亿元", "亿元，无人机企业12家，土方3万方，干部3人"),
        id="units-taken-for-others",
    ),
    pytest.param(
        "units_missing",
        REPORT.replace("%", ""),
        REPORT.replace("5.7%。", "5.7%。城乡居民收入比缩小到1.89。群众满意度由84.7提升至89.6。"),
        id="per-cent-lost",
    ),
    pytest.param(
        "counts_in_parts",
        cases.report(review="接待游客45.3人次，新增城镇就业1.2人，惠及居民3.4户，培训农民2.7人次。\n", plan=AIMS),
        cases.report(review="接待游客45.3万人次，每千人口拥有执业医师2.7人，户均新增就业1.2人。\n", plan=AIMS),
        id="a-scale-lost",
    ),
    pytest.param(
        "values_too_small",
        REPORT.replace("88.3亿元", "88.3元"),
        REPORT.replace("88.3亿元", "883000万元"),
        id="a-scale-of-money-lost",
    ),
    pytest.param(
        "values_too_small",
        cases.report(review="能源综合生产能力达到21.6吨标准煤。\n", plan=AIMS),
        cases.report(review="能源综合生产能力达到21.6万吨标准煤。\n", plan=AIMS),
        id="a-scale-below-that-of-the-nation",
    ),
    pytest.param(
        "points_missing",
        REPORT.replace("5.7%", "57%").replace("6.1%", "61%"),
        REPORT.replace("5.7%", "25%").replace("6.1%", "30%"),
        id="decimal-points-lost",
    ),
    pytest.param(
        "digits_uneven",
        cases.report(review="".join(f"全县生产总值增长{n}.{n % 9}1%。" for n in range(1, 9)), plan=AIMS),
        cases.report(review="".join(f"全县生产总值增长{n}.{n % 9}{n}%。" for n in (3, 8, 1, 6, 2, 9)), plan=AIMS),
        id="marks-of-notes-joined-to-figures",
    ),
    pytest.param(
        "odd_ranges",
        cases.report(review="完成投资45-3亿元，增长9-2%，绿化率达到38-6%。\n", plan=AIMS),
        cases.report(
            review="完成投资45.3亿元，增长9.2%。\n", plan="生产总值增长5-6%，投资增长8%-10%，力争新增3-5家。\n"
        ),
        id="points-as-dashes",
    ),
    pytest.param(
        "figures_disagree",
        plan(TABLE + "".join(ROWS).replace("300", "380")),
        plan(TABLE + "".join(ROWS) + "\n全县生产总值到2025年达到300亿元，力争320亿元。\n"),
        id="prose-and-table",
    ),
    pytest.param(
        "figures_disagree",
        plan("第三章 产业\n到2025年，三次产业结构调整为12.1:41.3:36.6。\n"),
        plan("第三章 产业\n到2025年，三次产业结构调整为12.1:41.3:46.6。男女比例为1:2:4。\n"),
        id="three-sectors",
    ),
    pytest.param(
        "figures_disagree",
        REPORT.replace("一般", "").replace(
            "5.7%。", "5.7%。城镇居民人均可支配收入达到21300元，农村居民人均可支配收入达到31420元。"
        ),
        REPORT.replace("5.7%。", "5.7%。城镇居民人均可支配收入达到31420元，农村居民人均可支配收入达到21300元。"),
        id="a-part-above-the-whole",
    ),
    pytest.param(
        "figures_disagree",
        cases.report(review="省重点项目11个。加快建设。省重点项目137个。\n", plan=AIMS),
        cases.report(review="省重点项目11个。加快建设。市重点项目137个。\n", plan=AIMS),
        id="projects-of-two-governments",
    ),
    pytest.param(
        "table_units",
        plan(TABLE + "".join(ROWS).replace("（亿元）", "亿元").replace("（%）", "").replace("（家）", "")),
        plan(TABLE + "".join(ROWS).replace("（家）", "")),
        id="brackets-lost",
    ),
    pytest.param(
        "table_rows_twice",
        plan(TABLE + "".join(ROWS) + TABLE.split("\n", 1)[1] + "".join(ROWS[1:])),
        plan(TABLE + "".join(ROWS)),
        id="the-page-of-a-table-twice",
    ),
    pytest.param(
        "table_part_not_read",
        plan(TABLE + "".join(ROWS[:2]) + "\n第三章 产业\n做强产业。\n" + "".join(ROWS[2:])),
        plan(TABLE + "".join(ROWS) + "\n第三章 产业\n做强产业。\n"),
        id="a-page-within-a-table",
    ),
    pytest.param(
        "misread_characters",
        plan(
            TABLE.replace("指标 |", "指标 | 单位 |").replace("|---|", "|---|---|")
            + "| 1 | 地区生产总值 | 忆元 | 213 | 300 | 预期性 |\n"
        ),
        plan(TABLE + "".join(ROWS) + "“忆江南”文化街区建成开放，回忆立体画册出版。\n"),
        id="a-unit-in-a-cell",
    ),
    pytest.param(
        "columns_across",
        LONG
        + "推进产业转型升级，新增规上    全面改善营商环境，群众安居\n工业企业九家，发展势头良好    乐业，各项事业又有新的进展\n"
        * 4,
        LONG + "涉县人民政府县长  某某\n推进产业转型升级，新增规上  工业企业。\n",
        id="two-columns",
    ),
    pytest.param(
        "share_over_100",
        plan(TABLE + "".join(ROWS).replace("44 | 46", "4400 | 4600")),
        plan(TABLE + "".join(ROWS).replace("森林覆盖率（%）", "工业投资增长率（%）").replace("44 | 46", "104 | 146")),
        id="a-share-in-the-table",
    ),
    pytest.param(
        "share_over_100",
        cases.report(review="设施农业占耕地面积的446%。\n", plan=AIMS),
        cases.report(review="旅游收入恢复到2019年的108%，游客人数是2019年的112%。\n", plan=AIMS),
        id="a-share-of-another-year",
    ),
    pytest.param(
        "figures_disagree",
        cases.report(review="地区生产总值达到90亿元。\n地区生产总值完成91.7亿元。\n", plan=AIMS),
        cases.report(review="地区生产总值迈上90亿元台阶。\n地区生产总值完成91.7亿元。\n", plan=AIMS),
        id="a-step-and-the-exact-figure",
    ),
    pytest.param(
        "counts_in_parts",
        plan(
            TABLE
            + "".join(ROWS)
            + "| 9 | 培训农民（人次） | 45.3 | 52.4 | 预期性 |\n| 10 | 接待学生（人次） | 31.7 | 36.8 | 预期性 |\n"
        ),
        plan(
            TABLE
            + "".join(ROWS)
            + "| 9 | 每千人口医疗卫生机构床位数（张） | 7.5 | 7.9 | 预期性 |\n| 10 | 其中：市办公立医院（张） | 2.1 | 2.2 | 预期性 |\n| 11 | 社会办医院（张） | 1.2 | 1.5 | 预期性 |\n"
        ),
        id="parts-of-an-average",
    ),
    pytest.param(
        "values_unusual",
        cases.report(review="全县生产总值增长57%。\n", plan=AIMS),
        cases.report(review="全县生产总值增长5.7%，一季度增长28%，五年增长57.3%，工业机器人产量增长57%。\n", plan=AIMS),
        id="a-growth-of-no-place",
    ),
    pytest.param(
        "values_unusual",
        cases.report(review="城镇居民人均可支配收入3628元，城镇登记失业率35%。\n", plan=AIMS),
        cases.report(review="城镇居民人均可支配收入36280元，城镇登记失业率3.5%，公办园占比35%。\n", plan=AIMS),
        id="an-income-and-a-rate-of-no-place",
    ),
    pytest.param(
        "values_unusual",
        cases.report(review="空气优良天数达到3124天，全县常住人口4136万人。\n", plan=AIMS),
        cases.report(review="空气优良天数达到312.4天，全县常住人口41.36万人。\n", plan=AIMS),
        id="more-than-a-year-has-and-more-people-than-a-county",
    ),
    pytest.param(
        "figures_disagree",
        cases.report(review="税收占比由62.1%提高到58.3%。\n", plan=AIMS),
        cases.report(
            review="税收占比由62.1%下降到58.3%，城镇化率、绿地率由31.8%和78%提高到32.9%和80%，降幅由15%收窄至3.2%，标准由1860元（年）提高到520元（月）。\n",
            plan=AIMS,
        ),
        id="a-rise-that-falls",
    ),
    pytest.param(
        "figures_disagree",
        cases.report(review="投资由1.2亿元增加到3500万元。\n", plan=AIMS),
        cases.report(review="投资由3500万元增加到1.2亿元。\n", plan=AIMS),
        id="a-rise-in-another-unit",
    ),
    pytest.param(
        "figures_disagree",
        cases.report(review="全县生产总值由2018年的70.1亿元增加到2023年的98.5亿元，年均增长17.1%。\n", plan=AIMS),
        cases.report(review="全县生产总值由2018年的70.1亿元增加到2023年的98.5亿元，年均增长5.1%。\n", plan=AIMS),
        id="a-pace-that-leads-elsewhere",
    ),
    pytest.param(
        "figures_disagree",
        cases.report(review="一般公共预算收入5.2亿元，同比增长10%，增加1.9亿元。\n", plan=AIMS),
        cases.report(review="一般公共预算收入5.2亿元，同比增长10%，增加4700万元。\n", plan=AIMS),
        id="an-increase-that-is-none-of-its-growth",
    ),
    pytest.param(
        "figures_disagree",
        cases.report(
            review="城镇居民人均可支配收入36218元，农村居民人均可支配收入15873元，城乡居民收入比为2.82。\n", plan=AIMS
        ),
        cases.report(
            review="城镇居民人均可支配收入36218元，农村居民人均可支配收入15873元，城乡居民收入比为2.28。\n", plan=AIMS
        ),
        id="a-ratio-that-is-none-of-its-parts",
    ),
    pytest.param(
        "figures_disagree",
        cases.report(review="全县生产总值完成1263亿元，一般公共预算收入完成4.3亿元。\n", plan=AIMS),
        cases.report(review="全县生产总值完成126.3亿元，一般公共预算收入完成4.3亿元。\n", plan=AIMS),
        id="next-to-no-revenue",
    ),
    pytest.param(
        "figures_disagree",
        cases.report(review="2020年，全县生产总值完成152.6亿元。2023年，全县生产总值完成1785亿元。\n", plan=AIMS),
        cases.report(
            review="2020年，全县生产总值完成152.6亿元。2023年，全县生产总值完成178.5亿元，高新技术企业由2020年的6家增加到41家。\n",
            plan=AIMS,
        ),
        id="a-leap",
    ),
    pytest.param(
        "values_too_small",
        cases.report(review="园区实现产值50元，总投资12元，整修道路10平方米。\n", plan=AIMS),
        cases.report(
            review="发放创业补贴5000元，月均收入3800元，改造书屋200平方米，人均公园绿地14.9平方米。\n", plan=AIMS
        ),
        id="sums-of-a-few-yuan",
    ),
    pytest.param(
        "values_too_small",
        cases.report(review="地方一般公共预算收入5.02元。\n", plan=AIMS),
        cases.report(review="地方一般公共预算收入5.02亿元。\n", plan=AIMS),
        id="revenue-in-yuan",
    ),
    pytest.param(
        "names_doubtful",
        cases.report(review="实现旅游收入4.\n1亿元。接待游客达到6-4家和新增12家。\n", plan=AIMS),
        cases.report(review="实现旅游收入4.1亿元。PM2.5平均浓度31微克/立方米，5G基站达到120个。\n", plan=AIMS),
        id="a-name-with-half-a-number",
    ),
    pytest.param(
        "names_doubtful",
        cases.report(review="21年GDP达到88.3亿元，固定资产投资21年增长8%。\n", plan=AIMS),
        cases.report(review="2021年GDP达到88.3亿元，保护20年以上树龄古树35株。\n", plan=AIMS),
        id="years-of-two-digits",
    ),
    pytest.param(
        "names_doubtful",
        cases.report(review="投资1.8打造美丽乡村14个。\n", plan=AIMS),
        cases.report(review="投资1.8亿元打造美丽乡村14个。\n", plan=AIMS),
        id="a-unit-lost-within-a-name",
    ),
    pytest.param(
        "names_doubtful",
        cases.report(review="工业产值突破亿\n元5亿元。\n", plan=AIMS),
        cases.report(review="辖2个街道、5个镇、3个乡，新修4座桥。\n", plan=AIMS),
        id="one-character-before-a-figure-and-behind-it",
    ),
    pytest.param(
        "names_doubtful",
        cases.report(review="15个拟。\n", plan=AIMS),
        cases.report(
            review="千亿县超过30个，社区预约二、三级医院号源31.3万个，健身活动吸引4000余万人次参与。\n", plan=AIMS
        ),
        id="a-name-without-its-thing",
    ),
    pytest.param(
        "digits_uneven",
        cases.report(
            review="全县生产总值增长5.71%，投资增长6.32%，税收增长4.83%，零售额增长6.4%，利润增长7.1%。\n", plan=AIMS
        ),
        cases.report(
            review="全县生产总值增长5.7%，投资增长6.32%，税收增长4.87%，零售额增长6.4%，利润增长7.1%。\n", plan=AIMS
        ),
        id="marks-of-three-notes",
    ),
    pytest.param(
        "figures_disagree",
        plan(TABLE + "".join(ROWS).replace("37 | 60", "37 | 6000")),
        plan(TABLE + "".join(ROWS).replace("37 | 60", "37 | 240")),
        id="a-leap-in-a-row",
    ),
]


def found(text: str) -> dict[str, Finding]:
    return {one.code: one for one in check(cases.read(text))}


@pytest.mark.parametrize(("code", "bad", "good"), CASES)
def test_a_check_tells_bad_from_good(code: str, bad: str, good: str) -> None:
    assert code in found(bad)
    assert code not in found(good)


def doctored(reading: Reading, **row: Any) -> Reading:
    """The reading as it would be if its first observations had been read so."""
    first = [replace(one, **row) for one in reading.rows.observations[:4]]
    rows = replace(reading.rows, observations=(*first, *reading.rows.observations[4:]))
    return replace(reading, rows=rows)


@pytest.mark.parametrize(
    ("code", "row"),
    [
        pytest.param("own_year_results", {"year": 2024}, id="results-of-the-year-that-is-planned-for"),
        pytest.param("own_year_results", {"year": 2031}, id="results-of-the-future"),
        pytest.param(
            "share_over_100", {"value": Decimal(446), "unit": "%", "measure": Measure.SHARE}, id="share-over-100"
        ),
        pytest.param("zero_values", {"value": Decimal(0), "raw": "0亿元"}, id="zero"),
        pytest.param("joined_numbers", {"raw": "44\n6亿元"}, id="number-of-a-page"),
        pytest.param("undated", {"year": None}, id="no-year"),
        pytest.param("undated", {"kind": None}, id="no-kind"),
        pytest.param(
            "kind_against_heading", {"kind": ObservationKind.TARGET, "year": 2024}, id="targets-under-a-review"
        ),
        pytest.param("headline_not_linked", {"indicator": None}, id="without-an-indicator"),
        pytest.param("headline_not_linked", {"indicator": None, "subject": "支出"}, id="a-name-that-is-cut"),
        pytest.param(
            "headline_not_linked", {"indicator": None, "subject": "建议确定生产总值"}, id="a-verb-before-a-name"
        ),
    ],
)
def test_a_row_that_cannot_be_right(code: str, row: dict[str, Any]) -> None:
    reading = cases.read(
        cases.report(
            review="全县生产总值完成88.3亿元。固定资产投资增长6.1%。城镇新增就业3150人。新建农村公路85公里。", plan=AIMS
        )
    )
    assert code in {one.code for one in check(doctored(reading, **row))}
    assert code not in {one.code for one in check(reading)}


def test_numbers_that_were_not_understood() -> None:
    reading = cases.read(REPORT)
    lost = [replace(one, disposition=Disposition.NOT_UNDERSTOOD) for one in reading.rows.numerals]
    for count, is_told in ((2, False), (3, True)):
        rows = replace(reading.rows, numerals=(*lost[:count], *reading.rows.numerals[count:]))
        assert ("not_understood" in {one.code for one in check(replace(reading, rows=rows))}) is is_told


def test_targets_long_after_the_plan() -> None:
    aims = "到2025年，新建公园7个，建成学校3所，修建公路12公里，培育企业9家，新增床位800张。\n"
    assert "targets_after_the_plan" not in found(plan(f"第三章 重点任务\n{aims}"))
    assert "targets_after_the_plan" in found(plan(f"第三章 远景目标\n{aims.replace('2025', '2035')}"))


def test_last_years_targets_stand_in_a_review() -> None:
    text = cases.report(review="财政收入完成6.2亿元、增长4.1%（目标分别为6亿元、3.5%）。", plan=AIMS)
    assert "kind_against_heading" not in found(text)


@pytest.mark.parametrize(
    "review",
    [
        # of a part, or of another
        "西部六镇地区生产总值增长7.2%。对东盟进出口总额增长9.3%。",
        "跨境电商平台进出口增长31.6%，商务服务业增加值增长12.4%。",
        # of what no indicator is of
        "常住人口城镇化率提高1.3个百分点。固定资产投资增速高于全市2.6个百分点。",
        "地区生产总值连续跨越3个百亿元台阶。粮食产量比上年增加2.6万吨。",
        "一般公共预算收入比2020年增长31.5%。粮食产量是2015年的1.4倍。",
    ],
)
def test_headline_figures_that_rightly_have_no_indicator(review: str) -> None:
    text = cases.report(review=f"全县生产总值完成88.3亿元。城镇新增就业3150人。{review}", plan=AIMS)
    assert {"headline_not_linked", "headline_not_read"}.isdisjoint(found(text))


def test_a_headline_figure_without_a_row() -> None:
    reading = cases.read(REPORT)
    rows = replace(reading.rows, observations=reading.rows.observations[1:], numerals=())
    lost = {one.code: one for one in check(replace(reading, rows=rows))}["headline_not_read"]
    assert lost.figures["examples"] == ["生产总值完成88.3亿元"]


def test_figures_before_the_first_heading() -> None:
    """What stands before the address and nowhere else is said to be lost, and all the louder."""
    text = "全县生产总值完成91.7亿元，城镇新增就业3271人，固定资产投资增长7.9%。\n" + REPORT
    findings = {one.code: one for one in check(cases.read(text))}
    assert findings["front_figures"].severity is Severity.SEVERE
    assert findings["front_figures"].figures["examples"] == ["91.7亿元", "3271人", "7.9%"]
    assert findings["headline_not_read"].figures["lost"] == 3


CELLS = [["序号", "指标", "单位", "2020年", "2025年", "属性"]] + [
    [str(number), f"单位{name}能耗下降", "%", "—", f"[{number + 10}]", "约束性"]
    for number, name in enumerate("粮钢水煤电油气布纸糖", start=1)
]


@pytest.mark.parametrize(
    "table",
    [
        "<table>"
        + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in TABLE)
        + "</table>",
        "\n".join("\t".join(row) for row in CELLS),
    ],
    ids=["html-in-markdown", "tabs"],
)
def test_a_table_written_with_tags_or_tabs_is_no_prose(table: str) -> None:
    text = LONG.replace("二、2024年工作安排", f"主要指标\n\n{table}\n\n二、2024年工作安排")
    codes = {one.code for one in check(cases.read(text))}
    assert not {"few_marks", "figures_missing"} & codes


def test_a_summary_of_a_web_page_is_no_lost_figure() -> None:
    text = "内容摘要：全县生产总值完成88.3亿元，增长5.7%。\n" + REPORT
    assert "front_figures" not in found(text)
    assert "headline_not_read" not in found(text)


def test_the_foot_of_a_web_page_that_begins_the_report_again_is_no_second_document() -> None:
    foot = "打印本页\n涉县人民政府工作报告\n各位代表：现在，我代表县人民政府，向大会报告工作，请予审议，并请县政协委员提出意见。\n"
    assert "two_documents" not in found(LONG + foot)


def test_high_rates_of_several_years_have_lost_no_point() -> None:
    years = "五年来，全县贷款余额增长83%，生产总值增长47%，社会消费品零售总额增长58%，一般公共预算收入增长62%。\n"
    assert "points_missing" not in found(REPORT.replace("二、2024年", f"{years}二、2024年"))
    assert "points_missing" in found(REPORT.replace("二、2024年", f"{years.replace('五年来', '2023年')}二、2024年"))


def test_the_name_of_a_programme_is_no_lost_figure() -> None:
    text = LONG.replace("二、2024年", "出台推动经济增长“20条”、稳定城镇就业《12条》。\n二、2024年", 1)
    assert "headline_not_read" not in found(text)


def test_the_place_is_named_now_and_then() -> None:
    seldom = LONG.replace("涉县人民政府县长  某某\n", "")
    assert "place_seldom_named" in found(seldom)
    assert "place_seldom_named" not in found(seldom.replace("干部", "涉县干部"))


def test_years_that_contradict_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    said = Note("document", "Conflicting years: title 2024, day of delivery 2022; 2022 was taken", 0, "")
    monkeypatch.setattr(Reading, "notes", lambda reading: [said])
    conflict = found(REPORT)["year_conflict"]
    assert "title 2024, day of delivery 2022; 2022 was taken" in conflict.en
    assert conflict.severity is Severity.WARNING


def test_a_long_text_that_begins_in_the_middle_is_doubtful() -> None:
    late = LONG.replace("二、2024", "四、2024").replace("一、2023", "三、2023")
    findings = {one.code: one.severity for one in check(cases.read(late))}
    assert findings["chapters_missing"] is Severity.SEVERE


def test_one_number_that_the_author_left_out_is_a_warning() -> None:
    skipped = LONG.replace("二、2024", "三、2024")
    findings = {one.code: one.severity for one in check(cases.read(skipped))}
    assert findings["chapters_missing"] is Severity.WARNING


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        pytest.param(LONG.replace("%", ""), "units_missing", id="per-cent-lost"),
        pytest.param(LONG.replace("万户", "户"), "counts_in_parts", id="scale-lost"),
        pytest.param(LONG.replace("亿元", "忆元"), "misread_characters", id="recognised-badly"),
        pytest.param(
            plan(TABLE + "".join(ROWS).replace("| 213 | 300 |", "| | |").replace("| 62 | 68 |", "| 21.3 | 30.4 |"))
            .replace("| 44 | 46 |", "| 6213 | 6847 |")
            .replace("| 37 | 60 |", "| 44.1 | 46.7 |"),
            "share_over_100",
            id="figures-a-row-too-low",
        ),
    ],
)
def test_what_is_wrong_throughout_is_told(bad: str, code: str) -> None:
    assert code in found(bad)
    assert code not in found(LONG)


def test_what_is_usual_is_of_indicators_that_there_are() -> None:
    held, entries = usual(), catalogue().entries
    named = {*held.bounds, *held.ratios, *held.quotients, *held.steady, *chain.from_iterable(held.ratios.values())}
    named |= {
        *chain.from_iterable(held.most.values()),
        *chain.from_iterable((one.of, one.by) for one in held.quotients.values()),
    }
    assert named <= set(entries)


def test_a_text_without_its_signs_is_doubtful() -> None:
    assert state_of(check(cases.read(LONG.replace("%", "")))) is ReadingState.DOUBTFUL
    assert state_of(check(cases.read(LONG.replace("亿元", "忆元")))) is ReadingState.DOUBTFUL


def test_good_documents_are_good() -> None:
    for text in (REPORT, LONG, plan(TABLE + "".join(ROWS))):
        assert state_of(check(cases.read(text))) is ReadingState.GOOD


@pytest.mark.parametrize("name", sorted(FILES))
def test_the_seeds_are_good(name: str) -> None:
    findings = check(cases.read_all(seed(name)))
    assert [one.code for one in findings if one.severity is not Severity.INFO] == []


def test_the_most_severe_stands_first() -> None:
    findings = check(cases.read(NO_HEADINGS))
    assert findings[0].severity is Severity.SEVERE
    assert [one.severity for one in findings] == [one.severity for one in in_order(reversed(findings))]


def test_every_finding_is_told_in_words() -> None:
    for code, parts in messages().items():
        assert set(parts) == {"seen", "means", "do"}, code
        for words in parts.values():
            assert words["zh"].endswith(("。", "）。"))
            assert words["en"].endswith((".", ".)"))


def test_every_finding_is_in_the_docs() -> None:
    told = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    assert [code for code in messages() if f"| `{code}` |" not in told] == []


# ── stored, and told ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def file(folder: Path, text: str, name: str = "report.txt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def get() -> Get:
    """``get("documents", kind="plan")`` is the JSON of the list."""
    return lambda path, **parameters: APIClient().get(f"/api/v1/{path}/", parameters).json()


@pytest.mark.usefixtures("empty")
class TestIngest:
    def test_the_document_and_its_run_say_how_it_was_read(self, tmp_path: Path) -> None:
        run = ingest(file(tmp_path, NO_HEADINGS))
        document = Document.objects.get()
        assert (document.reading_state, run.reading_state) == ("doubtful", "doubtful")
        assert document.findings == run.findings
        assert (document.findings[0]["code"], document.findings[0]["severity"]) == ("no_outline", "severe")
        assert document.findings[0]["figures"] == {"characters": len(NO_HEADINGS)}
        assert ingest(file(tmp_path, NO_HEADINGS)).reading_state == "doubtful"

    def test_a_corrected_file_makes_it_good(self, tmp_path: Path) -> None:
        ingest(file(tmp_path, NO_HEADINGS))
        ingest(file(tmp_path, REPORT))
        document = Document.objects.get()
        assert (document.reading_state, document.findings) == ("good", [])

    def test_what_is_better_checked_is_checked_anew(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        ingest(file(tmp_path, REPORT))
        monkeypatch.setattr(pipeline, "reader_version", lambda: "another")
        severe = Finding("no_outline", Severity.SEVERE, "", "", {})
        monkeypatch.setattr(pipeline, "check", lambda reading, loaded: (severe,))
        ingest(file(tmp_path, REPORT))
        assert Document.objects.get().reading_state == "doubtful"

    def test_the_command_tells_it_in_words(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        file(tmp_path, NO_HEADINGS, "a.txt")
        file(tmp_path, REPORT.replace("涉县", "武安市"), "b.txt")
        call_command("ingest", str(tmp_path))
        said = capsys.readouterr().err
        assert "! 130426-report-2024" in said
        assert f"    No heading was found in {len(NO_HEADINGS)} characters." in said
        assert "✓ 130481-report-2024" in said
        assert "1 of 2 documents were not read well enough to be relied on: 130426-report-2024" in said
        call_command("ingest", str(tmp_path))
        assert "= 130426-report-2024  unchanged, doubtful" in capsys.readouterr().err

    def test_another_document_says_something_else_by_far(self, tmp_path: Path) -> None:
        ingest(file(tmp_path, REPORT))
        later = cases.HEAD.replace("2024", "2025") + f"一、2024年工作回顾\n{REVIEW}\n二、2025年工作安排\n{AIMS}\n"
        ahead = "2023年，全县生产总值完成{}亿元，固定资产投资增长{}%，城镇新增就业{}人。\n"
        for figures, codes in (
            ((87.1, 6.1, 3150), []),
            ((43.3, 26.1, 31500), ["figures_disagree", "other_document_differs"]),
        ):
            text = later.replace(REVIEW, ahead.format(*figures) + REVIEW)
            ingest(file(tmp_path, text), replace=True)
            document = Document.objects.get(slug="130426-report-2025")
            assert sorted(one["code"] for one in document.findings if one["severity"] != "info") == codes
        other = next(one for one in document.findings if one["code"] == "other_document_differs")
        assert other["figures"]["differing"] == 3
        assert "地区生产总值 2023: 43.3 / 88.3 (130426-report-2024)" in other["message"]["zh"]

    def test_another_document_tells_of_the_year_before(self, tmp_path: Path) -> None:
        ingest(file(tmp_path, REPORT))
        for figures, codes in (
            ((93.5, 5.9), []),
            ((120, 5.9), ["other_document_differs"]),
            ((935, 5.9), ["other_document_differs"]),
        ):
            review = f"2024年，全县生产总值完成{figures[0]}亿元，增长{figures[1]}%。城镇新增就业3200人，新建农村公路81公里。\n"
            later = cases.HEAD.replace("2024", "2025") + f"一、2024年工作回顾\n{review}\n二、2025年工作安排\n{AIMS}\n"
            ingest(file(tmp_path, later), replace=True)
            document = Document.objects.get(slug="130426-report-2025")
            assert [one["code"] for one in document.findings if one["severity"] != "info"] == codes
        assert "地区生产总值 2024: 935 / 2023: 88.3 (130426-report-2024)" in document.findings[0]["message"]["zh"]

    def test_pages_and_citations_warn(self, tmp_path: Path, client: Client, get: Get) -> None:
        ingest(file(tmp_path, NO_HEADINGS))
        key = get("observations", page_size=1)["results"][0]["id"]
        page = client.get(f"/evidence/observations/{key}/").content.decode()
        assert 'role="alert"' in page
        assert "没有识别出任何标题" in page
        found = get(f"observations/{key}/evidence")["document"]
        assert (found["reading_state"], found["findings"][0]["code"]) == ("doubtful", "no_outline")
        assert "该文件识读存疑" in get(f"observations/{key}/citation")["sentence_zh"]
        ingest(file(tmp_path, REPORT))
        key = get("observations", page_size=1)["results"][0]["id"]
        assert "识读存疑" not in client.get(f"/evidence/observations/{key}/").content.decode()
        assert "识读存疑" not in get(f"observations/{key}/citation")["sentence_zh"]

    def test_lists_can_leave_doubtful_documents_out(self, tmp_path: Path, get: Get) -> None:
        ingest(file(tmp_path, NO_HEADINGS, "a.txt"))
        ingest(file(tmp_path, REPORT.replace("涉县", "武安市"), "b.txt"))
        for resource in ("observations", "chapters"):
            rows = get(resource, document_reading_state="good")["results"]
            assert {row["document"] for row in rows} == {"130481-report-2024"}
        assert [row["slug"] for row in get("documents", reading_state="doubtful")["results"]] == ["130426-report-2024"]

    def test_what_is_doubtful_is_not_compared(self, tmp_path: Path, get: Get) -> None:
        ingest(file(tmp_path, REPORT))
        asked = {"district": "130426", "indicator": "gdp", "year": 2023}
        assert get("compare", **asked)["cells"][0]["value"] == 88.3
        Document.objects.update(reading_state="doubtful")
        cell = get("compare", **asked)["cells"][0]
        assert (cell["value"], cell["status"], cell["reason"]) == (None, "not_comparable", "doubtful")
