"""Does the name of a figure say of what it is? Where it may not, the ``caveat`` of the row says so.

::

    完成老旧小区改造46个，惠及居民|3.9万余户    惠及居民: by what is said before it, and not in the name
    制度全面实施、开户|602万人              a sentence stands before the name

For what is linked to no indicator alone: an indicator says what is measured. Nothing is guessed here; the quotation has the words.
"""

import re
import tomllib
from functools import cache
from itertools import chain
from pathlib import Path

from indicators.caveats import CLAUSE_IN_NAME, NO_SUBJECT
from text.words import words_of

_FILE = Path(__file__).parent.parent / "data" / "bare_names.toml"
_SIGNS = re.compile("[()（）、“”]")
# 水深航道全线贯通|4.5米, 优化支出结构、清收资金|515亿元, 居中部第1, 十二是维修工程|1900处
_A_CLAUSE = re.compile(
    r"(?:实施|投产|贯通|通车|运行|运营|启动|完成|落地|实现|提升|提高|增强|显现|显著|改善|壮大|加快|见效|成型|达标|全覆盖|结构|第[一二三四五六七八九十\d]+)、"
    r"|(?:贯通|成为|连续|双双|得到|启动建设|落地实施|整合为|优化为|给予|居.{2,6}第\d)$|^(?:十[一二三四五六七八九]?是|达到|较)"
)


def doubt_of_name(name: str) -> str | None:
    """The caveat of a name that lacks its subject, or has more in it than a name.

    >>> doubt_of_name("惠及居民"), doubt_of_name("惠及残疾人")
    ('名称可能不完整，所指须看原文', None)
    """
    if _A_CLAUSE.search(name):
        return CLAUSE_IN_NAME
    return NO_SUBJECT if _bare_words().issuperset(words_of(_SIGNS.sub("", name))) else None


@cache
def _bare_words() -> frozenset[str]:
    lists: dict[str, str] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return frozenset(chain.from_iterable(words.split() for words in lists.values()))
