"""Does the name of a figure say of what it is? Where it may not, the ``caveat`` of the row says so.

::

    完成老旧小区改造46个，惠及居民|3.9万余户    惠及居民: by what is said before it, and not in the name
    制度全面实施、开户|602万人              a sentence stands before the name
    49家|三级医院获评A级                  三级医院: there are more; those are counted of which the rest of the clause speaks

For what is linked to no indicator alone: an indicator says what is measured. Nothing is guessed here; the quotation has the words.
"""

import re
import tomllib
from functools import cache
from itertools import chain
from pathlib import Path

from indicators.caveats import CLAUSE_IN_NAME, MORE_BEHIND, NO_SUBJECT
from text.words import words_of

_FILE = Path(__file__).parent.parent / "data" / "bare_names.toml"
_SIGNS = re.compile("[()（）、“”]")
# 水深航道全线贯通|4.5米, 优化支出结构、清收资金|515亿元, 居中部第1, 十二是维修工程|1900处
_A_CLAUSE = re.compile(
    r"(?:实施|投产|贯通|通车|运行|运营|启动|完成|落地|实现|提升|提高|增强|显现|显著|改善|壮大|加快|见效|成型|达标|全覆盖|结构|第[一二三四五六七八九十\d]+)、"
    r"|(?:贯通|成为|连续|双双|得到|启动建设|落地实施|整合为|优化为|给予|居.{2,6}第\d)$|^(?:十[一二三四五六七八九]?是|达到|较)"
)
# 49家三级医院|获评A级, 66个园区|开展试点; of all of them is told how things go: 36项改革任务|扎实推进, 15件实事|全部兑现
_SAID_OF_SOME = re.compile(
    r"(?:全部|均|都|已|将|相继|连续|成功)?(?:(开展|投入|获|入选|通过|被|占|居|实现|达到|超|近|突破|建成|接通|覆盖|提供|享受|得到|在全|跻身|上榜|参|让|赴|列入|纳入|进入|率先)|\d)"
)
_CLAUSE = re.compile(r"[^，。；！？,;:：、\n（(]*")
_BEFORE_NAME = 8  # characters between a number and its name: 19个|地级以上市


def doubt_of_name(name: str, behind: str) -> str | None:
    """The caveat of a name that lacks its subject, or has more in it than a name. ``behind`` is what follows the number.

    >>> doubt_of_name("惠及居民", "。"), doubt_of_name("惠及残疾人", "。"), doubt_of_name("三级医院", "三级医院获评A级。")
    ('名称可能不完整，所指须看原文', None, '名称可能不完整，其后另有所述')
    """
    if _A_CLAUSE.search(name):
        return CLAUSE_IN_NAME
    if _bare_words().issuperset(words_of(_SIGNS.sub("", name))):
        return NO_SUBJECT
    return MORE_BEHIND if _is_said_of_some(name, behind) else None


def _is_said_of_some(name: str, behind: str) -> bool:
    """Does the name stand behind its number, and a verb behind the name, which is not in it?"""
    clause = _CLAUSE.match(behind)
    words = clause.group() if clause else ""
    for length in range(len(name), 1, -1):
        at = words.find(name[-length:])
        if 0 <= at <= _BEFORE_NAME:
            said = _SAID_OF_SOME.match(words, at + length)
            return said is not None and not (said[1] and said[1] in name)
    return False


@cache
def _bare_words() -> frozenset[str]:
    lists: dict[str, str] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return frozenset(chain.from_iterable(words.split() for words in lists.values()))
