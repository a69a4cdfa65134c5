"""Named works: what a journalist would list as a project, with where it is, what it costs and how far it is.

专栏11 京津冀东部绿色生态屏障带东丽区务本河泵站扩建工程。…投资规模0.36亿元…   a box entry, 36,000,000 yuan
无瑕街水体环境质量综合治理项目 | 无瑕街 | …                               a row of a project table, in 无瑕街
提升改造汇贤里、程林里、嵩山道、鼎信4个菜市场                             four works in running text
"""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from projects.reading.bare import group_state, read_bare
from projects.reading.boxes import box_of, read_boxes
from projects.reading.carried import carried, read_carried, with_behind
from projects.reading.clauses import read_clause, read_counted
from projects.reading.common import is_common
from projects.reading.investment import Money, read_money, read_sums
from projects.reading.items import LISTED, TOLD_BEHIND, ClauseReading, Frame, Item
from projects.reading.listing import WorkLists, read_work_lists
from projects.reading.names import category, is_named_work, is_one_of_many, is_proper, without_facts
from projects.reading.parks import ParkReading, read_parks
from projects.reading.places import places_of, subdistrict_in, subdistricts_of
from projects.reading.prose import Clause, read_prose
from projects.reading.rows import years_told
from projects.reading.siblings import with_siblings
from projects.reading.status import is_review, looks_ahead, status_in_box, status_of, status_of_group
from projects.reading.verbs import CHAIN, LEAD
from text.context import DocumentContext
from text.numbers.plan_periods import plan_period
from text.outline.outline import Node, Outline
from text.sources.evidence import Evidence, Note, cite, note
from text.sources.source import fold
from text.tables.tables import Table
from text.vocabulary import DocumentKind, ParkKind, ProjectStatus


@dataclass(frozen=True, slots=True)
class ProjectRead:
    """A named work; ``period_start`` and ``period_end`` are its years of building.

    ``key_start`` is the offset of its name's own words, unique in a document."""

    name: str
    category: str | None
    status: ProjectStatus | None
    investment_raw: str | None
    investment_cny: Decimal | None
    subdistrict: str | None
    box: str | None
    evidence: Evidence
    key_start: int
    location: str | None = None
    period_start: int | None = None
    period_end: int | None = None
    listed: bool = False  # a row of a list of works


@dataclass(frozen=True, slots=True)
class ProjectReading:
    """The projects of a document in the order of the text."""

    projects: tuple[ProjectRead, ...]
    notes: tuple[Note, ...]


def read_projects(
    outline: Outline,
    context: DocumentContext,
    *,
    tables: Sequence[Table] = (),
    parks: ParkReading | None = None,
    lists: WorkLists | None = None,
) -> ProjectReading:
    """The named works of a document. Never raises for odd prose; key_starts are unique, and names but for rows of lists with another
    place, other years or another cost.

    ``parks`` are those that ``read_parks`` found in it, ``lists`` what ``read_work_lists`` did; read here where not given.
    """
    lists = read_work_lists(outline, tables, context) if lists is None else lists
    reader = _ProjectReader(outline, context, tables, parks or read_parks(outline, context), lists)
    found = [*reader.from_lists(), *reader.from_boxes(), *reader.from_prose()]
    by_start: dict[int, ProjectRead] = {}
    names: set[str] = set()
    for one in _unique(found, reader.aliases, places_of(context)):
        if one.listed or one.name not in names:
            by_start.setdefault(one.key_start, one)
            names.add(one.name)
    return ProjectReading(
        projects=tuple(by_start[start] for start in sorted(by_start)),
        notes=(*lists.notes, *reader.notes()),
    )


NAME_NOT_READ = "a name in a list of works is not read as one"
"""The message of a note whose quote is a name in running text that is lost."""

MISCOUNTED = "a list names more or fewer works than it counts"
"""The message of a note whose quote is that list: 新建学校3所：石门中学、沙洼小学."""


class _ProjectReader:
    """What one document's three kinds of mention have in common."""

    def __init__(
        self,
        outline: Outline,
        context: DocumentContext,
        tables: Sequence[Table],
        reading: ParkReading,
        lists: WorkLists,
    ) -> None:
        self.outline = outline
        self.context = context
        self.lists = lists
        self.prose = read_prose(outline)
        self.streets = subdistricts_of(outline, tables)
        parks = reading.parks
        zones = tuple(park.name for park in parks if park.kind is ParkKind.DEVELOPMENT_ZONE)
        short = tuple(alias for park in parks if park.kind is ParkKind.DEVELOPMENT_ZONE for alias in park.aliases)
        self.places = (*places_of(context), *self.streets, *zones, *short)
        self.aliases = {fold(alias): park.name for park in parks for alias in park.aliases}
        self.parks = frozenset(name for park in parks for name in (fold(park.name), *map(fold, park.aliases)))
        self.frames: dict[int, Frame] = {}
        self.boxes = tuple(read_boxes(outline, self.places))
        self.miscounted: list[tuple[int, int]] = []  # lists of more or fewer works than they count
        self.lost: list[tuple[int, int]] = []  # of the running text: names that may be of works, and are not read

    def from_lists(self) -> Iterable[ProjectRead]:
        """Rows of tables, which say the most of a work, and then records of lists."""
        for work in sorted(self.lists.works, key=lambda one: not one.tabled):
            yield ProjectRead(
                name=work.name,
                category=work.group or category(fold(work.name)),
                status=work.status,
                investment_raw=work.investment_raw,
                investment_cny=work.investment_cny,
                subdistrict=work.street or subdistrict_in(work.name, self.streets),
                box=self._box_label(work.start),
                evidence=cite(self.outline.source, work.start, work.end),
                key_start=work.name_start,
                location=work.location,
                listed=True,
                period_start=work.years[0],
                period_end=work.years[1],
            )

    def from_boxes(self) -> Iterable[ProjectRead]:
        """Entries of boxes."""
        source = self.outline.source
        for entry in self.boxes:
            body = "".join(source.folded[entry.lead_start : entry.body_end].split())
            money = read_money(body) or _in_bracket(body)
            first, last = years_told(body)
            name = without_facts(_squeezed(source.text[entry.start : entry.end]))[0]
            yield ProjectRead(
                name=name,
                category="programme" if entry.programme else category(fold(name)),
                status=status_in_box(f"{body};{entry.group}"),
                investment_raw=body[money.start : money.end] if money else None,
                investment_cny=money.cny if money else None,
                subdistrict=subdistrict_in(body[:80], self.streets),
                box=_label(entry.box),
                evidence=cite(source, entry.lead_start, entry.lead_end),
                key_start=entry.start,
                period_start=first,
                period_end=last,
            )

    def from_prose(self) -> Iterable[ProjectRead]:
        """Works named in running text; not the parts of a work that has a paragraph of a box to itself."""
        prose = self.prose
        folded = self.outline.source.folded
        inside = [
            (entry.lead_start, entry.body_end)
            for entry in self.boxes
            if (entry.numbered and not (entry.programme and _is_kind(folded[entry.start : entry.end])))
            or (folded[entry.start : entry.end].endswith(("工程", "项目")) and not entry.programme)
        ]
        leads = [(entry.lead_start, entry.lead_end) for entry in self.boxes]
        elsewhere = [([start for start, _ in spans], spans) for spans in (leads, inside, self.lists.spans) if spans]
        box_names = {_key(fold(self.outline.source.text[entry.start : entry.end])) for entry in self.boxes}
        offsets = prose.offsets
        counted_until = 0
        for index, clause in enumerate(prose.clauses):
            offset = offsets[clause.start]
            if clause.start < counted_until or _is_within(offset, elsewhere):
                continue
            frame = self._frame(offset)
            if (whole := self._with_list(index, clause)) and (counted := read_counted(whole.text, frame)):
                counted_until = whole.end if counted.items else counted_until
                if counted.differs:
                    self.miscounted.append((whole.start, whole.end))
                if not counted.items:
                    continue
                yield from (self._project(index, whole, counted, item) for item in counted.items)
                continue
            found = read_bare(clause.text, frame) if frame.lenient and self._is_whole(index) else None
            if found := found or self._behind_label(index, frame):
                yield from self._named_in(index, clause, found, box_names)
                continue
            for part in _told_each(clause):
                found = self._read(index, part, frame)
                found, lost = with_siblings(part.text, found, frame)
                self.lost += [(part.start + a, part.start + b) for a, b in lost]
                if found is not None:
                    yield from self._named_in(index, part, found, box_names)
                elif not lost and "、" in part.text and self._stands_alone(index):
                    self.lost += self._names_alone(part, frame)

    def _read(self, index: int, part: Clause, frame: Frame) -> ClauseReading | None:
        """The works of a clause, or of a part of it, with what is said of them in the clauses around it."""
        clause = self.prose.clauses[index]
        said = carried(self.prose.clauses, index) if part == clause else None
        if said and not said[1]:
            return read_carried(clause, said[0], frame)
        found = read_clause(part.text, frame, self._following(index) if part.end == clause.end else "")
        return with_behind(found, said[0]) if said and found and found.items else found

    def _stands_alone(self, index: int) -> bool:
        """Is the clause all of its sentence, but for a label: 国省干线：…。, （2）轨道交通。…。"""
        clauses, text = self.prose.clauses, self.prose.clean
        clause = clauses[index]
        label = clauses[index - 1] if index else None
        behind = text[clause.end : clause.end + 1]
        if behind not in ("", "。", ";", "\n"):
            return False
        if clause.line_head:
            return True  # behind a heading on its line, or below one
        if label is None or not label.line_head or label.end + 1 != clause.start:
            return False
        short = len(label.text) <= _LONGEST_LABEL and not _OTHER_LABEL.search(label.text)
        return short and text[label.end] in ":。"

    def _names_alone(self, clause: Clause, frame: Frame) -> Iterable[tuple[int, int]]:
        """The names of a list that says nothing of them, if all look like those of works."""
        found = read_bare(clause.text, replace(frame, lenient=True))
        items = found.items if found else ()
        if len(items) >= _FEWEST_ALONE and all(
            is_named_work(clause.text[item.start : item.end], frame.places) for item in items
        ):
            yield from ((clause.start + item.start, clause.start + item.end) for item in items)

    def _named_in(self, index: int, clause: Clause, found: ClauseReading, box_names: set[str]) -> Iterable[ProjectRead]:
        """The works of a clause, but for what a heading says will be done, and for what a box has."""
        heading = self._is_heading(clause)
        projects = [self._project(index, clause, found, item) for item in found.items]
        if self.context.of_province and _is_any(projects, found.words, self.places):
            return
        for project in projects:
            key = _key(project.name)
            own = fold(project.name).startswith(self.places)
            told = heading and (_HAPPENED.search(found.words) is not None or len(found.items) > 1)
            if (heading and not told and not own and not clause.text.endswith("建)")) or any(
                key in name for name in box_names
            ):
                continue
            yield project

    def notes(self) -> Iterable[Note]:
        """Of names in lists of works that were not read as works, and of lists that count other than they name."""
        for message, spans in ((NAME_NOT_READ, self.lost), (MISCOUNTED, self.miscounted)):
            for start, end in spans:
                first, last = self.prose.offset(start), self.prose.offset(end - 1) + 1
                yield note("projects", message, self.outline.source, first, last)

    def _with_list(self, index: int, clause: Clause) -> Clause | None:
        """The clause with the list of what it counts, in it or behind it: 新建学校2所：石门中学、沙洼小学."""
        if not _COUNTS.search(clause.text):
            return None
        if clause.text.endswith(")"):
            return clause
        clauses, text = self.prose.clauses, self.prose.clean
        behind = clauses[index + 1] if index + 1 < len(clauses) else None
        if behind is None or behind.sentence != clause.sentence:
            return None
        mark = text[clause.end : clause.end + 1]
        if mark == ":" or (mark == "," and behind.text.startswith(("分别", "包括", "即"))):
            return clause._replace(text=text[clause.start : behind.end])
        return None

    def _frame(self, offset: int) -> Frame:
        """What is known of the clause at ``offset`` beforehand, the same for all of one part of the outline."""
        node = self.outline.at(offset)
        key = node.position if node else 0
        if key not in self.frames:
            box = box_of(node)
            works = box is not None and re.search(r"工程|项目", box.title) is not None
            report = self.context.kind is DocumentKind.REPORT
            review = report and is_review(self.outline, offset, self.context)
            self.frames[key] = Frame(self.places, self.parks, lenient=works, review=review)
        return self.frames[key]

    def _is_whole(self, index: int) -> bool:
        """Is there nothing but a label of works before the clause in its sentence, and nothing behind it?"""
        clauses, text = self.prose.clauses, self.prose.clean
        clause = clauses[index]
        before = text[clause.start - 1 : clause.start]
        if before == ":" and index and _OTHER_LABEL.search(clauses[index - 1].text):
            return False
        if before not in ("", *":;。\n"):
            return False
        behind = text[clause.end : clause.end + 1]
        if behind == "," and "、" in clause.text and index + 1 < len(clauses):
            return _ADDS_UP.search(clauses[index + 1].text) is not None  # 峡山水库、青山水厂，新增灌溉面积200万亩
        return behind in ("", *";。\n")

    def _behind_label(self, index: int, frame: Frame) -> ClauseReading | None:
        """A work that only a numbered label stands before: 1.铁路：青白铁路扩能改造，全长21公里。"""
        clauses, text = self.prose.clauses, self.prose.clean
        clause = clauses[index]
        label = clauses[index - 1] if index else None
        if label is None or not label.line_head or text[label.end : clause.start] != ":":
            return None
        numbered = _FIELD.fullmatch(label.text) is not None
        if not (numbered or (_SECTOR.fullmatch(label.text) and is_common(label.text))) or not (
            text[clause.end : clause.end + 1] in ("", *";。\n") or self._tells(index)
        ):
            return None
        found = read_bare(clause.text, replace(frame, lenient=True))
        named = found is not None and all(
            is_named_work(clause.text[item.start : item.end], frame.places)
            or is_named_work(without_facts(clause.text[item.start : item.end])[0], frame.places)
            for item in found.items
        )
        return found if named and found and (numbered or len(found.items) > 1) else None

    def _tells(self, index: int) -> bool:
        """Do the next words of the sentence say how large the work is, or what it costs?"""
        following = self._following(index)
        return any(pattern.match(following) for pattern in (_SUM_BEHIND, _FACTS_BEHIND, _YEARS_BEHIND))

    def _following(self, index: int) -> str:
        """The next clause of the sentence, or nothing."""
        clauses = self.prose.clauses
        more = index + 1 < len(clauses) and clauses[index + 1].sentence == clauses[index].sentence
        return clauses[index + 1].text if more else ""

    def _is_heading(self, clause: Clause) -> bool:
        """The first sentence of a paragraph is its heading where more follows: 推进大学科技园建设。强化…"""
        text = self.prose.clean
        more = text[clause.end : clause.end + 1] == "。" and text[clause.end + 1 : clause.end + 2] not in ("", "\n")
        aimed = clause.text.startswith(("确保", "力争"))  # 确保沙洼水库二期6月底前竣工交付。力争…
        return clause.line_head and more and len(clause.text) <= 40 and not aimed

    def _project(self, index: int, clause: Clause, found: ClauseReading, item: Item) -> ProjectRead:
        prose = self.prose
        start, end = clause.start + item.start, clause.start + item.end
        name, said = without_facts(prose.printed(start, end))  # 扩建|县第二水厂|（日供水3万立方米）
        name += "".join(prose.printed(clause.start + a, clause.start + b) for a, b in item.shared)
        if item.ahead:
            name = prose.printed(clause.start + item.ahead[0], clause.start + item.ahead[1]) + name
        offset = prose.offset(start)
        money = self._money(index, clause, found, item, said)
        first, last = years_told(self._facts(index, clause, found, item, said))
        status = self._status(index, clause, found, offset)
        since = self.context.period_start or self.context.report_year
        if (
            status is ProjectStatus.UNDER_CONSTRUCTION
            and since
            and first
            and first >= since
            and found.words == TOLD_BEHIND
        ):
            status = ProjectStatus.PLANNED  # 县医院总投资5亿元，2023年开工、2025年建成, of a plan from 2021 on
        return ProjectRead(
            name=name.strip("“”") if name.count("“") != name.count("”") else name,
            category=category(fold(name)),
            status=status,
            investment_raw=prose.printed(money[0] + money[1].start, money[0] + money[1].end) if money else None,
            investment_cny=money[1].cny if money else None,
            subdistrict=subdistrict_in(clause.text, self.streets),
            box=self._box_label(offset),
            evidence=prose.evidence(clause.start, clause.end),
            key_start=offset,
            period_start=first,
            period_end=last,
        )

    def _facts(self, index: int, clause: Clause, found: ClauseReading, item: Item, said: int) -> str:
        """What is said of this work alone: in the bracket behind its name, or in the next clauses, as far as they are facts."""
        if said:
            return clause.text[item.end - said : item.end]
        facts: list[str] = []
        for after in self._behind(index, 5) if found.alone else ():
            if found.words != TOLD_BEHIND and not (
                _SUM_BEHIND.match(after.text) or _FACTS_BEHIND.match(after.text) or _YEARS_BEHIND.match(after.text)
            ):
                break
            if found.words == TOLD_BEHIND and read_clause(after.text, self._frame(self.prose.offset(after.start))):
                break
            facts.append(after.text)
        return f",{','.join(facts)}," if facts else ""

    def _status(self, index: int, clause: Clause, found: ClauseReading, offset: int) -> ProjectStatus:
        """How far a work is, by the words of its clause; where that says no more than a name, by those of the next ones."""
        review = is_review(self.outline, offset, self.context) or self._is_of_the_past(clause)
        words = found.words
        if words == LISTED:
            ahead = looks_ahead(self.outline, self.outline.at(offset), self.context)
            return status_of_group(self._group(index, offset), ahead=ahead)
        if words == TOLD_BEHIND:
            words = ",".join(after.text for after in self._behind(index))
            if read_clause(words, self._frame(offset)) is not None or not words:
                words = TOLD_BEHIND
            return status_of(words, review=review, around=words)
        around = list(clause.text)
        for item in found.items:
            around[item.start : item.end] = [" "] * (item.end - item.start)
        return status_of(words, review=review, around="".join(around))

    def _is_of_the_past(self, clause: Clause) -> bool:
        """Do the last five years that the paragraph names before the clause lie before the document: “十三五”时期，…"""
        start = max(self.prose.paragraph(clause.start)[0], clause.start - _PAST_REACH)
        named = [one["plan"] for one in _FIVE_YEARS.finditer(self.prose.clean, start, clause.end)]
        first = self.context.period_start or self.context.report_year
        return bool(named) and first is not None and plan_period(named[-1])[1] < first

    def _group(self, index: int, offset: int) -> str:
        """What the box calls the works of a list: 续建."""
        node = self.outline.at(offset)
        box = box_of(node)
        for above in reversed(node.path() if node else []):
            if state := group_state(above.title):
                return state
        for before in reversed(self.prose.clauses[max(0, index - _GROUP_REACH) : index]):
            if box is None or self.prose.offset(before.start) < box.start:
                break
            if state := group_state(before.text):
                return state
        return ""

    def _behind(self, index: int, most: int = 3) -> Sequence[Clause]:
        """The next clauses of the sentence, three at most unless asked otherwise."""
        clauses = self.prose.clauses
        sentence = clauses[index].sentence
        return [after for after in clauses[index + 1 : index + 1 + most] if after.sentence == sentence]

    def _money(
        self, index: int, clause: Clause, found: ClauseReading, item: Item, said: int
    ) -> tuple[int, Money] | None:
        """The sum that is said of this work alone, with where its text begins: in a bracket behind its name, in its clause, or behind it."""
        if said:  # 旅游基地（2.6亿元）
            bracket = clause.text[item.end - said : item.end]
            begin = clause.start + item.end - said
            if money := read_money(bracket):
                return begin, money
            sum_alone = _SUM_ALONE.search(bracket)  # （8.2万亩，2.1亿元）
            money = read_money(f"投资{bracket[sum_alone.end() :]}") if sum_alone else None
            if sum_alone and money:
                return begin + sum_alone.end() - len("投资"), money
        if not found.alone:
            return self._own(clause, found, item) or self._dealt(index, clause, found, item)
        if money := read_money(clause.text):
            return clause.start, money
        for after in self._behind(index):
            if _SUM_BEHIND.match(after.text):
                money = read_money(after.text)
                return (after.start, money) if money and not after.text.startswith("的", money.end) else None
            if not _FACTS_BEHIND.match(after.text):
                break
        return self._before(index) or self._of_it(index)

    def _before(self, index: int) -> tuple[int, Money] | None:
        """投资8600万元，新建县体育馆: the sum in the clause before, where it is of no other work."""
        clauses = self.prose.clauses
        before = clauses[index - 1] if index else None
        if before is None or before.sentence != clauses[index].sentence:
            return None
        lead = LEAD.match(before.text)  # 2.投资5600万元，新建县第五小学
        if not _ONLY_A_SUM.fullmatch(before.text, lead.end() if lead else 0):
            return None
        if not self.prose.clean.startswith(",", before.end):
            return None
        behind = clauses[index + 1] if index + 1 < len(clauses) else None
        more = (
            behind is not None and self.prose.clean.startswith(",", clauses[index].end) and _ANOTHER.match(behind.text)
        )
        money = None if more else read_money(before.text)
        return (before.start, money) if money else None

    def _own(self, clause: Clause, found: ClauseReading, item: Item) -> tuple[int, Money] | None:
        """投资35亿元的抽水蓄能电站、（投资）18亿元的产业园二期: the sum right before this one, where each has one."""
        match = _OWN_SUM.search(clause.text, 0, item.start)
        if match is None or len(_EACH_SUM.findall(clause.text)) < 2:
            return None
        if money := read_money(clause.text, match.start(), match.end()):
            return clause.start, money
        said = "投资"  # of the first, and so of those listed with it
        money = read_money(said + match.group()) if said in clause.text[: match.start()] else None
        return (clause.start + match.start() - len(said), money) if money else None

    def _dealt(self, index: int, clause: Clause, found: ClauseReading, item: Item) -> tuple[int, Money] | None:
        """总投资分别为12亿元、8亿元的…: the sum of this one of several works."""
        behind = next(iter(self._behind(index)), None)
        for one in (clause, behind):  # …项目建设，总投资分别为6亿元、3.5亿元
            sums = read_sums(one.text) if one else None
            if one and sums and len(sums[1]) == len(found.items):
                start, end, cny = sums[1][found.items.index(item)]
                return one.start, Money(start, end, cny)
        return None

    def _of_it(self, index: int) -> tuple[int, Money] | None:
        """The sum that the rest of the sentence, or the begin of the next one, says of 该项目."""
        clauses = self.prose.clauses
        sentence = clauses[index].sentence
        for after in clauses[index + 1 : index + 6]:
            if after.sentence > sentence + 1:
                break
            if _OF_IT.match(after.text) and (money := read_money(after.text)):
                return after.start, money
            if after.sentence > sentence:
                break
        return None

    def _box_label(self, offset: int) -> str | None:
        box = box_of(self.outline.at(offset))
        return _label(box) if box else None


def _is_any(projects: Sequence[ProjectRead], words: str, places: tuple[str, ...]) -> bool:
    """Is all that a province means to have any of a kind (建设绿色食品加工基地), none beside a name of its own, and none that it has by now?"""
    there = _THERE.search(words) is not None or any(one.status is ProjectStatus.COMPLETED for one in projects)
    return not there and all(is_one_of_many(fold(one.name), places) for one in projects)


_THERE = re.compile("获批|揭牌|挂牌")


def _in_bracket(body: str) -> Money | None:
    """■沙洼污水处理厂（1.7亿元）: the sum that stands alone in the bracket behind a name."""
    alone = _ONLY_SUM.match(body)
    money = read_money(f"投资{alone['sum']}") if alone else None
    if alone is None or money is None:
        return None
    shift = alone.start("sum") - len("投资")
    return Money(money.start + shift, money.end + shift, money.cny)


_ONLY_SUM = re.compile(r"[^()。;:]{4,40}\((?:[^()]{0,20}[,、])?(?P<sum>约?\d[\d.,]*[万亿]元)\)")


def _told_each(clause: Clause) -> list[Clause]:
    """The parts of a clause that say of one work after the other what became of it: 沙洼大桥合龙、青河中学主体封顶."""
    if "、" not in clause.text:
        return [clause]
    cuts = [match.end() for match in _TOLD.finditer(clause.text)]
    chain = CHAIN.match(clause.text, lead.end() if (lead := LEAD.match(clause.text)) else 0) if cuts else None
    if not cuts or (chain and chain["verb"]):
        return [clause]
    starts, ends = [0, *cuts], [*(cut - 1 for cut in cuts), len(clause.text)]
    return [
        clause._replace(text=clause.text[a:b], start=clause.start + a)
        for a, b in zip(starts, ends, strict=True)
        if b > a
    ]


# and not 当年开工、当年投产
_TOLD = re.compile(
    r"(?<=[\u4e00-\u9fff]{4})(?:开工|动工|竣工|封顶|投产|通车|投用|完工|启用|合龙|贯通)(?:建设|使用)?、"
    r"(?!(?:当年|实现|顺利|正式|全面|年内)*(?:开工|动工|竣工|封顶|投产|通车|投用|完工|建成|启用|达产|合龙|招生))"
)
_LONGEST_LABEL, _FEWEST_ALONE = 12, 2
_SECTOR = re.compile(
    "[\u4e00-\u9fff]{2,8}(?<![位体业司围点址置门源域标盖托局则容区流泊系])"
)  # and not 责任单位, 主要企业
_FIELD = re.compile(r"(?:\(?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[.、)])[\u4e00-\u9fff]{2,6}")
_COUNTS = re.compile(r"[\d两三四五六七八九十](?:个|座|所|条|处|家|片|栋|段)[^,、:()\d]{0,14}(?:$|\([^()]*、)")
_PAST_REACH = 3000  # characters before a work in which its paragraph may say the time
# where a sentence begins
_FIVE_YEARS = re.compile(
    r"(?:(?<=[。;\n])|^)(?:——)?(?:回顾|总结)?在?“?十(?P<plan>[一二三四五六七八九])五”?(?:[规计]划)?(?:时期|期间|以来|的?五年)"
)
# 计划投资3.2亿元
_ONLY_A_SUM = re.compile(
    r"(?:计划|预计|估算|概算|拟)?(?:总?投资|投入)(?:资金)?(?:约|近|超过?)?\d[\d.,]*(?:多|余)?[万亿]元(?:以上|左右)?"
)
_ANOTHER = re.compile(
    r"(?:并|同时)?(?:新建|改造|建设|实施|建成|改扩?建|扩建|完成|启动|推进|新增|打造|提升|硬化|整治)"
    r"(?!(?<=新增)[^,]{0,12}\d)"  # 新增学位1800个: what comes of it
)
_SUM_OF_IT = r"(?:约|达到|达|近|超过|超|为)*\d[\d.,]*(?:多|余)?[万亿]元的"
_OWN_SUM = re.compile(rf"(?:投资(?:额)?|(?<=[、和])){_SUM_OF_IT}$")
_SUM_ALONE = re.compile(r"[(,、](?=约?\d[\d.,]*[万亿]元)")
_EACH_SUM = re.compile(rf"(?:投资(?:额)?|(?<=[、和])){_SUM_OF_IT}")
_HAPPENED = re.compile(
    r"(?:开工(?:建设)?|竣工|通车|投产|投用|投运|并网|建成|使用|封顶|运营|完工|开园|开业|开馆|完成.*|进度.*|%|(?:掘进|填筑).*)$"
)
_SUM_BEHIND = re.compile(r"(?:项目|工程)?(?:计划|预计|估算|概算|匡算)?(?:总|拟|完成)?投资")
_FACTS_BEHIND = re.compile(
    r"(?:项目|工程)?(?:规划|总)?(?:占地|用地|建筑面积|建设规模|总?工期|建设周期|建设期|位于|全长|设计|年产|主要建设|建设内容|由)"
)
_YEARS_BEHIND = re.compile(
    r"(?:计划|预计|力争)?(?:于)?20\d\d年?(?:[-—~至到]20\d\d年?|[^,]{0,8}(?:开工|动工|启动|建成|竣工|完工|投产|投用|通车))"
)
_OF_IT = re.compile(r"(?:该|此|本)(?:项目|工程)(?:计划|预计|估算)?总?投资|项目(?:计划|预计|估算)?总投资")


def _is_kind(lead: str) -> bool:
    """Does the lead of an entry say of what kind the works behind it are (3.煤矿智能化。推进…), and not what is done?"""
    return len(lead) <= _LONGEST_KIND and re.search(r"(?:工程|项目|行动|计划|建设|试点)$|[,“]", lead) is None


_LONGEST_KIND = 10


def _is_within(offset: int, several: Iterable[tuple[Sequence[int], Sequence[tuple[int, int]]]]) -> bool:
    """Does the offset stand in one of these spans, which are several lists with the beginnings of each?"""
    for starts, spans in several:
        index = bisect_right(starts, offset) - 1
        if index >= 0 and offset < spans[index][1]:
            return True
    return False


def _label(box: Node) -> str | None:
    return "".join(fold(box.label).split()) if box.label else None


def _squeezed(text: str) -> str:
    return "".join(text.replace("*", "").split())


def _unique(found: Iterable[ProjectRead], aliases: dict[str, str], places: tuple[str, ...]) -> Iterable[ProjectRead]:
    """One entry a work: the first mention stands, a table's or a box's before one in prose; a later one may add what it knows."""
    kept: dict[str, ProjectRead] = {}
    recent: deque[str] = deque(maxlen=_NEAR)
    starts: set[int] = set()
    placed: dict[str, str] = {}  # keys by what they are without the name of a place
    for project in found:
        key = _key(aliases.get(fold(project.name), project.name))
        bare = _without_place(key, places)
        key = bare if bare in kept else placed.get(key, key)
        while project.listed and key in kept and _another(kept[key], project):
            key += "'"  # a work of the same name at another place
        again = next((other for other in recent if _same_work(kept[other], other, project, key)), None)
        first = kept.get(again or key)
        if first is not None:
            fuller = _is_fuller(project, first, aliases)
            kept[again or key] = _joined(project, first) if fuller else _joined(first, project)
        elif project.key_start not in starts:
            kept[key] = project
            placed.setdefault(bare, key)
            recent.append(key)
            starts.add(project.key_start)
    return kept.values()


def _another(one: ProjectRead, other: ProjectRead) -> bool:
    """Are two rows of lists with the same name two works: at different places, or of different cost?"""
    return one.listed and any(
        first is not None and second is not None and first != second
        for first, second in ((one.location, other.location), (one.investment_cny, other.investment_cny))
    )


_WORKS = ("工程", "项目")


def _is_fuller(later: ProjectRead, first: ProjectRead, aliases: dict[str, str]) -> bool:
    """Does the later mention give the fuller name: the park's own, or one that is called a work (…工程) in other words?"""
    if fold(first.name) in aliases:
        return fold(later.name) not in aliases
    reworded = _key(first.name) != _key(later.name)
    return reworded and later.name.endswith(_WORKS) and not first.name.endswith(_WORKS)


def _joined(first: ProjectRead, other: ProjectRead) -> ProjectRead:
    """The first of two mentions, with what the other one adds."""
    begun = other.status in (ProjectStatus.UNDER_CONSTRUCTION, ProjectStatus.ONGOING) and not first.listed
    begun = begun and _MAY_HAVE_BEGUN.search(first.evidence.quote) is not None
    return replace(
        first,
        status=other.status if begun and first.status is ProjectStatus.PLANNED else first.status,
        investment_raw=first.investment_raw or other.investment_raw,
        investment_cny=first.investment_cny if first.investment_raw else other.investment_cny,
        subdistrict=first.subdistrict or other.subdistrict,
        location=first.location or other.location,
        period_start=(first if first.period_end else other).period_start,
        period_end=(first if first.period_end else other).period_end,
    )


_MAY_HAVE_BEGUN = re.compile(
    "(?<!谋划)建成|竣工|投产|投用|投运|通车|获批|批复|核准"
)  # what is to be ended, or was approved, may have begun, as another mention says
_ADDS_UP = re.compile(r"^(?:新增|治理|完成|建设|新建|改造|总投资|合计|共)[^、]{0,20}\d")
# 责任单位：县人民医院、县中医院
_OTHER_LABEL = re.compile(
    r"(?:单位|主体|企业|公司|范围|地点|地址|位置|部门|来源|区域|目标|覆盖|依托|布局|原则|内容|保护地|景区|河流|湖泊|水系)$|^(?:依托|牵头|责任)"
)
_GROUP_REACH = 60  # clauses before a list in which the name of its group may stand
_NEAR = 8  # works before this one that may be the same in other words


def _same_work(one: ProjectRead, key: str, other: ProjectRead, other_key: str) -> bool:
    """绿色生态屏障区游览路建设，推进实施生态屏障区49.4公里游览路工程: two wordings of one work, side by side."""
    if abs(one.key_start - other.key_start) > 60 or key == other_key:
        return False
    short, long = sorted((key, other_key), key=len)
    return len(short) >= 6 and long.endswith(short) and len(long) - len(short) <= 3


def _without_place(key: str, places: tuple[str, ...]) -> str:
    """云南绿源电池项目 in a county of 云南 is 绿源电池项目; what is left must tell it from others."""
    place = max((one for one in places if key.startswith(one)), key=len, default="")
    rest = key[len(place) :]
    return rest if len(rest) >= _SHORTEST_REST and is_proper(rest, ()) else key


_SHORTEST_REST = 4


def _key(name: str) -> str:
    """Two written forms of one name have one key."""
    bare = _NO_KEY.sub("", fold(name))
    return _WORK.sub("", bare) or bare


_NO_KEY = re.compile(r"[“”\s]|\d+(?:\.\d+)?(?:公里|平方公里|万平方米)|^(?:区级|全区|本区|我区)(?=.{4})")
_WORK = re.compile(r"(?:建设)?(?:项目|工程)?(?:建设)?$")
