"""Comparisons, progress and coverage become JSON: each figure with its harmonised value, its printed one and its evidence."""

from typing import Any

from rest_framework import serializers

from districts.serializers import Corrected, DistrictNameSerializer, EvidenceSerializer
from indicators.models import Observation
from indicators.serializers import IndicatorNameSerializer
from rest.fields import ChoiceField, Number, Text, Texts, Whole
from rest.selection import LABEL
from text.vocabulary import (
    Choice,
    Comparability,
    Comparator,
    CoverageStatus,
    Direction,
    DocumentKind,
    IndicatorCategory,
    Measure,
    Movement,
    Nature,
    ObservationKind,
    Origin,
    ProgressStatus,
    Reason,
    Span,
    Step,
)


def reason(words: str = "Why not; null if it can.", **kwargs: Any) -> ChoiceField:
    return ChoiceField(words, Reason, allow_null=True, example="span", **kwargs)


def reason_zh(source: str | None = "reason.zh") -> Text:
    return Text("The reason in Chinese.", source=source, allow_null=True, example="时间跨度不同")


def reason_en(source: str | None = "reason.en") -> Text:
    return Text("The reason in English.", source=source, allow_null=True, example="a different time span")


class HarmonisedSerializer(serializers.Serializer):
    """A printed figure made comparable: in the unit of the indicator, over the compared time span."""

    def __init__(self, *args: Any, of: str | None = None, **kwargs: Any) -> None:
        """``of``: what the columns begin with that have it, where it is kept in a row (``baseline`` for ``baseline_value``)."""
        self.of = of
        super().__init__(*args, **kwargs)

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        for name, field in fields.items() if self.of else ():
            field.source = f"{self.of}_{name.removesuffix(LABEL)}"
        return fields

    status = ChoiceField("Whether it can be compared.", Comparability, source="comparability")
    reason = reason()
    reason_zh = reason_zh()
    reason_en = reason_en()
    value = Number(
        "The value to compare, negative for a fall; null if it can't be compared.", allow_null=True, example=4.3864
    )
    value_max = Number("Upper end of a range; else null.", allow_null=True, example=None)
    steps = Texts("The steps applied to the printed figure, in order.", words=Step, example=["unit_converted"])


class StatementSerializer(serializers.Serializer):
    """What a document states, as in `observations/`, and what it is beside the others."""

    def __init__(self, *args: Any, of: str | None = None, row: str = "row", **kwargs: Any) -> None:
        """``of``: as in ``HarmonisedSerializer``; ``row`` is the relation to the observation then."""
        self.of, self.row = of, row
        self.absent = f"{of}_status" if of else None
        self.beside = (row, Observation) if row != "row" else None
        super().__init__(*args, **kwargs)

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        if self.of:
            for field in fields.values():
                field.source = self.row + (field.source or "").removeprefix("row")
            told = fields["harmonised"].help_text
            own: Any = type(fields["harmonised"])  # with labels, where they are asked for
            fields["harmonised"] = own(of=self.of, source="*", help_text=told)
        return fields

    def to_representation(self, instance: Any) -> Any:
        if self.absent and getattr(instance, self.absent) is None:
            return None
        return super().to_representation(instance)

    id = Text("Id of the observation.", source="row.key", example="120110-plan-2021-o3427")
    document = Text("Slug of the document that states it.", source="row.document.slug", example="120110-plan-2021")
    subject = Text("What the number measures, as printed.", source="row.subject", example="实际利用外资额")
    raw = Text("The number as printed.", source="row.raw", example="43864万美元")
    value = Number("The number, in `unit`.", source="row.value", allow_null=True, example=43864)
    value_max = Number("Upper end of a range; else null.", source="row.value_max", allow_null=True, example=None)
    unit = Text("Unit as printed; null if none is printed.", source="row.unit", allow_null=True, example="万美元")
    year = Whole("The year, or the last year, that it refers to.", source="row.year", allow_null=True, example=2020)
    period_start = Whole("First year of several; else null.", source="row.period_start", allow_null=True, example=2016)
    period_end = Whole("Last year of several; else null.", source="row.period_end", allow_null=True, example=2020)
    base_year = Whole(
        "Base year of a growth, if named; else null.", source="row.base_year", allow_null=True, example=2015
    )
    kind = ChoiceField(
        "Whether it is a result, an estimate or a target; null if nothing in the text says.",
        ObservationKind,
        source="row.kind",
        allow_null=True,
    )
    direction = ChoiceField(
        "Whether the words speak of a rise or a fall; null if they don't.",
        Movement,
        source="row.direction",
        allow_null=True,
        example=None,
    )
    period_label = Text(
        "The part of a year that it is for, as printed; null for whole years.",
        source="row.period_label",
        allow_null=True,
        example=None,
    )
    comparator = ChoiceField("Whether the value is exact, approximate or a bound.", Comparator, source="row.comparator")
    measure = ChoiceField("Kind of quantity.", Measure, source="row.measure", example="cumulative")
    origin = ChoiceField("Table or running text.", Origin, source="row.origin", example="prose")
    caveat = Text(
        "How it differs from the definition of its indicator, in Chinese; null if it does not.",
        source="row.caveat",
        allow_null=True,
        example="多年累计数，不与单年数比较",
    )
    corrected = Corrected(source="row.corrected")
    harmonised = HarmonisedSerializer(help_text="Its value for comparison with the others.")
    evidence = EvidenceSerializer(source="row", help_text="Its place in the document.")


class OtherStatementSerializer(serializers.Serializer):
    """A summary of a further statement; the full row is at `observations/{id}/`."""

    def __init__(self, *args: Any, summed_up: bool = False, **kwargs: Any) -> None:
        """``summed_up``: it comes as the mapping that it is to be."""
        self.summed_up = summed_up
        super().__init__(*args, **kwargs)

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        for field in fields.values() if self.summed_up else ():
            field.source = None
        return fields

    id = Text("Id of the observation.", source="row.key", example="120110-plan-2021-t15-baseline")
    document = Text("Slug of the document that states it.", source="row.document.slug", example="120110-plan-2021")
    year = Whole("The year, or the last year, that it refers to.", source="row.year", allow_null=True, example=2020)
    kind = ChoiceField(
        "Whether it is a result, an estimate or a target; null if nothing in the text says.",
        ObservationKind,
        source="row.kind",
        allow_null=True,
    )
    direction = ChoiceField(
        "Whether the words speak of a rise or a fall; null if they don't.",
        Movement,
        source="row.direction",
        allow_null=True,
        example=None,
    )
    period_label = Text(
        "The part of a year that it is for, as printed; null for whole years.",
        source="row.period_label",
        allow_null=True,
        example=None,
    )
    origin = ChoiceField("Table or running text.", Origin, source="row.origin")
    raw = Text("The number as printed.", source="row.raw", example="380")
    unit = Text("Unit as printed; null if none is printed.", source="row.unit", allow_null=True, example="家")
    status = ChoiceField("Whether it can be compared.", Comparability, source="comparability")
    reason = reason()
    reason_zh = reason_zh()
    reason_en = reason_en()
    value = Number(
        "The value to compare; null if it can't be compared.", source="harmonised.value", allow_null=True, example=380
    )
    caveat = Text(
        "How it differs from the definition of its indicator; null if it does not.",
        source="row.caveat",
        allow_null=True,
        example="多年累计数，不与单年数比较",
    )
    start = Whole("Where its quote begins in the document's text.", source="row.start", example=9264)
    end = Whole("Where its quote ends.", source="row.end", example=9295)
    quote = Text("The exact words.", source="row.quote", example="国家高新技术企业数量（家） 380 ＞680")


class BasisSerializer(serializers.Serializer):
    """The time span over which the figures of an indicator are compared."""

    span = ChoiceField("Point, total or yearly average.", Span)
    years = Whole("Number of years of a total; 1 for a point in time; null for an average.", allow_null=True, example=5)


class ComparedIndicatorSerializer(serializers.Serializer):
    """A compared indicator, and how its figures are compared."""

    slug = Text("Public name.", source="indicator.slug", example="foreign-investment-used")
    name = Text("Chinese name.", source="indicator.name_zh", example="实际利用外资")
    name_en = Text("English name.", source="indicator.name_en", example="Foreign investment used")
    unit = Text("Unit of all harmonised values; empty for a plain number.", source="indicator.unit", example="亿美元")
    category = ChoiceField("Its field.", IndicatorCategory, source="indicator.category")
    direction = ChoiceField("Whether higher values are better.", Direction, source="indicator.direction")
    measure = ChoiceField("Kind of quantity.", Measure, source="indicator.measure")
    definition = Text("What it measures.", source="indicator.definition", example="一年内实际到位的外商投资额。")
    basis = BasisSerializer(help_text="The time span over which its figures are compared.")


class CellSerializer(serializers.Serializer):
    """One indicator in one district and one year: the value to compare, and the statement that it is from."""

    indicator = IndicatorNameSerializer(help_text="The indicator.")
    district = DistrictNameSerializer(help_text="The district.")
    year = Whole("The year, or the last year of several.", example=2020)
    status = ChoiceField("Whether the value can be compared.", Comparability)
    reason = reason()
    reason_zh = reason_zh()
    reason_en = reason_en()
    value = Number(
        "The harmonised value, negative for a fall; null if it can't be compared.", allow_null=True, example=4.3864
    )
    value_max = Number("Upper end of a range; else null.", allow_null=True, example=None)
    unit = Text("Its unit: that of the indicator.", example="亿美元")
    comparator = ChoiceField("Whether the value is exact, approximate or a bound.", Comparator, allow_null=True)
    kind = ChoiceField("Whether it is a result, an estimate or a target.", ObservationKind, allow_null=True)
    statement = StatementSerializer(allow_null=True, help_text="The chosen statement; null if nothing is stated.")
    because = ChoiceField("The rule by which it was chosen over the next one.", Choice, allow_null=True)
    because_zh = Text("The rule in Chinese.", source="because.zh", allow_null=True, example="唯一的表述")
    differing = Whole(
        "How many of the other comparable statements give a different value; null if nothing is stated.",
        allow_null=True,
        example=0,
    )
    others = OtherStatementSerializer(
        many=True, help_text="The other statements of the same indicator, district and year."
    )


class ComparisonSerializer(serializers.Serializer):
    """Indicators over districts and years: one cell for each of them."""

    indicators = ComparedIndicatorSerializer(many=True, help_text="The indicators, in the order of the request.")
    districts = DistrictNameSerializer(many=True, help_text="The districts, by code.")
    years = serializers.ListField(child=serializers.IntegerField(), help_text="The years.")
    cells = CellSerializer(many=True, help_text="By indicator, district and year.")


class ProgressSerializer(serializers.Serializer):
    """One target, and how far it is."""

    id = Text("Id of the observation that sets the target.", source="row.key", example="120102-plan-2021-t7-target")
    document = Text("Slug of the document that sets it.", source="document.slug", example="120102-plan-2021")
    district = DistrictNameSerializer(help_text="The district that the document belongs to.")
    indicator = IndicatorNameSerializer(
        allow_null=True,
        help_text="The canonical indicator; null if it is not in the catalogue.",
    )
    category = ChoiceField(
        "Field of the indicator.",
        IndicatorCategory,
        source="indicator.category",
        allow_null=True,
        example="innovation",
    )
    direction = ChoiceField(
        "Whether higher values are better.", Direction, source="indicator.direction", allow_null=True
    )
    nature = ChoiceField(
        "属性: what kind of obligation it is; null in running text.",
        Nature,
        source="row.target.nature",
        allow_null=True,
    )
    name = Text("What the target measures, as printed.", source="row.subject", example="国家高新技术企业数量")
    target_year = Whole("Year to be reached by.", allow_null=True, example=2025)
    status = ChoiceField("Its status.", ProgressStatus)
    status_zh = Text("The status in Chinese.", example="已实现")
    reason = reason("Why the status can't be determined; null if it can.")
    reason_zh = reason_zh(None)
    reason_en = reason_en(None)
    unit = Text(
        "Unit of all harmonised values and of the paces.", source="indicator.unit", allow_null=True, example="家"
    )
    share_done = Number(
        "Progress from the baseline to the target: 0 at the baseline, 1 at the target; it can be outside of that range; null if it can't be computed.",
        allow_null=True,
        example=1.125,
    )
    share_elapsed = Number(
        "Share of the time that has passed at the end of the outcome's year.",
        allow_null=True,
        example=0.4,
    )
    pace_so_far = Number("Change per year since the baseline.", allow_null=True, example=22.5)
    pace_needed = Number(
        "Change per year needed from the outcome's year on; null if nothing is left to do, or no time is left.",
        allow_null=True,
        example=None,
    )
    baseline = StatementSerializer(
        of="baseline", row="baseline", source="*", allow_null=True, help_text="The baseline."
    )
    target = StatementSerializer(of="target", source="*", allow_null=True, help_text="The target itself.")
    outcome = StatementSerializer(
        of="outcome",
        row="outcome",
        source="*",
        allow_null=True,
        help_text="The newest actual or estimated figure since the baseline.",
    )
    added = OtherStatementSerializer(
        many=True,
        summed_up=True,
        help_text="The figures of the earlier years, if yearly figures were added up to a total.",
    )


class CoverageDocumentSerializer(serializers.Serializer):
    """A document that states, or is expected to state, figures of a year."""

    document = Text("Its slug, even if the document is missing.", example="120102-report-2024")
    kind = ChoiceField("Kind of document.", DocumentKind, example="report")
    zh = Text("Why it is listed, in Chinese.", example="2024年政府工作报告，回顾2023年")
    en = Text("Why it is listed, in English.", example="work report of 2024, which reviews 2023")


class CoverageCellSerializer(serializers.Serializer):
    """What the documents state about one indicator in one district and one year."""

    indicator = IndicatorNameSerializer(help_text="The indicator.")
    district = DistrictNameSerializer(help_text="The district.")
    year = Whole("The year.", example=2023)
    status = ChoiceField("What is known.", CoverageStatus)
    status_zh = Text("The same in Chinese.", source="status.zh", example="已载明")
    observations = Texts("Ids of the observations that state it.", example=["120102-report-2023-o6845"])
    parts = Texts(
        "Ids of observations that state it for a part of the year, which is no figure of the year.", example=[]
    )
    numerals = Texts(
        "Ids of numerals beside a name of the indicator that were not understood, or not taken for a figure.",
        example=["120102-report-2023-n7240"],
    )
    unlinked = Texts(
        "Ids of observations beside a name of the indicator that were not linked to it, or are of no year.",
        example=[],
    )
    documents = Texts("Slugs of the stored documents that cover the year.", example=["120102-report-2023"])
    missing = CoverageDocumentSerializer(many=True, help_text="Missing documents that would be expected to state it.")


class CoverageGridSerializer(serializers.Serializer):
    """What the documents state, by indicator, district and year."""

    indicators = IndicatorNameSerializer(many=True, help_text="The indicators, in the order of the request.")
    districts = DistrictNameSerializer(many=True, help_text="The districts, by code.")
    years = serializers.ListField(child=serializers.IntegerField(), help_text="The years.")
    counts = serializers.DictField(
        child=serializers.IntegerField(), help_text="How many cells there are of each status."
    )
    cells = CoverageCellSerializer(many=True, help_text="By indicator, district and year.")
