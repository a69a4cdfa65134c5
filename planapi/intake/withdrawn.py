"""What the ingest asks and tells of withdrawals."""

from django.utils import timezone

from districts.models import Document
from planapi.intake.models import Withdrawal
from text.errors import WithdrawnSource


def in_force(sha256: str) -> Withdrawal | None:
    """The withdrawal of the document of this very file."""
    return Withdrawal.objects.filter(sha256=sha256, brought_back_at=None).first()


def refuse_withdrawn(sha256: str, name: str) -> None:
    """Raise WithdrawnSource for a file whose document was withdrawn."""
    if (held := in_force(sha256)) is not None:
        raise WithdrawnSource(
            f"{name} was skipped: its document {held.document} was withdrawn on {timezone.localtime(held.withdrawn_at):%Y-%m-%d} ({held.reason}). ",
            advice="To bring it back as it was, use {bring_back}; to ingest it anyway, use {force}",
            document=held.document,
        )


def end_withdrawals(document: Document, *, revision: int | None) -> None:
    """The document is there again, by another file or by force: what was withdrawn under its name is so no longer."""
    Withdrawal.objects.filter(document=document.slug, brought_back_at=None).update(
        brought_back_at=timezone.now(), brought_back_reason="Ingested again.", brought_back_revision=revision
    )
