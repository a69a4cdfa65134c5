"""One thing is said in several ways, and they are one form here: 规模工业企业利润 and 规上工业利润总额, 改造老旧小区 and 老旧小区改造."""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

_END = "(?=(?:增长|降低)?$)"
_FILE = Path(__file__).parent.parent / "data" / "wordings.toml"


class PlainForm(NamedTuple):
    """``words`` is what is compared; ``done``: a verb was left out that says that something was done, so that it is no count of what there is."""

    words: str
    done: bool


def _rules() -> list[tuple[re.Pattern[str], str]]:
    with _FILE.open("rb") as file:
        rows = tomllib.load(file)["wording"]
    return [(re.compile("|".join(row["words"]).replace("{end}", _END)), row["as"]) for row in rows]


_RULES = _rules()


@cache
def _any_word() -> re.Pattern[str]:
    """All that the rules look for: most names have none of it, which one search tells."""
    return re.compile("|".join(pattern.pattern for pattern, _ in _RULES))


_TAILS = ("增长", "降低", "比重")
# how something is done
_HOW = "全力|扎实|接续|精准|免费|持续|统筹|积极|深入|稳步|有序|成功|再|每年"
# it is done, which says nothing of what is counted
_DO = "实现|完成|落实|兑现|开展|实施|推进|抓好|办好|组织|举办|启动|铺排|安排"
_DONE = re.compile(rf"^(?:{_HOW})*(?:{_DO})+(?=.{{3}})|^(?:{_HOW})+(?={_DO}|帮扶|帮助|送)")
# of something old
_RENEW = "改造提升|提升改造|改造升级|升级改造|更新改造|整治提升|综合整治|改造|整治"
_BEGUN = "新开工|开工|新|启动|实施|完成"
_RENEWED = re.compile(rf"^(?:{_BEGUN})?(?:{_RENEW})(?:完工|完成)?(?=..)(?!率|面积|投资)")
_RENEWED_BEHIND = re.compile(rf"^(?P<of>.{{3,}}?)(?:{_BEGUN})?(?:{_RENEW})(?:项目|工程)?(?:完工|开工|完成|竣工)?$")
# of something old or new
_BOTH = re.compile(
    "^(?:新建?改?扩?建?|改扩建)(?:(?:和|及|或)?(?:新建?|改扩?建|扩建|改造提升|提升改造|改造|提升))+(?=..)|^改扩建(?=..)|^新改扩?建(?=..)"
)
# of something new
_ADD = re.compile(
    "^(?:新建设|新建成|新建|新打造|新增设|增设|新增加|新增|增加|新认定|新评定|新获评|新获批|新入库|新培育|新创建)(?:投用|开通|投入使用)?(?=.{3})"
)
# of something new, or of all that there is
_BUILT = re.compile("^(?:建设|建成|打造)(?:投用|开通|投入使用)?(?=.{3})")
_ADDED_BEHIND = re.compile("^(?P<of>.{3,})(?P<verb>建设|新增)$")
# 财政支出中民生占比, 一般公共预算支出用于民生
_PART_BEHIND = re.compile("^(?P<whole>.+?)(?:中用于|用于|投入|投向|中)(?P<part>[^中]+?)(?:占|所占)?$")
_SPENT = re.compile("支出中?(?:用于|投入|投向)")
_PER_PRODUCT = re.compile("^(?:GDP|生产总值)$")


@lru_cache(4096)
def form_of(key: str) -> PlainForm:
    """The form of a name that ``normalise`` has made plain."""
    if _any_word().search(key):
        for pattern, word in _RULES:
            key = pattern.sub(word, key)
    tail = next((one for one in _TAILS if key.endswith(one) and len(key) > len(one)), "")
    stem = key.removesuffix(tail)
    if tail == "比重" or "占" in stem or _SPENT.search(stem):
        return PlainForm(_share(stem), False)
    stem, done = _DONE.subn("", stem)
    return PlainForm(_act(stem) + tail, bool(done))


def _act(stem: str) -> str:
    if found := _RENEWED.match(stem):
        return "改造" + stem[found.end() :]
    if found := _RENEWED_BEHIND.match(stem):
        return "改造" + found["of"]
    if found := _BOTH.match(stem):
        return "新改建" + stem[found.end() :]
    if found := _ADD.match(stem):
        return "新增" + stem[found.end() :]
    if found := _BUILT.match(stem):
        return "建成" + stem[found.end() :]
    if found := _ADDED_BEHIND.match(stem):
        return ("建成" if found["verb"] == "建设" else "新增") + found["of"]
    return stem


def _share(stem: str) -> str:
    part, found, whole = stem.partition("占")
    if not found:
        if not (inner := _PART_BEHIND.match(stem)):
            return stem + "比重"
        part, whole = inner["part"], inner["whole"]
    whole = whole.removesuffix("比")
    for measure in ("增加值", "产值"):
        if part.endswith(measure) and whole.endswith(("工业", "服务业")):
            whole += measure
        elif whole.endswith(("工业" + measure, "服务业" + measure)) and not part.endswith(measure):
            part += measure
    if _PER_PRODUCT.match(whole):
        part = part.removesuffix("增加值")
    return f"{part}占{whole}比重"
