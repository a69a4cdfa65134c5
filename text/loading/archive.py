"""A zip container (DOCX, XLSX, OFD, or a zip of documents), opened so that no file of it can fill the memory or reach the disk.

Names of members are looked up and never used as paths. What is unpacked is counted, since a member may say anything of its size.
"""

import io
import zipfile
import zlib
from dataclasses import dataclass

from text.errors import DamagedSource, EncryptedSource, SourceTooLarge
from text.loading.limits import LIMITS, Limits

# Each file that is unpacked is read to its end, or to the limit.
_CHUNK = 1 << 20
_ENCRYPTED = 0x1
# Above this ratio, and above a size that is worth it, a member is made to fill the memory: pages of XML are packed 1 to 50 at most.
_RATIO, _WORTH = 1_000, 50_000_000


@dataclass(slots=True)
class Archive:
    """``names`` are those of the files in it, as they are to be asked for with :meth:`read`; ``name`` is the file's, for messages."""

    name: str
    names: tuple[str, ...]
    _zip: zipfile.ZipFile
    _infos: dict[str, zipfile.ZipInfo]
    _limits: Limits
    _unpacked: int = 0

    def read(self, member: str) -> bytes:
        """What is in a file of it. Raises KeyError if there is none, EncryptedSource, DamagedSource or SourceTooLarge."""
        info = self._infos[member]
        if info.flag_bits & _ENCRYPTED:
            raise EncryptedSource(f"{self.name} is encrypted: unpack it with its password, and ingest what is in it")
        if info.file_size > _WORTH and info.file_size > _RATIO * max(1, info.compress_size):
            raise SourceTooLarge(
                f"{self.name} has a member of {info.file_size:,} bytes that is packed in {info.compress_size:,}: it is no document"
            )
        pieces: list[bytes] = []
        try:
            with self._zip.open(info) as file:
                while piece := file.read(_CHUNK):
                    self._unpacked += len(piece)
                    if self._unpacked > self._limits.unpacked_bytes:
                        raise SourceTooLarge(
                            f"{self.name} unpacks to more than {self._limits.unpacked_bytes:,} bytes, which is the limit: "
                            "save it without pictures"
                        )
                    pieces.append(piece)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
            OSError,
            ValueError,
        ) as error:
            raise DamagedSource(
                f"{self.name} is damaged: {_short(member)} in it can't be unpacked ({error}). Download it again, or open and save it again"
            ) from None
        return b"".join(pieces)


def open_archive(data: bytes, name: str, limits: Limits = LIMITS) -> Archive:
    """A zip container. Raises DamagedSource if it has no table of contents, SourceTooLarge if it has too many members.

    Of two members of one name the last counts, as in every program that unpacks them.
    """
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError, UnicodeDecodeError) as error:
        raise DamagedSource(
            f"{name} is a zip container that is cut off or damaged ({error}): download it again, or open and save it again"
        ) from None
    infos = opened.infolist()
    if len(infos) > limits.members:
        raise SourceTooLarge(f"{name} has {len(infos):,} members, and the limit is {limits.members:,}")
    files = {_name(info): info for info in infos if not info.is_dir()}
    return Archive(name=name, names=tuple(files), _zip=opened, _infos=files, _limits=limits)


def _name(info: zipfile.ZipInfo) -> str:
    r"""A member's name: UTF-8 where it says so, otherwise UTF-8 or GB 18030 by its bytes, as Chinese programs write it, with / for \\."""
    name = info.filename
    if not info.flag_bits & 0x800:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
            except UnicodeDecodeError:
                continue
            break
    return name.replace("\\", "/")


def _short(member: str) -> str:
    return member if len(member) <= 80 else member[:77] + "…"
