"""What can be asked of projects and parks: the read interface that the views use."""

from __future__ import annotations

from districts.querysets import EvidencedQuerySet


class ProjectQuerySet(EvidencedQuerySet):
    pass


class ParkQuerySet(EvidencedQuerySet):
    pass
