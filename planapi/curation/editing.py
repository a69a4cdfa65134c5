"""What editors make of the rows that were read of a document.

::

    rows as read  →  corrections (to the row that each is about)  →  rules (merged and split indicators)  →  rows that are stored

It is done before rows are compared with those that are stored (``StoredDocument.edit``): so an ingest that reads the same again changes nothing, and makes no
revision. ``settle`` then records what became of each correction, in the same transaction.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from districts.levels import arrange, ends_of_frames
from districts.models import Chapter
from history.rows import columns_of, instance_of, row_class
from indicators.models import Observation, Target
from planapi.curation.binding import find, flat
from planapi.curation.fields import BY_MODEL, KINDS, OF_SIDE, OF_TARGET, CorrectableKind
from planapi.curation.models import Correction, IndicatorRule
from text.numbers.units import in_yuan
from text.vocabulary import CorrectionState, Origin, Unapplied

_MONEY = frozenset({"value", "unit", "subject"})


class Editing:
    """The decisions of editors about one document, and what has become of them."""

    def __init__(self, slug: str, text: Callable[[], str]) -> None:
        self._text = text
        self.corrections: dict[str, list[Correction]] = defaultdict(list)
        for one in Correction.objects.filter(document=slug, withdrawn_at=None).order_by("pk"):
            self.corrections[one.resource].append(one)
        self.left_out: Counter[str] = Counter()
        """How many rows were left out, by the name under which a run counts them."""
        self._rows: dict[int, Any] = {}
        self._kept_before: dict[int, list[dict[str, Any]]] = {}
        self._outcomes: dict[int, Unapplied | None] = {}
        self._sides: list[tuple[Any, Correction]] = []

    @cached_property
    def rules(self) -> list[IndicatorRule]:
        return rules_in_force()

    def __call__(self, model: Any, rows: Sequence[Any]) -> Sequence[Any]:
        """The rows as they are to be stored."""
        kind = BY_MODEL.get(model)
        if kind is None:
            return rows
        frames = ends_of_frames(rows) if model is Chapter and self.corrections["chapters"] else None
        of_table = model is Observation and bool(rows) and rows[0].origin == Origin.TABLE.value
        rows = self._with_targets_corrections(rows) if of_table else rows
        for correction in self.corrections[kind.resource]:
            if model is not Observation or correction.words.startswith("\n") != of_table:
                rows = self._corrected(kind, rows, correction)
        if frames is not None:
            arrange(rows, frames)
        if model in (Target, Observation) and self.rules:
            for row in rows:
                relink(row, self.rules)
        return rows

    def _corrected(self, kind: CorrectableKind, rows: Sequence[Any], correction: Correction) -> Sequence[Any]:
        row = find(kind, rows, correction, text=self._text())
        if isinstance(row, Unapplied):
            # A row that a correction takes out and that is not read at all now is as it should be.
            right = correction.removes and row is Unapplied.UNREAD
            self._outcomes[correction.pk] = Unapplied.READ_RIGHT if right else row
            return rows
        told = kind.told_by(row)
        if any(told.get(name) != value for name, value in correction.as_read.items()):
            right = not correction.removes and all(
                told.get(name) == value for name, value in correction.changes.items()
            )
            self._outcomes[correction.pk] = Unapplied.READ_RIGHT if right else Unapplied.READ_OTHERWISE
            return rows
        self._rows[correction.pk] = row
        if correction.removes:
            self._outcomes[correction.pk] = None
            self._kept_before[correction.pk] = correction.rows
            correction.rows = [self._kept(kind, row, correction)]
            self._sides.append((row, correction))
            return self._without(kind, rows, [row])
        before = {field.attname: getattr(row, field.attname) for field in columns_of(kind.model)}
        change(kind, row, correction.changes, correction.entry())
        unfit = does_not_fit(kind, row, rows)
        self._outcomes[correction.pk] = Unapplied.UNFIT if unfit else None
        if unfit:
            for name, value in before.items():
                setattr(row, name, value)
        else:
            self._sides.append((row, correction))
        return rows

    def _without(self, kind: CorrectableKind, rows: Sequence[Any], gone: Sequence[Any]) -> Sequence[Any]:
        numbers = {id(row) for row in gone}
        for row in gone:
            of_table = kind.model is Observation and row.origin == Origin.TABLE.value
            self.left_out["table_observations" if of_table else kind.resource.replace("-", "_")] += 1
        return [row for row in rows if id(row) not in numbers]

    def _with_targets_corrections(self, rows: Sequence[Any]) -> Sequence[Any]:
        """Both sides of a target follow it."""
        kind = KINDS["observations"]
        for target, correction in self._sides:
            if correction.resource != "targets":
                continue
            of_it = [row for row in rows if row.start == target.start and row.end == target.end]
            if correction.removes:
                correction.rows = [*correction.rows, *(self._kept(kind, row, correction) for row in of_it)]
                rows = self._without(kind, rows, of_it)
                continue
            for row in of_it:
                if told := told_of_side(correction.changes, row.side):
                    change(kind, row, told, correction.entry())
        return rows

    def _kept(self, kind: CorrectableKind, row: Any, correction: Correction) -> dict[str, Any]:
        """A row that is taken out, under the names that it had when it was taken out first: to be put back some day."""
        columns = {one.attname: getattr(row, one.attname) for one in columns_of(kind.model)}
        for before in self._kept_before[correction.pk]:
            if before["resource"] == kind.resource and before["columns"].get("side") == columns.get("side"):
                named = {name: before["columns"][name] for name in ("key", "target_id") if name in columns}
                return {"resource": kind.resource, "id": before["id"], "columns": columns | named}
        return {"resource": kind.resource, "id": row.id, "columns": columns}

    def settle(self, only: Collection[str] = KINDS) -> None:
        """Record what became of the corrections of these resources."""
        for one in (one for name in only for one in self.corrections[name]):
            missing = self._outcomes.get(one.pk, Unapplied.UNREAD)
            one.state = (CorrectionState.STALE if missing else CorrectionState.APPLIED).value
            one.reason = missing.value if missing else ""
            if missing:
                one.rows = []
            elif not one.removes:
                one.key = KINDS[one.resource].name_of(
                    self._rows[one.pk]
                )  # which it got when it was matched with the stored ones
            one.save(update_fields=["state", "reason", "key", "rows"])


def told_of_side(changes: dict[str, Any], side: str) -> dict[str, Any]:
    """What a correction of a target says of the observation of one of its sides."""
    return {OF_TARGET[name]: value for name, value in changes.items() if name in OF_TARGET} | {
        name: changes[f"{side}.{name}"] for name in OF_SIDE if f"{side}.{name}" in changes
    }


def change(kind: CorrectableKind, row: Any, changes: dict[str, Any], entry: dict[str, Any]) -> None:
    """Change a row, and have it say who did, and what was read. A sum in yuan follows."""
    as_read = {name: kind.field(name).of(row) for name in changes}
    for name, value in changes.items():
        kind.field(name).put(row, value)
    if kind.model is Observation and not _MONEY.isdisjoint(changes):
        money = in_yuan(row.value, row.unit, subject=row.subject)
        if money != row.value_cny:
            as_read["value_cny"] = kind.field("value_cny").of(row)
            row.value_cny = money
    row.corrected = [*(row.corrected or ()), {**entry, "as_read": as_read}]


def put_back(kind: CorrectableKind, row: Any) -> Any:
    """The row as it was read."""
    entries: Any = row.corrected or ()
    for entry in reversed(entries):
        for name, value in entry["as_read"].items():
            kind.field(name).put(row, value)
    row.corrected = None
    return row


def does_not_fit(kind: CorrectableKind, row: Any, rows: Sequence[Any]) -> str | None:
    """Which rule of the database a row breaks, if any."""
    if kind.unique and sum(getattr(one, kind.unique) == getattr(row, kind.unique) for one in rows) > 1:
        return f"another of the document has the same {kind.unique}"
    if kind.model is Chapter and (broken := _too_deep(row, rows)):
        return broken
    instance = instance_of(kind.model, row)
    for constraint in kind.model._meta.constraints:  # noqa: SLF001 Django documents it
        if isinstance(constraint, models.CheckConstraint):
            try:
                constraint.validate(kind.model, instance)
            except ValidationError:
                return constraint.name.replace("_", " ")
    return None


def _too_deep(row: Any, rows: Sequence[Any]) -> str | None:
    above = max((one for one in rows if one.start < row.start), key=lambda one: one.start, default=None)
    deepest = above.level + 1 if above else 1
    return None if row.level <= deepest else f"level {deepest} is the deepest that can follow the heading before it"


def taken_out(held: dict[str, Any]) -> tuple[CorrectableKind, Any]:
    """The row that was kept."""
    kind = KINDS[held["resource"]]
    columns = {
        one.attname: one.to_python(held["columns"][one.attname]) if one.attname in held["columns"] else None
        for one in columns_of(kind.model)
    }
    return kind, row_class(kind.model)(id=held["id"], **columns)


# ── Rules ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def rules_in_force() -> list[IndicatorRule]:
    """In the order in which they were made, in which they apply."""
    return list(IndicatorRule.objects.filter(withdrawn_at=None).order_by("pk"))


def relink(row: Any, rules: Sequence[IndicatorRule]) -> None:
    """Give a row the indicator that the rules say, and have it say so. What an editor said of this very row stands."""
    if any("indicator" in entry["as_read"] for entry in row.corrected or ()):
        return
    was, last = row.indicator_id, None
    for rule in rules:
        if row.indicator_id == rule.source and is_of(row, rule.condition):
            row.indicator_id, last = rule.target, rule
    if last is not None and row.indicator_id != was:
        row.corrected = [*(row.corrected or ()), {**last.entry(), "as_read": {"indicator": was}}]


def unlink(row: Any) -> None:
    """Take back what rules did to a row."""
    for entry in row.corrected or ():
        if entry["id"].startswith("r"):
            row.indicator_id = entry["as_read"]["indicator"]
    row.corrected = [entry for entry in row.corrected or () if not entry["id"].startswith("r")] or None


def is_of(row: Any, condition: dict[str, Collection[str]]) -> bool:
    """Whether a split takes a row."""
    name = flat(getattr(row, "subject", None) or getattr(row, "name", ""))
    measure = getattr(row, "measure", None)
    return (
        ("subjects" not in condition or name in map(flat, condition["subjects"]))
        and ("contains" not in condition or any(flat(one) in name for one in condition["contains"]))
        and ("units" not in condition or (row.unit or "") in condition["units"])
        and ("measures" not in condition or measure is None or measure in condition["measures"])
    )
