"""The cells of `compare/`, worked out once when what they are of is written."""

from collections.abc import Set as AbstractSet


def work_out(district: str, pairs: AbstractSet[tuple[str, int]]) -> None:
    """Bring the cells of a district to what is stated, for these indicators and years (0: of no year). The caller holds the transaction."""
