"""Static files that are kept packed, since they are large and a browser takes them so; what is not kept so is packed on its way (``static_files``)."""

from pathlib import Path
from wsgiref.headers import Headers

_TYPES = {".min.js.gz": "text/javascript; charset=utf-8", ".min.css.gz": "text/css; charset=utf-8"}


def packed(headers: Headers, path: str, url: str) -> None:
    """What WhiteNoise says with a file: of a packed one, what it is when it is unpacked, and that it is packed."""
    for ending, media_type in _TYPES.items():
        if url.endswith(ending):
            headers["Content-Type"] = media_type
            headers["Content-Encoding"] = "gzip"
    # As WhiteNoise makes it, but a weak one, which stays the same where the file is packed on its way.
    told = Path(path).stat()
    headers["ETag"] = f'W/"{int(told.st_mtime):x}-{told.st_size:x}"'
