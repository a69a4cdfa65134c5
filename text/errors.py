"""The errors about an input, as one tree.

::

    PlanApiError
    ├── SourceError                 the file itself
    │   ├── UnreadableSource        not there, or not to be opened
    │   ├── UnsupportedFormat       a picture, a presentation …: a format that is not read
    │   ├── MissingConverter        a format that another program has to convert, which is not installed
    │   ├── UndecodableSource       neither UTF-8 nor GB 18030
    │   ├── EncryptedSource         to be opened with a password alone
    │   ├── DamagedSource           cut off, or not built as its format wants it
    │   ├── EmptySource             no text in it
    │   ├── NoTextLayer             pictures of pages, without their text
    │   ├── SourceTooLarge          more than is read here
    │   ├── SourceTooSlow           reading it takes longer, or more memory, than it may
    │   └── LoaderFailed            an error of our own, not of the file
    ├── NotUnderstood               the text is not one that the readers know
    │   ├── UnknownDistrict         no district, or several, could be meant
    │   └── UnknownKind             neither a five-year plan nor a government work report
    ├── LossyReplacement            the file would replace a document by much less, or by another one
    ├── WithdrawnSource             the document of this very file was withdrawn
    ├── Overtaken                   a version that was asked for later is stored
    └── SameDocument                another file of the same zip is of the same document, and is stored

Odd prose inside a document that is understood is never an error: it becomes a ``Note`` on the ingest run.
Messages say what was found and what is expected. They can contain folders and quotes of the file, so they are for the
person who ingests it and for editors. The public only sees the ``reason`` of the class, which contains neither.
"""

import re
from collections.abc import Sequence
from typing import ClassVar

from text.vocabulary import Rejection

# How each option is given by whom: with the command, and over HTTP.
_WITH_COMMAND = {
    "replace": "--replace",
    "force": "--force",
    "district": "--district CODE",
    "no_district": "--district",
    "bring_back": "manage.py bring_back {document}",
}
_OVER_HTTP = {
    "replace": "replace=true",
    "force": "force=true",
    "district": "district=CODE",
    "no_district": "district",
    "bring_back": "POST documents/{document}/bring-back/",
}
# What only whoever runs the site can do.
_SETTING = re.compile(r"\braise (?=[A-Z]+_[A-Z_]+$)")


class PlanApiError(Exception):
    """Base of all errors about an input. The message is for the person who ingests it; ``code`` and ``reason`` are public.

    ``advice`` goes on with the message, with the options that would help: ``use {force}``. Each client is told them as it would give them.
    """

    code: ClassVar[Rejection] = Rejection.UNREADABLE
    reason: ClassVar[str] = "The file was rejected."

    def __init__(self, message: str, *, advice: str = "", document: str = "") -> None:
        super().__init__(message)
        self.advice, self.document = advice, document

    def __str__(self) -> str:
        return self._told(_WITH_COMMAND)

    def over_http(self) -> str:
        """The message for somebody who handed the file in over HTTP."""
        return _SETTING.sub("ask whoever runs this site to raise ", self._told(_OVER_HTTP))

    def _told(self, options: dict[str, str]) -> str:
        named = {name: told.format(document=self.document) for name, told in options.items()}
        return f"{self.args[0]}{self.advice.format(**named)}"


class SourceError(PlanApiError):
    """The file could not be turned into text."""

    reason = "The file could not be turned into text."


class UnreadableSource(SourceError):
    """The file does not exist or can't be opened."""

    code = Rejection.UNREADABLE
    reason = "The file could not be opened."


class UnsupportedFormat(SourceError):
    """The file is of a format that is not read."""

    code = Rejection.FORMAT_NOT_READ
    reason = "The file is of a format that is not read."


class MissingConverter(SourceError):
    """Another program has to convert the file, and it is not installed."""

    code = Rejection.NO_CONVERTER
    reason = "The file is of a format that has to be converted first, and this site has no converter for it."


class UndecodableSource(SourceError):
    """The bytes are neither UTF-8 nor GB 18030."""

    code = Rejection.ENCODING
    reason = "The file is neither UTF-8 nor GB 18030 text."


class EncryptedSource(SourceError):
    """The file is encrypted, or asks for a password."""

    code = Rejection.PASSWORD
    reason = "The file is encrypted."


class DamagedSource(SourceError):
    """The file is cut off, or not built as its format wants it."""

    code = Rejection.DAMAGED
    reason = "The file is damaged."


class EmptySource(SourceError):
    """The file contains no text."""

    code = Rejection.EMPTY
    reason = "The file contains no text."


class NoTextLayer(SourceError):
    """The pages of the file are pictures, such as a scanner makes, and have no text."""

    code = Rejection.NO_TEXT_LAYER
    reason = "The pages of the file are pictures, and have no text."


class SourceTooLarge(SourceError):
    """The file has more bytes, unpacked bytes, pages, characters or numerals than the limit."""

    code = Rejection.TOO_LARGE
    reason = "The file is too large."


class SourceTooSlow(SourceError):
    """Reading the file takes more time or memory than the limit."""

    code = Rejection.TOO_SLOW
    reason = "Reading the file takes more time or memory than it may."


class LoaderFailed(SourceError):
    """The code that reads files of this format failed: a fault of this software."""

    code = Rejection.READER_FAILED
    reason = "The file could not be read because of an error of this site's software."


class NotUnderstood(PlanApiError):
    """The text is readable, but it is not a document of a kind that the readers know."""

    code = Rejection.KIND_NOT_READ
    reason = "The text is not a kind of document that this site reads."


class UnknownDistrict(NotUnderstood):
    """The text does not say which district it belongs to."""

    code = Rejection.PLACE_NOT_RECOGNISED
    reason = "The text does not say which district it belongs to, or names a different district than the one specified."

    def __init__(self, message: str, *, advice: str = "", candidates: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(message, advice=advice)
        self.candidates = candidates
        """The districts that could be meant, by code and name."""


class UnknownKind(NotUnderstood):
    """The text is neither a five-year plan, nor a special plan, nor a government work report."""

    reason = (
        "The text is neither an outline of a five-year plan, nor a plan for one field (专项规划), nor a government work report, or does not say which years it "
        "covers."
    )


class LossyReplacement(PlanApiError):
    """The file has much less content than the stored document, or another title."""

    code = Rejection.WOULD_LOSE_ROWS
    reason = (
        "The file has much less content than the stored document, or a different title. The document was not changed."
    )


class WithdrawnSource(PlanApiError):
    """The document of this very file was withdrawn by an editor."""

    code = Rejection.WITHDRAWN
    reason = "The document of this file was withdrawn. It was not stored again."


class Overtaken(PlanApiError):
    """A version of the document that was asked for later has been stored meanwhile."""

    code = Rejection.OVERTAKEN
    reason = "A version of the document that was asked for later is stored already. The document was not changed."


class SameDocument(PlanApiError):
    """Another file of the same zip is of the same document."""

    code = Rejection.SAME_DOCUMENT
    reason = "Another file of the same zip is of the same document, and was stored. This one was not."
