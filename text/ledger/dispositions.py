"""What a numeral can be, and where in its passage it is: the words of the number ledger
(:mod:`text.ledger.ledger`)."""

from collections.abc import Sequence
from typing import NamedTuple

from text.numbers.quantities import Quantity
from text.outline.sentences import SentenceShape
from text.vocabulary import Disposition


class NumeralRead(NamedTuple):
    """A numeral of the text: ``source.text[start:end] == text``."""

    start: int
    end: int
    text: str
    disposition: Disposition


class NumeralPlace(NamedTuple):
    """The place of a numeral: its passage, the passage's shape, and the next quantity of the passage."""

    text: str
    shape: SentenceShape
    quantity: Quantity
    following: Quantity | None

    @property
    def run(self) -> str:
        """The numeral as in the passage, with its scale."""
        return self.text[self.quantity.number : self.quantity.number_end]

    def before(self, width: int) -> str:
        return self.text[max(0, self.quantity.number - width) : self.quantity.number]

    def after(self, width: int) -> str:
        return self.text[self.quantity.number_end : self.quantity.number_end + width]

    def behind(self, width: int) -> str:
        """What follows the unit and its bound."""
        return self.text[self.quantity.end : self.quantity.end + width]


def places(text: str, shape: SentenceShape, quantities: Sequence[Quantity]) -> list[NumeralPlace]:
    """The place of each numeral of a passage."""
    following = [*quantities[1:], None]
    return [NumeralPlace(text, shape, *pair) for pair in zip(quantities, following, strict=True)]
