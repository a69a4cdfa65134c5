"""How a heading looks, and what is kept of one: ``第三章积极融入…`` has the label 第三章, the number 3 and the rank of a 章.

The kinds of numbering are ranked in their usual order, 篇 章 节 一、 1.1 （一） 1. （1） ①, until :mod:`text.outline.order` has seen that of the document;
a 专栏 ranks below them all, and a preface, an appendix and a glossary rank with 章.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from text.numbers.numerals import CHINESE, DIGITS, chinese_number
from text.sources.source import Line, fold
from text.vocabulary import ChapterKind

# 一   十二   3: the number of a 章, a 专栏 or an 附件
_NUMBER = rf"(?:[{CHINESE}]{{1,5}}|[{CHINESE}](?: [{CHINESE}]){{1,4}}|\d{{1,3}})"

# what may stand before a heading: signs and emphasis of Markdown, also escaped ("### **（一）强化战略牵引…**", "\# 第一章"), a mark
_MARKUP = r"[#*\\_\s\u200b\ufeff■◆●▶►]*"

# 第一部分 2023年工作回顾   第一章 稳中有进，夯实高质量发展基础   第三章积极融入京津冀协同发展   第一节  指导思想   第一篇 …
ORDINAL = re.compile(
    rf"^{_MARKUP}(?P<label>第\s*(?P<number>{_NUMBER})\s*(?P<unit>[篇编章节]|部\s*分))(?P<sep>[\s:、]*)(?P<title>\S.*)?$"
)

# 上篇 发展基础   下篇　发展目标
VOLUME = re.compile(rf"^{_MARKUP}(?P<label>[上中下序]\s*篇)(?:[\s:、]+)(?P<title>\S.*)$")

# 总论   结语: a part of a plan without a number
NAMED = re.compile(rf"^{_MARKUP}(?P<title>总\s*论|综\s*述|结\s*语|结\s*束\s*语|后\s*记)[\s*]*$")

# 一、“十三五”时期发展回顾   一．2023年工作回顾 (not 三．八妇女节, not 一、二季度增长5%)
ITEM = re.compile(
    rf"^{_MARKUP}(?P<label>(?P<number>[{CHINESE}]{{1,3}})\s*(?:、|\\?\.(?!\s*(?:[{CHINESE}](?!.{{3}}年)|\d(?!\d{{3}}年)))))\s*(?P<title>(?![{CHINESE}]{{1,3}}、|[二三四]季度[^。;]*\d%)\S.*)?$"
)

# （一）发展成就   (二)推进成果转化   ㈢扩大有效投资
SUBITEM = re.compile(
    rf"^{_MARKUP}(?P<label>(?P<open>\(\s*)?(?P<number>(?(open)[{CHINESE}]{{1,3}}|[㈠-㈩]))(?(open)\s*\)))[、.]?\s*(?P<title>\S.*)?$"
)

# 1.1 “十三五”时期发展成就   1.1.1 综合实力稳步提升。…   (not 1.1万亿元: see DecimalLabels)
DECIMAL = re.compile(
    rf"^{_MARKUP}(?P<label>(?P<number>\d{{1,2}}(?:\\?\.\d{{1,2}}){{1,3}}))(?:\\?\.|、)?(?:(?=\s)|(?!\d))\s*(?P<title>(?:20\d\d年|\dG|[^\s\d.%,、~—-]).*)$"
)

# 1 发展基础   1. 发展基础   1、发展基础: above 1.1
WHOLE_NUMBER = re.compile(
    rf"^{_MARKUP}(?P<label>(?P<number>\d{{1,2}})(?:\\?\.|、)?)(?:(?<=[.、])|(?=\s))\s*(?P<title>[^\s\d.%,、][^。;:!?]{{1,39}})$"
)

# 1.壮大主导产业   1、…   （1）…   1）…   ①…   I. …: headings where they are counted and set as such (text.outline.items)
_TITLE = r"(?P<title>(?:20\d\d年|\dG|[^\s\d.%,、)]).*)$"
ARABIC = re.compile(rf"^{_MARKUP}(?P<label>(?P<number>\d{{1,2}})\s*(?:\\?\.|、)|(?P<sign>[⒈-⒛]))\s*{_TITLE}")
ARABIC_HALF = re.compile(rf"^{_MARKUP}(?P<label>(?P<number>\d{{1,2}})\s*\\?\))[、.]?\s*{_TITLE}")
ARABIC_WHOLE = re.compile(rf"^{_MARKUP}(?P<label>(?:\(\s*(?P<number>\d{{1,2}})\s*\)|(?P<sign>[⑴-⒇])))[、.]?\s*{_TITLE}")
CIRCLED = re.compile(rf"^{_MARKUP}(?P<label>(?P<sign>[①-⑳]))[、.]?\s*{_TITLE}")
ROMAN = re.compile(
    rf"^{_MARKUP}(?P<label>(?P<number>[\u2160-\u216b]|[IVX]{{1,5}})(?:\s*(?:\\?\.|、)|(?=\s)))\s*(?P<title>[^\s\w.%,、)]?[^\s\x00-\x7f].*)$"
)

# 各街道发展思路, 各苏木镇发展定位: what is planned for each of them
OF_STREETS = re.compile(r"各(?:街道|街镇|镇街|[乡镇]|街|苏木){1,3}.{0,12}(?:思路|规划|任务|定位|重点|发展)")

# 专栏1 东丽区“十四五”时期经济和社会发展指标体系   专栏 2 打造大意风区…   专栏十 …   专栏1-2 …   【专栏3】…   【专栏】…
BOX = re.compile(
    rf"^{_MARKUP}[【\[〔(《]?\s*(?P<label>专\s*栏(?:\s*(?P<number>{_NUMBER}(?:\s*[-—–.]\s*\d{{1,3}}(?![\dG年]))?)(?![{CHINESE}\d])|(?=\s*[】\]〕:])))"
    r"\s*[】\]〕)》]?[\s:、—-]*(?P<title>\S.*)?$"
)

# 表1 “十四五”时期经济社会发展主要指标   表 2-1 …, above a table
TABLE_LABEL = re.compile(
    rf"^{_MARKUP}(?P<label>表\s*(?P<number>{_NUMBER}(?:\s*[-—–.]\s*\d{{1,3}})?))[\s:、.]+(?P<title>[^。;]{{2,50}})$"
)

# 附件一：   附件2   附录   附：短语说明
APPENDIX = re.compile(
    rf"^{_MARKUP}[【\[(]?(?P<label>附\s*(?:[件录表图](?:\s*(?P<number>{_NUMBER})(?![\d年]))?|(?=:)))[】\])]?\s*(?P<colon>:)?\s*(?P<title>\S.*)?$"
)

# 前  言   引言   序
PREFACE = re.compile(rf"^{_MARKUP}(?P<title>前\s*言|引\s*言|引\s*子|序\s*言|序\s*章|序|导\s*言|导\s*语|绪\s*言)[\s*]*$")

# 名词解释   有关用语说明   ※注释※   [名词解释]: a heading of its own, without 附件
_EXPLAINED = (
    r"(?:(?:名\s*词|术\s*语|用\s*语|词\s*语|短\s*语|词\s*汇|词\s*条|概\s*念|缩\s*略\s*语)\s*(?:和|及|与|、)?\s*(?:术\s*语|概\s*念|有关情况|数据)?\s*(?:的|及其)?\s*"
    r"(?:解\s*释|注\s*释|说\s*明|释\s*义|注\s*解|解\s*读|简\s*释|浅\s*释)(?:和说明|及说明|与说明)?)"
)
EXPLAINED = re.compile(_EXPLAINED)
_AROUND_NAME = r"[\s※*＊【〔\[(〈<《》>〉)\]〕】#:·■◆●▲★—_=-]{0,12}"
GLOSSARY = re.compile(
    rf"^{_AROUND_NAME}(?P<title>[^,。;:]{{0,40}}?{_EXPLAINED}(?:与说明)?|关键词(?:解读|解释|释义)|注\s*释|注\s*解|尾\s*注|脚\s*注|[有相]关注释|文中注释|(?:《?政府工作报告》?|报告)(?:有关|相关|的)?注释)(?:\([^()]{{1,20}}\))?{_AROUND_NAME}$"
)
# 注：, 备注： above numbered entries
NOTES = re.compile(rf"^{_MARKUP}[【\[]?(?P<title>注|附\s*注|备\s*注|说\s*明)[】\]]?\s*:?[\s*]*$")
ENTRY = re.compile(
    r"^\s*(?:注?\s*\d{1,2}\s*[.、):]|[\[(〔【]\s*注?\s*\d{1,2}\s*[\])〕】]|[①-⑳⑴-⒇])\s*[^:—]{1,40}(?:[:—]|是?指)"
)

# “十四五”时期经济社会发展主要指标预计表: the unnumbered title over a table
TABLE_TITLE = re.compile(r"^\s*(?P<title>\S.{4,50}(?:指标(?:体系|预计表|一览表|表)?|项目表|一览表|目录))\s*$")

# what a title has not within: 第一章提出的各项任务已经完成。
SENTENCE_END = re.compile(r"[。;!?]")

# the usual order of the kinds, unless a document has them otherwise (text.outline.order); any of them can contain a 专栏
RANK = {"部分": 0, "篇": 0.2, "编": 0.2, "章": 1, "节": 2}
RANK_ROMAN = 0.4
RANK_PART = 1  # a part without a number
RANK_ITEM, RANK_SUBITEM, RANK_BOX = 3, 4, 9
RANK_ARABIC, RANK_ARABIC_WHOLE, RANK_ARABIC_HALF, RANK_CIRCLED = 5, 6, 6.5, 7


def rank_of_decimal(label: str) -> float:
    """1 (above 1.1), 1.1 and 1.1.1 stand between 一、 and （一）."""
    return RANK_ITEM + 0.1 + 0.2 * label.count(".")


# (number of 1) in a row of signs that have one each
_SIGNS = {first: [chr(ord(first) + step) for step in range(20)] for first in "①⑴⒈"} | {
    "㈠": [chr(ord("㈠") + step) for step in range(10)]
}
_OF_SIGN = {sign: number for row in _SIGNS.values() for number, sign in enumerate(row, 1)}
_ONES = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_ROMANS = (*_ONES, *(f"X{one}" for one in _ONES))
_OF_ROMAN = {roman: number for number, roman in enumerate(_ROMANS, 1)} | {
    chr(0x2160 + step): step + 1 for step in range(12)
}


def label_number(text: str) -> int | None:
    """12, 十二, ㈢, ③, Ⅲ; of 1.1.3 it is 3."""
    text = text.replace(" ", "")
    if found := _OF_SIGN.get(text) or _OF_ROMAN.get(text):
        return found
    last = text.rsplit(".", 1)[-1]
    return int(last) if last.isdecimal() else chinese_number(text)


# characters of （一）旗帜鲜明讲政治，打造信念坚定的政府 where its text runs in; a longer first sentence is an item of a list, not a heading
LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as found: ``rank`` orders the kinds of numbering, ``number`` is None where there is none."""

    rank: float
    kind: ChapterKind | None
    label: str | None
    number: int | None
    title: str
    start: int
    body_start: int
    run_in: bool = False
    ends_at: int | None = None  # a box ends where its frame ends, before the next heading
    usual: float | None = None  # the rank of its kind in other documents, where this one has it otherwise

    @property
    def form(self) -> float:
        """The usual rank of its kind of numbering."""
        return self.rank if self.usual is None else self.usual


def clean_title(text: str) -> str:
    """A title with its markup and the marks of notes taken off and its white space collapsed."""
    text = _MARK_OF_NOTE.sub("", text)
    text = re.sub(r"\\(?=[!-/:-@\[-`{-~])|\*+|^#+|<[^>]{1,8}>", "", text)
    text = re.sub(r"\s+", " ", text).strip()
    return text.replace(" ", "") if _LETTER_SPACED.fullmatch(text) else text


# 推进“智改数转”[注1], “千企改造”②行动
_MARK_OF_NOTE = re.compile(r"(?<=\S)[ ]?(?:[\[【〔［]\s*注?\s*\d{1,2}\s*[\]】〕］]|[①-⑳](?!\s*[、和及至—-]\s*[①-⑳]))")
_LETTER_SPACED = re.compile(r"[^\x00-\x7f](?: [^\x00-\x7f]){2,}")  # 发 展 基 础


_YEAR_DIGITS = {**{char: str(digit) for char, digit in DIGITS.items()}, **dict.fromkeys("○Oo0", "0")}
_CHINESE_YEAR = re.compile(f"(二[零〇○Oo0][{''.join(_YEAR_DIGITS)}]{{2}})(?=年|[-—~至]二[零〇○Oo0])")


@lru_cache(256)  # the titles of a document are asked for from all its parts
def flat_title(title: str) -> str:
    """A title for matching: folded, without spaces, quotation marks and markup, its years in Arabic digits.

    >>> flat_title("二〇二四年 工作安排")
    '2024年工作安排'
    """
    flat = re.sub(r"\s+|[“”\"‘’'*#]", "", fold(title))
    return _CHINESE_YEAR.sub(lambda match: "".join(_YEAR_DIGITS[char] for char in match[1]), flat)


def first_word(line: Line) -> int:
    """The offset of the line's first character that is no white space."""
    return line.start + len(line.folded) - len(line.folded.lstrip())
