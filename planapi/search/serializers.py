"""What a search answers with."""

from rest_framework import serializers

from districts.serializers import DistrictNameSerializer
from planapi.api.fields import Described, Text, Texts, Whole, Words
from planapi.search.finding import FACET_VALUES, MOST
from planapi.vocabulary import HitType, Matched


class Truth(Described, serializers.BooleanField):
    """true or false."""


class HighlightedSerializer(serializers.Serializer):
    """HTML in which every word found is a `<mark>`; all else is escaped."""

    title = Text("The title.", example="健全<mark>养老</mark>服务体系")
    text = Text("The words around the first place found.", example="…推进社区居家<mark>养老</mark>服务设施建设…")


class HitSerializer(serializers.Serializer):
    """One row in which the words stand."""

    type = Words("What it is.", HitType)
    id = Text("Its id, or an indicator's slug.", example="120110-plan-2021-c54282")
    url = Text("Its address in this API.", example="https://example.org/api/v1/chapters/120110-plan-2021-c54282/")
    title = Text("Its heading, name, subject or term.", example="健全养老服务体系")
    document = Text("Slug of its document; null for an indicator.", allow_null=True, example="120110-plan-2021")
    district = DistrictNameSerializer(allow_null=True, help_text="Its district; null for an indicator.")
    highlighted = HighlightedSerializer(help_text="Where the words stand.")


class FacetSerializer(serializers.Serializer):
    """How many hits there are of one type, district or document."""

    value = Text("The value to filter by.", example="120110")
    name = Text(
        "What to show for it: the type's Chinese label, the district's name, the document's title.", example="东丽区"
    )
    count = Whole("Hits.", example=17)


class FacetsSerializer(serializers.Serializer):
    """How the hits are spread; indicators are of no district and no document."""

    type = FacetSerializer(many=True, help_text="By type.")
    district = FacetSerializer(many=True, help_text=f"By district: the {FACET_VALUES} with most.")
    document = FacetSerializer(many=True, help_text=f"By document: the {FACET_VALUES} with most.")


class SearchSerializer(serializers.Serializer):
    """A page of hits, best first: the whole title, then the title, then the text."""

    count = Whole(f"How many hits there are, up to {MOST}.", example=42)
    count_is_exact = Truth(
        f"false: there are more hits than {MOST}; counts and facets are of the best {MOST}, and only those can be paged to.",
        example=True,
    )
    matched = Words("How the words were found.", Matched)
    suggestions = Texts("What may have been meant, where nothing was found.", example=["养老服务"])
    next = Text("The next page; null on the last.", allow_null=True, example=None)
    previous = Text("The page before; null on the first.", allow_null=True, example=None)
    results = HitSerializer(many=True, help_text="The hits.")
    facets = FacetsSerializer(help_text="How all hits are spread.")


class SuggestionSerializer(serializers.Serializer):
    """A name that may be meant."""

    text = Text("The name, or words of names.", example="养老服务体系")
    type = Words("What bears the name; null for words that stand in names of any kind.", HitType, allow_null=True)
    count = Whole("How many rows bear it, as far as was looked.", example=3)


class SuggestionsSerializer(serializers.Serializer):
    """Names that begin with the words, then names that hold them; where there are none, the nearest words of names."""

    results = SuggestionSerializer(many=True, help_text="At most ten.")
