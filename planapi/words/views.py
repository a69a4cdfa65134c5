"""`words/`: the closed words of the API, with their labels, their meaning and their order."""

from collections.abc import Iterable
from typing import ClassVar

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from planapi.words.catalogue import vocabularies
from rest.fields import Text, Texts, Whole
from rest.http.problems import Wrong, nearest, refuse
from rest.views import StrictView


class WordSerializer(serializers.Serializer):
    """A word of a closed list."""

    vocabulary = Text("The list that it is of, as the schema names it.", example="Nature")
    word = Text("The word, as rows and parameters have it.", example="binding")
    order = Whole("Its place in the list, from 1.", example=2)
    label_zh = Text("Its label in Chinese.", example="约束性")
    label_en = Text("Its label in English.", example="binding")
    definition_zh = Text("What it means, in Chinese.", example="政府承担责任、必须完成的目标")
    definition_en = Text(
        "What it means, in English.", example="An objective that the government commits itself to reach."
    )


class WordsSerializer(serializers.Serializer):
    """Words of closed lists."""

    results = WordSerializer(many=True, help_text="The words, list by list, each list in its order.")


class VocabularySerializer(serializers.Serializer):
    """A closed list of words."""

    vocabulary = Text("Its name in the schema.", source="name", example="Nature")
    title_zh = Text("What it is a list of, in Chinese.", example="指标属性")
    title_en = Text("What it is a list of, in English.", example="Nature of a target")
    members = Texts("The members of the schema whose values are its words.", example=["Target.nature"])
    words = WordSerializer(many=True, help_text="Its words, in order.")


class WordsView(StrictView):
    """Every closed word that the API serves: in which list, with its label and its definition in Chinese and English, and its place in the list. The same in
    all revisions. `labels=zh` and `labels=en` of a list of rows put the labels beside the words."""

    revisioned = False

    def parameters(self) -> Iterable[str]:
        return ("vocabulary",)

    @extend_schema(
        operation_id="words",
        summary="Closed words and what they mean",
        parameters=[
            OpenApiParameter(
                "vocabulary",
                {"type": "array", "minItems": 1, "items": {"type": "string", "examples": ["Nature"]}},
                description="Names of lists, as the schema has them: their words alone.",
                style="form",
                explode=False,
            )
        ],
        responses=WordsSerializer,
    )
    def get(self, request: Request) -> Response:
        known = vocabularies()
        asked = [name.strip() for raw in request.query_params.getlist("vocabulary") for name in raw.split(",")]
        if unknown := [name for name in asked if name not in known]:
            told = "there is no list of this name"
            refuse(unknown, lambda name: Wrong("vocabulary", name, told, list(known), nearest(name, known)))
        words = [word for name, one in known.items() if not asked or name in asked for word in one.words]
        return Response(WordsSerializer({"results": words}).data)


class VocabularyView(StrictView):
    """One closed list: its words in order, and which members of the schema have them for values."""

    revisioned = False
    noun = "list of words"
    lookup_url_kwarg = "vocabulary"
    lookup_example: ClassVar[str] = "Nature"

    @extend_schema(operation_id="words_vocabulary", summary="One closed list of words", responses=VocabularySerializer)
    def get(self, request: Request, vocabulary: str) -> Response:
        known = vocabularies()
        if vocabulary not in known:
            meant = nearest(vocabulary, known)
            told = f" Did you mean {meant!r}?" if meant else ""
            raise Http404(f"There is no list of words {vocabulary!r}.{told}")
        return Response(VocabularySerializer(known[vocabulary]).data)
