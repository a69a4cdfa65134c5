"""The seeds, set as OFD files, are read as the seeds are: same outline, same figures."""

from collections import Counter
from pathlib import Path

import pytest

from indicators.reading.rows import TargetRow
from tests.cases import observations, outline, read
from tests.text.loading.ofd_maker import Manner, blocks_of, make_ofd
from text.loading.ofd import load_ofd

SEEDS = Path(__file__).parents[3] / "seeds"
# In the text of this one the cells of a table follow each other as lines, with tabs and blank lines that no page has.
CELLS_AS_LINES = "东丽区“十四五”区级专项规划编制目录"


MANNERS = (
    Manner(template="国民经济和社会发展规划"),
    Manner(absolute=True, shuffled=True, rows_whole=True, deltas="each"),
)


@pytest.mark.parametrize(
    ("index", "path"), list(enumerate(sorted(SEEDS.glob("*.txt")))), ids=lambda one: getattr(one, "stem", "")
)
def test_a_seed_as_ofd_gives_the_same_rows(index: int, path: Path) -> None:
    manner = MANNERS[index % 2]
    text = path.read_text(encoding="utf-8").partition(CELLS_AS_LINES)[0]
    expected, found = (
        read(text, name=path.name),
        read(load_ofd(make_ofd(blocks_of(text), manner), path.name).text, name=path.name),
    )
    assert len(outline(expected)) == len(outline(found))
    was, now = Counter(observations(expected)), Counter(observations(found))
    assert (was - now).total() + (now - was).total() <= len(was) // 50
    # Where a seed has the cells of its table as lines, a name and the figure below it can run together on a page.
    targets, again = (Counter(map(said, reading.rows.targets)) for reading in (expected, found))
    assert (targets - again).total() <= 1


def said(row: TargetRow) -> tuple[object, ...]:
    """What a target is, apart from where it stands."""
    return row.indicator, row.caveat, *((side.value, side.unit, side.year) for side in row.sides)
