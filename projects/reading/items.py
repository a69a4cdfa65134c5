"""What a clause is found to say: its things, and what is known before it is read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """A thing in a list: ``clause[start:end]``, and ``shared``, the words of the list that belong to its name too; ``ahead`` are those that
    stand before it (220千伏)."""

    start: int
    end: int
    shared: tuple[tuple[int, int], ...] = ()
    ahead: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class ClauseReading:
    """What a clause says: its items, the words for what is done with them, and whether they are all that the clause
    speaks of. ``differs``: the clause counts them, and counts more or fewer."""

    items: tuple[Item, ...]
    words: str
    alone: bool
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What a reader of clauses knows beforehand: names of places, the document's parks, and whether a box of works is being read."""

    places: tuple[str, ...]
    parks: frozenset[str] = frozenset()
    lenient: bool = False
    review: bool = False

    @property
    def known(self) -> frozenset[str]:
        """The parks that count as works: those that are still to be built."""
        return frozenset() if self.review else self.parks


TOLD_BEHIND = "规划"  # the words of a clause that says no more than a name and what it costs: how far the work is, the next ones tell

LISTED = "列入"  # the words of a list of names in a box of works: how far they are, the line before them tells

NOTHING = ClauseReading((), "", alone=False)  # a clause that speaks of things, none of which is a work
