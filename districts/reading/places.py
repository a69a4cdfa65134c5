"""Whose document a text is: the place that its title, its note of delivery or its issuer names as a whole.

::

    保定市徐水区2021年政府工作报告                       130609
    政府工作报告 ——…在涉县第十八届人民代表大会第四次会议上    130426
    西咸新区国民经济和社会发展第十四个五年规划纲要           no division: refused by that name

A place is never taken from the prose: that 提高县城承载能力 holds 高县, or that a plan names its neighbours, says nothing of whose it is. Where
several divisions bear the name in the year of the document, the city or province that the text names decides.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from districts.reading.divisions import NATION, Division, division, find_in, named_by, support
from text.numbers.numerals import CHINESE

Reason = Literal["qualified", "unique", "context", "ambiguous", "conflict", "no_division", "past", "none"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Whose document a text is; ``division`` is None where the text leaves that open.

    ``reason``: ``qualified`` 天津市河东区; ``unique`` there is one 徐水区; ``context`` 和平区 in a text that names 天津; ``ambiguous`` several could be
    meant; ``conflict`` the title names one place and the note of delivery another; ``no_division`` the title is of a place (``words``) that is not in
    the table; ``past`` it is, but not in the years of the document; ``none`` no place is named.
    """

    division: Division | None
    candidates: tuple[Division, ...]
    reason: Reason
    words: str = ""


@dataclass(frozen=True, slots=True)
class HeadAndFoot:
    """A text, and the lines before its first chapter and at its end, flattened (`districts.reading.titles.flatten`)."""

    head: str
    foot: str
    text: str


_THE_NATION = frozenset({"中华人民共和国", "全国", "国务院", "国家"})
_BODIES = r"公司|集团|医院|中学|小学|大学|学院|党校|联合会|工商联|商会|协会|学会|总工会|研究[院所]"
# What the name of a place that is no division ends in, and the names of regions.
_LIKE_A_PLACE = re.compile(
    r"(?:[省市县区旗州盟镇乡]|街道|街道办事处|苏木|兵团|第[一二三四五六七八九十]+师|新城|园区?|都市圈|经济圈|经济带|城市群|三角洲?|湾区|走廊|流域|片区"
    r"|地区|区域|群岛|管(?:理)?委(?:员)?会|京津冀|成渝|长三角|珠三角|东北|西部|中部"
    rf"|{_BODIES})\Z"
)
# 县政府工作报告, 在县第十八届人民代表大会…上: says of what it is, and not of which
OWN = re.compile(r"[全我本各]?(?:[省市县区旗州盟]|自治[区州县旗])")
_TOWN = re.compile(r"(?:[镇乡]|街道|街道办事处|苏木|村|社区)\Z")

_CONGRESS = r"\n?".join("人民代表大会")  # the line may break anywhere
_SESSION = rf"第?[{CHINESE}\d]{{1,4}}届\n?(?P<nation>全国)?\n?(?:{_CONGRESS}|人大)"
_DAY = r"(?:[\d〇零一二三四五六七八九十]{4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日)"
# ——2023年1月4日在天津市河东区第十八届人民代表大会第三次会议上   (2021年2月3日嵩县第十六届人民代表大会第一次会议批准)
_MEETING = re.compile(
    rf"(?:^|[-—(])[-—(\s]*(?:{_DAY}[,\s]*[在经由]?|[在经由])\s*(?P<slot>[^,。;()—在]{{0,40}}?){_SESSION}[^。;()]{{0,30}}?(?:上|通过|批准)",
    re.MULTILINE,
)
# 涉县第十八届人民代表大会第四次会议文件
_MEETING_LINE = re.compile(
    rf"^[-—(]*(?P<slot>(?![在经由])[一-鿿]{{2,25}}?){_SESSION}第?[{CHINESE}]{{1,3}}次会议(?:文件|材料|资料)?[^,。;]{{0,6}}$",
    re.MULTILINE,
)
# 现将河东区第十八届人民代表大会第三次会议审议批准的《…》印发给你们
_PASSED = re.compile(rf"(?:现将|已经|已由|业经)(?P<slot>[^,。;()《]{{2,40}}?){_SESSION}")
_ISSUED = re.compile(
    r"^[-—(]*(?:(?:发文单位|发文机关|发布机构|发布单位|印发机关|制发机关):)?(?P<slot>[一-鿿]{2,30}?)(?:人民政府|政府)(?:办公厅|办公室)?"
    rf"(?=关于|$|{_DAY}|[(])",
    re.MULTILINE,
)
_OF_THE_NATION = re.compile(r"^(?P<slot>国务院)(?:办公厅)?\n?(?:关于)?印发", re.MULTILINE)
# 河东区区长 周波   涉县人民政府县长 某某   浙江省省长   国务院总理
_LEADER = re.compile(
    r"^[-—(]*(?P<slot>[一-鿿]{2,25}?)(?:人民政府)?(?:代理?)?(?:[省市县区州旗盟]长|自治区主席|总理)[^,。;:]{0,12}$",
    re.MULTILINE,
)
_ADDRESS = re.compile(r"我(?:谨?代表|受)(?P<slot>[一-鿿]{2,25}?)(?:人民)?政府")


def is_town(words: str) -> bool:
    """Is this the name of a part of a county (官渡镇), and no division of the table?"""
    return bool(_TOWN.search(words)) and not named_by(words)


def is_place(words: str) -> bool:
    """A division, the nation, or what is called like a place (西咸新区)."""
    return words in _THE_NATION or bool(_LIKE_A_PLACE.search(words) or named_by(words))


def read_place(titled: Sequence[str], around: HeadAndFoot, *, first: int, last: int) -> Resolution:
    """Whose document this is. ``titled``: what stands in its titles where a place would; ``first`` and ``last``: the years in which the place must
    have borne its name, or in one beside them: code books lag.
    """
    found = _read_place(titled, around, first, last)
    return found if found.reason != "past" else _read_place(titled, around, first - 1, last + 1)


def _read_place(titled: Sequence[str], around: HeadAndFoot, first: int, last: int) -> Resolution:
    meetings = [
        "全国" if match["nation"] else _joined(match["slot"])
        for pattern in (_MEETING, _MEETING_LINE)
        for match in pattern.finditer(around.head)
    ]
    issuers = [*_issuers(around.head), *_issuers(around.foot)]
    tiers = [_tier(slots, first, last) for slots in (titled, meetings, issuers)]
    # What a title or a session names is the document's; that an office above issued it says nothing against it.
    refused = [tier for tier in tiers[:2] if tier.reason in ("no_division", "past")]
    # unless the session is of the place that the words end in: a slogan stands before it on the page
    if refused and not any(refused[0].words.endswith(one.name) for one in tiers[1].candidates):
        return refused[0]
    named = [tier for tier in tiers if tier.candidates]
    if not named:
        return next((tier for tier in tiers if tier.words), tiers[0])
    candidates = named[0].candidates
    for tier in named[1:]:
        if both := tuple(one for one in candidates if one in tier.candidates):
            candidates = both
        elif tier is tiers[1]:
            below = tuple(one for one in tier.candidates if any(of.code in one.ancestors for of in candidates))
            above = {code for one in candidates for code in one.ancestors} | {NATION}
            if not below and any(one.code not in above for one in tier.candidates):
                return Resolution(None, (*candidates, *tier.candidates), "conflict")
            candidates = below or candidates
    if len(candidates) == 1:
        only = candidates[0]
        alone = len(named_by(only.name, first=first, last=last)) == 1
        return Resolution(only, candidates, "unique" if alone else "qualified")
    return _told_apart(around.text, candidates)


def _tier(slots: Iterable[str], first: int, last: int) -> Resolution:
    """What the first of these words that name a place name; those after it may say it more exactly (河东区, 天津市河东区)."""
    candidates: tuple[Division, ...] = ()
    odd = past = ""
    for words in filter(None, slots):
        found = (division(NATION),) if words in _THE_NATION else named_by(words, first=first, last=last)
        if found:
            both = tuple(one for one in candidates if one in found)
            candidates = both or candidates or found
        elif named_by(words):
            past = past or words
        elif _LIKE_A_PLACE.search(words) and not OWN.fullmatch(words):
            odd = odd or words
    if candidates:
        return Resolution(None, candidates, "ambiguous")
    if past:
        return Resolution(None, (), "past", past)
    return Resolution(None, (), "no_division" if odd else "none", odd)


def _issuers(lines: str) -> Iterator[str]:
    for pattern in (_ISSUED, _OF_THE_NATION, _PASSED, _LEADER, _ADDRESS):
        for match in pattern.finditer(lines):
            if len(words := _joined(match["slot"])) > 1:
                yield words


def _joined(words: str) -> str:
    return re.sub(r"\s+", "", words)


def _told_apart(text: str, candidates: tuple[Division, ...]) -> Resolution:
    """The candidate whose surroundings the text names more than twice as often as the next one's."""
    found = find_in(text)
    ranked = sorted(((support(text, found, one), one) for one in candidates), key=lambda pair: -pair[0])
    (best, likeliest), (second, _) = ranked[:2]
    return (
        Resolution(likeliest, candidates, "context") if best > 2 * second else Resolution(None, candidates, "ambiguous")
    )
