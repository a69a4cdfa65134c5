"""The titles at the head of a document, and of which genre they are.

::

    嵩县国民经济和社会发展第十四个五年规划 ⏎ 和二〇三五年远景目标纲要     the outline of a five-year plan, of 嵩县
    2024年政府工作报告（涉县）                                        a government work report, of 涉县
    嵩县国民经济和社会发展第十四个五年规划纲要 ⏎ 中期评估报告             a mid-term evaluation: not read

A title is a line, or a few in a row, that is nothing else than a title: what a sentence names, or a line of a menu, is none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from districts.reading.places import OWN, is_place, is_town
from districts.reading.special_titles import read_special_title
from text.numbers.numerals import CHINESE
from text.sources.source import fold
from text.vocabulary import DocumentKind


@dataclass(frozen=True, slots=True)
class Genre:
    """What a title says that a text is. ``kind`` is None for what is not read; ``about``: it only speaks of a document that may stand below it."""

    zh: str
    en: str
    kind: DocumentKind | None = None
    about: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """A title as printed, in one line; ``flat`` is the same folded and without spaces, ``place`` the words in it that would name a place."""

    words: str
    flat: str
    genre: Genre
    place: str
    first: int
    last: int


PLAN = Genre("五年规划纲要", "the outline of a five-year plan", DocumentKind.PLAN)
REPORT = Genre("政府工作报告", "a government work report", DocumentKind.REPORT)
SPECIAL = Genre("专项规划", "a plan for one field", DocumentKind.SPECIAL_PLAN)
ABOUT = Genre("解读、说明、决议、审查报告或任务分工", "a text about another document", about=True)
CARRIED_OUT = Genre("计划执行情况的报告", "a report on how a plan was carried out")
TOWN = Genre("乡镇、街道的文件", "a document of a town or subdistrict")
SPEECH = Genre("讲话、会议材料等", "a speech or the papers of a meeting", about=True)
NEWS = Genre("新闻报道", "a news story", about=True)

_YEAR = r"(?:(?:19|20)\d\d)"
_FIVE_YEARS = rf"(?:第[{CHINESE}]{{1,3}}个五年|[“\"]?[{CHINESE}]{{1,3}}五[”\"]?)"
_ECONOMY = r"(?:国民)?经济(?:和|与|及|、)?社会(?:事业)?发展"
_OUTLINE_END = r"(?:(?:规划|远景目标|目标|发展)?纲要|规划|远景目标)"

# In the order of trial: what a title ends in says more of it than what it names on the way.
_GENRES: tuple[tuple[Genre, re.Pattern[str]], ...] = (
    (
        Genre("统计公报", "a statistical communiqué", about=True),
        re.compile(r"统计公报$"),
    ),
    (
        ABOUT,
        re.compile(
            rf"(?:政府工作报告|{_ECONOMY}).*(?:解读|图解|问答|说明|决议|决定|审查(?:结果)?(?:的)?报告|审查意见|审议意见"
            r"|(?:任务|责任|目标|工作|职责|重点|指标)[^,]{0,8}(?:分工|分解|清单|台账)[^,]{0,6}|(?:实施|落实|工作|行动)(?:方案|意见))$"
            r"|(?:纲要|规划)(?:\(草案\))?》?的(?:报告|议案)$"
            r"|(?:读懂|图解|解读)[^,]{0,20}(?:政府工作报告|纲要|规划)$"
        ),
    ),
    (
        ABOUT,
        re.compile(
            r"(?:纲要|规划)(?:\([^()]*\))?[》”\"]?的?(?:(?:政策|文字|图文|专家|一图)?(?:解读|图解|问答)|(?:编制|起草)?说明|公示|批复|审查意见)$"
        ),
    ),
    (
        Genre("规划建议", "a proposal for a five-year plan"),
        re.compile(r"(?:规划|目标|计划|纲要).{0,12}的?建议(?:稿)?$"),
    ),
    (
        Genre("规划评估报告", "an evaluation of a plan"),
        re.compile(r"(?:规划|纲要|计划).{0,20}评估(?:的?(?:报告|情况|意见|分析|结果))*$"),
    ),
    (
        SPEECH,
        re.compile(
            r"(?:讲话|致辞|发言|主持词|讲稿|会议纪要|简报|述职报告|汇报|新闻发布会|座谈会|动员会|推进会|常务会议)(?:提纲|稿|材料|实录|摘要)?$"
        ),
    ),
    (
        CARRIED_OUT,
        re.compile(
            rf"{_ECONOMY}(?!.{{0,6}}五年)[^,]{{0,8}}计划.{{0,12}}(?:执行|完成|实施|落实)情况"
            rf"|{_ECONOMY}(?!.{{0,6}}五年)[^,]{{0,6}}计划(?:\(草案\)|草案)?的?(?:报告|安排)?$"
            rf"|(?:规划|纲要|计划).{{0,12}}(?:执行|完成|实施|落实)(?:情况|进展).{{0,6}}报告$"
        ),
    ),
    (
        Genre("预算、决算报告", "a budget report", about=True),
        re.compile(rf"{_YEAR}.*(?:预算|决算).*报告$|(?:预算|决算)执行情况.*报告$"),
    ),
    (
        Genre("人大、政协、法院、检察院的工作报告", "a work report of another body than the government", about=True),
        re.compile(rf"(?:法院|检察院|常务委员会|常委会|政协|委员会|纪委|监委)(?:{_YEAR}年)?(?:的)?工作(?:的)?报告$"),
    ),
    (
        PLAN,
        re.compile(
            rf"(?P<place>.*?){_ECONOMY}.{{0,4}}{_FIVE_YEARS}(?:\([^()]*\))?(?:发展)?(?:总体)?[规计]划(?:.{{0,30}}{_OUTLINE_END})?$"
        ),
    ),
    # 嵩县“十四五”规划和二〇三五年远景目标纲要: what is planned is not said, so it must be the place whose name stands before it
    (PLAN, re.compile(rf"(?P<place>[一-鿿]{{2,20}}){_FIVE_YEARS}[规计]划(?:.{{0,20}}远景目标)?纲要$")),
    (REPORT, re.compile(r"(?P<place>.*?)(?:人民政府|政府)(?:.{0,8}年度?)?(?:的)?工作报告(?:20\d\d年?)?$")),
    (
        Genre("方案、行动计划、意见等", "a scheme, a plan of action, an opinion or another kind of text", about=True),
        re.compile(
            r"^(?=.*(?:[省市县区州旗盟]|五|\d{4}|关于)).{4,}(?:方案|行动(?:计划|纲要)|(?:发展|实施|行动)纲要|意见|办法|细则|规定|条例|措施|要点|清单|分[解工]表"
            r"|一览表|报告书|年鉴|汇编|白皮书|批复|建设计划|投资计划|工作计划)(?:\(?(?:19|20)\d\d[^()]*\)?)?$"
        ),
    ),
)
_NO_TITLE = re.compile(
    r"[。;!?]|各位代表|^第[一二三四五六七八九十]+[章节篇]|^[一二三四五六七八九十]+、|^(?:来源|时间|作者|编辑|索引|主题|文号|成文|信息|浏览|字号|责任编辑|当前位置|上一篇|下一篇|相关|分享)"
    r"|^(?:网站)?(?:首页|主页|导航)$|^(?:政务|政府信息|信息|法定主动)公开(?:目录)?$"
)
# What stands below a title, and does not go on with it: ——2024年1月12日在涉县…, 涉县县长 某某
_NOT_ON = re.compile(rf"[-—]|\(?{_YEAR}年\d|\(?在|[一-鿿]{{0,20}}[省市县区州旗盟]长")
_LABEL = re.compile(r"^(?:标题|题名|名称|文件名称|附件?\d*|附录\d*)[::]")
_TAIL = re.compile(r"(?:[(\[〔【](?P<inside>[^()\[\]〔〕【】]{0,60})[)\]〕】]|全文|摘要|实录|文字实录|[》”\"*])$")
# What may stand before the name of a place: …关于印发《嵩县…, 首页>嵩县…, 2024年嵩县…
_BEFORE_PLACE = re.compile(
    r".*(?:印发|发布|公布|批准|首页|公开|正文|工作报告|人民政府(?=[^\d关])|[《:>|/!·])|^关于|^[(\[【]+|.*在|^中共"
)
_OF_NO_PLACE = re.compile(
    rf"{_YEAR}年?(?:度|年度)?|第?[{CHINESE}\d]{{1,4}}届(?:人民代表大会|人大).*|[\[\]()〔〕【】—\-,“”\"·.]|(?:人民政府|政府)?(?:关于)?(?:制定|编制|印发)?的?$"
    r"|^(?:草案|征求意见|送审|审议|讨论|修订|修改|公示|报批|评审|定|初)(?:稿|版|文本)?$"
)
_TITLE_WORD = re.compile(
    r"规划|报告|建议|计划|公报|纲要|评估|解读|说明|决议|预算|决算|读懂|图解|方案|意见|办法|细则|规定|条例|措施|要点|清单|年鉴|汇编|白皮书|批复|指标|目标|项目"
)
# A bracket at the end of a printed title that is no part of it: (2021年2月3日…会议批准), (涉县人民政府 2021年4月), (全文)
_NO_PART = re.compile(
    r"(?<=报告)[-—]+(?:在|[12一二].{3}年).*$|(?<=[告要划])[-—_|]+[一-鿿]{2,12}?(?:人民)?政府(?:门户)?(?:网站|网)?$|(?<=规划)[一-鿿]{2,12}?人民政府$"
    r"|(?:[（(][^()（）]*(?:日|会议|全文|摘要|实录|人民政府|年[\d一二三四五六七八九十]{1,2}月)[^()（）]*[)）]|全文)$"
)
_BARE = re.compile(r"[^一-鿿]*政府工作报告[^一-鿿]*")
_MENU = 30  # lines of a menu above a title
_LINES = 600
_MOST_LINES = 4
_LONGEST = 80


def flatten(line: str) -> str:
    """A line folded, without markup and white space: 涉县 二○二四年 is 涉县2024年."""
    return re.sub(r"[\s#*`\\_\u200b]+|^>+", "", fold(line))


def read_titles(lines: Sequence[str]) -> list[Title]:
    """The titles among the first lines of a text, in their order. Lines are as printed, none of them empty."""
    flat = [flatten(line) for line in lines[:_LINES]]
    found: list[Title] = []
    start = 0
    while start < len(flat):
        title = next(_beginning_at(start, lines, flat), None)
        if title is not None:
            found.append(title)
        start = title.last + 1 if title else start + 1
    return found


def document_title(titles: Sequence[Title]) -> Title | None:
    """The one that is the document's: the first, but what is only about a document gives way to the document below it.

    So does a 政府工作报告 without place and year, as menus have it, above the title of a plan.
    """
    own = [one for one in titles if not one.genre.about] or list(titles[:1])
    if len(own) > 1 and own[1].genre is PLAN and own[1].first - own[0].last <= _MENU:
        bare = own[0].genre is REPORT and not own[0].place and _BARE.fullmatch(own[0].flat)
        return own[1] if bare else own[0]
    return own[0] if own else None


def _beginning_at(start: int, lines: Sequence[str], flat: Sequence[str]) -> Iterator[Title]:
    """Titles that begin with this line, the longest first: one may go on for several lines."""
    reach = 0
    for line in flat[start : start + _MOST_LINES]:
        if len(line) > _LONGEST or _NO_TITLE.search(line) or (reach and _NOT_ON.match(line)):
            break
        reach += 1
    for count in range(reach, 0, -1):
        title = _title(start, lines[start : start + count], "".join(flat[start : start + count]))
        if title is None:
            continue
        # A first line that the title can do without is part of it only if it names the place: 嵩县人民政府 ⏎ 政府工作报告.
        rest = _title(start + 1, lines[start + 1 : start + count], "".join(flat[start + 1 : start + count]))
        above = _title(start, lines[start : start + 1], flat[start]) if rest and rest.genre.kind else None
        if above and above.genre.about:
            continue  # 《嵩县“十四五”水利发展规划》解读, and the plan below it
        if (
            title.genre.kind is None
            or rest is None
            or (not rest.place and is_place(title.place) and "会议" not in flat[start])
        ):
            yield title


def _title(start: int, lines: Sequence[str], flat: str) -> Title | None:
    if not _TITLE_WORD.search(flat) and not (start < _HEAD_OF_TABLE and _TABLE_OF_PERIOD.search(flat)):
        return None
    flat = _LABEL.sub("", flat).replace("《政府工作报告", "政府工作报告")
    core, inside = _without_tail(_plan_of_table(flat) if start < _HEAD_OF_TABLE else flat)
    # 嵩县水利发展规划(2021—2025年) is a plan by its years alone
    spans = [f"({words})" for words in inside if re.search(rf"{_YEAR}年?[-—~至]", words)]
    found = _match(core) or _match(core + "".join(spans))
    genre, match = found or (None, None)
    place = _place(match["place"], inside) if match and "place" in match.groupdict() else ""
    if genre is None or (genre is PLAN and not _ECONOMIC.search(core) and not is_place(place)):
        special = _special("".join([core, *spans]))  # 嵩县教育事业“十四五”规划纲要
        genre, place = (SPECIAL, special) if special is not None else (genre, place)
    if genre is None:
        return None
    if genre.kind and is_town(place):
        genre = TOWN
    return Title(
        words=_printed(lines),
        flat=flat,
        genre=genre,
        place=place,
        first=start,
        last=start + len(lines) - 1,
    )


_ECONOMIC = re.compile(_ECONOMY)
# A sheet with nothing but a table of a plan begins with one of these; further below it is the caption of a table in some other text.
_HEAD_OF_TABLE = 2
_OF_TABLE = (
    r"的?(?:主要(?:发展|预期)?(?:指标|目标)(?:体系)?|发展指标体系|指标体系|(?:重大|重点|建设|工程|项目|和|及|、)*(?:工程|项目))"
    r"(?:汇总|一览|计划)?(?:表|清单|库|名单|目录)?$"
)
_TABLE_OF_PLAN = re.compile(rf"(?<=[划要标]){_OF_TABLE}")
_TABLE_OF_PERIOD = re.compile(
    rf"^(?P<place>[一-鿿]{{2,20}}?)(?P<years>{_FIVE_YEARS})(?:时期|期间|规划)?(?:{_ECONOMY})?{_OF_TABLE}"
)
_APPENDED = re.compile(r"^附[件表]?[\d一二三四五]*[::、.]?")


def _plan_of_table(flat: str) -> str:
    """The title of the plan that the title of one of its tables names.

    附表1 嵩县“十四五”时期经济社会发展主要指标 is of 嵩县国民经济和社会发展“十四五”规划纲要.
    """
    flat = _APPENDED.sub("", flat)
    of_period = _TABLE_OF_PERIOD.match(flat)
    if of_period and is_place(of_period["place"]):
        return f"{of_period['place']}国民经济和社会发展{of_period['years']}规划纲要"
    return _TABLE_OF_PLAN.sub("", flat)


def is_table_title(title: str) -> bool:
    """Is this the title of a table of a plan that was published by itself?

    >>> is_table_title("“十五五”时期经济社会发展主要指标")
    True
    """
    return re.search(_OF_TABLE, flatten(title)) is not None


def _special(core: str) -> str | None:
    """The words that would name the place in the title of a plan for one field ("" where none would); None where it is no such title."""
    while (cut := _BEFORE_TITLE.sub("", core)) != core:
        core = cut
    read = read_special_title(core)
    return read.place if read else None


# What may stand before the title itself: 嵩县人民政府关于印发《嵩县…, 首页>嵩县…, 附件1
_BEFORE_TITLE = re.compile(r".*(?:印发|发布|公布|批准|首页|正文|[《:>|/!])|^关于|^[(\[【]+")


def _match(core: str) -> tuple[Genre, re.Match[str]] | None:
    return next(((genre, match) for genre, pattern in _GENRES if (match := pattern.search(core))), None)


def _without_tail(flat: str) -> tuple[str, list[str]]:
    """A title without 的通知, what stands in brackets at its end (in the list), and closing quotes."""
    inside: list[str] = []
    # ——2024年1月12日在涉县第十八届人民代表大会…会议上, on the line of the title
    flat = re.sub(r"(?<=报告)[-—]+(?:在|20\d\d年).*$", "", flat)
    # the name of the site behind that of the page: 2024年政府工作报告-涉县人民政府
    if site := re.search(
        r"(?:(?<=报告)|(?<=纲要)|(?<=规划))[-—|]*(?P<place>[一-鿿]{2,12}?)(?:人民)?政府(?:门户)?(?:网站|网)?$", flat
    ):
        inside.append(site["place"])
        flat = flat[: site.start()]
    flat = re.sub(r"(?<=[》纲要规划报告\"”])的通知$", "", flat)
    while match := _TAIL.search(flat):
        inside.append(match["inside"] or "")
        flat = flat[: match.start()]
    return flat, inside


def _place(before: str, inside: Sequence[str]) -> str:
    """The words of a title that would name a place: what stands before 国民经济 or 政府工作报告, else in the brackets at its end."""
    for printed in (before, *inside):
        words = re.sub(rf"^{_YEAR}年\d{{1,2}}月\d{{1,2}}日", "", re.sub(r"^\(([^()]*)\)", r"\1", printed))
        while (cut := _BEFORE_PLACE.sub("", words)) != words:
            words = cut
        words = _OF_NO_PLACE.sub("", _OF_NO_PLACE.sub("", words))
        if words and not OWN.fullmatch(words):
            return words
    return ""


def _printed(lines: Sequence[str]) -> str:
    """The title in one line, without markup, label and the spaces that are set between its characters."""
    words = "".join(re.sub(r"[#*`\\]+|^\s*>+", "", line).strip() for line in lines)
    words = re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", words)
    words = re.sub(r"^(?:标题|题名|名称|文件名称|附件?\d*)[:：]", "", words)
    if notice := re.search(r"关于印发《?(?P<title>.+?)》?的通知$", words):
        words = notice["title"]
    if named := re.fullmatch(r"《([^《》]+)》", words):
        words = named[1]
    return _NO_PART.sub("", words)
