"""A zip of documents: which of its members are documents, and the bytes of one.

::

    附件.zip with 附件1：规划纲要.docx, 附件2：指标表.xlsx, __MACOSX/._附件1.docx → ("附件1：规划纲要.docx", "附件2：指标表.xlsx")

A member's name is a label: nothing is written anywhere by it. Members that a system put there for itself are passed over, and so are pictures and
programs beside a document; but a zip of nothing else says so.
"""

import re

from text.errors import SourceError, UnreadableSource, UnsupportedFormat
from text.loading import media
from text.loading.archive import Archive, open_archive
from text.loading.limits import Limits

# Of macOS, Windows, version control and editors: 方案/__MACOSX/._纲要.docx, ~$纲要.docx
_NOT_THEIRS = re.compile(
    r"(?:^|/)(?:__MACOSX/|\.[^/]*(?:/|$)|~\$[^/]*$|Thumbs\.db$|desktop\.ini$|Icon\r$|[^/]*\.(?:tmp|bak|lnk|url)$)",
    re.IGNORECASE,
)
_LEADS_OUT = re.compile(r"^/|^[A-Za-z]:|(?:^|/)\.\.(?:/|$)")
_A_NAME = 200


def members(data: bytes, name: str, limits: Limits) -> list[str | None]:
    """The names of the documents in a zip, in the zip's order; ``[None]`` for a container that is one document (a DOCX, an OFD), or that has one."""
    archive = open_archive(data, name, limits)
    if media.media_type_of_archive(archive) != media.ZIP:
        return [None]
    found = _documents(archive)
    return [None] if len(found) == 1 else list(found)


def document(data: bytes, name: str, limits: Limits, member: str | None) -> tuple[str, bytes]:
    """A document's name and its bytes: the member of a zip, or the file itself where it is none."""
    archive = open_archive(data, name, limits) if data.startswith(media.ZIP_BEGINNINGS) else None
    if archive is None or media.media_type_of_archive(archive) != media.ZIP:
        if member is not None:
            raise UnreadableSource(f"{name} is not a zip of documents, so that there is no {member} in it")
        return name, data
    if member is not None:
        if member not in archive.names:
            raise UnreadableSource(f"{name} has no member {member}: it has {_listed(archive.names)}")
        return f"{name}/{member}", archive.read(member)
    found = _documents(archive)
    if len(found) > 1:
        raise UnsupportedFormat(
            f"{name} holds {len(found)} documents, which are ingested one by one, each as a member: {_listed(tuple(found))}"
        )
    [(only, content)] = found.items()
    return f"{name}/{only}", content


def _documents(archive: Archive) -> dict[str, bytes]:
    """The members that are documents of a format that is read, each with its bytes. Raises UnsupportedFormat if there is none."""
    if tricky := next(filter(_LEADS_OUT.search, archive.names), None):
        raise UnsupportedFormat(
            f"{archive.name} has a member whose name leads out of it ({tricky[-_A_NAME:]}): pack the documents again, by their names alone"
        )
    theirs = [name for name in archive.names if not _NOT_THEIRS.search(name)]
    if not theirs:
        raise UnsupportedFormat(
            f"{archive.name} is a zip with no document in it: pack the document, or ingest it by itself"
        )
    found: dict[str, bytes] = {}
    refused: list[str] = []
    for name in theirs:
        content = archive.read(name)
        why = _why_not(content)
        if why is None:
            found[name] = content
        else:
            refused.append(f"{name[-_A_NAME:]} is {why}")
    if not found:
        raise UnsupportedFormat(
            f"{archive.name} is a zip with no document that can be read in it: {'; '.join(refused[:3])}"
        )
    return found


def _why_not(content: bytes) -> str | None:
    """What a member is that is not read; None for a document. One that is damaged is a document, whose loader says so."""
    try:
        media_type = media.media_type_of(content)
    except SourceError:
        return None
    if media_type == media.ZIP:
        return "a zip in a zip: unpack it, and ingest what is in it"
    return media.REFUSED.get(media_type)


def _listed(names: tuple[str, ...]) -> str:
    return "; ".join(name[-_A_NAME:] for name in names[:20]) + ("; …" if len(names) > 20 else "")
