"""Everything that can be wrong with an input, as one tree.

::

    PlanApiError
    ├── SourceError                 the file itself
    │   ├── UnreadableSource        not there, or not to be opened
    │   ├── UnsupportedFormat       HTML, PDF, Word …: not a plain text
    │   ├── UndecodableSource       neither UTF-8 nor GB 18030
    │   └── EmptySource             no text in it
    └── NotUnderstood               the text is not one that the readers know
        ├── UnknownDistrict         no district, or several, could be meant
        └── UnknownKind             neither a five-year plan nor a government work report

Odd prose inside a document that is understood is never an error: it becomes a ``Note`` on the ingest run.
Messages say what was found and what would be right; they are shown to users as they are.
"""


class PlanApiError(Exception):
    """Base of all errors about an input. The message is for a user."""


class SourceError(PlanApiError):
    """The file could not be turned into text."""


class UnreadableSource(SourceError):
    """The file is not there, or may not be opened."""


class UnsupportedFormat(SourceError):
    """The file is of a format that is not plain text."""


class UndecodableSource(SourceError):
    """The bytes are neither UTF-8 nor GB 18030."""


class EmptySource(SourceError):
    """There is no text in the file."""


class NotUnderstood(PlanApiError):
    """The text is readable, but it is not a document of a kind that the readers know."""


class UnknownDistrict(NotUnderstood):
    """The text does not tell which district it is of."""


class UnknownKind(NotUnderstood):
    """The text is neither a five-year plan nor a government work report."""
