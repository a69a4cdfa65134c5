"""The closed lists of words of the desk."""

from text.vocabulary import Word


class CorrectionState(Word):
    """What has become of a correction."""

    APPLIED = "applied", "已生效", "in force"
    STALE = "stale", "待复核", "to be looked at"
    WITHDRAWN = "withdrawn", "已撤回", "withdrawn"


class Unapplied(Word):
    """Why a correction that was not withdrawn does not apply."""

    GONE = "gone", "原文中已没有这些字", "the words are no longer in the document"
    UNREAD = "unread", "原文还在，但已不再读出这一条", "the words are there, but no row is read of them now"
    READ_OTHERWISE = (
        "read_otherwise",
        "现在读出的内容已与更正时不同",
        "it is read otherwise now than when it was corrected",
    )
    READ_RIGHT = "read_right", "现在读出的就是更正后的内容", "it is now read as it was corrected"
    AMBIGUOUS = "ambiguous", "同样的字现在出现的次数不同", "the same words now stand there more or less often"
    UNFIT = "unfit", "更正后的内容与该条其他内容不相容", "what it says does not fit the rest of the row"


class ReportState(Word):
    """What has become of a report."""

    OPEN = "open", "待处理", "open"
    CONFIRMED = "confirmed", "属实", "confirmed"
    REJECTED = "rejected", "不属实", "rejected"


class RuleKind(Word):
    """What an editor does with a catalogue indicator."""

    MERGE = "merge", "合并", "merge"
    SPLIT = "split", "拆分", "split"
