"""What a numeral can be, and where in its passage it stands: the words of the number ledger (:mod:`planapi.text.ledger`)."""

from collections.abc import Sequence
from dataclasses import dataclass

from planapi.text.quantities import Quantity
from planapi.text.sentences import Shape
from planapi.vocabulary import Disposition


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
