"""How a heading looks, and what is kept of one: ``第三章积极融入…`` has the label 第三章, the number 3 and the rank of a 章.

The kinds of numbering are ranked 篇 章 节 一、 （一）; a 专栏 ranks below them all, and a preface, an appendix and a glossary
rank with 章.
"""

import re
from dataclasses import dataclass

from text.numbers.numerals import CHINESE
from text.sources.source import Line
from text.vocabulary import ChapterKind

# 一   十二   3: the number of a 章, a 专栏 or an 附件
_NUMBER = rf"[{CHINESE}\d]{{1,4}}"

# Markdown heading signs and emphasis before a heading: "### **（一）强化战略牵引…**"
_MARKUP = r"[#*\s]*"

# 第一章 稳中有进，夯实高质量发展基础   第三章积极融入京津冀协同发展   第一节  指导思想   第一篇 …
ORDINAL = re.compile(
    rf"^{_MARKUP}(?P<label>第\s*(?P<number>{_NUMBER})\s*(?P<unit>[篇编章节]))(?P<sep>[\s:、]*)(?P<title>\S.*)?$"
)

# 一、“十三五”时期发展回顾
ITEM = re.compile(rf"^{_MARKUP}(?P<label>(?P<number>[{CHINESE}]{{1,3}})、)\s*(?P<title>\S.*)$")

# （一）发展成就   (二)推进成果转化
SUBITEM = re.compile(rf"^{_MARKUP}(?P<label>\((?P<number>[{CHINESE}]{{1,3}})\))\s*(?P<title>\S.*)$")

# 专栏1 东丽区“十四五”时期经济和社会发展指标体系   专栏 2 打造大意风区…   专栏十 …
BOX = re.compile(rf"^{_MARKUP}(?P<label>专\s*栏\s*(?P<number>{_NUMBER}))(?![{CHINESE}\d])[\s:、—-]*(?P<title>\S.*)$")

# 附件一：   附件2   附录
APPENDIX = re.compile(
    rf"^{_MARKUP}(?P<label>附\s*[件录表](?:\s*(?P<number>{_NUMBER}))?)\s*(?P<colon>:)?\s*(?P<title>\S.*)?$"
)

# 前  言   引言   序
PREFACE = re.compile(rf"^{_MARKUP}(?P<title>前\s*言|引\s*言|序\s*言|序|导\s*言)[\s*]*$")

# 名词解释 as a heading of its own, without 附件
GLOSSARY = re.compile(
    rf"^{_MARKUP}(?P<title>\S{{0,30}}(?:名\s*词|术\s*语|用\s*语)\s*(?:解\s*释|注\s*释|说\s*明|释\s*义))[\s*:]*$"
)

# “十四五”时期经济社会发展主要指标预计表: the unnumbered title over a table
TABLE_TITLE = re.compile(r"^\s*(?P<title>\S.{4,50}(?:指标(?:体系|预计表|一览表|表)?|项目表|一览表|目录))\s*$")

# what a title has not within: 第一章提出的各项任务已经完成。
SENTENCE_END = re.compile(r"[。;!?]")

# 篇 contains 章, 章 contains 节, 节 contains 一、, 一、 contains （一）; any of them can contain a 专栏
RANK = {"篇": 0, "编": 0, "章": 1, "节": 2}
RANK_ITEM, RANK_SUBITEM, RANK_BOX = 3, 4, 9

# characters of （一）旗帜鲜明讲政治，打造信念坚定的政府 where its text runs in; a longer first sentence is an item of a list, not a heading
LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as found: ``rank`` orders the kinds of numbering, ``number`` is None where there is none."""

    rank: int
    kind: ChapterKind | None
    label: str | None
    number: int | None
    title: str
    start: int
    body_start: int
    run_in: bool = False
    ends_at: int | None = None  # a box ends where its frame ends, before the next heading


def clean_title(text: str) -> str:
    """A title with its markup taken off and its white space collapsed."""
    text = re.sub(r"\*+|^#+|<[^>]{1,8}>", "", text)
    return re.sub(r"\s+", " ", text).strip()


def first_word(line: Line) -> int:
    """The offset of the line's first character that is no white space."""
    return line.start + len(line.folded) - len(line.folded.lstrip())
