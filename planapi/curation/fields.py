"""What of a row can be corrected, and how a value is read that an editor or a file gives.

A field has the public name that the API serves it under (``baseline.value``), and the column that it is kept in (``baseline_value``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models

from districts.models import Chapter, Document, SpecialPlan, Subdistrict, Term
from indicators.models import Indicator, Numeral, Observation, Target
from projects.models import Park, Project
from rest.fields import plain_number
from rest.http.problems import nearest
from text.vocabulary import Side

LONGEST = 2_000
"""Characters of a corrected text."""
YEARS = range(1800, 2200)
LEVELS = range(1, 10)
"""A whole number that can be corrected is a year or the level of a heading."""


class UnfitCorrection(Exception):
    """A correction that can't be made: in which field, and why, in English and in Chinese."""

    def __init__(self, field: str, en: str, zh: str) -> None:
        super().__init__(en)
        self.field, self.en, self.zh = field, en, zh


@dataclass(frozen=True, slots=True)
class CorrectableField:
    """A field of a row that can be corrected."""

    name: str
    label: str
    column: models.Field

    @property
    def choices(self) -> list[tuple[str, str]]:
        choices: Any = () if isinstance(self.column, models.ForeignKey) else self.column.choices
        return list(choices or ())

    def read(self, raw: Any) -> Any:
        """The value that was given, as the column has it. Raises UnfitCorrection for what it can't hold."""
        if raw is None or raw in ("", []):
            if isinstance(self.column, ArrayField):
                return []
            if self.column.null:
                return None
            raise UnfitCorrection(self.name, "must have a value", "不能为空")
        if isinstance(self.column, models.ForeignKey):
            return self._read_indicator(raw)
        if isinstance(self.column, ArrayField):
            texts = raw if isinstance(raw, list) else self._text(raw).replace(",", "、").replace("，", "、").split("、")
            return [text for one in texts if (text := self._text(one))]
        if isinstance(self.column, models.DecimalField | models.PositiveSmallIntegerField):
            return self._read_number(raw)
        if isinstance(self.column, models.DateField):
            return self._read_day(raw)
        given = self._text(raw)
        if self.choices and given not in dict(self.choices):
            words = [word for word, _ in self.choices]
            raise UnfitCorrection(self.name, f"must be one of {', '.join(words)}", f"只能是 {'、'.join(words)}")
        return given

    def _text(self, raw: Any) -> str:
        if not isinstance(raw, str) or "\x00" in raw:
            raise UnfitCorrection(self.name, "must be text", "应为文字")
        if len(raw) > LONGEST:
            raise UnfitCorrection(
                self.name, f"can have at most {LONGEST} characters and has {len(raw)}", f"最多 {LONGEST} 字"
            )
        return raw.strip()

    def _read_number(self, raw: Any) -> Any:
        try:
            number = Decimal(str(raw).strip())
        except InvalidOperation:
            number = None
        if number is None or isinstance(raw, bool) or not number.is_finite():
            raise UnfitCorrection(self.name, f"must be a number, and not {str(raw)[:40]!r}", "应为数字")
        meant, what, zh = (LEVELS, "level", "层级") if self.name == "level" else (YEARS, "year", "年份")
        if isinstance(self.column, models.PositiveSmallIntegerField) and number not in meant:
            message = f"must be a {what} from {meant[0]} to {meant[-1]}, and not {str(raw)[:40]!r}"
            raise UnfitCorrection(self.name, message, f"应为 {meant[0]} 至 {meant[-1]} 之间的{zh}")
        try:
            return self.column.clean(number if isinstance(self.column, models.DecimalField) else int(number), None)
        except ValidationError as error:
            raise UnfitCorrection(self.name, " ".join(error.messages), "数字超出范围或位数过多") from None

    def _read_day(self, raw: Any) -> date:
        try:
            return date.fromisoformat(self._text(raw))
        except ValueError:
            message = f"must be a day such as 2023-01-05, and not {str(raw)[:40]!r}"
            raise UnfitCorrection(self.name, message, "应为日期，如 2023-01-05") from None

    def _read_indicator(self, raw: Any) -> str:
        slug = raw if isinstance(raw, str) else ""
        if not Indicator.objects.filter(slug=slug).exists():
            meant = nearest(slug, Indicator.objects.values_list("slug", flat=True))
            hint = f" Did you mean {meant}?" if meant else ""
            raise UnfitCorrection(
                self.name,
                f"there is no indicator {slug[:80]!r}.{hint}",
                f"没有这个指标{f'，是否指 {meant}' if meant else ''}",
            )
        return slug

    def of(self, row: Any) -> Any:
        """The value that a row has, as JSON."""
        return as_json(getattr(row, self.column.attname))

    def put(self, row: Any, value: Any) -> None:
        """Give the row a value that JSON has."""
        if value is not None and isinstance(self.column, models.DecimalField):
            value = Decimal(str(value))
        elif value is not None and isinstance(self.column, models.DateField):
            value = date.fromisoformat(value)
        setattr(row, self.column.attname, value)


def as_json(value: Any) -> Any:
    """A value of a column as JSON has it: a number as the API serves it."""
    if isinstance(value, Decimal):
        return plain_number(value)
    return value.isoformat() if isinstance(value, date) else value


@dataclass(frozen=True)
class CorrectableKind:
    """A resource whose rows can be corrected: ``words`` are the columns that tell, within its quote, which row it is."""

    resource: str
    label: str
    model: Any
    words: Sequence[str]
    labels: Mapping[str, str]
    unique: str | None = None
    """A column that no two rows of a document share."""
    follows: Sequence[str] = ()
    """Columns that follow from others, and are kept as they were read with those."""
    named: str = "key"
    """The column of the public id."""
    within: str = "document_id"
    """The column of the slug of the document."""
    quoted: str = "quote"
    """The column that tells where in its document a row stands."""
    stays: tuple[str, str] | None = None
    """Why a row can't be taken out, in English and in Chinese."""
    elsewhere: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Fields that are not corrected here, and how they are, in English and in Chinese."""

    @cached_property
    def fields(self) -> dict[str, CorrectableField]:
        """By public name those that an editor can correct."""
        return {name: self._field(name, label) for name, label in self.labels.items()}

    def field(self, name: str) -> CorrectableField:
        """Any field that a correction may have changed."""
        return self._field(name, name) if name in self.follows else self.fields[name]

    def _field(self, name: str, label: str) -> CorrectableField:
        return CorrectableField(name, label, self.model._meta.get_field(name.replace(".", "_")))  # noqa: SLF001 Django documents it

    def name_of(self, row: Any) -> str:
        return getattr(row, self.named)

    def quote_of(self, row: Any) -> str:
        return getattr(row, self.quoted)

    def of_document(self, slug: str) -> models.QuerySet:
        """The stored rows of a document."""
        return self.model.objects.filter(**{self.within: slug})

    def words_of(self, row: Any) -> str:
        return "\n".join(str(getattr(row, name) or "") for name in self.words)

    def told_by(self, row: Any) -> dict[str, Any]:
        """All that can be corrected of a row, as JSON."""
        return {name: field.of(row) for name, field in self.fields.items()}


_SIDES = {
    f"{side.value}.{name}": f"{zh}{label}"
    for side, zh in ((Side.BASELINE, "基期"), (Side.TARGET, "目标"))
    for name, label in (("year", "年份"), ("value", "数值"), ("value_max", "上限"), ("comparator", "界限"))
}

_READ_WITH = (
    "its rows were read with it, and the name of the document is made of it: withdraw the document, and hand in its file again with {how}",
    "全部条目据此识读，文件标识也由此而来：请撤下该文件，再{zh}重新提交",
)
_OF_THE_WHOLE = {
    name: (_READ_WITH[0].format(how=how), _READ_WITH[1].format(zh=zh))
    for how, zh, names in (
        ("the right `district`", "指定正确的地区（district）", ("district",)),
        (
            "a text whose title says the right one",
            "用标题写明正确种类和年份的文本",
            ("kind", "period_start", "period_end", "report_year", "baseline_year"),
        ),
    )
    for name in names
}

KINDS: dict[str, CorrectableKind] = {
    one.resource: one
    for one in (
        CorrectableKind(
            "observations",
            "数据",
            Observation,
            ("side", "raw"),
            {
                "indicator": "指标",
                "subject": "对象",
                "value": "数值",
                "value_max": "上限",
                "unit": "单位",
                "year": "年份",
                "period_start": "时期起",
                "period_end": "时期止",
                "base_year": "比较基年",
                "period_label": "一年中的时段",
                "kind": "性质",
                "comparator": "界限",
                "measure": "量的性质",
                "direction": "升降",
                "caveat": "口径说明",
            },
            follows=("value_cny",),
        ),
        CorrectableKind(
            "targets",
            "指标表",
            Target,
            ("raw_name",),
            {
                "indicator": "指标",
                "category": "类别",
                "name": "名称",
                "unit": "单位",
                "nature": "属性",
                **_SIDES,
                "note": "备注",
                "caveat": "口径说明",
            },
        ),
        CorrectableKind(
            "projects",
            "项目",
            Project,
            ("name",),
            {
                "name": "名称",
                "category": "类别",
                "status": "状态",
                "investment_cny": "投资（元）",
                "subdistrict": "街镇",
                "location": "地点",
                "period_start": "建设起年",
                "period_end": "建设止年",
            },
        ),
        CorrectableKind(
            "parks",
            "园区",
            Park,
            ("name",),
            {
                "name": "名称",
                "aliases": "别称",
                "kind": "类型",
                "level": "级别",
                "industries": "产业",
                "area_km2": "面积（平方公里）",
            },
            unique="name",
        ),
        CorrectableKind("subdistricts", "街镇", Subdistrict, ("name",), {"name": "名称"}, unique="name"),
        CorrectableKind("terms", "名词解释", Term, ("no", "term"), {"term": "名词", "definition": "解释"}),
        CorrectableKind(
            "special-plans",
            "专项规划",
            SpecialPlan,
            ("no", "name"),
            {"name": "名称", "responsible_unit": "责任单位", "category": "类别"},
        ),
        CorrectableKind(
            "numerals",
            "数字",
            Numeral,
            ("raw",),
            {"disposition": "去向"},
            stays=(
                "every numeral of the text stands there: correct its disposition",
                "原文的每个数字都列在此处，请更正其去向",
            ),
        ),
        CorrectableKind(
            "chapters",
            "章节",
            Chapter,
            ("label", "title"),
            {"title": "标题", "level": "层级"},
            quoted="title",
            stays=(
                "rows stand in this chapter: correct its title or its level, or report how it was read",
                "有条目归在此章节下，请更正标题或层级，或报告识读问题",
            ),
        ),
        CorrectableKind(
            "documents",
            "文件",
            Document,
            (),
            {
                "title": "标题",
                "doc_number": "文号",
                "issuer": "发文机关",
                "issued_on": "印发日期",
                "adopted_on": "通过日期",
                "delivered_on": "报告日期",
            },
            named="slug",
            within="slug",
            quoted="title",
            stays=(
                "to take a whole document out, withdraw it: POST to documents/{slug}/withdraw/, or `manage.py withdraw`",
                "要撤下整个文件，请用“撤下文件”（documents/{slug}/withdraw/ 或 manage.py withdraw）",
            ),
            elsewhere=_OF_THE_WHOLE,
        ),
    )
}
"""The resources whose rows can be corrected."""

BY_MODEL = {kind.model: kind for kind in KINDS.values()}

OF_TARGET: dict[str, str] = {"indicator": "indicator", "name": "subject", "unit": "unit"}
"""Fields of a target that both its sides have, and what they are called there."""
OF_SIDE = ("year", "value", "value_max", "comparator")
"""Fields of a side of a target that the observation of the side has."""
HELD_BY_TARGET = frozenset({*OF_TARGET.values(), *OF_SIDE})
"""Fields of a side's observation that are corrected at its target."""
