"""Projects and parks, as resources of the API."""

from projects import wording
from projects.filters import ParkFilterSet, ProjectFilterSet
from projects.models import Park, Project
from projects.serializers import ParkSerializer, ProjectSerializer
from rest.views import ResourceView


class ProjectView(ResourceView):
    """重点项目: the named projects of plans and reports, with their investment if the text states it."""

    queryset = Project.objects.all()
    serializer_class = ProjectSerializer
    filterset_class = ProjectFilterSet
    noun = "project"
    said = staticmethod(wording.project)
    lookup_example = "120110-plan-2021-p33638"


class ParkView(ResourceView):
    """园区、孵化器、众创空间: the named places that house firms."""

    queryset = Park.objects.all()
    serializer_class = ParkSerializer
    filterset_class = ParkFilterSet
    noun = "park"
    said = staticmethod(wording.park)
    lookup_example = "120110-plan-2021-k598"
