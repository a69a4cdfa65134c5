"""Where the text of a document begins and ends: after the menus and the 内容摘要 above it, and before the 抄送, the share buttons and the other
articles below it.

What stands before the address to the delegates (各位代表：现在，我代表…) and after the text is no part of it: no figure of it counts.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from text.outline.heading_forms import Heading
from text.sources.source import Source
from text.vocabulary import ChapterKind

# what follows a title in a table of contents: ……5   ⋯⋯ - 12 -
CONTENTS_TAIL = re.compile(r"[\s.·…⋯_]*(?:\d{1,3}|-\s*\d{1,3}\s*-)?\s*$")

# 抄送：区委、人大…   天津市东丽区人民政府办公室   2021年1月29日印发: the imprint below the text of an official document
_IMPRINT = re.compile(r"^\s*(?:抄\s*送\s*:|主\s*送\s*:|分\s*送\s*:)")

# 各位代表：   现在，我代表市人民政府向大会报告工作   受县人民政府委托，我向大会作政府工作报告
_ADDRESS = re.compile(r"我(?:谨)?(?:代表|受).{0,30}?政府.{0,30}?报告|政府(?:的)?委托,.{0,10}?向大会.{0,12}?报告")
_GREETING = re.compile(r"^[\s*#]*各位代表.{0,20}?[:!,]")

# What a web page puts below a text. Each is the beginning of a short line, or the whole of one (_FURNITURE_LINE).
_FURNITURE = re.compile(
    r"^[\s(【\[*>|·]*(?:责任编辑|责\s*编|编\s*辑\s*:|审\s*核\s*:|校\s*对\s*:|初\s*审\s*:|终\s*审\s*:|监\s*制\s*:|免责声明|版权声明|版权所有|主办单位|主\s*办\s*:|承办单位|承\s*办\s*:"
    r"|技术支持\s*:|网站标识码|网站地图|备案号|.{0,4}ICP备|.{0,4}公网安备|Copyright|©|分享(?:到|至)|扫一扫|扫码(?:关注|阅读|查看|看)|扫描二维码|微信扫|用手机(?:扫|看|浏览|阅读)|手机(?:扫|版|浏览)|上一[篇条页]|下一[篇条页]"
    r"|(?:上|下|前|后)一?篇\s*:|延伸阅读|推荐阅读|相关阅读|热门(?:文章|推荐|新闻|点击|排行|标签|搜索|资讯)|阅读排行|点击排行|本栏(?:最新|推荐)|猜你喜欢|您可能|为您推荐|您是第|访问(?:量|次数)|阅读\s*:|本文(?:来源|链接|地址|网址)|收藏本|※\s*(?:打印|关闭)|文档附件|标签云|打\s*印(?:本页|页面|文章|此页|\s|$|】|\])|关闭(?:窗口|本页|页面|此页|\s|$|】|\])"
    r"|返回(?:顶部|首页|列表|上一页)|我要(?:评论|纠错|打印)|网友评论|用户评论|友情链接|附件下载|下载附件|(?:文章|信息|稿件)?来源\s*:|信息(?:来源|提供)|发布(?:时间|日期|机构|单位|者|人\s*:)"
    r"|浏览(?:次数|量)|阅读(?:次数|量)|点击(?:数|量|次数)|字号|字体|【(?:大|打印|关闭|收藏|纠错|字))"
)
_FURNITURE_LINE = re.compile(
    r"^[\s【\[*>|·■◆●]*(?:(?:相关|热点|热门)(?:报道|链接|文档|文章|新闻|信息|稿件|内容|附件|文件|推荐|资料|解读|政策)|最新(?:文章|更新|发布|信息|资讯)|其他(?:文章|报道)|更多|评论|下载|收藏|全屏|打印|关闭|首页|返回|分享"
    r"|网站导航|联系我们|关于我们|隐私声明|网站声明|政府网站|无障碍|繁体|English)[\s】\]:>|]*$"
)
_RIGHTS = re.compile(r"^[\s(【]*(?:免责声明|版权声明|版权所有)")
_LONGEST_FURNITURE = 60

# a paragraph that is no notice: 现将…印发给你们, …会议通过
_NOTICE = re.compile(
    r"印发|现将|现予|遵照执行|认真贯彻执行|组织实施|会议(?:审议)?(?:通过|批准)|特此通知|网站|搜索|登录|注册"
)
_PROSE, _BROKEN = 12, 30  # characters of a line that is a sentence, and of one that breaks off in it


def address(source: Source, first: int) -> int | None:
    """Where the address to the delegates begins, from line ``first`` on.

    A summary above the text holds it once more, and so may the list of other articles below it: it is the last one with most of the text behind it.
    """
    greeting: int | None = None
    found: list[int] = []
    for index, line in enumerate(source.lines[first:]):
        row = line.folded
        if "代表" not in row and "委托" not in row:
            continue
        if greeting is None and _GREETING.match(row):
            greeting = index
        if _ADDRESS.search("".join(row[:2000].split())[:600]):
            found.append(line.start)
    if found and len(source.text) - found[-1] < _LEAST * len(source.text):
        found = []  # what stands at the end of a speech is no opening of it
    if not found:
        opening = None if greeting is None else source.lines[first + greeting].start
        return opening if opening is not None and opening <= first_prose(source, first) else None
    total = len(source.text) - found[0]
    start = next((at for at in reversed(found) if len(source.text) - at >= _MOST * total), found[0])
    above = source.lines_between(max(0, start - 60), start)
    return next((line.start for line in above if _GREETING.match(line.folded)), start)


_MOST, _LEAST = 0.4, 0.2  # of the text, what has to stand behind an address


def first_prose(source: Source, first: int) -> int:
    """Where the first paragraph begins that is no notice; the end of the text where there is none."""
    for line in source.lines[first:]:
        row = line.folded.strip()
        whole = row[-1:] in tuple("。;:!") or len(row) >= _BROKEN
        if len(row) >= _PROSE and whole and re.search(r"[,。;]", row) and not _NOTICE.search(row[:400]):
            return line.start
    return len(source.text)


def back_matter(source: Source, body: int, headings: Sequence[Heading]) -> int:
    """Where the text ends: at the furniture of a page below it, or at 抄送 … or the rule before it."""
    end = _furniture(source, body, headings)
    end = _after_last_prose(source, body, end, headings)
    lines = source.lines_between(0, end)
    for index in range(len(lines) - 1, max(len(lines) - 30, -1), -1):
        if _IMPRINT.match(lines[index].folded):
            first = index
            while first and re.fullmatch(r"[\s*_-]*", lines[first - 1].folded):
                first -= 1
            return lines[first].start
    return end


_SAYS = re.compile(r"[,。;]|[!?:…”)》]$")
_ITEM_OF_LIST = re.compile(r"^\s*(?:\d{1,3}\s*[.、)]|[(\[〔【①-⑳⑴-⒇]|[一二三四五六七八九十]{1,3}、|[-—·●■◆*])")
_DATES = re.compile(r"20\d\d年|\d{4}-\d\d-\d\d|\d\d-\d\d|\d\d:\d\d")


def _after_last_prose(source: Source, body: int, end: int, headings: Sequence[Heading]) -> int:
    """Where the short lines begin that say nothing and follow the last sentence: names of other texts, of pages and of buttons.

    None are taken off that may be a list or a table: below a colon, in an appendix or a box, with a figure, with a number or a sign before them.
    """
    last = headings[bisect_left(headings, end, key=_start) - 1] if headings else None
    if last is not None and last.kind not in (None, ChapterKind.GLOSSARY):
        return end
    floor = max(body, last.body_start if last else 0)
    cut = end
    for line in reversed(source.lines_between(floor, end)):
        row = line.folded
        words = row.strip()
        if not words:
            continue
        if row.startswith(("\t", "|")) or re.search(r"\d", _DATES.sub("", words)) or _ITEM_OF_LIST.match(row):
            return cut if _SAYS.search(words) and words[-1] != ":" and not row.startswith(("\t", "|")) else end
        if len(words) > _LONGEST_FURNITURE or (_SAYS.search(words) and (words[-1] != ":" or cut < end)):
            return end if words[-1] == ":" else cut
        cut = line.start
    return end


def _start(heading: Heading) -> int:
    return heading.start


def _furniture(source: Source, body: int, headings: Sequence[Heading]) -> int:
    """Where what a web page put below the text begins; the end of the text where there is none.

    It is behind the last part of the document: a line such as 来源：… above a part that goes on with the numbers is none.
    """
    marks = [line.start for line in source.lines_between(body, len(source.text)) if is_furniture(line.folded)]
    if not marks:
        return len(source.text)
    floor = body
    last: dict[float, int] = {}
    for heading in headings:
        if heading.start < body:
            continue
        named = heading.kind in (ChapterKind.GLOSSARY, ChapterKind.APPENDIX, ChapterKind.SUBDISTRICT_LIST)
        goes_on = heading.number is not None and heading.number == last.get(heading.rank, 0) + 1
        if heading.number == 1:  # the first of a new count is another text's where furniture stands above it
            goes_on = bisect_left(marks, heading.start) == bisect_left(marks, floor)
        if named or goes_on or (heading.number is None and heading.kind is None):
            floor = heading.body_start
            if heading.number is not None:
                last[heading.rank] = heading.number
    spoken = source.text.rfind("各位代表", floor)
    floor = max(floor, spoken)
    index = bisect_left(marks, floor)
    return marks[index] if index < len(marks) else len(source.text)


_FOOTNOTE = re.compile(r"\s*(?P<mark>[\[【〔]\s*注?\s*(?P<no>\d{1,3})\s*[\]】〕]|(?P<sign>[①-⑳]))\s*\S")


def footnotes(source: Source, body: int, back: int, headings: Sequence[Heading]) -> int:
    """Where notes without a heading begin below the text ([1]双碳：…), each by a mark that stands in the text, or below a rule; ``back`` where there
    are none. Those with a number alone (1 双碳：指…) are told by what they say."""
    last = max((heading.body_start for heading in headings if heading.start < back), default=body)
    if (bare := _bare_notes(source, last, back)) is not None:
        return bare
    inline = next(
        (line.start for line in source.lines_between(last, back) if _NOTES_FROM_HERE.match(line.folded)), None
    )
    if inline is not None:
        return inline
    first = count = 0
    least = _FEWEST_NOTES
    ruled = False
    for line in source.lines_between(last, back):
        if not line.folded.strip():
            continue
        below, ruled = ruled, _NOTE_RULE.fullmatch(line.folded) is not None
        match = _FOOTNOTE.match(line.folded)
        number = (int(match["no"]) if match["no"] else ord(match["sign"]) - ord("①") + 1) if match else 0
        marked = match is not None and source.folded.find(match["mark"], body, line.start) >= 0
        if match and number == 1 and (marked or below):
            first, count = line.start, 1
            least = 1 if match["no"] else _FEWEST_NOTES
        elif count and number == count + 1:
            count = number
    return first if count >= least else back


# 1 双碳：指碳达峰和碳中和。   2 “三品一标”是指无公害农产品、…
_BARE_NOTE = re.compile(
    r"\s*(?P<no>\d{1,3})(?:\s+|(?=[“\"《]))[^\d\s。;][^。;]{0,40}?(?:指(?![标导示引挥数定南向出明派点令针])|简称|统称)"
)
_NUMBERED_LINE = re.compile(r"\s*(?P<no>\d{1,3})(?:\s+|(?=[“\"《]))[^\d\s]")


def _bare_notes(source: Source, start: int, end: int) -> int | None:
    """Where notes with a number alone begin, the last lines of a text: each is the next one, and says what a word means."""
    first = None
    count = 0
    for line in source.lines_between(start, end):
        numbered = _NUMBERED_LINE.match(line.folded)
        if numbered is None:
            continue
        if not _BARE_NOTE.match(line.folded):
            first, count = None, 0
        elif int(numbered["no"]) == count + 1:
            first, count = (line.start if count == 0 else first), count + 1
        elif int(numbered["no"]) == 1:
            first, count = line.start, 1
        else:
            first, count = None, 0
    return first if count >= _FEWEST_NOTES else None


_FEWEST_NOTES = 2
# 注：1.“双桥”经济走廊：以高铁、高速公路为依托的经济带。
_NOTES_FROM_HERE = re.compile(
    r"[\s*(]*(?:注|备注|注释|名词解释)\s*:\s*1\s*[.、]\s*[^\s\d][^:。;,]{1,30}(?::|是?指)\s*\S"
)
_NOTE_RULE = re.compile(r"\s*[-_—─*]{3,}\s*")


def is_furniture(row: str) -> bool:
    """Is this line one of a web page's own: 分享到：, 上一篇：, （责任编辑：某某）"""
    stripped = row.strip()
    return bool(stripped) and (
        (
            len(stripped) <= _LONGEST_FURNITURE
            and (_FURNITURE.match(stripped) or _FURNITURE_LINE.match(stripped)) is not None
        )
        or _RIGHTS.match(row) is not None
    )
