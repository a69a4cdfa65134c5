"""Groups become rows of JSON: their keys, how many rows they have, and what their figures come to."""

from typing import Any

from rest_framework import serializers

from rest.fields import ChoiceField, Number, Text, Texts, Whole
from text.vocabulary import Aggregate, Comparator, Refusal


class BoundedSerializer(serializers.Serializer):
    """A value with its bound."""

    value = Number("The value, or its bound; of a range the lower end.", example=110)
    value_max = Number("Upper end of a range; else null.", allow_null=True, example=None)
    comparator = ChoiceField("Whether it is exact, approximate or a bound.", Comparator)


class RefusedSerializer(serializers.Serializer):
    """Something that is not computed, and why."""

    compute = ChoiceField("What.", Aggregate, example="sum")
    reason = ChoiceField("Why.", Refusal, example="unit")
    reason_zh = Text("The reason in Chinese.", source="reason.zh", example="计量单位不同，不可换算")
    reason_en = Text(
        "The reason in English.", source="reason.en", example="in different units, between which no fixed factor leads"
    )
    found = Texts("What there is of it, at most ten: units, spans, years, codes, names.", example=["亿元", "亿美元"])
    instead = Text("What to request instead; null if nothing would do.", allow_null=True, example="unit=亿美元")


def computed(what: str) -> BoundedSerializer:
    return BoundedSerializer(
        required=False, allow_null=True, help_text=f"{what}; null if there is no figure, or if it is refused."
    )


class GroupSerializer(serializers.Serializer):
    """Rows that have the same values in the columns of `group_by`."""

    count = Whole("Number of rows.", example=12)
    not_stated = Whole(
        "How many of them give no number. Only if figures are computed, as all that follows.", optional=True, example=3
    )
    figures = Whole("Number of figures that are computed with.", optional=True, example=9)
    sum = computed("Sum of the figures")
    min = computed("The least figure")
    max = computed("The greatest figure")
    median = computed("Median of the figures")
    refused = RefusedSerializer(many=True, required=False, help_text="What was requested and is not computed, and why.")

    def get_fields(self) -> dict[str, Any]:
        """The keys first, then what they have."""
        fields = super().get_fields()
        return {name: fields[name] for name in sorted(fields, key=lambda name: _AFTER_KEYS.get(name, 0))}


_AFTER_KEYS = {
    name: place
    for place, name in enumerate(
        (
            "count",
            "not_stated",
            "figures",
            "unit_of_figures",
            "basis",
            "sum",
            "min",
            "max",
            "median",
            "left_out",
            "refused",
        ),
        start=1,
    )
}
