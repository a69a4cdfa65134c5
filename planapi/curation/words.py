"""The closed lists of words of the desk."""

from text.vocabulary import Word


class ReportState(Word):
    """What has become of a report."""

    OPEN = "open", "待处理", "open"
    CONFIRMED = "confirmed", "属实", "confirmed"
    REJECTED = "rejected", "不属实", "rejected"


class RuleKind(Word):
    """What an editor does with a catalogue indicator."""

    MERGE = "merge", "合并", "merge"
    SPLIT = "split", "拆分", "split"
