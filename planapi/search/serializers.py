"""What a search answers with."""

from rest_framework import serializers

from districts.serializers import DistrictNameSerializer
from planapi.search.finding import FACET_VALUES, MOST
from rest.fields import ChoiceField, Described, Text, Texts, Whole
from text.vocabulary import HitType, Matched


class Truth(Described, serializers.BooleanField):
    """true or false."""


class HighlightedSerializer(serializers.Serializer):
    """HTML in which every match is a `<mark>`; everything else is escaped."""

    title = Text("The title.", example="健全<mark>养老</mark>服务体系")
    text = Text("The words around the first match.", example="…推进社区居家<mark>养老</mark>服务设施建设…")


class HitSerializer(serializers.Serializer):
    """One row that contains the words."""

    type = ChoiceField("What it is.", HitType)
    id = Text("Its id, or an indicator's slug.", example="120110-plan-2021-c54282")
    url = Text("Its address in this API.", example="https://example.org/api/v1/chapters/120110-plan-2021-c54282/")
    title = Text("Its heading, name, subject or term.", example="健全养老服务体系")
    document = Text("Slug of its document; null for an indicator.", allow_null=True, example="120110-plan-2021")
    district = DistrictNameSerializer(allow_null=True, help_text="Its district; null for an indicator.")
    highlighted = HighlightedSerializer(help_text="Where the words are in the document.")


class FacetSerializer(serializers.Serializer):
    """How many hits there are of one type, district or document."""

    value = Text("The value to filter by.", example="120110")
    name = Text(
        "The label to display: the Chinese label of the type, the name of the district or the title of the document.",
        example="东丽区",
    )
    count = Whole("Hits.", example=17)


class FacetsSerializer(serializers.Serializer):
    """Numbers of hits; indicators belong to no district and no document."""

    type = FacetSerializer(many=True, help_text="By type.")
    district = FacetSerializer(many=True, help_text=f"By district: the {FACET_VALUES} with the most hits.")
    document = FacetSerializer(many=True, help_text=f"By document: the {FACET_VALUES} with the most hits.")


class SearchSerializer(serializers.Serializer):
    """A page of hits, best first: the whole title, then the title, then the text."""

    count = Whole(f"Number of hits, up to {MOST}.", example=42)
    count_is_exact = Truth(
        f"false: there are {MOST} hits or more; counts, facets and pages cover only the best {MOST}.",
        example=True,
    )
    matched = ChoiceField("How the words matched.", Matched)
    suggestions = Texts("Suggestions, if nothing was found.", example=["养老服务"])
    next = Text("The next page; null on the last.", allow_null=True, example=None)
    previous = Text("The page before; null on the first.", allow_null=True, example=None)
    results = HitSerializer(many=True, help_text="The hits.")
    facets = FacetsSerializer(help_text="Numbers of hits by type, district and document.")


class SuggestionSerializer(serializers.Serializer):
    """A name that may be meant."""

    text = Text("The name, or words from names.", example="养老服务体系")
    type = ChoiceField(
        "What the name belongs to; null for words from names of several kinds.", HitType, allow_null=True
    )
    count = Whole("Number of rows with this name, among the rows searched.", example=3)


class SuggestionsSerializer(serializers.Serializer):
    """Names that begin with the words, then names that hold them; where there are none, the nearest words of names."""

    results = SuggestionSerializer(many=True, help_text="At most ten.")
