"""Was the text whole, and were its headings found? Checks of the outline and of the lines that it was read from.

Each check returns at most one finding. The thresholds were set on documents read well and read badly (``docs/reading.md``): what is good stays clear of them.
Small documents have small numbers of everything, so that most checks begin at some length.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from districts.reading.titles import flatten, is_table_title, read_titles
from planapi.reading import Reading
from planapi.reading_check.findings import Finding, excerpt, told
from text.outline.outline import Node
from text.vocabulary import ChapterKind, DocumentKind, Severity

LONG = 3_000
"""Characters of a document that is long enough for shares of its text to say something; shorter ones may consist of a head and a list."""

# Good 15 headings in 16,800 characters and more; a report can do with three parts.
_FEWEST_HEADINGS = 0.3 / 1_000
# Good documents have paragraphs of up to 1,200 characters.
_LONGEST_LINE = 3_000
# An appendix or a glossary is up to 0.33 of a good document, and was 0.85 of one whose contents held the text.
_APPENDIX_SHARE, _APPENDIX_SEVERE = 0.4, 0.65
# The text before the first heading is up to 0.42 of a good document (a web page with its menus), and was 0.84 of a bad one.
_FRONT_SHARE, _FRONT_SEVERE = 0.45, 0.6
_FRONT_CHARACTERS, _PROSE = 200, 20
# Good documents repeat one title at most, a bad one 81.
_REPEATED, _REPEATED_SEVERE = 2, 4
# Good documents have one gap at most, where their author skipped a number; bad ones have 4 to 53.
_GAPS, _GAPS_SEVERE = 2, 5
_SMALL_GAPS = 0.3
_LISTED_SHORTEST, _CONTENTS_FEW, _CONTENTS_SEVERE, _CONTENTS_EXAMPLES = 4, 2, 0.15, 3
_LEADERS_SEVERE = 3
_BROKEN_SHARE, _BROKEN_LINES = 0.5, 30
# Numbers over the end of a line: none in good documents, one for 12 to 25 observations in those whose lines were broken, of which some were lost.
_CUT, _CUT_SHARE = 5, 0.03
_GOES_ON = re.compile(r"[\d%‰万亿千百个家人元.]")
# A good document of 10,000 characters and more names its place 4 times at least, a bad one 1 to 3 times.
_NAMED_SEVERE, _NAMED, _NAMED_ONCE_IN = 2, 4, 2_500
_MEASURED = 8_000
_OTHER_TERRITORY = 10

_LEADERS = re.compile(r"(?:\.{4,}|[·…⋯]{2,}|(?:\. ){4,})[\s.·…⋯]*-?\s*\d{1,3}\s*-?\s*$")
_ENDS = frozenset('。;!?:…—"”’)]}》】〕|>*#_.-0123456789')
_RUNS_ON = re.compile(r"[,、(《“]\s*$")
_ADDRESS = re.compile(r"现在,?\s*我(?:代表|受)[^。]{0,40}报告")
_DELIVERED = re.compile(r"[\s(—-]*(?P<day>20\d\d年\d{1,2}月\d{1,2}日)在.{2,40}人民代表大会.{0,12}会议.{0,6}$")
_PLAN_TITLE = re.compile(
    r"\S{2,20}国民经济和社会发展(?:第[一二三四五六七八九十]{1,3}个五年|[“\"]?[一二三四五六七八九十]{1,3}五[”\"]?)规划\S{0,20}纲要"
)
_FIRST = re.compile("第[一1][篇编章]")
_TITLE_SHORTEST, _TITLE_LONGEST = 6, 80


def shape_checks(reading: Reading) -> Iterator[Finding | None]:
    """What looks wrong with the text, its outline and its place."""
    nodes = reading.outline.nodes
    # a table that was published by itself has no headings
    if not nodes and not is_table_title(reading.document.title):
        yield told("no_outline", Severity.SEVERE, characters=len(reading.source.text))
    yield _one_long_line(reading)
    yield _broken_lines(reading)
    yield _few_marks(reading)
    yield _columns_across(reading)
    yield _ends_mid_sentence(reading)
    yield _two_documents(reading)
    if nodes:
        yield _few_headings(reading)
        yield _appendix_holds_the_text(reading)
        yield _front_holds_the_text(reading)
        yield _repeated_titles(reading)
        yield _heading_gaps(reading)
        yield _titles_run_on(reading)
        yield _contents_missing(reading)
        yield _leader_lines(reading)
    yield _place_seldom_named(reading)
    yield _other_territory(reading)
    yield from _document_notes(reading)


def _share(part: float, whole: float) -> float:
    return round(part / whole, 3) if whole else 0.0


# ── the outline ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _few_headings(reading: Reading) -> Finding | None:
    characters, headings = len(reading.source.text), len(reading.outline.nodes)
    if characters < LONG or headings >= max(2, characters * _FEWEST_HEADINGS):
        return None
    return told("few_headings", Severity.WARNING, characters=characters, headings=headings)


def _appendix_holds_the_text(reading: Reading) -> Finding | None:
    """An appendix or a glossary that is most of the text, or, in a small document too, that has the chapters under it."""
    kinds = {ChapterKind.APPENDIX, ChapterKind.GLOSSARY, ChapterKind.SUBDISTRICT_LIST}
    ones = [node for node in reading.outline.top() if node.kind in kinds]
    if not ones:
        return None
    biggest = max(ones, key=lambda node: node.end - node.start)
    characters = len(reading.source.text)
    share = _share(biggest.end - biggest.start, characters)
    chapters = [node for node in reading.outline.top() if node.kind not in kinds]
    headless = not any(node.start < biggest.start for node in chapters)
    severe = share >= (_APPENDIX_SHARE if headless else _APPENDIX_SEVERE)
    if characters < LONG and not headless:
        return None
    if share < _APPENDIX_SHARE:
        return None
    severity = Severity.SEVERE if severe else Severity.WARNING
    return told("appendix_holds_the_text", severity, title=excerpt(biggest.title), share=share)


def _front_holds_the_text(reading: Reading) -> Finding | None:
    """Prose before the first heading. The menus of a web page and a table of contents are none, however long."""
    front = reading.outline.front
    prose = [line for line in reading.source.lines if len(line.folded) >= _PROSE and re.search("[。;]", line.folded)]
    before = sum(len(line.folded) for line in prose if line.start < front)
    share = _share(before, sum(len(line.folded) for line in prose))
    if before < _FRONT_CHARACTERS or share < _FRONT_SHARE:
        return None
    severity = Severity.SEVERE if share >= _FRONT_SEVERE else Severity.WARNING
    return told("front_holds_the_text", severity, share=share)


def _repeated_titles(reading: Reading) -> Finding | None:
    """Chapters and sections that stand there twice, as those of a table of contents do."""
    named = [
        tuple(re.sub(r"\W", "", f"{one.label or ''}{one.title}") for one in node.path())
        for node in reading.outline.nodes
        if node.kind in (ChapterKind.CHAPTER, ChapterKind.SECTION)
    ]
    named = [path for path in named if len(path[-1]) >= _TITLE_SHORTEST]
    counts = Counter(named)
    repeated = sum(count - 1 for count in counts.values())
    if repeated < _REPEATED:
        return None
    *_, title = next(path for path, count in counts.items() if count > 1)
    severe = repeated >= _REPEATED_SEVERE or repeated * 3 >= len(named)
    return told(
        "repeated_titles",
        Severity.SEVERE if severe else Severity.WARNING,
        headings=len(reading.outline.nodes),
        repeated=repeated,
        example=excerpt(title),
    )


def _heading_gaps(reading: Reading) -> Finding | None:
    """第三章 after 第一章. In a small document one gap among a few headings is worth a word."""
    gaps = [note for note in reading.outline.notes if "follows" in note.message]
    headings = len(reading.outline.nodes)
    if len(gaps) < _GAPS and _share(len(gaps), headings) < _SMALL_GAPS:
        return None
    severe = len(gaps) >= _GAPS_SEVERE and _share(len(gaps), headings) >= 0.05
    severity = Severity.SEVERE if severe else Severity.WARNING
    return told("heading_gaps", severity, gaps=len(gaps), example=excerpt(gaps[0].quote))


def _titles_run_on(reading: Reading) -> Finding | None:
    """第一节 发展基础“十三五”期间，: a heading that is the beginning of a sentence has a part of its text in it."""
    numbered = [node for node in reading.outline.nodes if node.label and not re.search("[栏件录表图]", node.label)]
    odd = [node.title for node in numbered if _RUNS_INTO_TEXT.search(node.title)]
    return told("titles_run_on", Severity.WARNING, titles=len(odd), example=excerpt(odd[0])) if odd else None


_RUNS_INTO_TEXT = re.compile("[,，]$|[“《（(][^”》）)]*$")


def _contents_missing(reading: Reading) -> Finding | None:
    """Headings that the table of contents lists and the text does not have: they, or the parts that they head, are lost."""
    contents = reading.laid.contents if reading.laid else ()
    listed = {name: one for one in contents if len(name := re.sub(r"[\W\d_]", "", one)) >= _LISTED_SHORTEST}
    there = {re.sub(r"[\W\d_]", "", _folded(reading, node)) for node in reading.outline.nodes} - {""}
    there.add(re.sub(r"[\W\d_]", "", flatten(reading.document.title)))  # at the head of a page of the contents
    missing = [
        one for name, one in listed.items() if not any(name in other or _is_much_of(other, name) for other in there)
    ]
    if not missing:
        return None
    share = _share(len(missing), len(listed))
    # a chapter or an appendix that is not there is a part of the text that is lost, or was read as one of another
    severe = len(missing) >= _CONTENTS_FEW and share >= _CONTENTS_SEVERE
    examples = [excerpt(one) for one in missing[:_CONTENTS_EXAMPLES]]
    severity = Severity.SEVERE if severe else Severity.WARNING
    return told("contents_missing", severity, listed=len(listed), missing=len(missing), examples=examples)


def _is_much_of(heading: str, listed: str) -> bool:
    """Contents may name a heading in more words than it has, and a heading of one word (前言) is none of them."""
    return len(heading) * 2 >= len(listed) and heading in listed


def _folded(reading: Reading, node: Node) -> str:
    return reading.source.folded[node.start : node.body_start]


def _has_leaders(row: str) -> bool:
    end = row.rstrip()[-1:]
    return (end.isdecimal() or end == "-") and _LEADERS.search(row) is not None


def _leader_lines(reading: Reading) -> Finding | None:
    """第一章 发展基础……3 below the first heading. A heading among them is one of the contents, and holds what is not its text."""
    outline, source = reading.outline, reading.source
    lines = [line for line in source.lines_between(outline.front, outline.back) if _has_leaders(line.folded)]
    if not lines:
        return None
    heads = {source.line_at(node.start).no for node in outline.nodes}
    severe = len(lines) >= _LEADERS_SEVERE or any(line.no in heads for line in lines)
    example = excerpt(re.sub(r"[.·…⋯ ]{3,}", "……", lines[0].folded))
    return told("leader_lines", Severity.SEVERE if severe else Severity.WARNING, lines=len(lines), example=example)


# ── the lines ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _one_long_line(reading: Reading) -> Finding | None:
    source = reading.source
    longest = max(len(line.folded.strip()) for line in source.lines)
    share = _share(longest, len(source.text))
    if longest < _LONGEST_LINE and not (longest >= _LONGEST_LINE // 6 and share >= 0.7):
        return None
    return told("one_long_line", Severity.SEVERE if share >= 0.5 else Severity.WARNING, longest=longest, share=share)


def _broken_lines(reading: Reading) -> Finding | None:
    """Lines of prose that end where a page was too narrow. The readers join them, but what a break cut in two may be lost or wrong."""
    rows = [line.folded.strip() for line in reading.source.lines_between(reading.outline.front, reading.outline.back)]
    prose = [row for row in rows if len(row) >= _PROSE and not row.startswith("|")]
    broken = sum(row[-1] not in _ENDS for row in prose)
    if broken < _BROKEN_LINES or _share(broken, len(prose)) < _BROKEN_SHARE:
        return None
    filled = [row for row in rows if row]
    cut = sum(
        row[-1].isdecimal() and len(row) >= _PROSE and _GOES_ON.match(below) is not None
        for row, below in pairwise(filled)
    )
    severe = cut >= _CUT and cut >= len(reading.observations.observations) * _CUT_SHARE
    severity = Severity.SEVERE if severe else Severity.WARNING
    return told("broken_lines", severity, lines=len(prose), broken=broken, cut=cut)


def _few_marks(reading: Reading) -> Finding | None:
    """Commas and full stops that a conversion lost: clauses run into each other, and figures get the words of their neighbours."""
    lines = reading.source.lines_between(reading.outline.front, reading.outline.back)
    prose = [
        line.folded
        for line in lines
        if len(line.folded) >= _PARAGRAPH
        and not _CELL.search(line.folded)
        and len(_GAP.findall(line.folded)) < _GAPS_OF_A_ROW
    ]
    characters = sum(map(len, prose))
    if characters < LONG:
        return None
    commas, stops = sum(row.count(",") for row in prose), sum(row.count("。") + row.count(";") for row in prose)
    pieces = [piece for row in prose for piece in _MARKS.split(row)]
    share = _share(sum(len(piece) for piece in pieces if len(piece) > _CLAUSE_LONGEST), characters)
    none_left = characters > commas * _COMMA_IN or characters > stops * _STOP_IN
    if share < _RUN_ON and not none_left:
        return None
    severity = Severity.SEVERE if none_left or share >= _RUN_ON_SEVERE else Severity.WARNING
    example = excerpt(max(pieces, key=len))
    return told("few_marks", severity, commas=commas, stops=stops, characters=characters, share=share, example=example)


# Columns of a printed table stand apart.
_GAP, _GAPS_OF_A_ROW = re.compile(r"\S {2,}(?=\S)"), 2
_MARKS = re.compile("[,。;:、!?“”‘’()《》…]")
# Good documents have a comma in 24 to 29 characters of prose and a full stop in 41 to 62, and up to 0.5 % of it in clauses of more than 45 characters;
# where a quarter of the marks was lost, 3 to 5 %.
_PARAGRAPH, _CLAUSE_LONGEST = 40, 45
_COMMA_IN, _STOP_IN = 100, 200
_RUN_ON, _RUN_ON_SEVERE = 0.025, 0.1


def _columns_across(reading: Reading) -> Finding | None:
    """全县上下团结一致，克服    推动产业转型升级，新增规: what stands side by side on the page stands in one line."""
    tables = reading.targets.spans
    lines = [
        line.folded
        for line in reading.source.lines_between(reading.outline.front, reading.outline.back)
        if _BOTH_SIDES.fullmatch(line.folded) and not any(start <= line.start < end for start, end in tables)
    ]
    marked = sum(re.search("[,。;]", line) is not None for line in lines)
    if marked < _ACROSS:
        return None
    severity = Severity.SEVERE if marked >= _ACROSS_SEVERE else Severity.WARNING
    return told("columns_across", severity, lines=len(lines), example=excerpt(lines[0]))


_BOTH_SIDES = re.compile(r"\s*(?=[^\s|])[^\s|]{6,40} {3,}[^\s|]{6,40}\s*")
_ACROSS, _ACROSS_SEVERE = 3, 6


def _ends_mid_sentence(reading: Reading) -> Finding | None:
    """The last line is a long one without a full stop, or ends in a comma. Entries of a glossary end as they like, and so does the foot of a page."""
    lines = reading.source.lines_between(0, reading.outline.back)
    line = next((line for line in reversed(lines) if line.folded.strip()), None)
    if line is None or _CELL.search(line.folded) or (len(line.folded) <= _FOOT_LONGEST and _FOOT.search(line.folded)):
        return None
    node = reading.outline.at(line.start)
    if node is not None and node.path()[0].kind not in (ChapterKind.CHAPTER, ChapterKind.PREFACE):
        return None
    last = line.folded.strip()
    # A heading, a signature and the foot of a web page are short; a cell of a table stands between marks.
    cut = len(last) >= 30 and last[-1] not in _ENDS and re.search(r"[,、]", last)
    if not (cut or _RUNS_ON.search(last)):
        return None
    return told("ends_mid_sentence", Severity.SEVERE, example=excerpt(last[-_LAST:]))


_CELL = re.compile(r"[|\t]|</?t[dhr]\b")  # also of HTML in Markdown
_FOOT_LONGEST = 80
_FOOT = re.compile(r"版权|主办|承办|备案|ICP|责任编辑|来源|网站|电话|地址|邮编|上一篇|下一篇|打印|关闭")
_LAST = 30


def _two_documents(reading: Reading) -> Finding | None:
    """Two days of delivery, another address below figures that were read already, or the title line of another plan."""
    source = reading.source
    first = min((row.raw_start for row in reading.rows.observations), default=reading.outline.front)
    lines = source.lines_between(source.line_at(first).end, reading.outline.back)
    if reading.document.kind is DocumentKind.REPORT:
        days = {match["day"]: line.start for line in source.lines if (match := _DELIVERED.match(line.folded))}
        # What the foot of a web page says again of the report, its first sentence for example, has no figures behind it.
        last = max((row.raw_start for row in reading.rows.observations), default=0)
        found = list(days.values())[1:] or [
            line.start for line in lines if line.start < last and _ADDRESS.search(line.folded)
        ]
    else:
        titles = [
            (line.start, re.sub(r"\W", "", line.folded))
            for line in source.lines
            if len(line.folded) <= _TITLE_LONGEST and _PLAN_TITLE.fullmatch(line.folded.strip(" #*"))
        ]
        own = [title for start, title in titles if start <= first] or [re.sub(r"\W", "", reading.document.title)]
        found = [
            start for start, title in titles if start > first and not any(title in one or one in title for one in own)
        ]
    found = found or list(_other_titles(reading))
    if not found:
        # Another 第一章 on the first level: two texts that each begin anew.
        firsts = {node.title: node.start for node in reading.outline.top() if _FIRST.fullmatch(node.label or "")}
        found = list(firsts.values())[1:]
    if not found:
        return None
    example = excerpt(source.text[found[0] : found[0] + _TITLE_LONGEST])
    return told("two_documents", Severity.SEVERE, documents=1 + len(found), example=example)


_ENDS_A_TITLE = re.compile(r"(?:规划|纲要|报告)[\s》)*]*(?:\([^()]{0,30}\))?$")
_ANEW = re.compile(
    r"[\s#*]*(?:第\s*[一1]\s*(?:[篇编章节]|部\s*分)|一、|\(一\)|各位代表|[-—(]*20\d\d年\d{1,2}月\d{1,2}日在)"
)
_NEXT_LINES = 8


def _other_titles(reading: Reading) -> Iterator[int]:
    """Where the title of another document stands below the first heading, with a count of headings or an address that begins anew below it."""
    source = reading.source
    own = [re.sub(r"\W", "", reading.document.title)]
    lines = [line for line in source.lines_between(reading.outline.front, reading.outline.back) if line.folded.strip()]
    within = [(node.start, node.end) for node in reading.outline.top() if node.kind is ChapterKind.APPENDIX]
    for index, line in enumerate(lines):
        words = line.folded.strip(" #*")
        if not _TITLE_SHORTEST <= len(words) <= _TITLE_LONGEST or not _ENDS_A_TITLE.search(words):
            continue
        titles = [one for one in read_titles([words]) if one.place or one.genre.kind is None]
        title = re.sub(r"\W", "", words)
        below = [one.folded for one in lines[index + 1 : index + 1 + _NEXT_LINES]]
        if not titles or is_table_title(words) or any(title in one or one in title for one in own):
            continue
        if any(_ANEW.match(row) for row in below) and not any(start <= line.start < end for start, end in within):
            yield line.start


# ── the place ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _place_seldom_named(reading: Reading) -> Finding | None:
    """A document speaks of its place. A text of another place, or one of a list of places, names it in passing."""
    folded, name = reading.source.folded, reading.document.district.name
    characters = len(folded)
    if characters < LONG or name == "中国":
        return None
    short, enough = stem(name), min(_NAMED, characters / _NAMED_ONCE_IN)
    named = folded.count(short)
    if named < enough:
        named = re.sub(r"\s", "", folded).count(short)
    if named >= enough:
        return None
    severity = Severity.SEVERE if named <= _NAMED_SEVERE and characters >= _MEASURED else Severity.WARNING
    return told("place_seldom_named", severity, characters=characters, named=named, place=name)


def stem(name: str) -> str:
    """The name of a division without its kind: 河东 of 河东区, and 涉县 as it is."""
    short = re.sub(r"(?:省|市|县|区|旗|盟|州|地区|自治[区州县旗])$", "", name)
    return short if len(short) > 1 else name


_TERRITORIES = ("省", "市", "县", "区", "旗", "州", "盟")
_SAID_OF_ALL = re.compile(f"[全我本]([{''.join(_TERRITORIES)}])(?![外内际委])")

# 居全市第一, 在全市率先, 全市前列, 高于全市平均: what every district tells of where it stands in its city
_STANDS_THERE = re.compile(
    r"(?:[在居列于获被为占评]|入选|[位排]名|位列)[全我本][省市州盟县区旗](?![外内际委])"
    r"|[全我本][省市州盟县区旗](?:[^,。;，；、\d]{0,10}?(?:第[一二三四五六七八九十\d]|前[列茅三五十]|首|率先|唯一|领先|先进|平均|排名|示范|标杆|最))"
)


def _other_territory(reading: Reading) -> Finding | None:
    """全县 over and over in the document of a 区, and never 全区: a text of another place, or of the place above."""
    district, folded = reading.document.district, reading.source.folded
    own = district.name[-1]
    if own not in _TERRITORIES or district.name.endswith("地区"):
        return None
    counts = {**dict.fromkeys(_TERRITORIES, 0), **Counter(_SAID_OF_ALL.findall(folded))}
    there = Counter(word for ranked in _STANDS_THERE.findall(folded) for word in _SAID_OF_ALL.findall(ranked))
    others = {word: times - there[word] for word, times in counts.items() if word != own}
    word, times = max(others.items(), key=lambda one: one[1])
    severe = times >= _OTHER_TERRITORY and counts[own] <= times / 10
    if not severe and (counts[own] or times < _OTHER_TERRITORY / 2):
        return None
    return told(
        "other_territory",
        Severity.SEVERE,
        place=district.name,
        word=f"全{word}",
        times=times,
        own=f"全{own}",
        own_times=counts[own],
    )


def _document_notes(reading: Reading) -> Iterator[Finding]:
    """What the reader of the document's own facts noted: years that contradict each other, and other doubts."""
    for note in reading.notes():
        if note.reader == "document":
            what, _, said = note.message.partition(": ")
            code = "year_conflict" if what == "Conflicting years" else "document_note"
            yield told(code, Severity.WARNING, example=said or note.message)
