"""What an observation and the reading of all observations of a document are."""

from dataclasses import dataclass
from decimal import Decimal

from text.ledger.ledger import NumeralRead
from text.sources.evidence import Evidence, Note
from text.vocabulary import Comparator, Measure, Movement, ObservationKind


@dataclass(frozen=True, slots=True)
class ObservationRead:
    """One number of the prose. ``raw`` is the printed number with its unit and bound, at ``raw_start``..``raw_end`` of the source's text.

    ``value`` is beside its ``unit`` as printed (32.6 and 亿元); ``value_max`` only for a range. ``year`` is None where the text dates nothing (the
    size of a project). ``period_start`` and ``period_end`` only for totals and averages over several years. ``base_year``: the year that a growth,
    a change or a multiple is against (较2015年底下降28.8%), where the text names it. ``period_label``: the part of a year that the figure is for
    (前三季度). ``kind`` is None where nothing says whether it is a result or a target. ``direction``: whether the words speak of a rise or a fall.
    ``beside``: it is how far something is from another place, or another thing (高于全市平均水平|0.8个百分点).
    ``over_years``: a growth may be over several years: it is aimed at for a year behind the one that a report plans for, or told of years that
    nothing counts.
    ``made``: the verb that says that it is of what one year made, where the subject has none (建成|35个社区食堂).
    ``value`` is None only for a target by reference (高于全市平均水平), whose words are ``raw``.
    """

    subject: str
    raw: str
    raw_start: int
    raw_end: int
    value: Decimal | None
    value_max: Decimal | None
    unit: str | None
    year: int | None
    period_start: int | None
    period_end: int | None
    base_year: int | None
    kind: ObservationKind | None
    comparator: Comparator
    measure: Measure
    evidence: Evidence
    period_label: str | None = None
    direction: Movement | None = None
    beside: bool = False
    over_years: bool = False
    made: str = ""


@dataclass(frozen=True, slots=True)
class ObservationReading:
    """All observations in the order of the text, notes, and the ledger of all numerals (sorted, none overlapping)."""

    observations: tuple[ObservationRead, ...]
    notes: tuple[Note, ...]
    numerals: tuple[NumeralRead, ...]
