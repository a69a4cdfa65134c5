"""Years of two digits become whole: ``22年GDP达到320亿元`` reads as ``2022年GDP达到320亿元``, each new digit at the place of the year.

Two digits before 年 may as well be a length of time (20年来, 15年免费教育), so a year is only read where it stands as years do: at the head of a clause,
after 由, 比 or 到, in a row of years; near the year that the document is of; and before words that no length of time is followed by.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from text.context import DocumentContext
from text.outline.sentences import Passage

_NEAR = 10  # years before the document's own and after it

_YEAR = re.compile(r"(?<![\d.])(?P<year>[0-4]\d)年")
# where a year can begin: a clause, 由, 比, 增加到, 我县, a row of years
_HEAD = re.compile(
    r"(?:(?:\A|[,;:。!?(—“”])(?:[一-鿿]{0,2}(?:由|从|自|到|至|比|较|与|同|和|在|于|截至|截止|预计|力争|争取|确保|其中|而|但|全[国省市区县州盟旗]|我[国省市区县州盟旗]))?"
    r"|(?<![达持得])[由从自比较]|相比|[增提升降减发扩缩][一-鿿]?[到至]|\d年?[、和与及])$"
)
# 22年|GDP, 22年|，, 21年|的280亿元, 23年|底; not 20年|来, 15年|免费教育, 20年|前
_FOLLOWED = re.compile(
    r"(?P<edge>年?[底末初]|同期|全年|年)?(?:[,)、的]|相[比较]|(?=\d)|[达突实完预力首再增提超为是共仅已]|GDP|地区|生产|财政|一般|公共|固定|固投|规模|规上|社会|社零|城[镇乡]|农[村民]|全[国省市区县州盟旗]"
    r"|我[们国省市区县]|工业|服务业|粮食|进出口|居民|人均|外贸|招商|税收|旅游|高新|新[增建改签])"
)
_LENGTH = re.compile(r"[来间内多以期龄制免义如磨前后限生半之]|的(?!\d)")


def with_whole_years(passage: Passage, context: DocumentContext) -> Passage:
    """The passage with its years of two digits made whole; itself where it has none."""
    if "年" not in passage.text:
        return passage
    own = context.report_year or context.period_start or context.baseline_year
    last = max(own, context.period_end or own)
    found = sorted(set(_short(passage.text, own - _NEAR, last + _NEAR)))
    if not found:
        return passage
    pieces: list[str] = []
    offsets: list[int] = []
    since = 0
    for at in found:
        pieces += (passage.text[since:at], "20")
        offsets += [*passage.offsets[since:at], passage.offsets[at], passage.offsets[at]]
        since = at
    return replace(passage, text="".join([*pieces, passage.text[since:]]), offsets=[*offsets, *passage.offsets[since:]])


def _short(text: str, first: int, last: int) -> Iterator[int]:
    """Where the years of two digits stand."""
    for match in _YEAR.finditer(text):
        known = first <= 2000 + int(match["year"]) <= last and _HEAD.search(
            text, max(0, match.start() - 8), match.start()
        )
        if not known or _LENGTH.match(text, match.end()) or not _FOLLOWED.match(text, match.end()):
            continue
        yield match.start()
        if row := _ROW.search(text, max(0, match.start() - 20), match.start()):
            yield from (one.start() for one in _TWO_DIGITS.finditer(text, row.start(), row.end()))


_TWO_DIGITS = re.compile(r"\d\d")
# 21、22、|23年
_ROW = re.compile(r"(?<![\d.])(?:[0-4]\d年?[、和与及]){1,4}$")
