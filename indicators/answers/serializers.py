"""Comparisons, progress and coverage become JSON: each figure with its harmonised value, its printed one and its evidence."""

from typing import Any

from rest_framework import serializers

from districts.serializers import DistrictNameSerializer, EvidenceSerializer
from indicators.serializers import IndicatorNameSerializer
from planapi.api.fields import Number, Text, Texts, Whole, Words
from planapi.vocabulary import (
    Choice,
    Comparability,
    Comparator,
    CoverageStatus,
    Direction,
    DocumentKind,
    IndicatorCategory,
    Measure,
    Nature,
    ObservationKind,
    Origin,
    ProgressStatus,
    Reason,
    Span,
)


def reason(words: str = "Why not; null where it can.", **kwargs: Any) -> Words:
    return Words(words, Reason, allow_null=True, example="span", **kwargs)


def reason_zh(source: str = "reason.zh") -> Text:
    return Text("The reason in Chinese.", source=source, allow_null=True, example="时间跨度不同")


def reason_en(source: str = "reason.en") -> Text:
    return Text("The reason in English.", source=source, allow_null=True, example="over another time")


class HarmonisedSerializer(serializers.Serializer):
    """What a printed figure is beside the others: in the indicator's unit, over the time that is compared."""

    status = Words("Whether it can be compared.", Comparability, source="comparability")
    reason = reason()
    reason_zh = reason_zh()
    reason_en = reason_en()
    value = Number("The value to compare; null where it can't be.", allow_null=True, example=4.3864)
    value_max = Number("Upper end of a range; else null.", allow_null=True, example=None)
    steps = Texts("What was done to the printed figure, in this order.", example=["unit_converted"])


class StatementSerializer(serializers.Serializer):
    """What a document states, as in `observations/`, and what it is beside the others."""

    id = Text("Id of the observation.", source="row.key", example="120110-plan-2021-o3427")
    document = Text("Slug of the document that states it.", source="row.document.slug", example="120110-plan-2021")
    subject = Text("What the number is of, as printed.", source="row.subject", example="实际利用外资额")
    raw = Text("The number as printed.", source="row.raw", example="43864万美元")
    value = Number("The number, in `unit`.", source="row.value", allow_null=True, example=43864)
    value_max = Number("Upper end of a range; else null.", source="row.value_max", allow_null=True, example=None)
    unit = Text("Unit as printed; null where none is.", source="row.unit", allow_null=True, example="万美元")
    year = Whole("The year, or the last year, that it speaks of.", source="row.year", allow_null=True, example=2020)
    period_start = Whole("First year of several; else null.", source="row.period_start", allow_null=True, example=2016)
    period_end = Whole("Last year of several; else null.", source="row.period_end", allow_null=True, example=2020)
    base_year = Whole(
        "Year that a growth is against, where named; else null.", source="row.base_year", allow_null=True, example=2015
    )
    kind = Words("Whether it is a result, an estimate or a target.", ObservationKind, source="row.kind")
    comparator = Words("How the value bounds the quantity.", Comparator, source="row.comparator")
    measure = Words("What kind of quantity it is.", Measure, source="row.measure", example="cumulative")
    origin = Words("Table or running text.", Origin, source="row.origin", example="prose")
    caveat = Text(
        "How it differs from the definition of its indicator, in Chinese; null where it does not.",
        source="row.caveat",
        allow_null=True,
        example="多年累计数，不与单年数比较",
    )
    harmonised = HarmonisedSerializer(help_text="What it is beside the others.")
    evidence = EvidenceSerializer(source="row", help_text="Where it stands.")


class OtherStatementSerializer(serializers.Serializer):
    """A further statement, in short; whole at `observations/{id}/`."""

    id = Text("Id of the observation.", source="row.key", example="120110-plan-2021-t15-baseline")
    document = Text("Slug of the document that states it.", source="row.document.slug", example="120110-plan-2021")
    year = Whole("The year, or the last year, that it speaks of.", source="row.year", allow_null=True, example=2020)
    kind = Words("Whether it is a result, an estimate or a target.", ObservationKind, source="row.kind")
    origin = Words("Table or running text.", Origin, source="row.origin")
    raw = Text("The number as printed.", source="row.raw", example="380")
    unit = Text("Unit as printed; null where none is.", source="row.unit", allow_null=True, example="家")
    status = Words("Whether it can be compared.", Comparability, source="comparability")
    reason = reason()
    reason_zh = reason_zh()
    value = Number(
        "The value to compare; null where it can't be.", source="harmonised.value", allow_null=True, example=380
    )
    caveat = Text(
        "How it differs from the definition of its indicator; null where it does not.",
        source="row.caveat",
        allow_null=True,
        example="多年累计数，不与单年数比较",
    )
    start = Whole("Where its quote begins in the document's text.", source="row.start", example=9264)
    end = Whole("Where its quote ends.", source="row.end", example=9295)
    quote = Text("The very words.", source="row.quote", example="国家高新技术企业数量（家） 380 ＞680")


class BasisSerializer(serializers.Serializer):
    """Over what time the figures of an indicator are compared."""

    span = Words("Point, total or yearly average.", Span)
    years = Whole("Of how many years a total is; 1 at a point; null for an average.", allow_null=True, example=5)


class ComparedIndicatorSerializer(serializers.Serializer):
    """An indicator that is compared, and on what footing."""

    slug = Text("Public name.", source="indicator.slug", example="foreign-investment-used")
    name = Text("Chinese name.", source="indicator.name_zh", example="实际利用外资")
    name_en = Text("English name.", source="indicator.name_en", example="Foreign investment used")
    unit = Text("Unit of all harmonised values; empty for a plain number.", source="indicator.unit", example="亿美元")
    category = Words("Field that it belongs to.", IndicatorCategory, source="indicator.category")
    direction = Words("Whether more of it is better.", Direction, source="indicator.direction")
    measure = Words("What kind of quantity it is.", Measure, source="indicator.measure")
    definition = Text("What it measures.", source="indicator.definition", example="一年内实际到位的外商投资额。")
    basis = BasisSerializer(help_text="Over what time its figures are compared.")


class CellSerializer(serializers.Serializer):
    """One indicator in one district and one year: the value to compare, and the statement that it is from."""

    indicator = IndicatorNameSerializer(help_text="The indicator.")
    district = DistrictNameSerializer(help_text="The district.")
    year = Whole("The year, or the last year of several.", example=2020)
    status = Words("Whether the value can be compared.", Comparability)
    reason = reason()
    reason_zh = reason_zh()
    reason_en = reason_en()
    value = Number("The harmonised value; null where it can't be compared.", allow_null=True, example=4.3864)
    value_max = Number("Upper end of a range; else null.", allow_null=True, example=None)
    unit = Text("Its unit: that of the indicator.", example="亿美元")
    comparator = Words("How the value bounds the quantity.", Comparator, allow_null=True)
    kind = Words("Whether it is a result, an estimate or a target.", ObservationKind, allow_null=True)
    statement = StatementSerializer(
        allow_null=True, help_text="The statement that was chosen; null where nothing is stated."
    )
    because = Words("By which rule it was chosen before the next one.", Choice, allow_null=True)
    because_zh = Text("The rule in Chinese.", source="because.zh", allow_null=True, example="唯一的表述")
    differing = Whole(
        "How many of the others that can be compared state another value; null where nothing is stated.",
        allow_null=True,
        example=0,
    )
    others = OtherStatementSerializer(
        many=True, help_text="The other statements of the same indicator, district and year."
    )


class ComparisonSerializer(serializers.Serializer):
    """Indicators over districts and years: one cell for each of them."""

    indicators = ComparedIndicatorSerializer(many=True, help_text="The indicators, in the order asked.")
    districts = DistrictNameSerializer(many=True, help_text="The districts, by code.")
    years = serializers.ListField(child=serializers.IntegerField(), help_text="The years.")
    cells = CellSerializer(many=True, help_text="By indicator, district and year.")


class ProgressSerializer(serializers.Serializer):
    """One target, and how far it is."""

    id = Text("Id of the observation that sets the target.", source="row.key", example="120102-plan-2021-t7-target")
    document = Text("Slug of the document that sets it.", source="row.document.slug", example="120102-plan-2021")
    district = DistrictNameSerializer(source="row.district", help_text="The district that the document is of.")
    indicator = IndicatorNameSerializer(
        source="row.indicator", allow_null=True, help_text="The canonical indicator; null where none is catalogued."
    )
    category = Words(
        "Field of the indicator.",
        IndicatorCategory,
        source="row.indicator.category",
        allow_null=True,
        example="innovation",
    )
    direction = Words("Whether more of it is better.", Direction, source="row.indicator.direction", allow_null=True)
    nature = Words(
        "属性: what kind of obligation it is; null in running text.",
        Nature,
        source="row.target.nature",
        allow_null=True,
    )
    name = Text("What the target is of, as printed.", source="row.subject", example="国家高新技术企业数量")
    target_year = Whole("Year to be reached by.", source="row.year", allow_null=True, example=2025)
    status = Words("How far it is.", ProgressStatus, source="progress.status")
    status_zh = Text("The status in Chinese.", source="progress.status.zh", example="已实现")
    reason = reason("Why no more can be said; null where it can.", source="progress.reason")
    reason_zh = reason_zh("progress.reason.zh")
    reason_en = reason_en("progress.reason.en")
    unit = Text(
        "Unit of all harmonised values and of the paces.", source="row.indicator.unit", allow_null=True, example="家"
    )
    share_done = Number(
        "Share of the way from the baseline to the target, 0 to 1 and beyond; null where there is no way to measure.",
        source="progress.share_done",
        allow_null=True,
        example=1.125,
    )
    share_elapsed = Number(
        "Share of the time gone by at the end of the outcome's year.",
        source="progress.share_elapsed",
        allow_null=True,
        example=0.4,
    )
    pace_so_far = Number(
        "Change per year since the baseline.", source="progress.pace_so_far", allow_null=True, example=22.5
    )
    pace_needed = Number(
        "Change per year needed from the outcome's year on; null where nothing is left to do, or no time.",
        source="progress.pace_needed",
        allow_null=True,
        example=None,
    )
    baseline = StatementSerializer(allow_null=True, help_text="Where it starts from.")
    target = StatementSerializer(allow_null=True, help_text="The target itself.")
    outcome = StatementSerializer(allow_null=True, help_text="The newest actual or estimated figure since.")
    added = OtherStatementSerializer(
        many=True, help_text="The figures of the years before, where yearly figures were added up to a total."
    )


class CoverageDocumentSerializer(serializers.Serializer):
    """A document that states, or would state, figures of a year."""

    document = Text("Its slug, also where it is not held.", example="120102-report-2024")
    kind = Words("Kind of document.", DocumentKind, example="report")
    zh = Text("Why it is one of them, in Chinese.", example="2024年政府工作报告，回顾2023年")


class CoverageCellSerializer(serializers.Serializer):
    """What is known of one indicator in one district and one year."""

    indicator = IndicatorNameSerializer(help_text="The indicator.")
    district = DistrictNameSerializer(help_text="The district.")
    year = Whole("The year.", example=2023)
    status = Words("What is known.", CoverageStatus)
    status_zh = Text("The same in Chinese.", source="status.zh", example="已载明")
    observations = Texts("Ids of the observations that state it.", example=["120102-report-2023-o6845"])
    numerals = Texts(
        "Ids of numerals that were not understood, in a sentence that names the indicator.",
        example=["120102-report-2023-n7240"],
    )
    documents = Texts("Slugs of the documents held that cover the year.", example=["120102-report-2023"])
    missing = CoverageDocumentSerializer(many=True, help_text="Documents that would state it and are not held.")


class CoverageGridSerializer(serializers.Serializer):
    """Districts, indicators and years, and what is known of each."""

    indicators = IndicatorNameSerializer(many=True, help_text="The indicators, in the order asked.")
    districts = DistrictNameSerializer(many=True, help_text="The districts, by code.")
    years = serializers.ListField(child=serializers.IntegerField(), help_text="The years.")
    counts = serializers.DictField(
        child=serializers.IntegerField(), help_text="How many cells there are of each status."
    )
    cells = CoverageCellSerializer(many=True, help_text="By indicator, district and year.")
