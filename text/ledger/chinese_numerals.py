"""A numeral in characters becomes a word, an ordinal, a count of names, or what may be the value of an observation.

四届, 六个实施计划, 百名, 十余条道路 and 百分之百 are values; 三大环境, 一批, 六纬路 and 十九届五中全会 are not.
"""

import re
from functools import cache
from pathlib import Path

from text.ledger.arabic_numerals import is_quarter, is_size_of_a_kind, measured, named
from text.ledger.dispositions import NumeralPlace
from text.ledger.torn import is_torn_scale
from text.numbers.units import COUNTERS, DURATIONS, MONEY, words_of
from text.vocabulary import Comparator, Disposition
from text.words import is_word, word_at

_PERIOD = re.compile(r"十[一二三四五六七八九]五")
_LABEL = re.compile(r"[、)]|是(?=[^,。])|要(?=[^,。])")
_TIME = re.compile(r"年|月|日|天|个月|小时|分钟|周年|周|岁|季度")
_MEETING = re.compile(
    r"届(?:[一二三四五六七八九十]+(?:中|次)|[^,。]{0,10}(?:会议|大会|全会))|中全会|次(?:全会|全体会议|会议|党代会|代表大会)|"
    r"大(?=[以报精召胜和、]|二)"
)
# 十九届二中、三中、四中、五中全会
_PLENARY = re.compile(r"中(?:[、和][一二三四五六七八九]中){0,6}全会|次(?:[、和][一二三四五六七八九十]{1,3}次){0,6}全会")
_NAME_TAIL = re.compile(
    r"号|#|纬路|经路|马路|大道|幼儿园|幼(?=[、等,])|中(?=[、等,学心地校])|段|中学|小学|医院|所(?=军|民)|厂|道口|桥|大厦|广场|条门|经辅|"
    r"支路|环路?|冶|局|院(?=[、,])|建(?=[(、])"
)
_ENERGY = re.compile(r"元(?:GDP|生产总值|地区生产总值|工业增加值|产值|增加值)")
_ROUND_SUMS = ("亿", "万", "千万", "百万", "百亿", "千亿", "十亿", "万亿", "百万亿")

# 九大重点战略任务   三级公立医院   两类   四个重点方向   六方面
_SET_NOUN = (
    "大 个 级 类 项 种 条 方面 位 层 步 轮 期 次 张 线 支 块 面 步走 重 环 轴 带 区 核 心 芯 极 园 屏 廊 网 库 系统 化 宜 院 型 端 链 体 站 "
    "平台"
).split()
_SET = re.compile(r"(?:" + "|".join(sorted(map(re.escape, _SET_NOUN), key=len, reverse=True)) + ")")

# 一人一策   一事一议   一厂一特色   一村一品: to each its own, however many they are
_TO_EACH = re.compile(r"一[一-鿿]{1,2}一(?:策|议|品|码|档|案|方案|特色)")

# 统一   一步   一批: words in which a numeral counts nothing, one a line; its head says which are admitted
_FILE = Path(__file__).parents[1] / "data" / "uncounted_words.txt"

_CONCRETE = frozenset("家 所 座 处 名 栋 片 户 台 辆 场 件 宗 支 人 家次 人次".split())


def of_characters(place: NumeralPlace) -> Disposition | None:
    """What a numeral in characters is; None where it may be the value of an observation."""
    for rule in (_label, _meeting, _time, _programme, _loose):
        if what := rule(place):
            return what
    if is_torn_scale(place):
        return Disposition.NOT_UNDERSTOOD
    if _amount(place):
        return measured(place)
    if is_size_of_a_kind(place):
        return Disposition.THRESHOLD
    if any(rule(place) for rule in (_zero, _bounded, _large, _counted)):
        return named(place)
    for rule in (_threshold, _name, _word, _set):
        if what := rule(place):
            return what
    return Disposition.NOT_UNDERSTOOD


# ── before values are looked for ─────────────────────────────────────────────────────────────────────────────────────


def _label(place: NumeralPlace) -> Disposition | None:
    """一、 一是 第一."""
    quantity = place.quantity
    if is_quarter(place):
        return Disposition.PERIOD
    opens = quantity.number == 0 or place.before(1) in tuple("。;:,!?(")
    if opens and len(place.run) <= 3 and _LABEL.match(place.after(2)):
        return Disposition.LABEL
    if opens and place.run == "〇" and re.match("[一-鿿]", place.after(1)):
        return Disposition.LABEL  # ○固定资产投资…, an item of a list
    ranked = place.before(1) == "前" and len(place.run) == 1 and re.match(r"[,。;、]|名|位|$", place.after(1))
    return Disposition.ORDINAL if ranked or place.before(1) == "第" else None


def _meeting(place: NumeralPlace) -> Disposition | None:
    """党的十九大, 十九届二中、三中全会, 区委十二届六次全会."""
    before, after = place.before(8), place.after(16)
    if _MEETING.match(after) and not before.endswith(("连续", "举办")):
        return Disposition.DOCUMENT
    if before.endswith("届") and re.match(r"中|次|[、和]", after):
        return Disposition.DOCUMENT
    return Disposition.DOCUMENT if _PLENARY.match(place.after(40)) else None


def _time(place: NumeralPlace) -> Disposition | None:
    """“十四五”, 五年来, 二〇三五年, 三年行动; the base of 每百名 too."""
    run, after = place.run, place.after(3)
    if _PERIOD.match(place.text, place.quantity.number) or (run[:1] == "五" and place.before(1) == "十"):
        return Disposition.PERIOD
    limit = after.startswith("小时") and place.quantity.comparator is Comparator.LTE
    if _TIME.match(after) and not limit:
        return Disposition.DATE if len(run) >= 4 or after[0] in "月日" else Disposition.PERIOD
    if len(run) == 4 and re.fullmatch(r"[二〇○零一三五]{4}", run):
        return Disposition.DATE
    return Disposition.BASE if place.before(2).endswith(("每", "每个")) else None


# 百名|局长进企业, 千名|教师访万家; 选派百名干部下基层 counts them
_CAMPAIGN = re.compile(
    "[一-鿿]{2,4}?[进下访入走联帮包助惠讲送]?[进下访入走联帮包助惠讲送](?:[千百万][家企村户店]|基层|乡|农?村|企业?|校园?|社区|一线|农[家户]|项目|网格|园区)"
)
_OPENS_A_NAME = re.compile("(?:^|[,、;。:“(和及与]|开展|实施|推进|深化|启动|落实|举办)$")


def _is_campaign(place: NumeralPlace) -> bool:
    """Is it the round number in the name of a campaign?"""
    people = place.quantity.base == "名" and _CAMPAIGN.match(place.behind(16))
    return bool(people) and _OPENS_A_NAME.search(place.before(6)) is not None


def _programme(place: NumeralPlace) -> Disposition | None:
    """百名博士引进计划, 百名局长进企业."""
    if place.run not in ("百", "千", "万"):
        return None
    named = re.match(r"名?[^,。;、]{1,12}(?:计划|工程|行动)", place.after(16)) or _is_campaign(place)
    return Disposition.PROGRAMME if named else None


def _loose(place: NumeralPlace) -> Disposition | None:
    """数百家, 几十个, 两三百户, 企业实现倍增: some, and nobody knows how many."""
    run, quantity = place.run, place.quantity
    if quantity.value is None and (run in ("倍增", "翻倍") or run.startswith("翻")):
        return Disposition.NOT_UNDERSTOOD
    if run[0] in "数几":
        return Disposition.NOT_UNDERSTOOD if quantity.unit else Disposition.LEXICAL
    several = (
        quantity.value is None
        and len(run) > 2
        and quantity.base in COUNTERS
        and not word_at(place.text, quantity.number, quantity.number_end)
    )
    return Disposition.NOT_UNDERSTOOD if several and not _stands_in(_uncounted(), place) else None


# ── values ───────────────────────────────────────────────────────────────────────────────────────────────────────────


_MEASURED = words_of(
    "ratio",
    "points",
    "multiple",
    "area",
    "length",
    "volume",
    "mass",
    "energy",
    "power",
    "coal",
    "apparent power",
    "temperature",
)
_SCALES = "万亿"
_RISEN = re.compile(r"(?:增长|提高|提升|增加|扩大|上升|增)了?(?:近|约|超过?|逾)?$")


def _amount(place: NumeralPlace) -> bool:
    """百分之六点五, 三分之二, 七成, 翻一番, 一百五十亿元, 三万二千人: what is said at length, or in a unit of measure, is a figure."""
    quantity, run, base = place.quantity, place.run, place.quantity.base
    if quantity.value is None or quantity.unit is None:
        return False
    if run in ("半数", "一半", "半") or run.startswith("过半"):
        return quantity.comparator is not Comparator.EQ or place.after(1) in ("的", "以")
    if "分之" in run or "成" in run or run.startswith("翻") or run in ("倍增", "翻倍"):
        return True
    if "点" in run:
        return base in _MEASURED or base in MONEY or quantity.unit[0] in "万亿"
    if base in MONEY or base in _MEASURED - {"倍"}:
        return run.strip("万亿") not in ("", "一", "十", "百", "千")  # 亿元, 千万元: an order of size
    if base == "倍":
        return _RISEN.search(place.before(6)) is not None
    if base not in COUNTERS or run[0] == "第":
        return False
    many = run[-1] in _SCALES and run[0] not in "百千万亿"  # 三万人, 三十万户; 百万 is an order of size
    return many or (quantity.value >= 100 and len(run.strip("万亿")) > 1)


def _zero(place: NumeralPlace) -> bool:
    """零就业家庭动态为零, 贫困发生率下降到零, 违法建设零增长."""
    if place.run != "零" or place.before(2) in ("社消", "上社"):  # 社消|零|增长10%, 限上社|零|增长6%
        return False
    ends = place.before(2).endswith(("为", "到", "至", "保持")) and not re.match(r"[一-鿿]", place.after(1))
    return ends or place.after(2) == "增长"


def _bounded(place: NumeralPlace) -> bool:
    """万余人次, 百分之百, 近万人次, 总产值超百亿元, 近三成企业, 压缩至一个工作日以内."""
    quantity, run, base = place.quantity, place.run, place.quantity.base
    if quantity.value is None or quantity.unit is None:
        return False
    if "分之" in run:
        return True
    if quantity.vague and base:
        return base not in DURATIONS
    if quantity.comparator is Comparator.LTE and base in ("个工作日", "工作日", "小时", "个小时"):
        return True
    if quantity.comparator not in (Comparator.GT, Comparator.APPROX, Comparator.GTE) or quantity.unit == "亿级":
        return False
    if run[-1] in "万亿" and (base in MONEY or (base and base not in DURATIONS)):
        step = "(?:大关)?" if quantity.unit.endswith("元") else ""
        return bool(re.match(rf"{step}(?:[,。;、)]|$)", place.behind(4)))
    return base == "成" or (run in ("百", "千", "万") and base in COUNTERS)


def _large(place: NumeralPlace) -> bool:
    """百栋特色楼宇, 万名青年; 打造千亿级新材料产业集群."""
    quantity, run, base = place.quantity, place.run, place.quantity.base
    behind = place.behind(34)
    if quantity.unit == "亿级":
        made = re.search(r"(?:打造|形成|培育|建成|建设)[^。;]{0,8}$", place.before(12))
        cluster = re.match(r"[^,。;]{2,30}集群(?!建设目标)", behind)
        return place.before(1) != "个" and bool(made) and bool(cluster)
    if run in ("百", "千"):
        fixed = behind.startswith(("万", "争")) or place.before(1) in ("上", "成", "每")
        return base in ("名", "栋", "家", "座", "户", "场", "项", "个") and not fixed
    return run == "万" and base == "名"


def _counted(place: NumeralPlace) -> bool:
    """四届, 六个实施计划, 六大类, 七条道路, 三家集团公司: small numbers of things that one can touch or tick off."""
    quantity, base = place.quantity, place.quantity.base
    before, behind = place.before(8), place.behind(16)
    if quantity.value is None or quantity.unit is None or place.run[-1] in "万亿" or not 2 <= quantity.value <= 999:
        return False
    if any(is_word(place.text[quantity.number : quantity.unit_end + more]) for more in (1, 2)):
        return False  # 五台县, 五家渠
    if base in ("台", "家") and re.match("[县区市镇](?![级域属直内外])", behind):
        return False  # 九台区
    if base in COUNTERS and quantity.comparator in (Comparator.GTE, Comparator.LTE, Comparator.GT):
        return base not in ("级", "类", "种", "层")
    special = {
        "倍": re.search(r"[逾近超过约长的是为]$", before),
        "届": before.endswith(("举办", "承办")),
        "大类": re.search(r"(?:完成|累计|实施)[^,。]{0,4}$", before),
        "个": re.match(
            r"(?:实施计划|专项行动|实施方案)|[一-鿿]{2,8}?(?:成功|均|双双)?(?:入选|获评|获批|跻身|上榜)", behind
        ),  # 两个项目入选全省典型案例
        "项": re.match(r"(?:实施计划|专项行动|实施方案)", behind),
        "条": re.match(r"(?:道路|线路|街道|河道)", behind),
    }
    if base in special:
        # 改造道路二十三条: the noun stands before
        told = len(place.run) > 1 and re.match(r"[,。;、]|$", behind) and re.search(r"[一-鿿]$", before)
        return bool(special[base] or (told and base in ("个", "项", "条")))
    means = re.search(r"(?:利用|依托|借助|以(?![及上下内外来]))[^,。;]*$", place.before(40))
    fixed = re.search(r"[以这该上述的为]$", before) or re.match(r"龙头|联动|一体|大事|实事|好事", behind)
    return base in _CONCRETE and not means and not fixed


# ── after them ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _threshold(place: NumeralPlace) -> Disposition | None:
    """亿元以上项目, 百亿元的批发龙头企业, 百亿级产业; 万元GDP能耗 is the base of a rate."""
    run, after = place.run, place.after(8)
    if run[-1] in "万亿百千" and re.match(r"(?:及|或)?以上|级(?!产业集群)", after):
        return Disposition.THRESHOLD
    if place.quantity.base in MONEY and run in _ROUND_SUMS:
        return Disposition.BASE if run == "万" and _ENERGY.match(after) else Disposition.THRESHOLD
    if run in _ROUND_SUMS and run != "万" and _OF_SUCH_SIZE.match(after):
        return Disposition.THRESHOLD
    return None


_OF_SUCH_SIZE = re.compile("强?[县镇](?![域城长级政])|企业|集群|产业链?|园区")  # 千亿县, 百亿企业


def _name(place: NumeralPlace) -> Disposition | None:
    """六纬路, 三十五中, 二十冶."""
    return Disposition.NAME if _NAME_TAIL.match(place.text, place.quantity.number_end) else None


@cache
def _uncounted() -> re.Pattern[str]:
    """One pattern of the words in which a numeral counts nothing, read the first time that a numeral is asked about."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    words = sorted({line for line in lines if line and not line.startswith("#")}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


def _word(place: NumeralPlace) -> Disposition | None:
    """统一, 进一步, 一批; then 二期 (an ordinal) and 三大环境 (a set), before the dictionary is asked."""
    number, end, run = place.quantity.number, place.quantity.number_end, place.run
    if run == "零" or _stands_in(_TO_EACH, place) or _stands_in(_uncounted(), place):
        return Disposition.LEXICAL
    if len(run) <= 3 and re.match(r"期(?!间|待|望)", place.after(2)):
        return Disposition.ORDINAL
    if len(run) <= 3 and (what := _measured(place)):
        return what
    return Disposition.LEXICAL if len(run) <= 4 and word_at(place.text, number, end) else None


def _stands_in(words: re.Pattern[str], place: NumeralPlace) -> bool:
    """Is the first or the last character of the numeral part of such a word, and the word no cut through the unit (万人 in 万人次)?"""
    number, end, unit_end = place.quantity.number, place.quantity.number_end, place.quantity.unit_end
    return any(
        (match.start() <= number < match.end() or match.start() < end <= match.end())
        and not end < match.end() < unit_end
        for match in words.finditer(place.text, max(0, number - 4), end + 6)
    )


def _measured(place: NumeralPlace) -> Disposition | None:
    quantity = place.quantity
    counted = quantity.unit is not None and quantity.base in COUNTERS
    return Disposition.ENUMERATION if counted or _SET.match(place.text, quantity.number_end) else None


_GRADES = re.compile("[、和][二三四]级")  # 二|、三级医院
_INDUSTRIES = re.compile(r"[一二三](?:、[二三]){0,2}(?:次|大)?产")


def _set(place: NumeralPlace) -> Disposition | None:
    """三孩政策, 三地, 一纵六横, 一二三产业; 棉三 is a name."""
    if place.run == "一二三" or _INDUSTRIES.match(place.text, place.quantity.number) or _GRADES.match(place.after(3)):
        return Disposition.ENUMERATION
    if what := _measured(place):
        return what
    if place.before(1) in tuple("大中小棉甲乙丙"):
        return Disposition.NAME
    return (
        Disposition.ENUMERATION
        if place.run[0] in "二三四五六七八九十两" and re.match(r"[一-鿿]", place.after(1))
        else None
    )
