"""Making a correction and withdrawing it: each is a revision, in which the rows, what is worked out of them, and the search change together.

The rows of the document are put back as they were read, and edited again as an ingest would (``planapi.curation.editing``): so what is made at once is what
the next ingest makes.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from operator import attrgetter
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone

from access.models import ApiKey
from districts.levels import arrange, ends_of_frames, parents
from districts.models import Chapter, Document
from history.replacing import Replacement
from history.revisions import writing
from history.rows import columns_of, row_class
from indicators.deriving import derive
from indicators.models import Observation, Target
from planapi.curation.binding import alike, in_order
from planapi.curation.editing import Editing, does_not_fit, put_back, taken_out, unlink
from planapi.curation.fields import HELD_BY_TARGET, KINDS, CorrectableKind, UnfitCorrection
from planapi.curation.models import EDITORS, LONGEST_NAME, LONGEST_REASON, Correction
from planapi.search.storing import index_document
from text.vocabulary import CorrectionState, Origin, Unapplied


@dataclass(frozen=True, slots=True)
class Editor:
    """Who corrects: a user of the admin, or a key. ``shown_as`` is what the public is told."""

    user: AbstractBaseUser | None = None
    key: ApiKey | None = None
    shown_as: str = EDITORS

    def checked(self) -> str:
        """The name for the public. Raises UnfitCorrection for one that can't be shown."""
        name = self.shown_as.strip() or EDITORS
        if len(name) > LONGEST_NAME or not name.isprintable():
            raise UnfitCorrection(
                "shown_as", f"must be a name of at most {LONGEST_NAME} characters", f"署名最多 {LONGEST_NAME} 字"
            )
        return name


def read_reason(why: Any) -> str:
    """Why something is done. Raises UnfitCorrection where that is not said."""
    told = why.strip() if isinstance(why, str) else ""
    if not told or len(told) > LONGEST_REASON or "\x00" in told:
        raise UnfitCorrection(
            "why", f"must say why, in at most {LONGEST_REASON} characters", f"请写明理由，最多 {LONGEST_REASON} 字"
        )
    return told


def correct(resource: str, key: str, changes: Mapping[str, Any] | None, *, why: Any, by: Editor) -> Correction:
    """Correct fields of the row of this id; None for ``changes``: there should be no such row. Raises UnfitCorrection where that can't be done."""
    kind, reason, shown_as = KINDS[resource], read_reason(why), by.checked()
    document = kind.model.objects.filter(**{kind.named: key}).values_list(kind.within, flat=True).first()
    if document is None:
        raise UnfitCorrection(
            "id", f"there is no row {key[:80]!r} in {resource}/", "没有这一条，可能已重新识读或被移除"
        )
    with writing(document=document, reason=f"Corrected: {reason}") as counts:
        # In the turn of this writer: an ingest may just have changed the row.
        row = kind.model.objects.filter(**{kind.named: key}).first()
        if row is None:
            raise UnfitCorrection("id", f"{key} has just been removed", "该条刚被移除")
        read = _read_changes(kind, row, changes)
        was = put_back_copy(kind, row)
        quote, words = kind.quote_of(was), kind.words_of(was)
        same = alike(kind, _as_read(kind, document, quote=quote), words=words, quote=quote)
        correction = Correction(
            document=document,
            resource=resource,
            key=key,
            quote=quote,
            words=words,
            nth=1 + [kind.name_of(one) for one in same].index(key),
            of=len(same),
            removes=changes is None,
            changes=read,
            as_read=_told_as_read(kind, row, None if changes is None else read),
            made_by=by.user,
            made_with=by.key,
            made_at=timezone.now(),
            shown_as=shown_as,
            why=reason,
        )
        correction.save()
        _refuse_what_does_not_fit(kind, row, correction)
        counts.update(edit_again(document, [resource]))
        correction.refresh_from_db()
        if correction.state != CorrectionState.APPLIED.value:
            told = Unapplied(correction.reason)
            raise UnfitCorrection("id", f"the correction would not apply: {told.en}", f"更正无法生效：{told.zh}")
    return correction


def withdraw(correction: Correction, *, why: Any, by: Editor) -> Correction:
    """Take a correction back: what was read counts again. Raises UnfitCorrection for one that was withdrawn already."""
    reason = read_reason(why)
    with writing(document=correction.document, reason=f"Correction withdrawn: {reason}") as counts:
        correction = Correction.objects.select_for_update().get(pk=correction.pk)
        if correction.rows and not Document.objects.filter(slug=correction.document).exists():
            raise UnfitCorrection(
                "id", "its document is withdrawn: bring that back first", "所在文件已撤下，请先恢复文件"
            )
        if correction.withdrawn_at is not None:
            raise UnfitCorrection("id", "it was withdrawn already", "该更正已经撤回")
        rows, correction.rows = correction.rows, []
        correction.state, correction.reason = CorrectionState.WITHDRAWN.value, ""
        correction.withdrawn_at, correction.withdrawn_why = timezone.now(), reason
        correction.withdrawn_by, correction.withdrawn_with = by.user, by.key  # pyright: ignore[reportAttributeAccessIssue] a user of the admin
        correction.save()
        counts.update(edit_again(correction.document, [correction.resource], back=rows))
    return correction


def edit_again(
    slug: str, resources: Collection[str] = KINDS, *, back: Sequence[dict[str, Any]] = ()
) -> dict[str, dict[str, int]]:
    """Bring the rows of these resources of a document to what editors say now; ``back`` are rows that nobody takes out any more.

    The caller holds the transaction. Returns how many rows were added, changed and removed.
    """
    document = Document.objects.select_related("district__parent").defer("places").filter(slug=slug).first()
    if document is None:
        return {}
    editing = Editing(slug, lambda: document.text)
    out = [held for of_kind in editing.corrections.values() for one in of_kind for held in one.rows]
    given = [taken_out(held) for held in (*out, *back)]
    plans = [(kind.resource, _edit(kind, slug, held, given, editing)) for kind, held in _steps(resources)]
    for _, plan in reversed(plans):
        plan.sweep()
    editing.settle(only={name for name, _ in plans})
    derive({document.district.code})
    document.refresh_from_db(fields=["title"])
    index_document(document)
    told: dict[str, dict[str, int]] = {}
    for name, plan in plans:
        before = told.get(name, {})
        told[name] = {what: before.get(what, 0) + number for what, number in plan.counts().items()}
    return told


def _steps(resources: Collection[str]) -> Iterator[tuple[CorrectableKind, dict[str, str]]]:
    """The kinds of rows, in the order in which an ingest stores them: targets before their sides, and never one without the other."""
    measured = {"targets", "observations"}
    names = {*resources, *(measured if measured & set(resources) else ())}
    for name in (name for name in ("targets", *KINDS) if name in names):
        names.discard(name)
        if name == "observations":
            yield from ((KINDS[name], {"origin": origin.value}) for origin in (Origin.TABLE, Origin.PROSE))
        else:
            yield KINDS[name], {}


def _edit(
    kind: CorrectableKind,
    slug: str,
    held: dict[str, str],
    given: Sequence[tuple[CorrectableKind, Any]],
    editing: Editing,
) -> Replacement:
    """Edit the rows of one kind anew, and write what differs."""
    stored = in_order(kind.of_document(slug).filter(**held))
    by_key = {kind.name_of(row): row for row in stored}
    back = [row for of, row in given if of is kind and all(getattr(row, name) == value for name, value in held.items())]
    for row in back:
        # An ingest may have given the name to another row.
        row.key = next(key for n in count(1) if (key := f"{row.key}-{n}" if n > 1 else row.key) not in by_key)
    rows = editing(kind.model, in_order([*_put_back_copies(kind, stored), *back]))
    if kind.model is Chapter:
        above = parents(rows)
        for row in rows:
            row.parent_id = above[row.key].key if above[row.key] else None
    new = [row for row in rows if kind.name_of(row) not in by_key]
    kind.model.objects.bulk_create([_instance(kind, row) for row in new])
    kept = [row for row in rows if kind.name_of(row) in by_key]
    there = {kind.name_of(row) for row in kept}
    continued = {id(row): by_key[kind.name_of(row)] for row in kept}
    plan = Replacement(kind.model, kept, continued, removed=[row for row in stored if kind.name_of(row) not in there])
    plan.settle()
    plan.added = new
    return plan


def _instance(kind: CorrectableKind, row: Any) -> Any:
    """A row to be added under its own number: as what it was, for those who ask for changes."""
    return kind.model(id=row.id, **{one.attname: getattr(row, one.attname) for one in columns_of(kind.model)})


def _put_back_copies(kind: CorrectableKind, stored: Sequence[Any]) -> list[Any]:
    """The rows of a document as they were read."""
    rows = [put_back_copy(kind, row) for row in stored]
    if kind.model is Chapter and any(row.corrected for row in stored):
        arrange(rows, ends_of_frames(stored))
    return rows


def put_back_copy(kind: CorrectableKind, stored: Any) -> Any:
    """A copy of a stored row without what editors made of it."""
    names = [one.attname for one in columns_of(kind.model)]
    row = row_class(kind.model)(id=stored.pk, **dict(zip(names, attrgetter(*names)(stored), strict=True)))
    if row.corrected:
        if kind.model in (Target, Observation):
            unlink(row)
        put_back(kind, row)
    return row


def _as_read(kind: CorrectableKind, slug: str, *, quote: str) -> list[Any]:
    """The rows of a quote as they were read, with those that were taken out."""
    out = Correction.objects.filter(document=slug, withdrawn_at=None).exclude(rows=[]).values_list("rows", flat=True)
    gone = [row for rows in out for of, row in map(taken_out, rows) if of is kind and row.quote == quote]
    stored = kind.of_document(slug)
    if kind.quoted not in kind.labels:  # it is as it was read, and a document may have many
        stored = stored.filter(**{kind.quoted: quote})
    return [*(put_back_copy(kind, row) for row in stored), *gone]


def _told_as_read(kind: CorrectableKind, row: Any, changes: Mapping[str, Any] | None) -> dict[str, Any]:
    told = kind.told_by(put_back_copy(kind, row))
    return told if changes is None else {name: told[name] for name in changes}


def said_of(row: Any) -> set[str]:
    """The fields of a row that have been corrected; not those that a rule has changed."""
    return {name for entry in row.corrected or () for name in entry["as_read"] if entry["id"].startswith("c")}


def _read_changes(kind: CorrectableKind, row: Any, changes: Mapping[str, Any] | None) -> dict[str, Any]:
    """The values that were given, as JSON. Raises UnfitCorrection for what can't be corrected, and for what is corrected already."""
    said, as_read = said_of(row), put_back_copy(kind, row)
    of_table = kind.model is Observation and row.origin == Origin.TABLE.value
    if changes is None:
        if kind.stays:
            raise UnfitCorrection("id", f"can't be taken out: {kind.stays[0]}", f"不能移除：{kind.stays[1]}")
        if of_table:
            raise UnfitCorrection(
                "id",
                f"is a side of a target: correct targets/{row.target_id}/",
                f"这是指标表的一格，请更正指标表条目 {row.target_id}",
            )
        if said:
            raise UnfitCorrection("id", "has corrections: withdraw them first", "该条已有更正，请先撤回")
        return {}
    read: dict[str, Any] = {}
    for name, raw in changes.items():
        if name in kind.elsewhere:
            en, zh = kind.elsewhere[name]
            raise UnfitCorrection(name, f"can't be corrected alone: {en}", f"不能单独更正：{zh}")
        if name not in kind.fields:
            listed = ", ".join(kind.fields)
            raise UnfitCorrection(
                name,
                f"can't be corrected; what can: {listed}",
                f"此项不能更正；可更正：{'、'.join(kind.labels.values())}",
            )
        if of_table and name in HELD_BY_TARGET:
            raise UnfitCorrection(
                name, f"is corrected at its target, targets/{row.target_id}/", f"请在指标表条目 {row.target_id} 更正"
            )
        if name in said:
            raise UnfitCorrection(
                name, "has been corrected already: withdraw that correction first", "此项已更正过，请先撤回原更正"
            )
        value = kind.fields[name].read(raw)
        told = kind.fields[name].of(_Held(kind.fields[name].column.attname, value))
        # Of a row that a rule has moved, to say what was read is to say that the rule is not for it.
        if told != kind.fields[name].of(as_read) or told != kind.fields[name].of(row):
            read[name] = told
    if not read:
        raise UnfitCorrection("changes", "nothing is otherwise than it was read", "没有与原读内容不同之处")
    return read


class _Held:
    """A value in its column, to be written as JSON."""

    def __init__(self, column: str, value: Any) -> None:
        setattr(self, column, value)


def _refuse_what_does_not_fit(kind: CorrectableKind, row: Any, correction: Correction) -> None:
    """Raise UnfitCorrection where the row can't be so, with what it breaks."""
    if correction.removes:
        return
    edited = put_back_copy(kind, row)
    edited.corrected = row.corrected
    for name, value in correction.changes.items():
        kind.field(name).put(edited, value)
    others = kind.of_document(correction.document).exclude(pk=row.pk) if kind.unique or kind.model is Chapter else []
    if broken := does_not_fit(kind, edited, [edited, *others]):
        raise UnfitCorrection("changes", f"the row can't be so: {broken}", f"与该条其他内容不相容（{broken}）")
