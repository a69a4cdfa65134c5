"""What a year's report tells to have been built or created keeps its verb: 建成|35个社区食堂 are those of the year, and not all that there are.

建成社区食堂35个、托育机构|6个      建成社区食堂, 建成托育机构
累计建成社区食堂|135个              社区食堂
"""

import re

from indicators.reading.governing import SIZES, takes_the_verb
from indicators.reading.passages import FiguresOfPassage
from indicators.reading.subject_words import SubjectWords
from indicators.reading.subjects import is_dependent, without_and
from text.vocabulary import Measure

_MADE = re.compile(
    "(?:全[市县区省州盟旗]|我[市县区省]|[今当去全]年|年内|年底前|力争|计划|确保|争取|再|将|要|新|高标准|高质量|高水平|率先|成功|完成|基本)*"
    "(?P<verb>建成(?![区后])|打造|创建)(?!投资)"
)
# a name that says by itself what was done
_OWN_VERB = re.compile("新|建|在建|打造|创建|改|续|扩|净增|增加|完成|开工|竣工|投")


def made_in_the_year(
    of: FiguresOfPassage, words: SubjectWords, subject: str, *, year: int | None, measure: Measure
) -> str:
    """The verb that the name of a figure of one year is told with; nothing for a total of several years, and for all that there are."""
    verb, of.made = _verb(of, words, subject), ""
    report = of.context.report_year
    if not verb or report is None or year not in (report - 1, report) or measure is not Measure.LEVEL:
        return ""
    of.made = verb
    return verb


def _verb(of: FiguresOfPassage, words: SubjectWords, subject: str) -> str:
    if not words.counter and words.quantity.base not in SIZES:
        return ""
    own = words.noun or words.front
    if not own or own not in subject or _OWN_VERB.match(subject) or is_dependent(subject):
        return ""
    if found := _MADE.match(without_and(words.before)):
        return found["verb"]
    goes_on = words.before.startswith(("、", "和", "及")) and words.left > words.clause[0] and takes_the_verb(words)
    return of.made if goes_on else ""
