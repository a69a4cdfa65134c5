"""Projects and parks become rows of JSON, as the contract names them."""

from districts.serializers import Corrected, EvidenceSerializer, RowSerializer
from rest.fields import ChoiceField, Number, Text, Texts, Whole
from text.vocabulary import ParkKind, ParkLevel, ProjectStatus


class ProjectSerializer(RowSerializer):
    """重点项目: a named project."""

    name = Text(
        "Name as written, including the kind of work if a list shares it: 汇贤里菜市场提升改造.",
        example="京津冀东部绿色生态屏障带东丽区务本河泵站扩建工程",
    )
    category = Text(
        "Heading or group that it appears under, as printed; where there is none, its field in a word of the reader's (水务), told by its name; else null.",
        allow_null=True,
        example="水务",
    )
    status = ChoiceField("Its status; null if the text does not say.", ProjectStatus, allow_null=True)
    investment_raw = Text("Investment as printed; null if none is printed.", allow_null=True, example="0.36亿元")
    investment_cny = Number("Investment in yuan (CNY); null if none is printed.", allow_null=True, example=36000000)
    subdistrict = Text(
        "Street or town where it is located, as printed; null if none is printed.", allow_null=True, example="大王庄街"
    )
    location = Text(
        "Place of the work as a list gives it, as printed; null if it gives none.", allow_null=True, example="万新街"
    )
    period_start = Whole(
        "First year of its building, if a list gives the years; else null.", allow_null=True, example=2021
    )
    period_end = Whole("Last year of its building; else null.", allow_null=True, example=2023)
    box = Text("Label of the box that contains it; null outside of boxes.", allow_null=True, example="专栏11")
    corrected = Corrected()
    evidence = EvidenceSerializer(source="*", help_text="Its place in the document.")


class ParkSerializer(RowSerializer):
    """园区、孵化器、众创空间: a named place that houses firms."""

    name = Text("Name as written.", example="东丽经济技术开发区")
    aliases = Texts("Its other written forms in the document.", example=["东丽经开区"])
    kind = ChoiceField("Kind of park.", ParkKind, example="development_zone")
    level = ChoiceField("Level of recognition; null if the text does not say.", ParkLevel, allow_null=True)
    industries = Texts("Industries that the text names for it.", example=["新能源"])
    area_km2 = Number("Area in square kilometres; null if the text does not say.", allow_null=True, example=7.5)
    corrected = Corrected()
    evidence = EvidenceSerializer(source="*", help_text="Its place in the document.")
