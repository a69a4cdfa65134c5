"""The paragraphs of a document in their order become the times that they speak of.

A heading gives a section its time (:func:`text.outline.periods.section`). Inside it a statement of time changes it: after 五年来，我们…, or a line that
says 这是综合实力跃上新台阶的五年, what follows is of five years, until 这一年，… or the next heading says otherwise. A statement holds in its own part and
those below it: what （一） states is over where （二） begins.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from text.context import DocumentContext
from text.numbers.numerals import DIGITS
from text.numbers.plan_periods import old_plan_period, plan_period
from text.outline.coming_plans import coming_plans
from text.outline.outline import Node, Outline
from text.outline.periods import Setting, ShiftDirection, headed, is_timed, section
from text.outline.sentences import Passage
from text.vocabulary import DocumentKind

# where a sentence begins
_OPEN = r"(?:^|[。!?;])[—\-\s]*(?:各位代表|同志们)?[!,:]?(?:总结|回顾|回首|回望|纵观|展望)?"
_STATED = re.compile(
    rf"""{_OPEN}(?:
        (?P<span>(?:这|(?:刚刚)?过去(?:的)?|近|最近)?(?P<years>[三四五])年(?:多?来|间|里)|(?:这|(?:刚刚)?过去(?:的)?|近(?=.年,))(?P<those>[三四五])年
          |本届政府(?:任期|履职|成立)?(?:[^,。;]{{0,3}}?(?P<served>[两二三四])年多?(?:来|间)|[^,。;]{{0,6}}(?:来|内|间))(?=,)|任期内)
      | (?:在)?“?(?:十(?P<plan>[一二三四五六七八九])|(?P<old>[六七八九十]))五”?(?:[规计]划)?(?:的?(?:这)?五年|时期|期间|以来)
      | (?:今后|未来|此后)(?:的)?(?P<ahead>[三四五])年
      | (?P<so_far>今年(?=以来|[前上一1元]))
      | (?P<this>今年(?!以来|[前上一1元])|本年度?)
      | (?P<one>这一年|一年来|去年(?=[,全我])|(?:刚刚)?过去(?:的)?一年)
      | (?:刚刚)?(?:过去(?:的)?)?(?P<year>20[0-4]\d|二[〇○]二[〇○一二三四五六七八九])年(?![底末初以至\d])
    )""",
    re.VERBOSE,
)
# 这是综合实力跃上新台阶的五年。
_THE_YEARS = re.compile(r"(?:^|[。!?;])[^。!?;\d]{2,60}的(?P<years>[三四五])年(?=[。!?;,]|$)")
# 二十年来，我们…; 建区以来，…: in what is planned, a look back over many years, up to where the paragraph looks ahead again
_MANY_YEARS = re.compile(
    rf"{_OPEN}(?:20\d\d年)?(?:建[区市县州旗盟]|撤[县市地]设[区市]|改革开放|新中国成立|[二三四五六七八九]?十(?:多|余|几)?年)以?来(?=[,我全])"
)
_ONWARD = re.compile(
    r"[。!?;][—\-\s]*(?=[^。!?;]{0,16}(?:今年|今后|未来|新的一年|下一步|站在新|新征程|新起点|面向|展望|立足|[要将]|必须|20[2-4]\d年))"
)
# “十四五”以来，累计新增就业6500人。   2020年，地区生产总值达到145亿元。
_FIGURE = re.compile(r"(?:[^。!?\d]|20\d\d年)*\d")
_YEARS_FIGURE = re.compile(r"[—\-\s]*(?:各位代表[!,:]?)?(?:去年|(?:20\d\d|二[〇○]\S\S)年)[^。!?]*\d")
# 2020年，是极不平凡的一年
_NARRATES = re.compile(r",?(?:是|将是)[^。!?]{0,40}年")
# “十四五”时期（2021—2025年）是全面建设现代化的关键时期: says what the years are, and nothing of what follows
_NARRATES_PLAN = re.compile(r"(?:\([^()]{0,20}\))?,?(?:[^,。;]{0,8})?是[^。!?]{0,40}(?:时期|阶段|五年|机遇期|攻坚期)")
# 2023年工作回顾 on a line of its own that no number makes a heading
_LINE = re.compile(
    r"(?=.{0,30}(?:20\d\d年|二[〇○]|[一二三四五六七八九]五|五年|一年|去年|今年))[^。;,:!?]{4,40}"
    r"(?:回顾|总结|情况|成绩|成就|目标|任务|安排|打算|部署|工作|要求|建议|计划|思路)"
)


@dataclass(slots=True)
class Timeline:
    """Takes the passages of a document one after the other and says of what time each of their parts is."""

    outline: Outline
    context: DocumentContext
    sections: dict[int, Setting] = field(default_factory=dict[int, Setting])
    stated: dict[int, Setting] = field(default_factory=dict[int, Setting])
    line: Setting | None = None
    before: tuple[int, Setting] | None = None

    def settings(self, passage: Passage) -> list[tuple[int, Setting]]:
        """The settings of a passage and where each begins, the first at 0."""
        node, text = passage.node, passage.text
        base = self._section(node)
        now = self._in_force(node, base)
        if (headline := self._headline(text, base)) is not None:
            self._keep(node, headline)
            self.line = headline
            return [(0, headline)]
        found = [(0, now)]
        dash = text.startswith("—")
        if dash and self.before and self.before[0] == _key(node):
            found = [(0, self.before[1])]  # ——发展质效不断提高 goes on under 五年来，… above it
        for position, setting in self._statements(text, base):
            if position == 0:
                found = []
            found.append((position, setting))
        if any(setting is not now for _, setting in found):
            self._state(passage, base, now, found)
        if not dash:
            self.before = (_key(node), found[-1][1])
        return found

    def _section(self, node: Node | None) -> Setting:
        key = _key(node)
        if key not in self.sections:
            self.sections[key] = section(node, self.context, self.outline)
            if self.sections[key].direction is not ShiftDirection.UNSAID and node is not None and node.parent is None:
                self.line = None
        return self.sections[key]

    def _in_force(self, node: Node | None, base: Setting) -> Setting:
        """What was stated in this part or one around it, else what the headings say."""
        if node is None:
            return self.stated.get(0, base)
        for part in reversed(node.path()):
            if part.position in self.stated:
                return self.stated[part.position]
            if is_timed(part, self.context):
                break
        return self.line if self.line is not None and base.direction is ShiftDirection.UNSAID else base

    def _headline(self, text: str, base: Setting) -> Setting | None:
        plan = self.context.kind is not DocumentKind.REPORT
        if len(text) > 45 or (plan and base.direction is not ShiftDirection.UNSAID) or not _LINE.fullmatch(text):
            return None
        return headed(text, self.context)

    def _keep(self, node: Node | None, setting: Setting) -> None:
        self.stated[_key(node)] = setting

    def _state(self, passage: Passage, base: Setting, now: Setting, found: list[tuple[int, Setting]]) -> None:
        """Keep the last statement of a paragraph for those after it.

        2020年，地区生产总值达到145亿元 in a review of five years speaks of a figure, and is over with its paragraph; so is what a later sentence says of
        several years in a review of one, and what states it with a figure. Where no heading says a time, no statement is kept: the next paragraph may
        stand under a heading that is lost.
        """
        if base.direction is ShiftDirection.UNSAID:
            return
        kept = [
            setting for position, setting in found if not position or setting.several == now.several or _spans(base)
        ]
        if base.direction is ShiftDirection.AHEAD:
            kept = [one for one in kept if one.direction is not ShiftDirection.BACK]  # 二十年来，…, in what is planned
        over = base.several and base.direction is ShiftDirection.BACK
        figure = _FIGURE if not _spans(base) else _YEARS_FIGURE if over else None
        if figure and found[0][1] is not now and figure.match(passage.text):
            kept = kept[1:]
        if kept and kept[-1] is not now:
            self._keep(passage.node, kept[-1])

    def _statements(self, text: str, base: Setting) -> list[tuple[int, Setting]]:
        """The statements of time in a paragraph, in their order."""
        found: list[tuple[int, Setting]] = []
        if base.direction is ShiftDirection.AHEAD and "来" in text:
            found += self._over_many_years(text, base)
        beside = base.direction is ShiftDirection.BESIDE
        if beside or not any(word in text for word in ("年", "任期", "十", "本届", "纲要")):
            return found
        for match in _STATED.finditer(text):
            begins = match.start() + (match.start() > 0 or text[:1] in "。!?;")
            if match["year"] and begins and not _NARRATES.match(text, match.end()):
                continue
            if (setting := self._stated(match, base)) is not None:
                found.append((begins, setting))
        if base.direction is not ShiftDirection.AHEAD and "的" in text:
            for match in _THE_YEARS.finditer(text):
                if re.search("未来|今后|即将", match.group()):
                    continue
                begins = match.start() + (match.start() > 0)
                setting = self._behind(DIGITS[match["years"]], base)
                found.append((begins, setting))
        if self.context.report_year is not None:
            found += [
                (begins, Setting(ShiftDirection.AHEAD, years[1], years, several=True))
                for begins, years in coming_plans(text, self.context.report_year)
            ]
        found.sort(key=lambda one: one[0])
        return found

    def _over_many_years(self, text: str, base: Setting) -> Iterator[tuple[int, Setting]]:
        back = Setting(ShiftDirection.BACK, self.context.baseline_year, None, several=True)
        for match in _MANY_YEARS.finditer(text):
            yield match.start() + (match.start() > 0), back
            if onward := _ONWARD.search(text, match.end()):
                yield onward.start() + 1, base

    def _stated(self, match: re.Match[str], base: Setting) -> Setting | None:
        if base.direction is ShiftDirection.AHEAD:
            return self._ahead(match, base)
        if match["span"]:
            count = match["years"] or match["those"] or match["served"]
            return self._behind(DIGITS[count], base) if count else self._term(base)
        if match["plan"] or match["old"]:
            narrated = _NARRATES_PLAN.match(match.string, match.end()) is not None
            return self._of_plan(_years_named(match), base, narrated=narrated)
        if match["so_far"]:
            return self._so_far(base)
        if base.direction is ShiftDirection.BACK:
            return self._one_year(match, base)
        return self._ahead(match, base) or self._one_year(match, base)

    def _behind(self, count: int, base: Setting) -> Setting:
        year = base.year if base.direction is ShiftDirection.BACK and base.year else self.context.baseline_year
        own = base.period if count == 5 and base.direction is ShiftDirection.BACK else None
        period = own or (year - count + 1, year)
        return Setting(ShiftDirection.BACK, period[1], period, several=True)

    def _term(self, base: Setting) -> Setting:
        """本届政府成立以来，…: the years of the heading; in a review of one year nothing says how many they are."""
        if base.direction is ShiftDirection.BACK and base.period:
            return self._behind(5, base)
        year = base.year if base.direction is ShiftDirection.BACK and base.year else self.context.baseline_year
        return Setting(ShiftDirection.BACK, year, None, several=True)

    def _of_plan(self, years: tuple[int, int], base: Setting, *, narrated: bool) -> Setting | None:
        first, last = years
        year = base.year if base.direction is ShiftDirection.BACK and base.year else self.context.baseline_year
        if first <= year and (last >= year or base.period == (first, last)):
            year = min(year, last)
            return Setting(ShiftDirection.BACK, year, (first, year), several=True)
        if base.direction is ShiftDirection.UNSAID and first > year and not narrated:
            return Setting(ShiftDirection.AHEAD, last, (first, last), several=True)
        return None

    def _one_year(self, match: re.Match[str], base: Setting) -> Setting | None:
        """这一年，…; 2023年，… where that is the year of the review."""
        year = base.year if base.year is not None else self.context.baseline_year
        named = match["year"]
        if named and _year(named) != year:
            return None
        return (
            Setting(ShiftDirection.BACK, year, base.period, several=False, one=True) if named or match["one"] else None
        )

    def _so_far(self, base: Setting) -> Setting | None:
        """今年以来，… in a report of the autumn that reviews the years before."""
        year = self.context.report_year
        if year is None or not self.context.of_mid_year or base.year is None or base.year >= year:
            return None
        return Setting(ShiftDirection.BACK, year, None, several=False)

    def _ahead(self, match: re.Match[str], base: Setting) -> Setting | None:
        """今后五年，…; 今年，… and 2024年，… where that is the year that a report plans for."""
        context = self.context
        if context.report_year is None:
            return None
        year = context.report_year
        if match["ahead"]:
            last = year + DIGITS[match["ahead"]] - 1
            return Setting(ShiftDirection.AHEAD, last, (year, last), several=True)
        if match["plan"] or match["old"]:
            first, last = _years_named(match)
            later = first >= year and base.direction is ShiftDirection.AHEAD
            return Setting(ShiftDirection.AHEAD, last, (first, last), several=True) if later else None
        if match["this"] or (match["year"] and _year(match["year"]) == year):
            return Setting(ShiftDirection.AHEAD, year, None, several=False)
        return None


def setting_at(settings: Sequence[tuple[int, Setting]], position: int) -> Setting:
    """The setting of a passage at one of its characters."""
    return next(setting for start, setting in reversed(settings) if start <= position)


def _years_named(match: re.Match[str]) -> tuple[int, int]:
    return plan_period(match["plan"]) if match["plan"] else old_plan_period(match["old"])


def _spans(base: Setting) -> bool:
    """Does the heading speak of several years, alone or beside one (2025年和“十四五”时期工作回顾)?"""
    return base.several or base.period is not None


def _key(node: Node | None) -> int:
    return node.position if node else 0


def _year(printed: str) -> int:
    if printed.isdecimal():
        return int(printed)
    return int("".join(str(DIGITS[char]) for char in printed.replace("○", "〇")))
