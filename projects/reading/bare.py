"""Works that a box of works lists without saying what is done with them, and what the line before them says that they are.

公路：合望高速、泸合高速扩容、合江东互通。
续建项目：望川江大桥、城南安置房。
储备项目：望川抽水蓄能电站（120万千瓦，投资68亿元）。
"""

import re

from projects.reading.group_labels import WORDS
from projects.reading.items import LISTED, ClauseReading, Frame, Item
from projects.reading.names import ends_in_work, has_head, is_named_work, is_phase, is_possible, is_proper, strip_work
from projects.reading.splitting import split, trim
from projects.reading.verbs import CHAIN
from text.outline.sentences import ITEM_SIGN

GROUP = re.compile(
    rf"(?P<state>(?:已|拟|计划)?{WORDS.any('state')})类?(?:的)?(?:重大|重点|工作)*(?:工程|项目)|(?P<alone>(?:计划|拟)?{WORDS.any('alone')})类?"
)
"""What a line calls the works behind or below it: 续建项目."""
_NUMBER = re.compile(
    rf"(?:\((?:[一二三四五六七八九十]{{1,3}}|\d{{1,2}})\)|(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[.、](?!\d)|[①-⑳]|——|\d{{2}}(?=[\u4e00-\u9fff])|{ITEM_SIGN})"
)
_CLOSED = re.compile(r"等(?:\d{1,3}[个项处座条])?(?:重大|重点)*(?:项目|工程)?(?:建设)?$")
_SAID = re.compile(
    r"[的了]|20\d\d年|形成|达到|实现|提高|确保|力争|推动|促进|推进|支持|设立|组建|成立|培育|依托|围绕|发展|加强|完善|优化|建设(?=.{3})"
    r"|^(?:开展|新建|引进|做)"
)
# 水环境治理, of no place
_EVERYWHERE = re.compile(
    "(?:农村|城乡|城市|城镇|流域|区域|矿山|水|大气|土壤|河湖|黑臭水体|人居)*(?:环境|生态|污染)?(?:综合)?(?:治理|修复|整治)"
)
_NAMED = 0.5
"""The share of the pieces of a list that must be names by themselves."""


def read_bare(text: str, frame: Frame) -> ClauseReading | None:
    """The works of a clause that is a list of names and no more, with no words before or behind it in its sentence."""
    if not frame.lenient or len(text) < 4:
        return None
    begin = number.end() if (number := _NUMBER.match(text)) else 0
    if (chain := CHAIN.match(text, begin)) and chain["verb"]:
        return None
    closed = _CLOSED.search(text, begin)
    end = closed.start() if closed else len(text)
    pieces = _pieces(text, begin, end, frame)
    if not pieces or (len(pieces) == 1 and number and not closed):
        return None
    names = [_bare(text[a:b]) for a, b in pieces]
    if any(_SAID.search(name) for name in names):
        return None
    fit = [is_possible(name, frame.places) and _may_be(name, frame) for name in names]
    firm = [
        one and (is_named_work(name, frame.places, frame.known, lenient=True) or _is_own(name, frame))
        for one, name in zip(fit, names, strict=True)
    ]
    if sum(firm) < _NAMED * len(names) or sum(fit) < len(names) - 1:
        return None
    items = tuple(
        Item(a, b)
        for (a, b), name, one in zip(pieces, names, fit, strict=True)
        if one and not (len(names) > 1 and _EVERYWHERE.fullmatch(name))
    )
    return ClauseReading(items, LISTED, alone=len(items) == 1)


def _pieces(text: str, start: int, end: int, frame: Frame) -> list[tuple[int, int]]:
    return [piece for a, b in split(text, start, end, frame) if (piece := trim(text, a, b, frame))]


def _may_be(name: str, frame: Frame) -> bool:
    """Is this the name of a work, beside others that are surely works?"""
    proper = len(name) >= 4 and is_proper(name, frame.places)
    return proper or has_head(name) or ends_in_work(name) or is_phase(name)


def _is_own(name: str, frame: Frame) -> bool:
    """红崖山水库调蓄池: a name of its own, with words enough to say what it is."""
    return len(name) >= _LONG and is_proper(strip_work(name), frame.places)


_LONG = 6  # characters of a name that says what it is of and what it is
_BRACKET = re.compile(r"\([^()]*\)$")


def _bare(name: str) -> str:
    """Without the bracket behind it that says how large it is."""
    bracket = _BRACKET.search(name)
    return name[: bracket.start()] if bracket and bracket.start() > 1 else name


def group_state(text: str) -> str | None:
    """What a line that names a group of works says of them: (二)新开工项目 → 新开工."""
    begin = number.end() if (number := _NUMBER.match(text)) else 0
    group = GROUP.fullmatch(text, begin)
    return (group["state"] or group["alone"]) if group else None
