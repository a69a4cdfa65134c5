"""What a list names beside the works that say what they are: names that nothing but their place in the list tells to be works.

恒昌机械、沃尔德磁材竣工投产                       what is completed and goes into production is built, whatever it is called
实施沙洼水库、跃进总干渠衬砌、青河治理             of several things that are built, the others are
完成岸线修复、黑臭水体治理、沙洼湖提升3项重点工程  as many names as the sentence counts

A name must hold a word that is nobody's common word, unless the list counts its works. What could be one and is not taken is handed back: the check of the
reading says that it was not read.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from projects.reading.clauses import is_of_any, is_of_others, with_work
from projects.reading.common import doing_word
from projects.reading.items import ClauseReading, Frame, Item
from projects.reading.lists import number_said
from projects.reading.names import ends_in_work, has_head, is_possible, is_proper, strip_work, without_facts
from projects.reading.splitting import split, trim
from projects.reading.verbs import CHAIN, LEAD, ONLY_ADVERBS, state_tail
from text.lexicon import load

WORDS = load(Path(__file__).parents[1] / "data" / "siblings.toml")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Listed:
    """What a clause lists: its ``pieces``, the words for what is done with them, and how surely all of them are works.

    ``sure``: what is said becomes of nothing but works; ``counted``: there are as many as the clause says; ``hard``: things are built, where 推进 and 打造
    are said of policies, too. ``verb``: where stands what is done."""

    pieces: tuple[Span, ...]
    words: str
    sure: bool
    counted: bool
    hard: bool
    verb: Span
    told: bool  # it says what became of them

    @property
    def several(self) -> bool:
        return len(self.pieces) > 1


_OF_WORKS = re.compile(WORDS.any("of_works"))
_CAUSES = re.compile(f"{WORDS.any('causes')}+$")
_BUILDS = re.compile(f"(?:{WORDS.any('builds')}|{WORDS.any('hard')})$")
_HARD = re.compile(f"{WORDS.any('hard')}$")
_ONLY_WORKS = re.compile("(?:新开工|续建|开工|动工|竣工)$")
_NUMBER = r"(?:\d{1,3}|[两二三四五六七八九十]{1,2})"
_KIND = "[\u4e00-\u9fff]{0,6}(?:项目|工程)(?:建设|实施)?$"
_CLOSED = re.compile(rf"(?P<count>{_NUMBER})(?:[个项大条座处所家]{_KIND}|项[\u4e00-\u9fff]{{2,6}}$)")
_AND_OTHERS = re.compile(rf"等(?:一批|{_NUMBER}[个项大条座处所家])?{_KIND}")
_TITLE = re.compile("[两二三四五六七八九十]大[\u4e00-\u9fff]{2,6}$")  # 沙洼广场、青河新城两大地标
_TAIL = re.compile(r"(?:项目|工程)?(?:建设|规划建设|前期工作|前期)$")
_NO_WORK = re.compile(f"{WORDS.any('no_work')}$")
_SAID = re.compile(
    rf"[的了、,:;是为将把被使让对从]|{WORDS.any('said')}|\d年|[第首][一二三四五六七八九十]?批|\d(?:个|家|户|人|名|次|%|件|所|套|根|辆|台)|^[全各每我本该这其此]"
)
_MANY = re.compile(rf"{_NUMBER}余?[个座所条家处片项块]")
_SIZED = re.compile(r"(?<=[\u4e00-\u9fff”)])\d[\d.]*万?(?:亩|公里|千米|平方米|平方公里|立方米|千瓦|兆瓦|吨|套|米)$")
_MONTH = r"(?:\d{1,2}月(?:\d{1,2}日|底|份|中旬)?|20\d\d年(?:底|末|初)?|年(?:内|底)|[上下]半年|[一二三四]季度|“?十[一二三四五六七八九]五”?(?:时期|期间)?)"
# 南山机场|力争“十四五”末|开工
_WHEN = re.compile(
    rf"(?:力争|确保|争取|计划|预计|有望|将|于|在|已|均|先后|相继|陆续|全部|全面|顺利|如期|正式|成功|全线|落地|早日|{_MONTH}[前末内]?|首[条批台](?:生产线|产线|机组))+$"
)
_NO_COUNT = re.compile(r"\d(?!号|千伏|[kK]|期)|[区圈家市]$")
_VAGUE = re.compile("的|^(?:有|一批|一些|各|多|[0-9])|[十百千万]亿元?级|[百千]万元?级")  # 一批百亿级、十亿级重大项目
_MAY_LIST = re.compile(
    f"、|”“|{WORDS.any('of_works')}"
)  # what is named alone without such a state is read without this module
_SHORTEST, _LONGEST = 4, 26


@dataclass(frozen=True, slots=True)
class _Said:
    """What a clause says of its things, which are ``text[start:end]``."""

    start: int
    end: int
    words: str
    verb: Span
    told: bool
    sure: bool


def _said(text: str) -> _Said | None:
    """What is done with the things of a clause, or what becomes of them; None where it says neither."""
    begin = lead.end() if (lead := LEAD.match(text)) else 0
    if adverbs := ONLY_ADVERBS.match(text, begin):
        begin = adverbs.end()
    chain = CHAIN.match(text, begin)
    verb = (begin, chain.end()) if chain and chain["verb"] else (begin, begin)
    first = text[slice(*verb)]
    state = state_tail(text)
    if state is None or (first and not _CAUSES.search(first)):
        if not _BUILDS.search(first):
            return None
        return _Said(verb[1], len(text), first, verb, told=False, sure=_ONLY_WORKS.search(first) is not None)
    end = when.start() if (when := _WHEN.search(text, begin, state.start())) else state.start()
    sure, begin = _OF_WORKS.search(state["state"]) is not None, verb[1]
    while sure and not first and (done := doing_word(text, begin, end)) > begin:
        begin = done  # 盯紧|沙洼隔膜
    return _Said(begin, end, first + state["state"], verb, told=True, sure=sure)


def _listed(text: str, frame: Frame) -> _Listed | None:
    """What the clause lists, if it is a list and says what is done with its things or what becomes of them; None for any other."""
    said = _said(text)
    if said is None:
        return None
    begin, end = said.start, said.end
    count = None
    if closed := _CLOSED.search(text, begin, end):
        end, count = closed.start(), number_said(closed["count"])
        if text.endswith("等", begin, end):
            end, count = end - 1, None
    elif others := _AND_OTHERS.search(text, begin, end) or _TITLE.search(text, begin, end):
        end = others.start()
    elif not said.told and (tail := _TAIL.search(text, begin, end)):
        end = tail.start()
    pieces = _names(text, begin, end, frame)
    counted = len(pieces) > 1 and count == len(pieces)
    hard = _HARD.search(said.words) is not None
    return _Listed(pieces, said.words, said.sure, counted, hard, said.verb, said.told) if pieces else None


def _names(text: str, start: int, end: int, frame: Frame) -> tuple[Span, ...]:
    """The pieces of a list of names; none where it lists quantities, or closes with a kind of thing that is no work."""
    parts = split(text, start, end, frame)
    if any(_MANY.match(text, a, b) for a, b in parts):
        return ()  # 新建1个市民排球场、5个社区体育园
    pieces = [piece for a, b in parts if (piece := trim(text, a, b, frame))]
    if not pieces or "等" in text[slice(*pieces[-1])]:
        return ()  # …等一批企业签约落地
    sized = [_SIZED.search(text, a, b) for a, b in pieces]
    if any(sized) and (len(pieces) == 1 or not all(sized)):
        return ()  # 新开工安置房4860套, 建设低标堤防加固和标准海塘145公里
    return tuple((a, size.start() if size else b) for (a, b), size in zip(pieces, sized, strict=True))


def _joined(text: str, start: int, end: int) -> bool:
    """Does 和 or its like part the name from the rest of the list, and no comma?"""
    return text[start - 1 : start] in _JOINTS or text[end : end + 1] in _JOINTS


_JOINTS = tuple("和与及并")


def _fits(text: str, start: int, end: int, frame: Frame) -> bool:
    """May this be the name of a work that does not say what it is?"""
    name = without_facts(text[start:end])[0]
    return (
        _SHORTEST <= len(name) <= _LONGEST
        and is_possible(name, frame.places)
        and (text[start - 1 : start] == "“" or _NO_WORK.search(name) is None)
        and _SAID.search(name) is None
        and name not in frame.parks
        and (has_head(name) or not _joined(text, start, end))
    )


def with_siblings(
    text: str, found: ClauseReading | None, frame: Frame
) -> tuple[ClauseReading | None, tuple[Span, ...]]:
    """The works that a clause is found to name, with those beside them, and the places of what may be works and is left out."""
    listed = _listed(text, frame) if _MAY_LIST.search(text) and not is_of_others(text) else None
    if listed is None or is_of_any(text, listed.verb[1]):
        return found, ()
    items = list(found.items) if found else []
    unread = [span for span in listed.pieces if not any(item.start < span[1] and span[0] < item.end for item in items)]
    read = len(listed.pieces) - len(unread)
    most = 2 * read >= len(listed.pieces)
    added: list[Item] = []
    lost: list[Span] = []
    for a, b in unread:
        name = text[a:b]
        if not _fits(text, a, b, frame):
            named = (has_head(name) or ends_in_work(name)) and not (_NO_COUNT.search(name) or _VAGUE.search(name))
            if most and read > 1 and len(name) > _SHORTEST and named:
                lost.append((a, b))  # 景电二期延伸向青河调水渠道改造, among works
            continue
        proper = is_proper(name, frame.places)
        quoted = read > 0 and text[a - 1 : a] == "“"
        built = (listed.told and ends_in_work(name)) or (read > 0 and has_head(strip_work(name)))
        worked = listed.several and built
        if (listed.counted and (proper or read)) or (proper and (listed.sure or most or quoted or worked)):
            added.append(Item(a, b))
        elif proper and _NO_COUNT.search(name) is None:
            said = has_head(name) or ends_in_work(name)
            if (said and (read or listed.hard)) or (listed.hard and len(listed.pieces) > 1 and not _joined(text, a, b)):
                lost.append((a, b))
    if not added:
        return found, tuple(lost)
    words = found.words if found and found.items else listed.words
    more = with_work(text, *listed.verb, ClauseReading(tuple(added), words, alone=False))
    together = tuple(sorted([*items, *(more.items if more else ())], key=lambda item: item.start))
    return ClauseReading(together, words, alone=len(listed.pieces) == 1), tuple(lost)
