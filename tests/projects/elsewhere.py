"""Places far from those of the annotated documents, and what is read in a sentence said of one.

The sentences of test_works_elsewhere.py and test_parks_elsewhere.py are in the manner of plans and reports of other cities and of counties. They
were written for the tests, with what is known of the genre, not taken from a document; the places are there, the works need not be.
"""

from projects.reading.parks import ParkRead, read_parks
from projects.reading.projects import ProjectRead, read_projects
from text.context import DocumentContext
from text.outline.outline import read_outline
from text.sources.source import make_source
from text.vocabulary import DocumentKind


def _plan(place: str, *above: str) -> DocumentContext:
    return DocumentContext(DocumentKind.PLAN, place, above, 2020, period_start=2021, period_end=2025)


CHENGDU = _plan("新津区", "四川省", "成都市")
SHENZHEN = _plan("龙岗区", "广东省", "深圳市")
HANGZHOU = _plan("萧山区", "浙江省", "杭州市")
WUHAN = _plan("洪山区", "湖北省", "武汉市")
XIAN = _plan("碑林区", "陕西省", "西安市")
COUNTY = _plan("青阳县", "安徽省", "池州市")
LUOYANG = _plan("洛阳市", "河南省")
CHAPTER = "第七章 建设现代化新城区\n"


def works(text: str, context: DocumentContext) -> tuple[ProjectRead, ...]:
    return read_projects(read_outline(make_source(CHAPTER + text)), context).projects


def parks(text: str, context: DocumentContext) -> tuple[ParkRead, ...]:
    return read_parks(read_outline(make_source(CHAPTER + text)), context).parks
