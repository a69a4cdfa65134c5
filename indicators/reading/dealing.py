"""Names and bounds that are dealt out to several figures, and the aim behind a figure that has its subject."""

import re
from collections.abc import Sequence

from indicators.reading.carrying import stock_of
from indicators.reading.catalogue import link
from indicators.reading.dating import (
    aimed_in_brackets,
    is_aim,
    is_only_an_aim,
    is_the_same_in_another_year,
)
from indicators.reading.governing import SIZES
from indicators.reading.naming import part_of
from indicators.reading.passages import DEALT_ON, GOES_ON, WIDTH, FiguresOfPassage
from indicators.reading.subject_words import Name, SubjectMemory, SubjectWords
from indicators.reading.subjects import clean, names_what_was_done, share_out, with_what_was_done
from text.outline.periods import ShiftDirection
from text.vocabulary import Comparator, Measure, ObservationKind

_LIST_OF_FIGURES = re.compile(
    r"(?P<list>[^,;:“]{2,20}?[、和与][^,;:“]{2,40}?)(?:实现|力争)?"
    r"(?:等?[两三四五六七八九十\d]?[大项个]?(?:主要|核心|经济)*指标.*|“[^”]*”|(?:[总增]量|增速|增幅|涨幅)?(?:均|都|全部|稳步|持续|保持|实现|位居|居(?!民)|排|继续|连续|再创|双双|同步|快速|较快|平稳).*)?"
)
_GROW = re.compile("增长|下降")
_FIGURE = re.compile(
    "(?:总[值额]|收入|产值|增加值|投资|支出|消费|出口|余额|税收|利润|[起人户件]数|数量|量|率|盖度|面积|产能|里程|装机|案件|警情|发案|比重|比例|占比|标准|浓度|单产|总产)$"
)
# 新增高新技术企业12家、科技型中小企业35家，累计分别达|86家、210家: all that there are, and no more what was added
_IN_ALL = re.compile(
    "[,、]?(?:目前|现|全[县市区省州旗])?(?:累计|总数|总量|存量|在册总量|保有量|总规模)(?:分别|各)?(?:已|均)?(?:建成|达|达到|突破|超过|增至|为|有)?"
)
_AREAS = re.compile("[高低快慢优好]于全[国省市州盟旗县区](?:[、和与及]全[国省市州盟旗县区])+(?:平均(?:水平)?)?$")
_DONE_OF = re.compile("(?:占|完成)(?:全?年度?|年初|今年)?(?:预算|计划|任务|目标)(?:数|任务|目标)?$")
# 收入比缩小到2.1:1|以内
_BEHIND_A_RATIO = {
    "以内": Comparator.LTE,
    "以下": Comparator.LTE,
    "以上": Comparator.GTE,
    "左右": Comparator.APPROX,
}
# 生产总值迈上|500亿元台阶, 连续跨越7万亿、|8万亿两个台阶: at least that much
_UP_A_STEP = re.compile("(?:跨[过越上]|迈[上过入]|越过|站上|跃上|登上|冲上)了?(?:[\\d.]+[百千万亿]*元?[、和])*$")
# what says nothing of its own in （年度目标为增长6%以上）
_OWN_WORDS = re.compile(r"[为是:,、达到完成实现分别增长速约\d.%]|下降")


def deal_out(of: FiguresOfPassage, values: Sequence[int], order: int, words: SubjectWords) -> None:
    """绿化覆盖率、绿地率分别达到36.25%和25.2%: the names go to the numbers in order, and so do bounds (38%、60%和70%以下)."""
    memory, clause = of.memory, words.clause
    if values[order] in memory.shared:
        return
    run = _values_in_a_row(of, values, order, clause)
    if len(run) == 1:
        return
    if (areas := _AREAS.search(words.before)) and areas.group().count("全") == len(run) and memory.subject:
        memory.shared.update(
            (values[position], memory.subject) for position in run
        )  # 投资分别高于全省、全市|0.6和1.2个百分点
        return
    said = "分别" in words.before[-14:]
    # 分别达到38120元和19450元，增长5%和7%
    named = {text for at, text in memory.recent if words.sentence[0] <= at < clause[0]}
    again = (
        not words.front
        and (len(run) in (memory.dealt, len(named)) or (1 < len(run) < len(named) and _GROW.search(words.before)))
        and GOES_ON.fullmatch(re.sub("[净新]增", "增加", words.before))
    )
    subjects = clean(words.before, words.own)
    dealt = share_out(subjects, len(run))
    if dealt and (words.counter or words.quantity.base in SIZES):
        dealt = with_what_was_done(dealt)
    in_all = _all_of_what_was_added(words, memory, len(run))
    of_a_plan = bool(part_of(words.front)) and len(named) == len(run)  # 压沙4.2万亩、造林5.8万亩，占计划的84%、116%
    units = {of.quantities[values[position]].unit for position in run}
    counted = words.counter and dealt is not None and "等" not in subjects  # 新建中小学、幼儿园|7所、3所
    plain = len(units) == 1 and (counted or _are_figures(dealt, words.quantity.unit))
    if not (said or again or of_a_plan or in_all or plain):
        return
    tail = _of_each(words.front) if said or of_a_plan else ""  # 到位资金58亿元、税收3亿元，分别占年任务的116%和105%
    dealt = in_all or dealt
    if dealt is None and (not subjects or tail):  # 接待游客…，实现旅游收入…，同比分别增长35%和42%
        named = list(dict.fromkeys(text for at, text in memory.recent if at < clause[0]))[-len(run) :]
        listed = _listed_before(of, words, len(run)) if not tail or _PACE_OF_EACH.fullmatch(tail) else None
        here = len(named) != len(run) or memory.dealt_at >= clause[0] > 0
        named = memory.dealt_names if here and memory.dealt_names else named
        if len(named) == 1 and "、" in named[0]:  # 生产总值、财政收入三年翻了一番，分别由…
            named = share_out(named[0], len(run)) or named
        named = listed or named
        dealt = [one + tail for one in named] if len(named) == len(run) else None
    if dealt:
        memory.dealt, memory.dealt_names, memory.dealt_at = len(run), dealt, words.quantity.start
        memory.shared.update(zip((values[position] for position in run), dealt, strict=True))
    first, last = words.quantity.comparator, of.quantities[values[run[-1]]].comparator
    bound = last if last is not Comparator.EQ else first
    for position in run:
        held = of.quantities[values[position]]
        if held.comparator is Comparator.EQ and bound is not Comparator.RANGE:
            of.quantities[values[position]] = held._replace(comparator=bound)


# 一二三产业增加值分别为42亿元、156亿元、158亿元，增速分别为|4.1%、6.8%、5.9%
_PACE_OF_EACH = re.compile("(?:同比|平均|名义|实际)*(?:增[速幅]|增长率|[涨降跌]幅)")


def _of_each(front: str) -> str:
    """What several figures are each told as: parts of a plan, or how fast they rise."""
    return front if _PACE_OF_EACH.fullmatch(front) else part_of(front)


def _listed_before(of: FiguresOfPassage, words: SubjectWords, count: int) -> list[str] | None:
    """地区生产总值、工业增加值等指标增速全市领先，分别增长|8%、9%: the names in the clause before, where no number stands in it."""
    since = max(words.sentence[0], of.memory.recent[-1][0] if of.memory.recent else 0)
    clause = re.split("[,;:]", of.text[since : words.clause[0]].rstrip(",;:"))[-1]
    found = _LIST_OF_FIGURES.fullmatch(clause)
    if found is None or re.search(r"\d", found["list"]):
        return None
    names = share_out(clean(found["list"], words.own), count)
    return names if names and all(_is_a_figure(one, words.quantity.unit) for one in names) else None


def _is_a_figure(name: str, unit: str | None) -> bool:
    # of a fall the catalogue may have the fall alone: 刑事案件、电诈案件下降8%、12%
    return bool(link(name, unit) or (unit == "%" and link(name + "下降", unit)) or _FIGURE.search(name))


def _are_figures(names: list[str] | None, unit: str | None) -> bool:
    """Does each of the names say what a figure is of, so that it needs no 分别? 城镇和农村居民收入达到38120元、19450元; 新建、改造农村公路120公里、65公里."""
    if names is None:
        return False
    return all(map(names_what_was_done, names)) or all(_is_a_figure(one, unit) for one in names)


def _all_of_what_was_added(words: SubjectWords, memory: SubjectMemory, count: int) -> list[str] | None:
    """新增高新技术企业12家、科技型中小企业35家，累计分别达|86家、210家: what was added to, for as many figures."""
    before = [text for at, text in memory.recent if words.sentence[0] <= at < words.clause[0]]
    added = list(dict.fromkeys(before))[-count:]
    return [stock_of(one) for one in added] if len(added) == count and _IN_ALL.fullmatch(words.before) else None


# names that one sentence deals out; each figure of a longer row would look at all behind it
_MOST_IN_A_ROW = 60
_MOVES = re.compile("[增涨降升减]|提高|回落")


def _values_in_a_row(of: FiguresOfPassage, values: Sequence[int], order: int, clause: tuple[int, int]) -> list[int]:
    """The values of a clause from one on that nothing but 、 and 和 divides, and no 增长 behind levels: 达到41280元和19760元|、增长6%和8%."""
    run = [order]
    moves = _MOVES.search(
        of.text[max(clause[0], of.quantities[values[order]].start - 8) : of.quantities[values[order]].start]
    )
    while run[-1] + 1 < len(values) and len(run) < _MOST_IN_A_ROW:
        this, following = of.quantities[values[run[-1]]], of.quantities[values[run[-1] + 1]]
        between = of.text[this.end : following.start]
        if following.number >= clause[1] or not between or not DEALT_ON.fullmatch(between):
            break
        if not moves and _MOVES.search(between):
            break
        run.append(run[-1] + 1)
    return run


def deals_on(of: FiguresOfPassage, values: Sequence[int], order: int) -> bool:
    """Is the number of one run with the one before, to both of which names were dealt out?"""
    if not order or not of.observations or not {values[order - 1], values[order]} <= of.memory.shared.keys():
        return False
    this, before = of.quantities[values[order]], of.quantities[values[order - 1]]
    return DEALT_ON.fullmatch(of.text[before.end : this.start]) is not None


def aim_of_the_figure_before(
    of: FiguresOfPassage, words: SubjectWords, named: Name
) -> tuple[Name, Measure | None, bool]:
    """增长6.9%（年度目标6.5%以上）: the aim has the subject and the measure of the figure before the bracket."""
    quantity, opening = words.quantity, of.shape.enclosure(words.quantity.number)
    if opening is not None and of.text[opening] in "([【":
        closing = of.shape.closing[opening]
        own = aimed_in_brackets(of.text[opening + 1 : quantity.start], of.text[quantity.end : closing])
        inside = [one.end for one in of.quantities if opening < one.number < quantity.number]
        if own is None and is_the_same_in_another_year(of.text[opening + 1 : quantity.start]):
            return _figure_before(of, words, named, opening)
        if own is not None and inside:
            own = of.text[inside[-1] : quantity.start]
    elif _DONE_OF.search(words.before) and re.match(
        "的[\\d.]+%", words.after + of.text[words.end + len(words.after) :][:8]
    ):
        opening, own = words.clause[0], ""  # 完成投资38亿元，占年度任务|70亿元的55%
    else:  # 2100人，年度目标为2000人
        clause, after = of.text[words.clause[0] : quantity.start], of.text[quantity.end : words.clause[1]]
        opening, own = words.clause[0], "" if is_only_an_aim(named.text) and is_aim(clause, after) else None
    if own is None:
        return named, None, False
    if len(_OWN_WORDS.sub("", own)) > 1:
        return named, None, True
    name, measure, _ = _figure_before(of, words, named, max(opening, quantity.start))
    return name, measure, of.setting.direction is not ShiftDirection.AHEAD


def _figure_before(
    of: FiguresOfPassage, words: SubjectWords, named: Name, position: int
) -> tuple[Name, Measure | None, bool]:
    """The name and the measure of the figure before ``position`` that is most like the number."""
    read = [one for one in of.read_before if words.sentence[0] <= one.start < position]
    alike = [one for one in read if one.ratio is (words.quantity.base == "%")]
    if not read:
        return named, None, False
    before, value = (alike or read)[-1], words.quantity.value
    if alike and before.measure is Measure.CHANGE and value is not None:
        # 1340家，增加510家，提前实现1300家的目标
        before = min(alike[-2:], key=lambda one: abs(one.value - value))
    return Name(before.subject, before.words, words.end), before.measure if alike else None, False


def bound_of(of: FiguresOfPassage, words: SubjectWords, kind: ObservationKind | None) -> Comparator:
    """The comparator of a figure; in 低于6%的预期目标 it is an aim of 6% that was missed, and not an aim of less."""
    bound = words.quantity.comparator
    if bound is Comparator.EQ and words.text.startswith((":1", "∶1"), words.quantity.end):
        return _BEHIND_A_RATIO.get(words.after[:2], bound)
    if bound is Comparator.EQ and words.bound is not None:
        return words.bound
    clause = of.text[max(words.clause[0], words.quantity.start - WIDTH) : words.quantity.start]
    if bound is Comparator.EQ and not words.counter and _UP_A_STEP.search(clause):
        return Comparator.GTE
    missed = kind is ObservationKind.TARGET and of.setting.direction is not ShiftDirection.AHEAD
    if missed and bound in (Comparator.LT, Comparator.GT) and is_aim("", words.after):
        return Comparator.EQ
    return bound
