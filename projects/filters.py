"""What projects and parks can be asked by."""

from typing import ClassVar

from districts.filters import EvidencedFilterSet
from districts.parameters import CORRECTED_EVIDENCE
from projects.models import Park, Project
from projects.serializers import ParkSerializer, ProjectSerializer
from rest.filters import LABEL, LIST, NULL, NUMBER, TEXT, WORD


class ProjectFilterSet(EvidencedFilterSet):
    row = ProjectSerializer

    class Meta:
        model = Project
        fields: ClassVar = {
            "name": TEXT,
            "category": TEXT + NULL,
            "status": WORD + NULL,
            "investment_raw": TEXT + NULL,
            "investment_cny": NUMBER + NULL,
            "subdistrict": LABEL + NULL,
            "location": TEXT + NULL,
            "period_start": NUMBER + NULL,
            "period_end": NUMBER + NULL,
            "box": LABEL + NULL,
            **CORRECTED_EVIDENCE,
        }


class ParkFilterSet(EvidencedFilterSet):
    row = ParkSerializer

    class Meta:
        model = Park
        fields: ClassVar = {
            "name": TEXT,
            "aliases": LIST,
            "kind": WORD,
            "level": WORD + NULL,
            "industries": LIST,
            "area_km2": NUMBER + NULL,
            **CORRECTED_EVIDENCE,
        }
