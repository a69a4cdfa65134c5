"""Which lines of a page are the document, and which are the site around it.

A page is judged by what stands in it: where its sentences, numbered headings and tables of figures are, there is the document; lists of links,
buttons, imprints and the titles of other pages are not. Names of classes (``footer``, ``TRS_Editor``) only support that. In doubt a line stays.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from text.loading.tables import Grid
from text.loading.web.blocks import Block
from text.loading.web.tree import Element

_MOST_HEADS = 100  # of parts with other texts
_SENTENCE = re.compile(r"[。；;！？]|[，：:]$")
_LONG = 45
# 第一章 …   第三节   一、   （二）   1.2 …   专栏3   附件1
NUMBERED = re.compile(
    r"^[\s*#【\[]*(?:第[一二三四五六七八九十百零〇\d]{1,4}(?:[篇章节条]|部分)|[一二三四五六七八九十]{1,3}[、．.]|[(（][一二三四五六七八九十]{1,3}[)）]"
    r"|专\s*栏\s*[\d一二三四五六七八九十]|附\s*[件表录]\s*[\d一二三四五六七八九十:：]|\d{1,2}(?:\.\d{1,2}){1,3}\s*[\u4e00-\u9fff]|\d{1,2}[.．、]\s*(?=\D))"
)
_CHAPTER = re.compile(
    r"^\s*(?:第[一二三四五六七八九十百零〇\d]{1,4}(?:[篇章节]|部分)|[一二三四五六七八九十]{1,3}、|附\s*[件表]|专\s*栏\s*[\d一二三四五六七八九十])"
)

# names of elements that are the site's
_SITE = re.compile(
    r"(?<![a-z])(?:nav|navi|navigation|navbar|menu|submenu|breadcrumbs?|crumbs?|mbx|mianbao|position|location|weizhi|dqwz|footer|foot|bottom|copyright|copy|banner|topbar|toolbar|tool|tools"
    r"|sidebar|side|aside|leftnav|search|searchbox|so|login|share|bdsharebuttonbox|bshare|jiathis|fenxiang|qrcode|ewm|erweima|weixin|print|fontsize|font|zitidaxiao|zihao"
    r"|related|relate|relevant|xgxx|xgwz|xgwd|xgjd|xgbd|xgxw|xglj|xiangguan|recommend|recommended|tuijian|hot|hots|rank|ranking|paihang|comments?|pinglun|pager|page-?nav|pagination|fanye|prev-?next|prevnext|updown|shangxia"
    r"|links?|friendlinks?|yqlj|youqing|tags?|counter|advert(?:isement)?|ads?|popup|modal|dialog|cookie|gotop|backtop|totop|fixed|float|jiucuo|accessib\w*|wza|laiyuan|statement)(?![a-z])"
)
_TEXT = re.compile(
    r"trs_editor|trs_paper|ucap-?content|pages?_content|article-?(?:content|con|body|text)|wp_articlecontent|news_?content|detail-?(?:content|con|text)|(?<![a-z])(?:zoom|article|zhengwen|neirong|bodytext|xl_content|con_text|view|viewbox|entry-content|post-content|markdown-body)(?![a-z])"
)
# what can be a part of a page; others are lines and lists
_PARTS = frozenset(
    "div section article main table tbody tr td form center header footer aside nav fieldset figure span font".split()
)
_ALWAYS_SITE = frozenset(("nav", "menu"))
_ROLES = frozenset(
    ("navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alert", "toolbar", "menu", "menubar")
)

# 版权所有   主办单位：…   京ICP备…   网站标识码…: lines of an imprint
_IMPRINT = re.compile(
    r"ICP\s*[备证]|公网安备|网站标识码|版权所有|版权归|Copyright|©|网站地图|(?:主办|承办|协办|运维|建设|维护)(?:单位)?\s*[:：]|技术支持\s*[:：]|建议使用.{0,12}(?:分辨率|浏览器)|政府网站找错|网站声明|关于我们|联系我们|隐私|无障碍|适老化|访问量|您是第.{0,12}位|设为首页|加入收藏|繁體|繁体版|手机版|English",
    re.IGNORECASE,
)
# a whole line of the site, wherever it stands
_SITE_LINE = re.compile(
    r"^[\s【\[（(|·>»*]*(?:"
    r"(?:您?(?:现在|当前)?(?:所在|的)?(?:的)?位置|当前栏目|所在位置|首页)\s*(?:是|为)?\s*[:：>\u203a»→\-/|].{0,120}|首页\s*[>\u203a»/|].{0,120}"
    r"|【?\s*字(?:体|号)(?:大小)?\s*[:：]?[\s\[【(（]*(?:(?:默认|超?[大中小]|[a-z]?[A-Z]?[+-]|缩小|放大|正常)[\s|\]】)）/、]*)+.{0,30}|[大中小](?:[\s|/、]*[大中小]){1,2}[\s\]】]*.{0,20}"
    r"|(?:我要)?(?:打印|关闭|收藏|分享|纠错|返回|评论|转发|点赞|复制链接|下载)(?:本页|此页|页面|窗口|文章|正文|顶部|首页|列表|上一页)?(?:[\s|\]】\[【/]+(?:我要)?(?:打印|关闭|收藏|分享|纠错|返回|评论|转发|点赞)(?:本页|此页|页面|窗口|文章|顶部|首页|列表)?)*[\s\]】)）:：]*"
    r"|分享(?:到|至)\s*[:：]?.{0,40}|(?:微信|微博|QQ|QQ空间|新浪微博|微信好友|朋友圈)(?:[\s|]*(?:微信|微博|QQ|QQ空间|好友|朋友圈))*"
    r"|.{0,10}(?:扫一扫|扫码|扫描二维码).{0,40}|用(?:微信|手机).{0,6}扫.{0,30}"
    r"|(?:浏览|访问|阅读|点击|查看)(?:次数|数|量|人数)?\s*[:：]\s*[\[【(（]?\s*\d*\s*[\]】)）]?\s*(?:次|人次)?.{0,30}"
    r"|(?:上|下)一(?:篇|条|页|则)\s*[:：>]?.{0,120}|(?:前|后)一篇\s*[:：].{0,120}"
    r"|(?:责任编辑|责编|编辑|审核|初审|终审|校对|信息员|录入)\s*[:：].{0,40}"
    r"|(?:信息)?(?:发布|更新|发稿|录入|公开|创建|修改)(?:时间|日期)\s*[:：]?\s*\d{4}.{0,150}|(?:时间|日期)\s*[:：]\s*\d{4}\s*[-年/.].{0,100}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?(?:\s*(?:来源|作者|编辑|浏览|点击|阅读|字体|字号|【).{0,120})?"
    r"|(?:信息|文章|稿件)?来\s*源\s*[:：].{0,80}|作\s*者\s*[:：].{0,60}"
    r"|(?:网站|站内|全站)?搜\s*索.{0,10}|请输入.{0,20}|热词\s*[:：].{0,80}|热门搜索.{0,80}|跳转到.{0,20}|无障碍.{0,20}|(?:简体|繁体|繁體)(?:\s*[|/]\s*.{0,30})?|登录(?:\s*[|/]?\s*注册)?|注册|展开全文|阅读全文|查看全文|返回(?:顶部|首页|列表|上一页)|TOP"
    r"|[>\u203a»|\s·]+"
    r")[\s】\]）)|·]*$"
)
# what begins the part of a page that is of other texts
_OTHERS = re.compile(
    r"^[\s【\[*|·■◆●>]*(?:(?:相关|热点|热门|最新|其他|延伸|推荐|更多|往期|近期|同类|精彩)(?:的)?(?:报道|链接|文档|文章|新闻|信息|稿件|内容|推荐|资料|解读|政策|阅读|资讯|动态|公开|专题|回顾|图片|视频|栏目)(?:解读)?|猜你喜欢|您可能.{0,10}|为您推荐|大家都在看|阅读排行|点击排行|排行榜|本栏(?:最新|推荐|热门).{0,4}|网友评论|友情链接|新闻排行|热门.{0,4}|推荐|相关)[\s】\]:：>\u203a»|]*(?:更多)?[\s>\u203a»+]*$"
)
# 索引号：…   发文字号：…
_META = re.compile(
    r"^\s*【?(?:索\s*引\s*号|(?:发布|发文|制发|公开|印发)(?:机构|机关|单位)|(?:发\s*文\s*字\s*号|文\s*号)|(?:成文|印发)(?:日期|时间)|主题(?:分类|词)|有\s*效\s*性)】?\s*[:：].{2,80}$"
)
_LABEL = re.compile(r"【?[\u4e00-\u9fff]{2,8}】?[:：]?")
KINDS = re.compile(
    r"(?:规划|纲要|报告|通知|意见|方案|公报|计划|建议|决定|办法)(?:[（(].{1,30}[)）])?》?(?:的(?:通知|批复|决议|公告))?$"
)
COLUMNS = frozenset(
    (
        "规划计划",
        "发展规划",
        "计划规划",
        "专项规划",
        "总体规划",
        "规划纲要",
        "政府工作报告专栏",
        "工作报告",
        "五年规划",
        "法规公文",
        "通知公告",
    )
)
# what a table of a document is called
_OF_DOCUMENT_TABLE = re.compile(
    r"指标|目标|任务|工程|项目|计划|规划|清单|[一二三四五六七八九十\d]|表|附|专\s*栏|图|单位|纲要|报告"
)
_ATTACHED = re.compile(r"【?\s*(?:相关)?附\s*件(?:下载)?\s*】?\s*[:：]?")
_PART = re.compile(r"\s*(?:附\s*[件表录图]|专\s*栏|目\s*录|前\s*言|引\s*言|结\s*语|后\s*记|名词解释|[图表]\s*\d|续)")
_PAGE_OF = re.compile(
    r"^[\s第共]*(?:\d{1,3}\s*){2,}(?:下一页|末页|尾页|>).{0,20}$|^[\s\[【]*\d{1,3}(?:[\s\[\]【】]+\d{1,3})+[\s\]】]*(?:下一?页|末页|尾页).{0,20}$|^上一?页[\s\[【]*\d{1,3}(?:[\s\[\]【】]+\d{1,3})+[\s\]】]*$|^(?:首页|上一页)[\s\d.…]*(?:下一页|尾页|末页)?.{0,20}$|^\s*(?:第\s*\d+\s*页)?[\s/,，|]*共\s*\d+\s*页.{0,40}$|^\s*\[?\d\]?(?:\s*\[?\d{1,2}\]?){2,}\s*$"
)


@dataclass(slots=True)
class _Sum:
    """What stands in an element: characters, those of links, links, lines, and the weight of what reads like a document."""

    length: int = 0
    links: int = 0
    linked: int = 0
    lines: int = 0
    weight: int = 0
    numbered: int = 0
    figures: bool = False

    def add(self, block: Block) -> None:
        length, weight = size_of(block), weight_of(block)
        self.length += length
        self.links += block.links
        self.linked += block.linked
        self.lines += 1
        self.weight += weight
        self.numbered += bool(_CHAPTER.match(block.text)) and block.links < length
        self.figures = self.figures or (block.grid is not None and weight > 0)

    @property
    def share_of_links(self) -> float:
        return self.links / max(1, self.length)


def size_of(block: Block) -> int:
    if block.grid is None:
        return block.length
    return sum(len("".join(cell.text.split())) for row in block.grid for cell in row)


def weight_of(block: Block) -> int:
    """How much of a line is a document's: of sentences, and of tables, what is no link."""
    own = size_of(block) - block.links
    if block.grid is not None:
        return own if own > block.links and any(len(row) > 1 for row in block.grid) else 0
    if own < block.links or _SITE_LINE.match(block.text) or (len(block.text) < 200 and _IMPRINT.search(block.text)):
        return 0
    return own if _SENTENCE.search(block.text) or own >= _LONG or _CHAPTER.match(block.text) else 0


@dataclass(slots=True)
class ChosenLines:
    """The lines that are kept, and those that are the site's."""

    kept: list[Block] = field(default_factory=list)
    left: list[tuple[Block, str]] = field(default_factory=list)


class _Page:
    """The lines of a page with the sums of each element."""

    def __init__(self, body: Element, blocks: Sequence[Block]) -> None:
        self.body = body
        self.blocks = blocks
        self.sums: dict[Element, _Sum] = defaultdict(_Sum)
        self.lines: dict[Element, list[Block]] = defaultdict(list)
        for block in blocks:
            for element in _around(block.owner):
                self.sums[element].add(block)
                self.lines[element].append(block)
        self.whole = self.sums[body].weight
        self.left: dict[int, str] = {}

    def leave(self, blocks: Iterable[Block], why: str) -> None:
        for block in blocks:
            self.left.setdefault(id(block), why)

    def of(self, elements: Iterable[Element]) -> list[Block]:
        """The lines in these elements, none of which is in another."""
        return [block for element in elements for block in self.lines[element]]


def _around(element: Element | None) -> Iterable[Element]:
    """It, and what it stands in, from inside out."""
    above = element
    while above is not None:
        yield above
        above = above.parent


def choose(body: Element, blocks: Sequence[Block]) -> ChosenLines:
    """Part the lines of a page into the document's and the site's."""
    page = _Page(body, blocks)
    page.leave(page.of(_parts_of_the_site(page)), "navigation")
    main = _main(page)
    page.leave(_outside(page, main), "navigation")
    for part in main.elements():
        if part.tag in _PARTS and _is_of_other_texts(page.lines.get(part, ())):
            page.leave(page.lines[part], "other_texts")
    page.leave((block for block in blocks if block.grid is None and _is_site_line(block)), "navigation")
    _leave_others(page)
    _leave_articles(page)
    _leave_files(page)
    _take_head(page)
    choice = ChosenLines()
    for block in blocks:
        why = page.left.get(id(block))
        if why is None:
            choice.kept.append(block)
        else:
            choice.left.append((block, why))
    return choice


def _is_site_line(block: Block) -> bool:
    text = block.text
    if len(text) > 200:
        return False
    return (
        _SITE_LINE.match(text) is not None
        or _PAGE_OF.match(text) is not None
        or (len(text) < 120 and _IMPRINT.search(text) is not None and not _SENTENCE.search(text[:-1]))
    )


def _parts_of_the_site(page: _Page) -> set[Element]:
    """The outermost elements that are the site's by what they are and hold."""
    found: set[Element] = set()
    waiting = list(page.body.elements())
    while waiting:
        element = waiting.pop()
        here = page.sums.get(element)
        if here is None:
            continue
        if _is_the_sites(element, here, page.whole):
            found.add(element)
        else:
            waiting.extend(element.elements())
    return found


def _is_the_sites(element: Element, here: _Sum, whole: int) -> bool:
    if here.weight > whole / 2 or _TEXT.search(element.names):
        return False
    role = element.attributes.get("role", "")
    if element.tag in _ALWAYS_SITE or role in _ROLES:
        return here.numbered < 2 or here.share_of_links > 0.5
    if (
        element.tag in ("ul", "div", "table", "td", "section", "ol", "dl")
        and here.linked > 3
        and here.share_of_links > 0.7
        and not here.numbered
    ):
        return True
    named = _SITE.search(element.names) is not None or (
        element.tag in ("header", "footer", "aside") and (here.linked > 0 or not _is_in_text(element))
    )
    if not named:
        return False
    if here.numbered or here.figures:
        return here.share_of_links > 0.5
    return here.weight < max(0.25 * whole, 60) or here.share_of_links > 0.4


def _is_in_text(element: Element) -> bool:
    """Does the page say that it is of its text, or has it the title in it?"""
    return any(above.tag in ("article", "main") for above in _around(element.parent)) or any(
        one.tag == "h1" for one in element.all()
    )


def _main(page: _Page) -> Element:
    """The smallest part of the page that has nearly all of what reads like a document."""
    weights: dict[Element, int] = defaultdict(int)
    lines: dict[Element, int] = defaultdict(int)
    for block in page.blocks:
        weight = 0 if id(block) in page.left else weight_of(block)
        for element in _around(block.owner) if weight else ():
            weights[element] += weight
            lines[element] += 1
    element = page.body
    while True:
        below = [child for child in element.elements() if child.tag in _PARTS and weights[child]]
        best = max(below, key=weights.__getitem__, default=None)
        if best is None:
            return element
        named = _TEXT.search(best.names) is not None or best.tag in ("article", "main")
        share = weights[best] / weights[element]
        if not (share >= 0.8 and lines[best] > 2) and not (named and share >= 0.5):
            return element
        element = best


def _outside(page: _Page, main: Element) -> list[Block]:
    """The lines that stand beside the main part and are not a document's: its title, its tables and its paragraphs stay."""
    beside: list[Block] = []
    inner = main
    for outer in list(_around(main))[1:]:
        for child in outer.elements():
            here = page.sums.get(child)
            if child is not inner and here is not None and not _is_documents(child, here, main, page.lines[child]):
                beside.extend(page.lines[child])
        inner = outer
    return beside


def _is_documents(element: Element, here: _Sum, main: Element, lines: Sequence[Block]) -> bool:
    """Is a part of the page beside the main text the document's, too?"""
    if re.fullmatch("h[1-3]", element.tag) or (
        element.parent is main.parent and element.tag == main.tag and element.names == main.names
    ):
        return True
    if here.share_of_links > 0.3 or _OTHERS.match(element.text().strip()[:20]):
        return False
    if here.weight > 0 or here.figures:
        return not (_is_of_other_texts(lines) or _is_a_widget(lines))
    pictures = any(one.tag == "img" for one in element.all())
    return element.tag not in _PARTS and not here.linked and not pictures


def _is_of_other_texts(lines: Sequence[Block]) -> bool:
    """Do the lines say what other pages say: each title a link, and below it how that page begins?"""
    titles = sum(_is_link(block) for block in lines)
    begin = next((block for block in lines if block.text), None)
    return titles > 1 and 3 * titles >= len(lines) and begin is not None and (_is_link(begin) or begin.level > 0)


def _is_link(block: Block) -> bool:
    """Is a line, but for the date behind it, a link? Or the beginning of one of the form 题目：摘要, as lists of terms are written?"""
    return block.grid is None and block.links > 5 and (block.links + 12 >= block.length or block.begins_with_link)


def _is_a_widget(lines: Sequence[Block]) -> bool:
    """Figures of the place, as a site shows them beside any text: a short title that no table of a document has, and a table."""
    said = [block for block in lines if block.text or block.grid is not None]
    if len(said) < 2 or said[0].grid is not None or all(block.grid is None for block in said):
        return False
    title = said[0].text
    return (
        len(title) <= 12 and bool(said[0].level) and not NUMBERED.match(title) and not _OF_DOCUMENT_TABLE.search(title)
    )


def _leave_files(page: _Page) -> None:
    """Links to files behind the text, with 附件 above them, are none of its lines."""
    end = len(page.blocks)
    while end and (id(page.blocks[end - 1]) in page.left or _is_of_files(page.blocks[end - 1])):
        end -= 1
    tail = page.blocks[end:]
    # Of what is left out already, those below 附件 are attached to the text, and no part of a menu.
    begins = next((at for at, block in enumerate(tail) if id(block) not in page.left), len(tail))
    files = [block for block in tail[begins:] if block.to_file]
    if files and end:
        kept = [block for block in tail if id(block) not in page.left and block.text]
        page.left.update((id(block), "attached_file") for block in (*kept, *files))


def _is_of_files(block: Block) -> bool:
    return block.grid is None and (
        block.to_file or not block.text or _ATTACHED.fullmatch(block.text.strip()) is not None
    )


def _leave_articles(page: _Page) -> None:
    """Of several articles that each have a title, those that are neither the document nor go on with it."""
    articles = [one for one in page.body.all() if one.tag == "article" and one in page.sums and page.sums[one].weight]
    known = set(articles)
    titled = [(one, _title_in(page, one)) for one in articles if not any(up in known for up in _around(one.parent))]
    document = next((title for _, title in titled if title and KINDS.search(title.text)), None)
    if document is None or any(
        block.level == 1 and block is not document and not _in_any(block, known) for block in page.blocks
    ):
        return
    name = _flat(document.text)
    for article, title in titled:
        if title is None or title.level != document.level or NUMBERED.match(title.text) or _PART.match(title.text):
            continue
        if _flat(title.text)[:8] != name[:8]:
            page.leave(page.lines[article], "other_texts")


def _title_in(page: _Page, article: Element) -> Block | None:
    first = next((block for block in page.lines[article] if block.text), None)
    return first if first is not None and first.level else None


def _in_any(block: Block, articles: set[Element]) -> bool:
    return any(element in articles for element in _around(block.owner))


def _flat(text: str) -> str:
    return re.sub(r"[\s“”\"'《》]+", "", text)


def _take_head(page: _Page) -> None:
    """The title above the text, and the lines that say who issued it under which number, stay though they stand apart."""
    first = next((at for at, block in enumerate(page.blocks) if id(block) not in page.left and weight_of(block)), 0)
    above = page.blocks[:first]
    kept = any(id(block) not in page.left and is_title(block) for block in page.blocks[: first + 3])
    titles = [block for block in above if id(block) in page.left and is_title(block)]
    if titles and not kept:
        page.left = {
            one: why
            for one, why in page.left.items()
            if one not in {id(block) for block in above if block.owner is titles[-1].owner}
        }
    for block in above:
        if block.grid is None and _META.match(block.text) and not block.links:
            page.left.pop(id(block), None)


def is_title(block: Block) -> bool:
    return (
        6 <= len(block.text) <= 90
        and not block.links
        and KINDS.search(block.text.strip()) is not None
        and not _SITE_LINE.match(block.text)
        and block.text not in COLUMNS
    )


def facts_of(grid: Grid) -> list[str]:
    """What a table says of the document (索引号 | … | 发布机构 | …), a line each; nothing for a table of anything else."""
    facts: list[str] = []
    for row in grid:
        words = ["".join(cell.text.split()) for cell in row]
        if len(words) % 2 or not all(_LABEL.fullmatch(label) for label in words[::2] if label):
            return []
        pairs = zip(words[::2], row[1::2], strict=True)
        facts += [f"{label.rstrip(':：')}：{cell.text}" for label, cell in pairs if label and cell.text]
    return [fact for fact in facts if _META.match(fact)] if any(_META.match(fact) for fact in facts) else []


def _leave_others(page: _Page) -> None:
    """What follows 相关报道 is of other texts, to the end of the part of the page in which these words stand."""
    kept = [block for block in page.blocks if id(block) not in page.left]
    last = max((index for index, block in enumerate(kept) if _CHAPTER.match(block.text)), default=-1)
    heads = [
        (index, block)
        for index, block in enumerate(kept)
        if block.grid is None and len(block.text) <= 24 and _OTHERS.match(block.text)
    ]
    for index, block in heads[:_MOST_HEADS]:
        if id(block) in page.left:
            continue
        owner = _part_headed(page, block, kept[index + 1] if index + 1 < len(kept) else None)
        if index < last and owner in _around(kept[last].owner):  # the text goes on
            page.leave([block], "navigation")
            continue
        following = [one for one in kept[index:] if owner in _around(one.owner)]
        if _is_tail(kept[:index], following):
            page.leave(following, "other_texts")
        else:
            page.leave([block], "navigation")


def _part_headed(page: _Page, block: Block, below: Block | None) -> Element:
    """The smallest element with something below the line."""
    around = set(_around(below.owner)) if below else set[Element]()
    return next((element for element in _around(block.owner) if element in around), page.body)


def _is_tail(before: Sequence[Block], following: Sequence[Block]) -> bool:
    """Is it less than what stands before it?"""
    return sum(map(size_of, before)) > sum(map(size_of, following))
