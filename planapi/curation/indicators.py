"""Merging and splitting catalogue indicators: with the effect shown before, as a revision, to be taken back.

A rule is kept in a table and applied after the readers have linked a row: by the next ingest too, whatever the catalogue says then
(``planapi.curation.editing.relink``). The catalogue itself stays as it is.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from django.db import connection
from django.db.models import Count, Q
from django.utils import timezone

from districts.models import Document
from history.revisions import writing
from indicators.deriving import derive, only_moved
from indicators.models import Indicator, Observation, Target
from indicators.reading.catalogue import catalogue, dimension
from planapi.curation.correcting import Editor, read_reason
from planapi.curation.editing import is_of, relink, rules_in_force, unlink
from planapi.curation.fields import UnfitCorrection, as_json
from planapi.curation.models import LONGEST_REASON, IndicatorRule
from planapi.curation.words import RuleKind
from planapi.search.storing import index_catalogue
from text.vocabulary import Direction, IndicatorCategory, Measure

MOST_CLASHES = 50
"""Clashes that are shown; all are counted."""
LONGEST_LIST = 100
"""Names, words, units or measures of a condition."""
_BATCH = 5_000
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


@dataclass(frozen=True, slots=True)
class Clash:
    """Two rows of one document and year that would state the same indicator with different values."""

    document: str
    year: int | None
    moved: str
    there: str
    told: str


@dataclass(slots=True)
class Effect:
    """What a rule would do, or did."""

    observations: int = 0
    targets: int = 0
    documents: int = 0
    districts: int = 0
    of: int = 0
    """How many rows the source has."""
    clashes: int = 0
    shown: list[Clash] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def made_by_editors() -> dict[str, dict[str, object]]:
    """The indicators that rules in force make, by slug."""
    return {str(one.target): dict(one.makes) for one in rules_in_force() if one.makes}


def rule_of(given: Mapping[str, Any]) -> IndicatorRule:
    """A rule that is not made yet. Raises UnfitCorrection for one that can't be."""
    source, target = str(given.get("source") or ""), given.get("target") or None
    condition = {
        name: _list(name, given[name]) for name in ("subjects", "contains", "units", "measures") if given.get(name)
    }
    kind = RuleKind.SPLIT if condition else RuleKind.MERGE
    if not Indicator.objects.filter(slug=source).exists():
        raise UnfitCorrection("source", f"there is no indicator {source[:80]!r}", "没有这个指标")
    if target == source:
        raise UnfitCorrection("target", "is the same indicator", "与原指标相同")
    if target is None and kind is RuleKind.MERGE:
        raise UnfitCorrection("target", "name the indicator to merge into", "请指明并入哪个指标")
    if any(measure not in list(Measure) for measure in condition.get("measures", ())):
        raise UnfitCorrection("measures", f"must be of {', '.join(Measure)}", "量的性质不在词表中")
    makes = None
    if target is not None and not Indicator.objects.filter(slug=target).exists():
        makes = _new_indicator(str(target), given)
    if any(one.target == source and one.source == target for one in rules_in_force()):
        raise UnfitCorrection("target", "another rule in force does the opposite", "已有方向相反的规则")
    return IndicatorRule(kind=kind.value, source=source, target=target, condition=condition, makes=makes)


def _list(name: str, raw: Any) -> list[str]:
    texts = [one.strip() for one in raw.splitlines()] if isinstance(raw, str) else raw
    texts = [one for one in texts if one]
    if len(texts) > LONGEST_LIST or not all(isinstance(one, str) and len(one) <= 200 for one in texts):
        raise UnfitCorrection(
            name, f"must be at most {LONGEST_LIST} texts, one a line", f"每行一个，最多 {LONGEST_LIST} 行"
        )
    return texts


def _new_indicator(slug: str, given: Mapping[str, Any]) -> dict[str, object]:
    """The columns of an indicator that a split makes."""
    if slug in catalogue().entries or not _SLUG.match(slug) or len(slug) > 80:
        raise UnfitCorrection(
            "target", "must be a slug of lower-case letters, digits and hyphens", "须为小写字母、数字和连字符"
        )
    columns: dict[str, object] = {"slug": slug, "aliases": []}
    for name in ("name_zh", "name_en", "definition"):
        columns[name] = str(given.get(name) or "").strip()
        if not columns[name]:
            message = f"there is no indicator {slug}: to make it, give {name}"
            raise UnfitCorrection(name, message, f"指标 {slug} 不存在；如要新建，请填写此项")
    columns["unit"] = str(given.get("unit") or "").strip()
    if dimension(str(columns["unit"])) is None:
        raise UnfitCorrection("unit", f"the unit {columns['unit']} is not known", "不认识这个单位")
    for name, words in (("category", IndicatorCategory), ("direction", Direction), ("measure", Measure)):
        columns[name] = str(given.get(name) or "")
        if columns[name] not in list(words):
            raise UnfitCorrection(name, f"must be one of {', '.join(words)}", f"只能是 {'、'.join(words)}")
    columns["definition_source"] = str(given.get("definition_source") or "编辑部").strip()
    return columns


def effect_of(rule: IndicatorRule) -> Effect:
    """What a rule would move, and what would then contradict what. Nothing is written."""
    found = Effect(warnings=_warnings(rule))
    documents: set[str] = set()
    moved: dict[str, list[Any]] = {}
    for model in (Observation, Target):
        rows = model.objects.filter(indicator=rule.source)
        found.of += rows.count()
        if rule.condition:
            keys = [row.key for row in rows.iterator(chunk_size=_BATCH) if is_of(row, rule.condition)]
            rows = rows.filter(key__in=keys)
        counted = rows.aggregate(rows=Count("pk"))["rows"]
        documents |= set(rows.order_by().values_list("document_id", flat=True).distinct())
        if model is Observation:
            found.observations = counted
            moved = {"rows": list(rows.filter(year__isnull=False).values_list(*_CLASHING))} if rule.target else {}
        else:
            found.targets = counted
    found.documents = len(documents)
    found.districts = len(set(Document.objects.filter(slug__in=documents).values_list("district_id", flat=True)))
    for clash in _clashes(rule, moved.get("rows", [])):
        found.clashes += 1
        if len(found.shown) < MOST_CLASHES:
            found.shown.append(clash)
    return found


_CLASHING = ("key", "document_id", "year", "measure", "kind", "period_start", "value", "unit")


def _clashes(rule: IndicatorRule, moved: Sequence[tuple[Any, ...]]) -> Iterable[Clash]:
    """Rows of one document, year, measure, kind and period that state different values."""
    there: dict[tuple[Any, ...], list[tuple[Any, ...]]] = {}
    slugs = sorted({row[1] for row in moved})
    for start in range(0, len(slugs), _BATCH):
        held = Observation.objects.filter(indicator=rule.target, document__in=slugs[start : start + _BATCH])
        for row in held.filter(year__isnull=False).values_list(*_CLASHING):
            there.setdefault(row[1:6], []).append(row)
    for row in moved:
        for other in there.get(row[1:6], ()):
            if (other[6], other[7]) != (row[6], row[7]):
                told = " / ".join(f"{as_json(one[6])}{one[7] or ''}" for one in (row, other))
                yield Clash(row[1], row[2], row[0], other[0], told)


def _warnings(rule: IndicatorRule) -> list[str]:
    """What of both indicators is not alike."""
    source = Indicator.objects.get(slug=rule.source)
    target: Any = Indicator(**rule.makes) if rule.makes else Indicator.objects.filter(slug=rule.target).first()
    if target is None:
        return []
    told = []
    if dimension(source.unit) != dimension(target.unit):
        told.append(f"单位不同（{source.unit or '无'}／{target.unit or '无'}）：并入后这些数据不能与其他数据比较")
    if source.measure != target.measure:
        told.append(f"量的性质不同（{Measure(source.measure).zh}／{Measure(target.measure).zh}）")
    if source.direction != target.direction:
        told.append(f"方向不同（{Direction(source.direction).zh}／{Direction(target.direction).zh}）")
    return told


def make(rule: IndicatorRule, *, why: Any, by: Editor) -> Effect:
    """Put a rule in force. Raises UnfitCorrection where nothing would move."""
    rule.why, rule.shown_as, rule.made_at = read_reason(why), by.checked(), timezone.now()
    rule.made_by, rule.made_with = by.user, by.key  # pyright: ignore[reportAttributeAccessIssue] a user of the admin
    with writing(reason=f"Indicators: {rule.source} → {rule.target or '-'}: {rule.why}"[:LONGEST_REASON]) as counts:
        effect = effect_of(rule)
        if not effect.observations + effect.targets:
            raise UnfitCorrection("source", "no row would move", "没有任何数据会移动")
        rule.save()
        if rule.makes:
            Indicator.objects.create(**rule.makes)
            counts["indicators"] = {"added": 1, "changed": 0, "removed": 0}
            index_catalogue()
        counts.update(_relinked(Q(indicator=rule.source)))
    return effect


def withdraw_rule(rule: IndicatorRule, *, why: Any, by: Editor) -> None:
    """Take a rule back: its rows are of the indicator that they were read as, or of what other rules make of that."""
    reason = read_reason(why)
    with writing(
        reason=f"Indicators: {rule.source} → {rule.target or '-'} withdrawn: {reason}"[:LONGEST_REASON]
    ) as counts:
        rule = IndicatorRule.objects.select_for_update().get(pk=rule.pk)
        if rule.withdrawn_at is not None:
            raise UnfitCorrection("id", "it was withdrawn already", "该规则已经撤回")
        if rule.makes and any(rule.target in (one.source, one.target) for one in rules_in_force() if one.pk != rule.pk):
            raise UnfitCorrection(
                "id", "another rule in force uses the indicator that this one made", "其他规则仍在使用由此新建的指标"
            )
        rule.withdrawn_at, rule.withdrawn_why = timezone.now(), reason
        rule.withdrawn_by, rule.withdrawn_with = by.user, by.key  # pyright: ignore[reportAttributeAccessIssue]
        rule.save()
        moved = {rule.target, *(one.target for one in rules_in_force())}
        of_none = Q(indicator=None) if None in moved else Q()
        counts.update(_relinked(Q(Q(indicator__in=moved - {None}) | of_none, corrected__isnull=False)))
        if rule.makes:
            removed = Indicator.objects.filter(slug=rule.target).delete()[0]
            counts["indicators"] = {"added": 0, "changed": 0, "removed": min(removed, 1)}
            index_catalogue()


def _relinked(asked: Q) -> dict[str, dict[str, int]]:
    """Bring the rows that are asked for to the rules in force, and what is worked out of them; returns how many changed. The caller holds the transaction."""
    rules, districts, counts = rules_in_force(), set(), {}
    moved, otherwise = set(), set()
    for resource, model in (("targets", Target), ("observations", Observation)):
        changed: list[tuple[int, str | None, Any]] = []
        for row in _rows(model, asked):
            was = row.indicator_id, row.corrected
            unlink(row)
            relink(row, rules)
            if (row.indicator_id, row.corrected) != was:
                changed.append((row.pk, row.indicator_id, row.corrected))
                districts.add(row.district_id)
                is_moved = was[0] is not None and row.indicator_id is not None
                (moved if is_moved else otherwise).add(row.document_id)
        for start in range(0, len(changed), _BATCH):
            _write(model, changed[start : start + _BATCH])
        counts[resource] = {"added": 0, "changed": len(changed), "removed": 0}
    only_moved(moved - otherwise)
    derive(districts)
    return counts


def _rows(model: Any, asked: Q) -> Iterable[Any]:
    """In parts, each by a statement of its own, which ends after STATEMENT_TIMEOUT seconds."""
    after, names = 0, ["pk", "indicator_id", "corrected", "district_id", "document_id", "unit"]
    names += ["subject", "measure"] if model is Observation else ["name"]
    while part := list(model.objects.filter(asked, pk__gt=after).order_by("pk").only(*names)[:_BATCH]):
        yield from part
        after = part[-1].pk


def _write(model: Any, changed: Sequence[tuple[int, str | None, Any]]) -> None:
    table = connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001 Django documents it
    with connection.cursor() as cursor:
        cursor.execute(
            f"update {table} as row set indicator_id = given.slug, corrected = given.said from ("  # noqa: S608 a name of ours
            "select * from unnest(%s::bigint[], %s::text[], %s::jsonb[]) as g (id, slug, said)) as given where row.id = given.id",
            [
                [pk for pk, _, _ in changed],
                [slug for _, slug, _ in changed],
                [None if said is None else orjson.dumps(said).decode() for _, _, said in changed],
            ],
        )
