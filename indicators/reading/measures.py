"""The words around a number become its measure: a state, a growth, an increment, a share, a total over years, an average per year, a multiple.

The words of the annotation guide (``tests/gold/GUIDE.md``): 同比增长3.7% is growth, 占比超过60% a share, 累计新增就业16.5万人 in a review of five years
cumulative, 年均增长5.8% an annual average, 1.34倍 a multiple, 新增学位720个 in a review of one year a change.
"""

import re
from pathlib import Path

from indicators.reading.bases import is_against_a_plan
from indicators.reading.gaps import is_beside_a_whole, is_beyond_a_plan
from text.lexicon import load
from text.numbers.units import DURATIONS, MONEY, words_of
from text.vocabulary import Measure

WORDS = load(Path(__file__).parents[1] / "data" / "measures.toml")

_GROWTH = re.compile(
    r"增长|增速|递增|递减|增幅|涨幅|同比|上涨|下降|降低|降幅|减幅|减少|改善|提高|提升|缩减|精简|压减|压缩|削减|减排|缩短|上升|缩小|萎缩|收缩|下滑|下跌|下调|增加(?!值)|(?<![新净倍])增$|[降升跌↑↓▲▼△▽]$"
)
_REACHED = re.compile(
    r"(?:提高|提升|增加|增长|增|下降|降低|降|减少|减|升|上升|跃|缩小|压缩|压减|提速|扩大|扩展|发展|拓展|优化|调整|恢复|攀升|回升)(?:到|至|为)"
)
_FALL = re.compile(r"下降|递减|降低|削减|减排|改善|降幅|减幅|减少")
_ANNUAL = re.compile(
    r"年均(?!浓度|值)|平均每年|年平均增|每年(?:再|各)?(?:提高|提升|增加|增长|下降|降低|减少)(?![到至])"
)
_PER = re.compile(
    r"每(?:十|百|千|万|亿)+(?:名|(?:常住|户籍)?人|人口|元|户)|万人(?![)”计工])|千人(?:口)?(?:拥有|床位|病床)|人均(?:体育|公园|绿地|公共|住房|体育场地)|常住人口每"
)
# words before a number that is a state: 达到385家, 全区116座
_STATE = re.compile(rf"(?:{WORDS.any('state_end')}|达到?\S{{0,3}})$|{WORDS.any('state')}|{WORDS.any('reached')}")
# what is a year's figure or a state even where nothing says 达到
_STOCK = re.compile(rf"{WORDS.any('stock')}{WORDS.any('stock_verb')}*$")
# 人均水资源量|170立方米, 万元工业增加值用水量|26立方米: adds up to nothing
_RATIO = re.compile(
    r"(?:人均|户均|亩均|每亩|度电|每度电|吨[钢煤]|万元[^,;]{2,10}(?:用水|能耗|电耗|水耗))[^,;。\d]{0,10}$"
)
# 压减粗钢产能|240万吨: what was done to it over the years
_BROUGHT = re.compile("[新净]增|新建|淘汰|化解|退出|压减|去除?|关停|建成(?!区)|投产|释放")
# what a plan does bit by bit over its years
_WHOLE = re.compile("(?:总量|总值)$")  # 再用五年时间，推动经济总量|突破500亿元
_STEPS = re.compile(r"累计|安排|投入|筹[集措]|引进|引入|承接|引聚|新建|参加|开展|完成|推动|惠及|改造|化解|发放|治理$")
_RATE = re.compile(
    rf"{WORDS.any('moved')}[到至为在][^,]{{0,6}}$|{WORDS.any('rate')}|率(?:提高|提升)?(?:达到?|为|超过?|至|到)"
)
# 居民消费价格涨幅控制在|3%: the rise, not a rate
_HELD_RISE = re.compile(r"(?:增速|增幅|涨幅|增长率|(?:上涨|增长|下降)幅度)(?:控制|保持|稳定|维持)在[^,]{0,4}$")
_PERCENTS = words_of("ratio", "points")
# 浓度|下调, 同比|提升: words that tell of a rise only behind what rises (改造提升|12公里道路)
_MOVED = re.compile(
    r"(?:(?:同比|[比较](?:[上去前]年|年初|同期|20\d\d年|“?十[一二三四五六七八九]五)[^,;]{0,6}|浓度|水位|成本|价格|费用)"
    "(?:分别|各)?(?:提升|上升|降低|下调|上调)|(?<=[一-鿿]{2})(?:上升|攀升|跃升|回落|扩大|压减|上涨|下跌|下滑|缩减|萎缩|收窄))了?约?$"
)
_MORE = re.compile(
    r"(?:提高|提标|增加|增长|下降|减少|缩小|上涨|增收|减收|增支|减支|多增|少增|增产|减产|削减|同比[多少]|[年期][多少]|(?<![新净倍])增)了?约?$"
)
# 对经济增长贡献率保持在|30%
_CONTRIBUTES = re.compile("贡献率?[^增降提率]{0,6}$")

# 同比增加优良天数|11天, 较上年减少安全事故|12起
_MORE_OF = re.compile(
    r"(?:同比|[较比](?:上年|去年)(?:同期)?|[较比]20\d\d年)(?:净?增加|减少|多|少)(?!到|至|为)[一-鿿]{2,10}$"
)

_RANKS = re.compile("等级|位次|名次|档次?(?![一-鿿])")
_RANK_MOVED = re.compile("(?:提[高升]|上升|跃升|前移|下降|后移|降低)了?$")

_EVERY_YEAR = re.compile("每年(?!度)[^,;到至]{0,12}$")
_YEARS_IN_ALL = re.compile("[三四五]年(?:来)?累计(?:完成|实现|达到?|达)*$")


_NET = re.compile("净增加?了?[约近]?$")  # 预算收入5年净增|3亿元: no total of it
# 存款余额312亿元，净增|28亿元
_ADDED_TO_IT = re.compile(
    r"[,、]?(?:年内|全年|当年|今年|本年|去年|力争|确保|争取|预计|计划|实际|同比|[较比](?:年初|上年末?)){0,3}[净新]增加?了?[约近]?"
)
# 地区生产总值年均增长7%，较2015年|净增|166亿元: an increment, in a review of several years too; 存款余额较年初|新增21亿元, 贷款余额|新增12亿元
_ADDED_SINCE = re.compile(
    r"[较比](?:20\d\d年|“?十[一二三四五六七八九]五”?(?:时期|期)?)[底末]?[净新]?增加?了?约?$"
    r"|(?:[较比](?:年初|上年末?|去年)[底末]?|余额|存量|保有量|各项[存贷]款|资产总额|生产总值|GDP|收入|产值|增加值|零售总?额|进出口总?额)"
    r"(?:同比)?[净新]增加?了?约?$"
)


def measure_of(
    *, unit: str | None, base: str, near: str, clause: str, behind: str, several: bool, target: bool, plan: bool
) -> Measure:
    """The measure of a number. ``near``: the words just before it; ``clause``: its clause up to it; ``behind``: what follows it.

    ``several``: its section or sentence speaks of several years. ``target``: it is aimed at. ``plan``: it stands in a plan, where a fall of such a review
    has no base that is known.
    """
    unit = unit or ""
    if unit.endswith("倍"):
        return Measure.MULTIPLE
    if not unit and behind.startswith("增长"):
        return Measure.GROWTH  # 零增长
    if unit in DURATIONS:
        return (
            Measure.CHANGE if _MORE.search(near) or _MORE_OF.search(near) or is_beside_a_whole(near) else Measure.LEVEL
        )
    if _ANNUAL.search(near.rpartition("的")[2]):
        return Measure.ANNUAL_AVERAGE
    if unit in _PERCENTS or unit.endswith("分之"):
        return _percent(unit, near, clause, behind, fell=several and plan and not target)
    if is_beside_a_whole(near) and not near.endswith(("为", "达", "达到")):
        return Measure.CHANGE
    if _is_a_movement(base, near, behind) or ("累计" not in clause and _MORE.search(near)):
        return Measure.CHANGE
    if _PER.search(near) or unit.endswith(("/千人", "/万人", "/10万", "/十万")):
        return Measure.SHARE
    if "累计" in clause and _is_in_all(base, near, clause, several=several):
        return Measure.CUMULATIVE
    if _MORE.search(near):
        return Measure.CHANGE
    if several:
        return _planned(near) if target else _reviewed(base, near, behind)
    grows = re.search(r"新增|增加|净增", near) and base not in MONEY and not _REACHED.search(near[-8:])
    grows = grows or (_ADDED_TO_IT.fullmatch(near) and not re.match("[一-鿿]", behind))
    return Measure.CHANGE if grows else Measure.LEVEL


def _is_a_movement(base: str, near: str, behind: str) -> bool:
    """存款余额净增|28亿元, 水位同比下降|2.1米, 水质综合指数提升|2个等级."""
    return bool(
        _ADDED_SINCE.search(near)
        or _MOVED.search(near)
        or (base in MONEY and _NET.search(near))
        or _MORE_OF.search(near)
        or (_RANKS.match(behind) and _RANK_MOVED.search(near))
    )


def _is_in_all(base: str, near: str, clause: str, *, several: bool) -> bool:
    """Is what is told with 累计 a total over years, and not all that there is (累计达385家)?"""
    if _YEARS_IN_ALL.search(clause):
        return True  # “十四五”末，…；固定资产投资五年累计达|120亿元
    return re.search(r"累计(?:分别|各)?(?:达到?|入库达)", clause) is None or (several and _adds_up(base, near))


def _adds_up(base: str, near: str) -> bool:
    """技术合同成交额累计达310亿元 is a total over the years; 累计达385家 may be all that there are."""
    return bool(re.search("新增|净增", near)) or (
        base in MONEY and not re.search("余额|存款|贷款|资产(?!投资)|规模", near)
    )


# 装备制造、纺织服装产业|超三百亿元: how large an industry is
_INDUSTRY = re.compile("(?:产业|行业|集群|板块)(?:均|都|双双|分别|已)?$")


def _reviewed(base: str, near: str, behind: str) -> Measure:
    """A count in a review of several years: a total, but for what is called a state."""
    near = near.removesuffix("分别")
    if _EVERY_YEAR.search(near):
        return Measure.ANNUAL_AVERAGE  # 每年减贫|1万人
    stock = _STOCK.search(near) and not _BROUGHT.search(near)
    state = (
        _REACHED.search(near[-8:])
        or _STATE.search(near)
        or stock
        or (base in MONEY and _INDUSTRY.search(near))
        or _RATIO.search(near)
        or near.startswith("(")
        or re.match(r"[^,]{1,8}被|参加(?:[城职基新农居]|失业|工伤|生育)", behind)
        or re.match("的?新?(?:台阶|大关|门槛|关口)", behind)  # 财政收入跨过5亿元台阶
    )
    return Measure.LEVEL if state else Measure.CUMULATIVE


def _planned(near: str) -> Measure:
    """A count aimed at over several years: a state, but for what is done bit by bit."""
    steps = _STEPS.search(near) and not _STATE.search(near) and not _WHOLE.search(near) and "每年" not in near
    return Measure.CUMULATIVE if steps else Measure.LEVEL


# 6.5%「左右的增速」, 8%「以上的较快增长」
_GROWTH_BEHIND = re.compile(
    "(?:以上|左右|以内)?(?:的(?:较快|快速|[中较]?高速|高|中低速|两位数|稳定|平稳|持续|合理|正)*)?(?:年均)?(?:速度|增速|增幅|负?增长|降幅)"
)


def _percent(unit: str, near: str, clause: str, behind: str, *, fell: bool) -> Measure:
    """A growth or a share. ``fell``: a fall is one over the years of a plan's review, not from year to year."""
    if unit.endswith("点"):
        return Measure.CHANGE
    near = near.replace("分别", "")
    last = re.split(r"[,;:、]", near)[-1] or near
    if unit == "%" and _HELD_RISE.search(last) and "自然增长率" not in last:
        return Measure.GROWTH
    if unit == "%" and is_beyond_a_plan(last):
        return Measure.CHANGE  # 外贸进出口3.9亿元，超年度任务|54.8%
    if unit == "%" and _CONTRIBUTES.search(last):
        return Measure.SHARE
    if unit == "%" and re.search("[到至](?:全年|年底)的?(?:增长|下降)$", last):
        return Measure.GROWTH  # 由下降8.2%回升至全年的增长|3.6%
    if unit != "‰" and _GROWTH.search(last) and not _RATE.search(last):
        if fell and _FALL.search(last):
            return Measure.CUMULATIVE if "累计" in clause else Measure.CHANGE
        return Measure.CUMULATIVE if "累计" in last and not is_against_a_plan(clause) else Measure.GROWTH
    return Measure.GROWTH if _GROWTH_BEHIND.match(behind) else Measure.SHARE
