"""What the reading of one file may take. A file that wants more ends with a SourceError, whatever it was made for.

Plain text is read at once and needs none of this, apart from its size. Everything else is parsed in a process of its own (:mod:`text.loading.bounded`).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """``file_bytes`` is the size of a file that is not plain text; ``unpacked_bytes`` of all that is taken out of a zip container (DOCX, XLSX, OFD, ZIP),
    which may have ``members`` of them; ``seconds`` are those of the clock and those of the processor; ``memory_bytes`` is address space;
    ``text_bytes`` is what may come back, as JSON.
    """

    file_bytes: int = 100_000_000
    unpacked_bytes: int = 400_000_000
    members: int = 10_000
    pages: int = 3_000
    seconds: int = 60
    memory_bytes: int = 1_500_000_000
    text_bytes: int = 64_000_000


LIMITS = Limits()
"""Those that hold where no others are given."""
