"""What a file is, by its content."""

PLAIN_TEXT = "text/plain"
HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOC = "application/msword"
OFD = "application/ofd"
CSV = "text/csv"
ZIP = "application/zip"


def media_type_of(data: bytes) -> str:
    """The media type of a file's bytes."""
    return PLAIN_TEXT
