"""The closed word lists of the data: every word that a client can meet, with its Chinese and English label.

The words are those of the public contract; ``docs/api.md`` lists them for users. No Django in here: readers, models, filters and the OpenAPI
schema all take their choices from these enumerations, so a word exists in one place.

>>> Nature.BINDING.zh
'约束性'
"""

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A word with its labels: ``BINDING = "binding", "约束性", "binding"``."""

    zh: str
    en: str

    def __new__(cls, value: str, zh: str, en: str) -> Self:
        word = str.__new__(cls, value)
        word._value_ = value
        word.zh = zh
        word.en = en
        return word

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """(word, Chinese label) pairs, in the order of declaration."""
        return [(word.value, word.zh) for word in cls]


class DocumentKind(Word):
    PLAN = "plan", "规划纲要", "five-year plan"
    REPORT = "report", "政府工作报告", "government work report"
    SPECIAL_PLAN = "special_plan", "专项规划", "plan for one field"


class ChapterKind(Word):
    PREFACE = "preface", "前言", "preface"
    CHAPTER = "chapter", "章", "chapter"
    SECTION = "section", "节", "section"
    SUBSECTION = "subsection", "小节", "subsection"
    BOX = "box", "专栏", "box"
    APPENDIX = "appendix", "附件", "appendix"
    GLOSSARY = "glossary", "名词解释", "glossary"
    SUBDISTRICT_LIST = "subdistrict_list", "各街道发展思路", "list of subdistricts"


class Comparator(Word):
    """How a printed value bounds the quantity; see the annotation guide in ``tests/gold/GUIDE.md``."""

    EQ = "eq", "等于", "exactly"
    APPROX = "approx", "左右、约", "about"
    GTE = "gte", "不低于、以上", "at least"
    GT = "gt", "超过、突破、余", "more than"
    LTE = "lte", "不超过、以内、以下", "at most"
    LT = "lt", "低于", "less than"
    RANGE = "range", "区间", "from value to value_max"
    REF = "ref", "以参照表述（无数字）", "set by reference, with no number"
    NONE = "none", "空白或破折号", "blank or dash"


class Span(Word):
    """Over what time a figure runs."""

    POINT = "point", "时点或当年", "a point in time, or one year"
    CUMULATIVE = "cumulative", "累计", "total over several years"
    ANNUAL_AVERAGE = "annual_average", "年均", "average per year over several years"


class Nature(Word):
    """属性: what kind of obligation a target is."""

    ANTICIPATORY = "anticipatory", "预期性", "anticipatory"
    BINDING = "binding", "约束性", "binding"


class Side(Word):
    """Which side of a target an observation of origin ``table`` is."""

    BASELINE = "baseline", "基期值", "baseline"
    TARGET = "target", "目标值", "target"


class ObservationKind(Word):
    ACTUAL = "actual", "实际", "actual"
    ESTIMATE = "estimate", "预计", "estimate"
    TARGET = "target", "目标", "target"


class Measure(Word):
    LEVEL = "level", "水平值", "state at a point in time, or one year's total"
    GROWTH = "growth", "增速", "relative change"
    CHANGE = "change", "增量", "absolute increment within a year"
    SHARE = "share", "比重、比率", "part of a whole, or a rate"
    CUMULATIVE = "cumulative", "累计", "total over several years"
    ANNUAL_AVERAGE = "annual_average", "年均", "average per year over several years"
    MULTIPLE = "multiple", "倍数", "multiple"


class Origin(Word):
    TABLE = "table", "指标表", "a row of the main indicator table"
    PROSE = "prose", "正文", "running text"


class Disposition(Word):
    """What a numeral is."""

    OBSERVATION = "observation", "观测值", "the value of an observation"
    TABLE = "table", "表格", "in a table"
    HEADING = "heading", "标题", "in a heading"
    LABEL = "label", "序号", "number of a list item or a run-in heading"
    DATE = "date", "日期", "a year, a day, a time of day"
    PERIOD = "period", "时期", "a span of years, days or hours, or a plan period"
    ORDINAL = "ordinal", "序数", "a rank or a place in a row"
    NAME = "name", "名称", "in a name: a road, a plot, a line, a school, a model, a version"
    PROGRAMME = "programme", "提法", "in a slogan or the name of a programme"
    DOCUMENT = "document", "文件、会议", "in the title or number of a document, a law or a meeting"
    THRESHOLD = "threshold", "门槛", "the limit that defines a class, not a result"
    RATIO = "ratio", "构成比", "a part of a ratio of several (24:40.2:35.8)"
    BASE = "base", "计量基数", "the base of a rate: per thousand people"
    ENUMERATION = "enumeration", "概括性计数", "how many things a list or a heading names"
    DEFINITION = "definition", "释义", "in the definition of a term"
    OTHER_PLACE = "other_place", "其他地区", "a figure for another place"
    LEXICAL = "lexical", "词语", "part of a word or an idiom, not a quantity"
    FRONT_MATTER = "front_matter", "文前文后", "before the first heading or after the text"
    NOT_UNDERSTOOD = "not_understood", "未识别", "not understood"


class ProjectStatus(Word):
    PLANNED = "planned", "规划", "planned"
    PROPOSED = "proposed", "谋划", "proposed"
    UNDER_CONSTRUCTION = "under_construction", "在建", "under construction"
    ONGOING = "ongoing", "推进中", "ongoing"
    COMPLETED = "completed", "建成", "completed"


class ParkKind(Word):
    DEVELOPMENT_ZONE = "development_zone", "开发区", "development zone"
    INDUSTRIAL_PARK = "industrial_park", "产业园", "industrial park"
    SCIENCE_PARK = "science_park", "科技园", "science park"
    INCUBATOR = "incubator", "孵化器", "incubator"
    MAKERSPACE = "makerspace", "众创空间", "makerspace"
    CULTURAL_PARK = "cultural_park", "文创园、创意街区", "cultural or creative park"
    HR_PARK = "hr_park", "人力资源产业园", "human resources park"
    LOGISTICS_PARK = "logistics_park", "物流园", "logistics park"
    OTHER = "other", "其他载体", "other"


class ParkLevel(Word):
    NATIONAL = "national", "国家级", "national"
    MUNICIPAL = "municipal", "市级", "municipal"
    DISTRICT = "district", "区级", "district"


class IndicatorCategory(Word):
    """What field an indicator is of."""

    ECONOMY = "economy", "经济发展", "economy"
    OPENING = "opening", "改革开放", "reform and opening"
    INNOVATION = "innovation", "创新驱动", "innovation"
    ECOLOGY = "ecology", "绿色生态", "ecology"
    URBAN = "urban", "城市建设", "urban development"
    LIVELIHOOD = "livelihood", "民生福祉", "livelihood"
    CULTURE = "culture", "文化体育", "culture and sport"
    GOVERNANCE = "governance", "社会治理", "governance"
    SECURITY = "security", "安全保障", "security"


class Direction(Word):
    """Is more of an indicator better?"""

    HIGHER = "higher", "越高越好", "more is better"
    LOWER = "lower", "越低越好", "less is better"
    NEUTRAL = "neutral", "无优劣方向", "neither"


class Movement(Word):
    """Whether a growth, a change or a multiple goes up or down. The printed value has no sign: 下降14.7% is 14.7."""

    RISE = "rise", "上升", "a rise"
    FALL = "fall", "下降", "a fall"


class DivisionLevel(Word):
    NATION = "nation", "国家级", "the nation"
    PROVINCE = "province", "省级", "province, municipality or autonomous region"
    PREFECTURE = "prefecture", "地级", "prefecture"
    COUNTY = "county", "县级", "county, district or county-level city"


class PointKind(Word):
    """What the point of a division is."""

    NAMED = "named", "同名地点", "place of its name"
    PLACE = "place", "境内地点", "place within it"
    UNKNOWN = "unknown", "不详", "not known"


class Succession(Word):
    """How a division became another."""

    RENAMED = "renamed", "更名", "renamed"
    RECODED = "recoded", "改码", "given another code"
    CONVERTED = "converted", "改设", "changed in kind"
    MERGED = "merged", "并入", "merged"


class RunState(Word):
    """States of an ingest run; the way between them is drawn at ``districts.models.IngestRun``."""

    RUNNING = "running", "进行中", "running"
    SUCCEEDED = "succeeded", "成功", "stored"
    UNCHANGED = "unchanged", "无变化", "same file and reader version: nothing to do"
    FAILED = "failed", "失败", "failed; the stored rows are unchanged"
    LOST = (
        "lost",
        "中断",
        "its process or its database was gone; the stored rows are unchanged, and a worker tries it again",
    )


class Right(Word):
    """What a key may do besides reading, which everybody may."""

    INGEST = "ingest", "上传入库", "hand in files, and see what became of them"
    WITHDRAW = "withdraw", "撤回", "withdraw documents, and bring them back"
    CURATE = "curate", "订正", "correct what was read"


class IngestionState(Word):
    """How far a file is that was handed in; the way between them is drawn at ``planapi.intake.models.Ingestion``."""

    QUEUED = "queued", "排队中", "waits for a worker"
    READING = "reading", "识读中", "is being read"
    STORING = "storing", "入库中", "its rows are being stored"
    DONE = "done", "完成", "stored, or read without storing (a dry run)"
    DOUBTFUL = "doubtful", "存疑", "the same, and the reading check found something severe"
    FAILED = "failed", "失败", "nothing was stored; `problem` says why"
    LOST = "lost", "中断", "the worker ended before it was done; it is tried again"


class Rejection(Word):
    """Why a file was not stored."""

    UNREADABLE = "unreadable", "无法打开", "it is not there, or can't be opened"
    FORMAT_NOT_READ = (
        "format_not_read",
        "格式不支持",
        "a format that is not read: a picture, a presentation, an archive of another kind",
    )
    NO_CONVERTER = "no_converter", "缺少转换程序", "a format that this site has no converter for"
    ENCODING = "encoding", "编码无法识别", "neither UTF-8 nor GB 18030"
    PASSWORD = "password", "需要密码", "it asks for a password"
    DAMAGED = "damaged", "文件损坏", "cut off, or not built as its format wants it"
    EMPTY = "empty", "没有文字", "no text in it"
    NO_TEXT_LAYER = "no_text_layer", "没有文字层", "pictures of pages, without their text"
    TOO_LARGE = "too_large", "文件过大", "more bytes, pages, characters or numerals than are read here"
    TOO_SLOW = "too_slow", "识读超时", "reading it takes more time or memory than it may"
    READER_FAILED = "reader_failed", "程序出错", "an error of this site's software, not of the file"
    KIND_NOT_READ = (
        "kind_not_read",
        "文种不支持",
        "neither a five-year plan, nor a special plan, nor a government work report",
    )
    PLACE_NOT_RECOGNISED = (
        "place_not_recognised",
        "地区无法确定",
        "no district, or several, could be meant; `candidates` lists them",
    )
    WOULD_LOSE_ROWS = (
        "would_lose_rows",
        "会丢失数据",
        "it would replace a document by much less, or by another one; `replace` does it anyway",
    )
    WITHDRAWN = "withdrawn", "已撤回", "the document was withdrawn, with a reason; `force` takes it anyway"
    OVERTAKEN = "overtaken", "已有更新版本", "a version of the document that was handed in later is stored already"
    SAME_DOCUMENT = (
        "same_document",
        "同一文件有多份",
        "the zip has another file of the same document, which was stored; hand in the right one alone",
    )
    SOME_FAILED = "some_failed", "部分失败", "of the documents of a zip, those that `parts` shows were not stored"
    SERVER_ERROR = "server_error", "服务器出错", "something went wrong on our side; it can be tried again"


class ReadingState(Word):
    """Whether a document was read well enough for its figures to be relied on."""

    GOOD = "good", "可信", "nothing severe was found"
    DOUBTFUL = "doubtful", "存疑", "a severe finding: its figures are left out of comparisons"


class Severity(Word):
    """How much a finding of the reading check matters."""

    INFO = "info", "提示", "for information"
    WARNING = "warning", "注意", "some figures may be missing or wrong"
    SEVERE = "severe", "严重", "the document was not read well enough to be relied on"


class Comparability(Word):
    """Whether a figure can be put beside those of other districts and years."""

    COMPARABLE = "comparable", "可比", "comparable"
    WITH_CAVEAT = (
        "with_caveat",
        "可比，须注意口径",
        "comparable; the definition may differ, see the caveat",
    )
    NOT_COMPARABLE = "not_comparable", "不可比", "not comparable, see the reason"
    NOT_STATED = "not_stated", "未载明", "nothing stated"


class Reason(Word):
    """Why a figure can't be compared, or why nothing can be said of a target."""

    NO_NUMBER = "no_number", "原文未给出数字", "the text gives no number"
    MEASURE = "measure", "量的性质不同", "a different kind of quantity, such as growth instead of a level"
    TERRITORY = "territory", "地域范围不同", "for a different territory than the district"
    UNIT = "unit", "计量单位不可换算", "in a unit that can't be converted by a fixed factor"
    SPAN = "span", "时间跨度不同", "a different time span"
    PART_OF_YEAR = "part_of_year", "只是一年中的一段时间", "for part of a year, such as the first three quarters"
    NO_YEAR = "no_year", "原文未说明年份", "the text does not say for which year"
    NO_KIND = "no_kind", "原文未说明是实际还是目标", "the text does not say whether it is a result or a target"
    DOUBTFUL = "doubtful", "文件读取存疑", "from a document that was not read well enough to be relied on"
    BASE_YEAR = "base_year", "比较的基期不明或不同", "against a different base, or one that is not named"
    PRICE_BASIS = "price_basis", "价格口径不同", "in different prices: constant instead of current"
    OTHER_DEFINITION = "other_definition", "口径不同", "defined differently, see the caveat"
    SEVERAL_VALUES = (
        "several_values",
        "同一文件有几个不同的数",
        "one document states several values, and none takes precedence",
    )
    BOUND = "bound", "结果只给出界限，不足以判断", "the result is only stated as a bound, which is not conclusive"
    NO_INDICATOR = "no_indicator", "未归入统一指标", "not a catalogued indicator"
    NO_OUTCOME = "no_outcome", "基期之后尚无结果", "no result is stated for a year after the baseline"
    NO_BASELINE = "no_baseline", "无可比的基期值", "no baseline to measure progress from"
    NO_DIRECTION = (
        "no_direction",
        "无法判断增减哪个方向为完成",
        "the indicator does not say whether higher or lower values reach it",
    )
    OTHER_KIND = "other_kind", "一为结果，一为目标", "a target beside results, or the reverse"
    OTHER_LEVEL = "other_level", "行政层级不同", "of a place of another level, such as a city beside districts"


class Aggregate(Word):
    """What the rows of a group come to."""

    COUNT = "count", "行数", "number of rows"
    SUM = "sum", "合计", "sum"
    MIN = "min", "最小值", "least value"
    MAX = "max", "最大值", "greatest value"
    MEDIAN = "median", "中位数", "median"


class Refusal(Word):
    """Why the figures of a group don't come to one."""

    NO_INDICATOR = "no_indicator", "未归入统一指标", "not of a catalogued indicator"
    UNIT = "unit", "计量单位不同，不可换算", "in different units, between which no fixed factor leads"
    SPAN = "span", "时间跨度不同", "over different time spans"
    PART_OF_YEAR = "part_of_year", "有的只是一年中的一段时间", "of whole years and of parts of years"
    MEASURE = "measure", "量的性质不同", "different kinds of quantity, such as a growth beside a level"
    KINDS = "kinds", "有的是结果，有的是目标", "results and targets"
    RATE = "rate", "比率、增速和人均数不能相加", "shares, rates and averages, which don't add up"
    YEARS = "years", "不同年份的存量或多年数不能相加", "of several years, which don't add up for this indicator"
    PLACES = "places", "一地包含另一地", "of a place and of another that it is part of"
    BOUNDS = "bounds", "只给出相反方向的界限", "bounds on both sides, of which nothing follows"
    SEVERAL_DOCUMENTS = (
        "several_documents",
        "同一地区的几份文件可能列有同一项目",
        "from several documents of one place, which may list the same project",
    )
    SAME_NAME = "same_name", "同名的可能是同一项目", "of projects of one name, which may be the same one"


class Choice(Word):
    """Why one of several statements of the same thing was chosen: the first rule that separates it from the next."""

    ONLY = "only", "唯一的表述", "the only statement"
    WHOLE_YEAR = "whole_year", "全年数先于部分时段的数", "a whole year before a part of it"
    RESULT = "result", "结果先于目标", "a result before a target"
    COMPARABILITY = "comparability", "可比的先于不可比的", "the more comparable first"
    GENERAL = "general", "规划纲要和政府工作报告先于专项规划", "an outline or a report before a plan for one field"
    ACTUAL = "actual", "实际数先于预计数", "an actual figure before an estimate"
    DOCUMENT = "document", "新文件先于旧文件", "the newer document first"
    TABLE = "table", "指标表先于正文", "the indicator table before running text"
    PLACE = "place", "文中在前者", "the first in the document"


class Step(Word):
    """What was done to a printed figure to put it beside others."""

    FALL_NEGATED = "fall_negated", "下降记为负数", "a fall is counted as a negative number"
    UNIT_CONVERTED = "unit_converted", "换算计量单位", "converted to the indicator's unit"
    DIVIDED_BY_YEARS = "divided_by_years", "累计数除以年数", "a total divided by its years"
    TIMES_YEARS = "times_years", "年均数乘以年数", "a yearly average times its years"
    YEARS_ADDED = "years_added", "各年数相加", "yearly figures added up, with no year missing"


class ProgressStatus(Word):
    """How far a target is."""

    ACHIEVED = "achieved", "已实现", "reached"
    ON_TRACK = "on_track", "进度正常", "at or ahead of an even pace"
    BEHIND = "behind", "进度滞后", "behind an even pace, or missed"
    QUALITATIVE = "qualitative", "定性目标", "stated without a number; nothing is computed"
    NOT_COMPARABLE = "not_comparable", "不可比", "there is a result, but it can't be compared"
    NO_DATA = "no_data", "无数据", "nothing to compare with"


class CoverageStatus(Word):
    """What is known of an indicator in a district and a year."""

    STATED = "stated", "已载明", "stated with a number"
    STATED_WITHOUT_NUMBER = "stated_without_number", "已载明但无数字", "stated without a number"
    NOT_UNDERSTOOD = (
        "not_understood",
        "有数未识别",
        "a document names it beside a number that was not understood, set aside, or not linked to it",
    )
    NOT_STATED = "not_stated", "未载明", "not stated in the stored documents for that year"
    DOCUMENT_MISSING = "document_missing", "缺文件", "no document for that year is stored"


class HitType(Word):
    """What a hit of a search is."""

    CHAPTER = "chapter", "章节", "chapter"
    INDICATOR = "indicator", "指标", "indicator"
    OBSERVATION = "observation", "观测值", "observation"
    PROJECT = "project", "项目", "project"
    PARK = "park", "园区", "park"
    TERM = "term", "名词", "term of a glossary"


class Matched(Word):
    """How the words of a search were found."""

    AS_ASKED = "as_asked", "原词", "each word or phrase matches as entered"
    BY_WORDS = "by_words", "分词", "no word or phrase matches as entered, but all of its shorter words match"
    IN_DOCUMENT = (
        "in_document",
        "同一文件",
        "nothing has all the words, but the document of each hit does; a hit has one of them",
    )


class ChangeKind(Word):
    """What became of a row between two revisions."""

    ADDED = "added", "新增", "added"
    CHANGED = "changed", "修改", "changed"
    REMOVED = "removed", "删除", "removed"


class CitationStyle(Word):
    """In which form a citation is written."""

    GB7714 = (
        "gb7714",
        "现行国家标准 GB/T 7714（2025）",
        "a reference according to the Chinese standard GB/T 7714 in force, that of 2025",
    )
    GB7714_2025 = (
        "gb-t-7714-2025",
        "国家标准 GB/T 7714—2025",
        "a reference according to the Chinese standard GB/T 7714—2025",
    )
    GB7714_2015 = (
        "gb-t-7714-2015",
        "国家标准 GB/T 7714—2015（2026年7月1日起由2025年版代替）",
        "a reference according to GB/T 7714—2015, which that of 2025 replaced on 1 July 2026",
    )
    BIBTEX = "bibtex", "BibTeX 条目", "a BibTeX entry"
    CSL_JSON = "csl-json", "CSL-JSON 条目", "a CSL-JSON item"
    SENTENCE_ZH = "sentence_zh", "中文一句话", "one plain sentence in Chinese"
    SENTENCE_EN = "sentence_en", "英文一句话", "one plain sentence in English"


class Verdict(Word):
    """What the documents say of a claim."""

    SUPPORTED = "supported", "有据", "the documents state it"
    CONTRADICTED = "contradicted", "不符", "the documents state a different value"
    PARTLY_SUPPORTED = (
        "partly_supported",
        "部分有据",
        "the documents state part of it, or nearly the same; see the reason",
    )
    NOT_STATED = "not_stated", "未载明", "the stored documents state neither this value nor a different one"
    NOT_CHECKABLE = "not_checkable", "无法核对", "the claim can't be determined; see the reason"


class VerdictReason(Word):
    """Why a verdict is not simply supported or contradicted."""

    NO_NUMBER_IN_SENTENCE = "no_number_in_sentence", "句中没有可核对的数字", "the sentence has no number to check"
    NUMBER_NOT_UNDERSTOOD = "number_not_understood", "句中的数字未能识别", "a number in the sentence was not understood"
    NO_DISTRICT = "no_district", "句中没有说明是哪个区", "no district is named"
    SEVERAL_DISTRICTS = "several_districts", "一个分句提到几个区", "one clause names several districts"
    AMBIGUOUS_DISTRICT = "ambiguous_district", "区名有歧义", "several districts have this name"
    OTHER_DISTRICT = (
        "other_district",
        "句中的区与所给的不同",
        "the sentence names a different district than the request",
    )
    NO_YEAR = "no_year", "句中没有说明年份", "no year is named"
    RELATIVE_YEAR = (
        "relative_year",
        "不知“今年”“去年”指哪一年",
        "the year is relative (今年, 去年), and neither the request nor a report of the district says to which year",
    )
    YEAR_ASSUMED = (
        "year_assumed",
        "“今年”按最新一份政府工作报告的年份理解",
        "今年 was taken as the year of the newest report of the district, see relative_to",
    )
    NEGATED = "negated", "否定句，不作判断", "the claim is negated, and can't be checked"
    NOT_ASSERTED = "not_asserted", "疑问或假设，没有断言", "a question or a condition asserts nothing"
    INDICATOR_UNKNOWN = (
        "indicator_unknown",
        "指标未收录，原文也无同名表述",
        "not a catalogued indicator, and nothing is stated under that name",
    )
    NO_DOCUMENT = "no_document", "未收该区的文件", "no document of the district is stored"
    NOTHING_STATED = "nothing_stated", "所收文件未载明该指标", "the indicator is not stated for any year"
    ONLY_OTHER_YEARS = "only_other_years", "只载明了其他年份", "only stated for other years"
    OTHER_KIND = (
        "other_kind",
        "只载明了另一性质的数（实际、预计或目标）",
        "stated and claimed as different kinds: result, estimate or target",
    )
    KIND_NOT_SAID = "kind_not_said", "原文为目标，句中没有说明", "stated as a target, which the sentence does not say"
    INCOMPARABLE = "not_comparable", "原文的数不可比", "the stated values can't be compared; see the statements"
    NO_NUMBER = "stated_without_number", "原文未给出数字", "stated without a number"
    BOUND = (
        "bound",
        "原文只给出界限或约数，不足以判断",
        "only stated as a bound or approximately, which is not conclusive",
    )
    OTHER_BOUND = "other_bound", "数字相同，界限不同", "the same number with a different bound"
    IMPLIED = (
        "implied",
        "可由原文的目标推出，但数字不同",
        "it follows from the stated target, which has a different number",
    )
    ROUNDED = "rounded", "取整后相同", "the same when rounded to the claimed digits"
    DEFINITION_OPEN = (
        "definition_open",
        "数字相同，口径是否相同无法判断",
        "the same number, but the definition may differ",
    )
    SEVERAL_STATED = "several_stated", "原文有几个不同的数", "the documents state several values of it"
    RANK_NOT_CHECKED = (
        "rank_not_checked",
        "句中的位次或比较没有核对",
        "the numbers are stated, but the sentence also claims a rank or a comparison, which is not checked",
    )
    SOME_OF_SEVERAL = "some_of_several", "句中几个说法结论不一", "the claims of the sentence have different verdicts"


class Stance(Word):
    """What a statement says of a claim."""

    SUPPORTS = "supports", "支持", "states what is claimed"
    PARTLY_SUPPORTS = "partly_supports", "部分支持", "states part of it, or nearly the same"
    CONTRADICTS = "contradicts", "不符", "states a different value"
    DECIDES_NOTHING = "decides_nothing", "不能判断", "about the same thing, but not conclusive"
    OTHER_KIND = "other_kind", "性质不同", "a target instead of a result, or the reverse"
    OTHER_YEAR = "other_year", "年份不同", "for another year"
    NOT_COMPARABLE = "not_comparable", "不可比", "can't be compared; see the reason"


class Difference(Word):
    """In what a statement differs from a claim."""

    VALUE = "value", "数值", "value"
    UNIT = "unit", "计量单位", "unit"
    YEAR = "year", "年份", "year"
    KIND = "kind", "性质（实际、预计、目标）", "result, estimate or target"
    COMPARATOR = "comparator", "界限", "how the value is bounded"
    MEASURE = "measure", "量的性质", "kind of quantity"
    DIRECTION = "direction", "升降", "a rise instead of a fall, or the reverse"
    PERIOD = "period", "一年中的时段", "a part of the year instead of all of it, or another part"


class CorrectionState(Word):
    """What has become of a correction."""

    APPLIED = "applied", "已生效", "in force"
    STALE = "stale", "待复核", "to be looked at"
    WITHDRAWN = "withdrawn", "已撤回", "withdrawn"


class Unapplied(Word):
    """Why a correction that was not withdrawn does not apply."""

    GONE = "gone", "原文中已没有这些字", "the words are no longer in the document"
    UNREAD = "unread", "原文还在，但已不再读出这一条", "the words are there, but no row is read of them now"
    READ_OTHERWISE = (
        "read_otherwise",
        "现在读出的内容已与更正时不同",
        "it is read otherwise now than when it was corrected",
    )
    READ_RIGHT = "read_right", "现在读出的就是更正后的内容", "it is now read as it was corrected"
    AMBIGUOUS = "ambiguous", "同样的字现在出现的次数不同", "the same words now stand there more or less often"
    UNFIT = "unfit", "更正后的内容与该条其他内容不相容", "what it says does not fit the rest of the row"
