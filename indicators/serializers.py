"""Indicators, targets and observations become rows of JSON, as the contract names them."""

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from districts.serializers import Corrected, EvidenceSerializer, RowSerializer
from rest.fields import ChoiceField, Expanded, Number, Text, Texts, Whole
from text.vocabulary import (
    Comparator,
    Direction,
    Disposition,
    IndicatorCategory,
    Measure,
    Movement,
    Nature,
    ObservationKind,
    Origin,
    Side,
    Span,
)


class IndicatorNameSerializer(serializers.Serializer):
    """An indicator by slug and Chinese name."""

    slug = Text("Public name.", example="gdp-growth")
    name = Text("Chinese name.", source="name_zh", example="地区生产总值增长率")


class IndicatorDetailSerializer(Expanded):
    """The indicator that a row measures: with `expand=indicator_detail`."""

    name_en = Text("English name.", example="GDP growth")
    unit = Text("Unit in which it is measured; empty for a plain number.", example="%")
    category = ChoiceField("Its field.", IndicatorCategory)
    direction = ChoiceField("Whether higher values are better.", Direction)
    measure = ChoiceField("Kind of quantity.", Measure, example="growth")
    definition = Text(
        "What it measures.", example="按不变价格计算的地区生产总值比上年的增长速度；跨多年时为年均增长速度。"
    )
    definition_source = Text(
        "Source of the definition.", example="国家统计局《中国统计年鉴》主要统计指标解释：国民经济核算"
    )


class IndicatorSerializer(serializers.Serializer):
    """指标: one thing that is measured, the same in every district and every document."""

    slug = Text("Public name.", example="gdp-growth")
    name_zh = Text("Chinese name.", example="地区生产总值增长率")
    name_en = Text("English name.", example="GDP growth")
    unit = Text("Unit in which it is measured; empty for a plain number.", example="%")
    category = ChoiceField("Its field.", IndicatorCategory)
    direction = ChoiceField("Whether higher values are better.", Direction)
    measure = ChoiceField("Kind of quantity.", Measure, example="growth")
    definition = Text(
        "What it measures.", example="按不变价格计算的地区生产总值比上年的增长速度；跨多年时为年均增长速度。"
    )
    definition_source = Text(
        "Source of the definition.", example="国家统计局《中国统计年鉴》主要统计指标解释：国民经济核算"
    )
    aliases = Texts("Names that documents use for it.", example=["地区生产总值增速"])
    since = Whole("Revision in which the row got its current content.", example=7)


class BaselineSerializer(serializers.Serializer):
    """基期值: the value that the plan starts from. If the table has no such column, year, raw and value are null."""

    year = Whole(
        "Year of the column. Where the `note` says that the value is of other years, those of its observation are right.",
        source="baseline_year",
        allow_null=True,
        example=2020,
    )
    raw = Text("The cell as printed.", source="baseline_raw", allow_null=True, example="61.8")
    value = Number(
        "The number, in the row's unit; null if the cell has none.",
        source="baseline_value",
        allow_null=True,
        example=61.8,
    )
    value_max = Number("Upper end of a range; else null.", source="baseline_value_max", allow_null=True, example=None)
    comparator = ChoiceField(
        "Whether the value is exact, approximate or a bound.", Comparator, source="baseline_comparator"
    )
    span = ChoiceField("Time span of the value.", Span, source="baseline_span")


class TargetSideSerializer(serializers.Serializer):
    """目标值: the side of the row that the plan aims at. A side whose column the table lacks has year, raw and value
    null."""

    year = Whole("Year of the value.", source="target_year", allow_null=True, example=2025)
    raw = Text("The cell as printed.", source="target_raw", allow_null=True, example="67以上")
    value = Number(
        "The number, in the row's unit; null if the cell has none.",
        source="target_value",
        allow_null=True,
        example=67,
    )
    value_max = Number("Upper end of a range; else null.", source="target_value_max", allow_null=True, example=None)
    comparator = ChoiceField(
        "Whether the value is exact, approximate or a bound.", Comparator, source="target_comparator", example="gte"
    )
    span = ChoiceField("Time span of the value.", Span, source="target_span")


class TargetSerializer(RowSerializer):
    """One row of a plan's main indicator table, cell by cell."""

    indicator = IndicatorNameSerializer(
        allow_null=True, help_text="The canonical indicator; null if it is not in the catalogue."
    )
    indicator_detail = IndicatorDetailSerializer(
        source="indicator", allow_null=True, help_text="What the indicator is; only with expand."
    )
    seq = Whole("Its number in the table, from 1.", example=1)
    category = Text("Group of rows that it belongs to, as printed.", example="经济发展")
    name = Text("Name as printed, without the unit.", example="地区生产总值增速")
    raw_name = Text("Name as printed, with line breaks removed.", example="地区生产总值增速（％）")
    unit = Text("Unit as printed; null if none is printed.", allow_null=True, example="%")
    nature = ChoiceField("属性: kind of obligation.", Nature, allow_null=True)
    note = Text("Remark or footnote of the row; null if there is none.", allow_null=True, example="累计")
    baseline = BaselineSerializer(source="*", help_text="基期值")
    target = TargetSideSerializer(source="*", help_text="目标值")
    caveat = Text(
        "How it differs from the definition of its indicator, that it is a distance and no rise or fall, or that the name may be cut; in Chinese, or null.",
        allow_null=True,
        example="以“户”计，本指标以“家”计",
    )
    corrected = Corrected()
    evidence = EvidenceSerializer(source="*", help_text="Its place in the document.")


class ObservationSerializer(RowSerializer):
    """One number, with what it is of, when, and how it is bounded. Both sides of every target stand here too, as
    origin `table`."""

    indicator = IndicatorNameSerializer(
        allow_null=True, help_text="The canonical indicator; null if it is not in the catalogue."
    )
    indicator_detail = IndicatorDetailSerializer(
        source="indicator", allow_null=True, help_text="What the indicator is; only with expand."
    )
    subject = Text("What the number measures, as printed.", example="地区生产总值")
    raw = Text("The number as printed, with its bound and unit.", example="680亿元左右")
    raw_start = Whole("Where it begins, in code points of the document's text, within the evidence.", example=6409)
    raw_end = Whole("Where it ends.", example=6416)
    value = Number("The number, in `unit`; null if the text gives none.", allow_null=True, example=680)
    value_max = Number("Upper end of a range, in `unit`; else null.", allow_null=True, example=None)
    unit = Text("Unit as printed; null if none is printed.", allow_null=True, example="亿元")
    value_cny = Number("An amount of money in yuan (CNY); null for other units.", allow_null=True, example=68000000000)
    year = Whole(
        "The year, or the last year, that the figure refers to; null if that can't be determined.",
        allow_null=True,
        example=2025,
    )
    period_start = Whole(
        "First year of a total or an average over several years; else null.", allow_null=True, example=2021
    )
    period_end = Whole("Last year of it; else null.", allow_null=True, example=2025)
    base_year = Whole(
        "Base year of a growth, a change or a multiple, if the text names it; else null.",
        allow_null=True,
        example=2015,
    )
    period_label = Text(
        "The part of a year that the figure is for, as printed; null for whole years.",
        allow_null=True,
        example="前三季度",
    )
    kind = ChoiceField(
        "Whether it is a result, an estimate or a target; null if nothing in the text says.",
        ObservationKind,
        allow_null=True,
        example="target",
    )
    comparator = ChoiceField("Whether the value is exact, approximate or a bound.", Comparator, example="approx")
    measure = ChoiceField("Kind of quantity.", Measure)
    direction = ChoiceField(
        "Whether the words speak of a rise or a fall; null if they don't. `value` stays as printed.",
        Movement,
        allow_null=True,
        example="rise",
    )
    origin = ChoiceField("Whether it is in the indicator table or in running text.", Origin, example="prose")
    caveat = Text(
        "How it differs from the definition of its indicator, that it is a distance and no rise or fall, or that the name may be cut; in Chinese, or null.",
        allow_null=True,
        example="多年累计数，不与单年数比较",
    )
    side = ChoiceField(
        "Whether it is the baseline or the target value; null in running text.", Side, allow_null=True, example="target"
    )
    target = Text(
        "Id of its target; null in running text.",
        source="target.key",
        allow_null=True,
        example="120110-plan-2021-t1",
    )
    corrected = Corrected()
    evidence = EvidenceSerializer(source="*", help_text="Its place in the document.")


class NumeralSerializer(RowSerializer):
    """An entry of the number ledger: one numeral of a document, Arabic or Chinese, and what it is."""

    raw = Text("The numeral as printed, without its unit.", example="3.9")
    raw_start = Whole("Where it begins, in code points of the document's text, within the evidence.", example=4410)
    raw_end = Whole("Where it ends.", example=4413)
    disposition = ChoiceField("What it is.", Disposition, example="observation")
    corrected = Corrected()
    evidence = EvidenceSerializer(source="*", help_text="Its place in the document: the words around it.")


class DispositionCountSerializer(serializers.Serializer):
    """How many numerals of a document are of one kind."""

    disposition = ChoiceField("What they are.", Disposition, example="observation")
    count = Whole("How many.", example=143)
    share = Number("Share of all numerals of the document, from 0 to 1.", example=0.4347)


@extend_schema_serializer(many=False)  # with a list in it, and none itself
class NumberLedgerSerializer(serializers.Serializer):
    """What every numeral of a document was recognised as: the counts, and a page of the numerals."""

    document = Text("Slug of the document.", example="120102-report-2023")
    numerals = Whole("Number of numerals in its text.", example=329)
    not_understood = Whole("How many of them were not understood.", example=1)
    not_understood_share = Number("The same as a share of all numerals, from 0 to 1.", example=0.003)
    dispositions = DispositionCountSerializer(
        many=True, help_text="Number of numerals of each kind, the most frequent first."
    )
    count = Whole("Number of rows on all pages; only with count=true.", optional=True, example=329)
    next = Text("Address of the next page; null on the last.", allow_null=True, example=None)
    previous = Text("Address of the page before; null on the first.", allow_null=True, example=None)
    results = NumeralSerializer(
        many=True, help_text="The numerals in the order of the text, with the words around them."
    )
