"""The number ledger: every numeral of a document, once, with what it is.

What counts something is an observation; the rest is named for what it is: a year, an ordinal, a road, a slogan (“一基地三区”), the threshold of a name
(5000万以上区级重点项目). ``not_understood`` stays what it says: nothing is put under another heading because it was hard.
"""

import re

from text.ledger.arabic_numerals import of_digits
from text.ledger.chinese_numerals import of_characters
from text.ledger.dispositions import NumeralPlace, NumeralRead, places
from text.ledger.no_figures import no_figure
from text.vocabulary import Disposition

__all__ = ["NumeralPlace", "NumeralRead", "disposition", "places"]

_PERIOD = re.compile(r"十[一二三四五六七八九]五")
_OLD_PERIOD = re.compile("“[六七八九十]五”(?:时期|期间|末|初|[计规]划|以来)")


def disposition(place: NumeralPlace) -> Disposition | None:
    """What a numeral is when it is no value of an observation; None where it may be one."""
    found = _enclosed(place) or (of_characters(place) if place.quantity.words else of_digits(place))
    return no_figure(place) if found is None else found


def _enclosed(place: NumeralPlace) -> Disposition | None:
    """In quotation marks, in the title of a document, in the brackets of a document's number."""
    quantity = place.quantity
    opening = place.shape.enclosure(quantity.number)
    if opening is None:
        return None
    mark, closing = place.text[opening], place.shape.closing[opening]
    inner = place.text[opening + 1 : min(closing, opening + 60)]
    if mark == "《":
        return Disposition.DOCUMENT
    if mark in "“‘":
        old = _OLD_PERIOD.match(place.text, opening)  # and not “八五”普法
        if _PERIOD.fullmatch(inner) or old or _PERIOD.match(place.text, quantity.number):
            return Disposition.PERIOD
        return Disposition.PROGRAMME if closing - opening <= 40 else None
    if mark == "[" and inner.isdecimal():
        return Disposition.LABEL  # [12], the number of a note
    if mark == "(" and len(inner) <= 2 and inner.isdecimal():
        return Disposition.LABEL  # (2), the number of an item
    if mark in "〔[【":
        return Disposition.DOCUMENT
    if mark == "(" and closing - opening < 60 and re.search(r"[〔\[【]|号$", inner):
        return Disposition.DOCUMENT
    return None
