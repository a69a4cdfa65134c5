"""What a numeral can be, and where in its passage it stands: the words of the number ledger (:mod:`planapi.text.ledger`)."""

from collections.abc import Sequence
from dataclasses import dataclass

from planapi.text.quantities import Quantity
from planapi.text.sentences import Shape
from planapi.vocabulary import Word


class Disposition(Word):
    """What a numeral is."""

    OBSERVATION = "observation", "观测值", "the value of an observation"
    TABLE = "table", "表格", "in a table"
    HEADING = "heading", "标题", "in a heading"
    LABEL = "label", "序号", "number of a list item or a heading run in"
    DATE = "date", "日期", "a year, a day, a time of day"
    PERIOD = "period", "时期", "a span of years, days or hours, or a plan period"
    ORDINAL = "ordinal", "序数", "a rank or a place in a row"
    NAME = "name", "名称", "in a name: a road, a plot, a line, a school, a model, a version"
    PROGRAMME = "programme", "提法", "in a slogan or the name of a programme"
    DOCUMENT = "document", "文件、会议", "in the title or number of a document, a law or a meeting"
    THRESHOLD = "threshold", "门槛", "the limit that defines a class, not a result"
    RATIO = "ratio", "构成比", "a part of a ratio of several (24:40.2:35.8)"
    BASE = "base", "计量基数", "the base of a rate: per thousand people"
    ENUMERATION = "enumeration", "概括性计数", "how many things a list or a heading names"
    DEFINITION = "definition", "释义", "in the definition of a term"
    OTHER_PLACE = "other_place", "其他地区", "a figure of another place"
    LEXICAL = "lexical", "词语", "part of a word or an idiom that counts nothing"
    FRONT_MATTER = "front_matter", "文前文后", "before the first heading or after the text"
    NOT_UNDERSTOOD = "not_understood", "未识别", "seen and not understood"


@dataclass(frozen=True, slots=True)
class NumeralRead:
    """A numeral of the text: ``source.text[start:end] == text``."""

    start: int
    end: int
    text: str
    disposition: Disposition


@dataclass(frozen=True, slots=True)
class Place:
    """Where a numeral stands: its passage, the passage's shape, and the quantities of the passage around it."""

    text: str
    shape: Shape
    quantities: Sequence[Quantity]
    index: int

    @property
    def quantity(self) -> Quantity:
        return self.quantities[self.index]

    @property
    def run(self) -> str:
        """The numeral as it stands in the passage, with its scale."""
        return self.text[self.quantity.number : self.quantity.number_end]

    def before(self, width: int) -> str:
        return self.text[max(0, self.quantity.number - width) : self.quantity.number]

    def after(self, width: int) -> str:
        return self.text[self.quantity.number_end : self.quantity.number_end + width]

    def behind(self, width: int) -> str:
        """What follows the unit and its bound."""
        return self.text[self.quantity.end : self.quantity.end + width]
