"""What `verify/` takes and what it answers with, as JSON."""

from rest_framework import serializers

from districts.serializers import DistrictNameSerializer
from indicators.serializers import IndicatorNameSerializer, ObservationSerializer
from rest.fields import ChoiceField, Number, Text, Texts, Whole
from text.vocabulary import (
    Comparator,
    Difference,
    Disposition,
    Measure,
    Movement,
    ObservationKind,
    Stance,
    Verdict,
    VerdictReason,
)

LONGEST = 1_000
"""Characters of a sentence."""
MOST = 10
"""Statements that are shown of a claim."""
FIRST_YEAR, LAST_YEAR = 1949, 2100
EXAMPLE = {"sentence": "2022年，河东区国家高新技术企业达到155家，一般公共预算收入完成35亿元。"}


class VerifyRequestSerializer(serializers.Serializer):
    """What is to be verified."""

    sentence = Text(
        f"The sentence to check, or a few: up to {LONGEST} characters.",
        example=EXAMPLE["sentence"],
        max_length=LONGEST,
    )
    district = Text("Code of the district to use if the sentence names none.", optional=True, example="120102")
    document = Text(
        "Slug of a document: compare only with what it states.", optional=True, example="120102-report-2023"
    )
    year = Whole(
        "The year that 今年 is in the sentence, and 去年 the one before. Default: the year of the document, if it is a report, or else of the newest "
        "report of the claim's district.",
        optional=True,
        example=2023,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
    )


def _labelled(words: str, source: str, language: str) -> Text:
    return Text(words, source=f"{source}.{language}", allow_null=True, example=None)


class StatedSerializer(serializers.Serializer):
    """A statement of a document beside a claim."""

    stance = ChoiceField("What the statement says about the claim.", Stance)
    stance_zh = Text("The same in Chinese.", source="stance.zh", example="支持")
    reason = Text(
        "Why it neither simply supports nor contradicts the claim: a VerdictReason or a Reason; else null.",
        allow_null=True,
        example=None,
    )
    reason_zh = _labelled("The reason in Chinese.", "reason", "zh")
    reason_en = _labelled("The reason in English.", "reason", "en")
    differences = Texts("What differs: Difference values.", words=Difference, example=["comparator"])
    value = Number(
        "The stated value, converted for the comparison; null if it could not be compared.",
        allow_null=True,
        example=155,
    )
    value_max = Number("Upper end of a range; else null.", allow_null=True, example=None)
    unit = Text("The unit in which it was compared.", allow_null=True, example="家")
    evidence_page = Text(
        "A page that shows the sentence.",
        example="https://api.example/evidence/observations/120102-report-2023-o2472/?revision=5",
    )
    observation = ObservationSerializer(help_text="The statement, with its quote.")


class ClaimSerializer(serializers.Serializer):
    """One number of the sentence, as it was read, and the verdict on it."""

    raw = Text("The number as written.", source="claim.raw", example="155家")
    start = Whole("Where it begins in the sentence, in code points.", source="claim.start", example=19)
    end = Whole("Where it ends.", source="claim.end", example=23)
    clause = Text("The clause that contains it.", source="claim.clause", example="河东区国家高新技术企业达到155家，")
    district = DistrictNameSerializer(
        allow_null=True, help_text="The district that the claim is about; null if that can't be determined."
    )
    indicator = IndicatorNameSerializer(
        allow_null=True, help_text="The canonical indicator; null if it is not in the catalogue."
    )
    subject = Text(
        "What it measures, as written; empty if the number was not understood.",
        source="claim.subject",
        example="国家高新技术企业",
    )
    value = Number("The value, in `unit`.", source="claim.value", allow_null=True, example=155)
    value_max = Number("Upper end of a range; else null.", source="claim.value_max", allow_null=True, example=None)
    unit = Text("The unit; null if none is written.", source="claim.unit", allow_null=True, example="家")
    year = Whole("The year; null if the sentence names none.", source="claim.year", allow_null=True, example=2022)
    period_start = Whole(
        "First year of several; else null.", source="claim.period_start", allow_null=True, example=None
    )
    period_end = Whole("Last year of several; else null.", source="claim.period_end", allow_null=True, example=None)
    base_year = Whole(
        "Year that it is compared with; else null.", source="claim.base_year", allow_null=True, example=None
    )
    kind = ChoiceField(
        "Result, estimate or target; null if the sentence does not say.",
        ObservationKind,
        source="claim.kind",
        allow_null=True,
        example=None,
    )
    comparator = ChoiceField("How it is bounded.", Comparator, source="claim.comparator", allow_null=True)
    measure = ChoiceField("Kind of quantity.", Measure, source="claim.measure", allow_null=True)
    direction = ChoiceField(
        "Whether the words speak of a rise or a fall; null if they don't.",
        Movement,
        source="claim.direction",
        allow_null=True,
        example=None,
    )
    period_label = Text(
        "The part of a year, as written; null for whole years.",
        source="claim.period_label",
        allow_null=True,
        example=None,
    )
    relative_to = Whole(
        "The year that 今年 was taken as, where the claim's year was counted from it (去年); else null.",
        source="claim.relative_to",
        allow_null=True,
        example=None,
    )
    verdict = ChoiceField("What the documents say about it.", Verdict)
    verdict_zh = Text("The verdict in Chinese.", source="verdict.zh", example="有据")
    reason = ChoiceField("Why; null if the verdict needs no reason.", VerdictReason, allow_null=True, example=None)
    reason_zh = _labelled("The reason in Chinese.", "reason", "zh")
    reason_en = _labelled("The reason in English.", "reason", "en")
    statements = StatedSerializer(
        many=True,
        help_text=f"What the documents state, the most relevant first, at most {MOST}. Statements of other years are included only if there are no others.",
    )
    left_out = Whole("Number of further statements.", example=0)


class IgnoredSerializer(serializers.Serializer):
    """A numeral of the sentence that is not a claim."""

    raw = Text("The numeral.", source="text", example="3")
    start = Whole("Where it begins in the sentence.", example=12)
    end = Whole("Where it ends.", example=13)
    disposition = ChoiceField("What it was recognised as.", Disposition, example="ordinal")


class VerificationSerializer(serializers.Serializer):
    """The verdict on a sentence, and on each number in it."""

    revision = Whole("The revision of the response.", example=5)
    sentence = Text("The sentence.", example=EXAMPLE["sentence"])
    verdict = ChoiceField("What the documents say about the sentence as a whole.", Verdict, example="contradicted")
    verdict_zh = Text("The verdict in Chinese.", source="verdict.zh", example="不符")
    reason = ChoiceField(
        "Why; null if the verdict needs no reason.", VerdictReason, allow_null=True, example="some_of_several"
    )
    reason_zh = _labelled("The reason in Chinese.", "reason", "zh")
    reason_en = _labelled("The reason in English.", "reason", "en")
    claims = ClaimSerializer(many=True, help_text="The numbers of the sentence in its order.")
    ignored = IgnoredSerializer(many=True, help_text="Numerals that are not claims, such as a rank or part of a name.")
