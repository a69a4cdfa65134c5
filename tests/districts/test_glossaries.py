"""Glossaries under any of their names, numbered in any way, up to where the document ends."""

import pytest

from tests.cases import HEAD, observations, read, terms

BODY = f"{HEAD}一、2023年工作回顾\n经济平稳。\n二、2024年工作安排\n地区生产总值增长6%左右。\n"
ENTRIES = ("“双千工程”", "连续五年每年引进800个以上项目、资金900亿元。"), ("三线一单", "生态保护红线等。")
NUMBERS = {
    "1.": ("1.", "2."),
    "1、": ("1、", "2、"),
    "1．": ("1．", "2．"),
    "1 ": ("1 ", "2 "),
    "1）": ("1）", "2）"),
    "[1]": ("[1]", "[2]"),
    "［1］": ("［1］", "［2］"),
    "〔1〕": ("〔1〕", "〔2〕"),
    "【1】": ("【1】", "【2】"),
    "（1）": ("（1）", "（2）"),
    "①": ("①", "②"),
    "⑴": ("⑴", "⑵"),
    "一、": ("一、", "二、"),
    "（一）": ("（一）", "（二）"),
    "注1：": ("注1：", "注2："),
    "[注1]": ("[注1]", "[注2]"),
    "● ": ("● ", "● "),
    "none": ("", ""),
}


def glossary(heading: str, *, numbers: str = "1.", mark: str = "：", after: str = "") -> str:
    rows = zip(NUMBERS[numbers], ENTRIES, strict=True)
    entries = [f"{number}{term}{mark}{words}\n" for number, (term, words) in rows]
    return f"{BODY}{heading}\n{''.join(entries)}{after}"


def check(text: str) -> None:
    found = read(text)
    assert terms(found) == [f"{term}: {words}" for term, words in ENTRIES]
    assert [row.split()[0] for row in observations(found)] == ["6%"]


@pytest.mark.parametrize(
    "heading",
    """名词解释 注释 ※注释※ [名词解释] 【注释】 附：短语说明 有关用语说明 相关名词解释 附件：名词解释 附：《政府工作报告》有关名词解释 注： 尾注 附注 注解 备注：
    名词术语解释 附录：缩略语说明 **注释：** ##名词解释 （名词解释） 有关名词和用语说明 《报告》中有关术语解释 文中名词解释 词语解释 关键词解读 专有名词释义
    名词解释与说明 ——名词解释—— 名词解释（按出现顺序） 名词解释(共2条) 《政府工作报告》名词解释""".split(),
)
def test_under_any_name(heading: str) -> None:
    check(glossary(heading))


@pytest.mark.parametrize("heading", ["名  词  解  释", "附件2\n《政府工作报告》名词解释", "附件1 名词解释"])
def test_a_name_with_spaces_or_over_lines(heading: str) -> None:
    check(glossary(heading))


@pytest.mark.parametrize("mark", ["：", "——"])
@pytest.mark.parametrize("numbers", NUMBERS)
def test_numbered_in_any_way(numbers: str, mark: str) -> None:
    check(glossary("名词解释", numbers=numbers, mark=mark))


@pytest.mark.parametrize(
    "after",
    [
        "免责声明：本文仅代表作者观点。\n上一篇：\n武安市2024年政府工作报告\n",
        "（责任编辑：王某）\n",
        "分享到：\n微信\n",
        "打印本页 关闭窗口\n",
        "来源：县政府办\n发布时间：2024-01-20\n浏览次数：2310\n",
        "下一篇：没有了\n",
        "相关附件\n1.报告全文.pdf\n",
        "猜你喜欢\n乌什县产业园\n",
        "附件：\n",
        "政府信息公开\n政策文件\n",
        "用微信扫描二维码\n分享至好友和朋友圈\n",
    ],
)
def test_it_ends_where_furniture_begins(after: str) -> None:
    check(glossary("名词解释", after=after))


@pytest.mark.parametrize(
    ("entry", "term", "definition"),
    [
        ("5G—A：第五代移动通信增强版。", "5G—A", "第五代移动通信增强版。"),
        ("“一核——两翼”格局：城区和两个镇。", "“一核——两翼”格局", "城区和两个镇。"),
        ("无废城市——一种城市管理理念：固体废物最少。", "无废城市", "一种城市管理理念：固体废物最少。"),
        ("PPP-ABS模式：一种融资方式。", "PPP-ABS模式", "一种融资方式。"),
        ("【双碳】碳达峰与碳中和。", "双碳", "碳达峰与碳中和。"),
        ("“双碳”是指碳达峰与碳中和。", "双碳", "是指碳达峰与碳中和。"),
        ("双碳。是指碳达峰与碳中和。", "双碳", "是指碳达峰与碳中和。"),
        ("双碳\n碳达峰与碳中和。", "双碳", "碳达峰与碳中和。"),
        ("双碳。碳达峰与碳中和。", "双碳", "碳达峰与碳中和。"),
        ("双碳　碳达峰与碳中和。", "双碳", "碳达峰与碳中和。"),
        ("**双碳**。碳达峰与碳中和。", "双碳", "碳达峰与碳中和。"),
        ("**双碳**：碳达峰与碳中和。", "双碳", "碳达峰与碳中和。"),
        ("**双碳：**碳达峰与碳中和。", "双碳", "碳达峰与碳中和。"),
        ("**“双碳”**。指碳达峰与碳中和。", "双碳", "指碳达峰与碳中和。"),
    ],
)
def test_a_term_and_its_definition(entry: str, term: str, definition: str) -> None:
    (found,) = read(f"{BODY}名词解释\n1.{entry}\n").appendices.terms
    assert (found.term.strip("“”") if found.term == "“双碳”" else found.term, found.definition) == (term, definition)


@pytest.mark.parametrize(
    "entries",
    [
        "“双千工程” 连续五年每年引进800个以上项目、资金900亿元。\n三线一单 生态保护红线等。\n",
        "“双千工程”　连续五年每年引进800个以上项目、资金900亿元。\n\n三线一单　生态保护红线等。\n",
        "※ “双千工程”：连续五年每年引进800个以上项目、资金900亿元。\n※ 三线一单：生态保护红线等。\n",
        "☆“双千工程”：连续五年每年引进800个以上项目、资金900亿元。\n☆三线一单：生态保护红线等。\n",
        "| 序号 | 名词 | 解释 |\n|---|---|---|\n| 1 | “双千工程” | 连续五年每年引进800个以上项目、资金900亿元。 |\n| 2 | 三线一单 | 生态保护红线等。 |\n",
        "“双千工程”\n连续五年每年引进800个以上项目、资金900亿元。\n三线一单\n生态保护红线等。\n",
        "“双千工程”：连续五年每年引进800个以上项目、资金900亿元。\n三线一单\n生态保护红线等。\n",
        "序号\t名词术语\t释义\n1\t“双千工程”\t连续五年每年引进800个以上项目、资金900亿元。\n2\t三线一单\t生态保护红线等。\n",
    ],
)
def test_entries_that_spaces_signs_and_cells_divide(entries: str) -> None:
    check(f"{BODY}名词解释\n{entries}")


@pytest.mark.parametrize(
    ("outer", "inner"), [("1.", "（1）"), ("[1]", "1."), ("一、", "（1）"), ("①", "1、"), ("（1）", "1）")]
)
def test_what_is_counted_in_an_entry_is_of_it(outer: str, inner: str) -> None:
    numbers = "1 2 3 4 5 6 7 8 9", "一 二 三 四 五 六 七 八 九", "① ② ③ ④ ⑤ ⑥ ⑦ ⑧ ⑨"

    def count(form: str, number: int) -> str:
        row = next(row.split() for row in numbers if row[0] in form)
        return form.replace(row[0], row[number - 1])

    entries = [
        f"{count(outer, 1)}一街三带：红旗街商圈和三条产业带。\n{count(inner, 1)}东带以总部经济为主。\n{count(inner, 2)}西带以消费为主。\n",
        f"{count(outer, 2)}双千工程：引进企业和个体户。\n",
        f"{count(outer, 3)}包保机制：一名领导负责一个项目。\n",
    ]
    found = read(f"{BODY}名词解释\n{''.join(entries)}")
    assert [one.term for one in found.appendices.terms] == ["一街三带", "双千工程", "包保机制"]
    assert found.appendices.terms[0].definition.endswith("西带以消费为主。")


def test_a_paragraph_below_the_name_of_a_glossary_is_no_list_of_terms() -> None:
    found = read(f"{BODY}名词解释\n本报告中的名词 由县政府研究室负责解释。\n请以印发的文本为准，谢谢各位代表的支持。\n")
    assert found.appendices.terms == ()


FEET = (
    "一、2023年工作回顾\n我们推动“上大关小”{0}，钢铁产业提质。\n{0}“上大关小”：指建设大型焦炉，关停4.3米焦炉12座。\n"
    "（一）抓好治理。VOCs{1}浓度下降3.1%。\n{1}VOCs：挥发性有机物，\n来自溶剂等。\n二、2024年工作安排\n地区生产总值增长6%左右。\n"
)


@pytest.mark.parametrize("marks", [("①", "②"), ("①", "①"), ("[1]", "[2]"), ("〔1〕", "〔2〕")])
def test_notes_at_the_feet_of_pages_explain_the_words_that_have_their_marks(marks: tuple[str, str]) -> None:
    found = read(HEAD + FEET.format(*marks))
    assert terms(found) == [
        "“上大关小”: 指建设大型焦炉，关停4.3米焦炉12座。",
        "VOCs: 挥发性有机物，\n来自溶剂等。",
    ]
    assert [one.no for one in found.appendices.terms] == [1, 2]
    assert [row.split()[0] for row in observations(found)] == ["3.1%", "6%"]


@pytest.mark.parametrize("opening", ["注：", "注释：", "备注："])
def test_notes_that_begin_on_the_line_of_their_name(opening: str) -> None:
    check(f"{BODY}{opening}1.“双千工程”：连续五年每年引进800个以上项目、资金900亿元。\n2.三线一单：生态保护红线等。\n")


def test_a_list_with_such_signs_is_no_note() -> None:
    items = "重点办好两件事：\n①新建学校：在城北新建小学一所。\n②改造医院：改造县医院门诊楼。\n"
    assert terms(read(BODY.replace("经济平稳。\n", f"经济平稳。\n{items}"))) == []


def test_numbers_of_terms_are_no_headings() -> None:
    found = read(glossary("名词解释", numbers="一、", after="三、双碳：碳达峰与碳中和。\n"))
    assert [node.title for node in found.outline.nodes][-1] == "名词解释"
    assert len(found.appendices.terms) == 3


def test_a_glossary_is_no_part_of_the_last_part() -> None:
    check(glossary("名词解释").replace("一、2023", "第一部分 2023").replace("二、2024", "第二部分 2024"))


@pytest.mark.parametrize("numbers", ["[1]", "〔1〕", "【1】", "①"])
def test_notes_without_a_heading(numbers: str) -> None:
    first, second = NUMBERS[numbers]
    body = BODY.replace("经济平稳", f"落实“双千工程”{first}、三线一单{second}，经济平稳")
    notes = "".join(
        f"{number}{term}：{words}\n" for number, (term, words) in zip(NUMBERS[numbers], ENTRIES, strict=True)
    )
    check(f"{body}{notes}责任编辑：王某\n")


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ("【双千工程】每年引进800个项目。\n【三线一单】生态保护红线等。\n", ["双千工程", "三线一单"]),
        ("1 双千工程：每年引进800个项目。\n2 15分钟生活圈：步行15分钟内的社区商圈。\n", ["双千工程", "15分钟生活圈"]),
    ],
)
def test_terms_in_brackets_alone_and_such_that_begin_with_a_digit(entries: str, expected: list[str]) -> None:
    found = terms(read(f"{BODY}名词解释\n{entries}"))
    assert [term.partition(": ")[0] for term in found] == expected
