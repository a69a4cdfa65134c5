"""Numerals with a unit that count nothing of the place: the parts of the text itself, what a leader did, a people in a figure of speech, the size of a kind.

抓好|9个方面工作、《纲要》部署了|13项任务      the text's own parts
总书记|3次亲临考察                          a visit
|6000万江淮儿女                             a figure of speech
|15类48件实事                               how the things are grouped
|12家企业营业收入超|百亿元                  of what size they are
东化|120万吨乙烯项目                        the name of a work
未发生|1起较大事故                          what never was
"""

import re

from text.ledger.dispositions import NumeralPlace
from text.numbers.units import words_of
from text.vocabulary import Comparator, Disposition

_COUNTS = ("个", "项", "条", "件")

# |9个方面工作, 分|13个领域细化
_ASPECTS = re.compile("(?:大)?(?:方面|维度|层面)(?!军)")
_FIELDS = re.compile("(?:大)?(?:领域|部分|板块|专题|环节|重点)(?![一-鿿]{0,6}(?:企业|项目|场所|行业|单位|人群|产业))")
_DIVIDED = re.compile("(?:分|从|分成|分为|围绕|聚焦|对)$")
# 《纲要》部署了|13项重大任务; 纲要提出|8个方面目标
_DOCUMENT_SAYS = re.compile(
    "(?:》|纲要|草案|[规计]划|方案|报告)[^,;。、\\d]{0,8}(?:部署|提出|明确|确定|安排|列出|谋划|设置|设定)了?$"
)
_WHAT_IT_SAYS = re.compile("(?:重[点大]|主要|具体|战略|改革)*(?:任务|举措|措施|指标|目标|政策)")
# 构建管控、路径、保障|3个体系; 建强产业、科技、服务业|三支招商队伍: as many as are named
_NAMED_ONE_BY_ONE = re.compile("[一-鿿]{0,4}(?:体系|机制|队伍|环节|方向|抓手|格局|支柱|关口?|清单)(?=[,;。、]|$)")
_LISTED = re.compile("[一-鿿“”]{2,14}(?:[、和及与][一-鿿“”]{2,14})+$")
_AND = re.compile("[、和及与]")

_LEADERS = re.compile("总书记|总理|主席|委员长|党中央|中央领导")
_VISITS = re.compile(
    "(?:亲临|亲自|莅临|深入)?[一-鿿]{0,6}(?:考察|视察|调研|回信|贺信|致信|批示|会见|接见|致电|点赞|对话|讲话|座谈)"
)
_SENTENCE = re.compile("[。!?;\\n]")

_A_PEOPLE = re.compile("[一-鿿]{0,6}(?:儿女|父老乡亲|父老|乡亲们|骨肉同胞)")
_MOVED = re.compile("(?:团结|带领|凝聚|激励|动员|依靠|引领|感召|造福)[^,;。、\\d]{0,8}$")
_PEOPLE_MOVED = re.compile(
    "民(?=奋|凝|携|同|团|砥|踔|[^一-鿿]|$)|(?:各族|全体|广大)?(?:人民|干部群众|干群|群众|市民)(?=[^一-鿿]|$|[一-鿿]{2})"
)

_THINGS_BEHIND = re.compile("\\d[\\d,.]*[余多]?[件项个家条户名宗处]")

# 成为全省首批|5个湿地公园之一
_ONE_OF = re.compile("[^,;。、\\d]{0,16}之一")
_OF_ALL = re.compile("(?:首批|全[国省市区县]|全球|世界|国内|[仅唯]有的?)[^,;。\\d]{0,8}$")

# |1个经济总量近|千亿、4个过五百亿的县市; 12家工业企业营业收入超|百亿元
_EACH_MEASURES = (
    "经济总量|(?:地区)?生产总值|GDP|(?:年)?(?:主营业务|营业|销售)收入|年?营收|(?:工业)?总?产值|年产值|税收|纳税额?"
    "|利税|利润(?:总额)?|市值|总市值|估值"
)
_SO_MANY_MEASURE = re.compile(
    f"[\\d一二两三四五六七八九十](?:多|余)?[个家户座][^,;。、\\d]{{0,10}}?(?:{_EACH_MEASURES})(?:分别|均|都|已|首次|双双)*$"
)
_ROUND = re.compile("[一二三四五六七八九]?[十百千]?(?:万亿|千万|百万|亿|万)|[一二三四五六七八九]?[十百千]亿")
_AND_ALSO = re.compile("以上(?:且|并且|或者?|和)[^,;。、\\d]{0,10}$")
_KINDS_OF_SIZE = re.compile("(?:更多|一批|[批若]干|若干|多个|[一两三]批|多家)(?:[十百千万亿]{1,3}级、)*$")

# 东化|120万吨乙烯项目, 丰能望川|40亿立方米/年煤制气等项目; no 建设|3万吨盐项目, which is the size of one that is begun
_AMOUNTS = words_of("mass", "volume", "energy", "power")
_WORK_BEHIND = re.compile(
    "[一-鿿A-Za-z]{1,14}?(?:[和、及][一-鿿、]{2,16}\\d[\\d.]*[万亿]?(?:吨|立方米|千瓦)[^,;。\\d]{1,20}?)?(?:等(?:重[点大])?(?:项目|工程)|项目|工程|装置|生产线)"
)
_VERBS = (
    "推动|推进|加快|加速|释放|支持|确保|抓好|促进|力促|实施|建成|建设|开工|投产|完成|续建|新建|新上|启动|谋划|储备|引进|新增|扩建|改造|形成|淘汰|生产|加工|处理|供应|消纳|回收|利用|增加"
    "|达到|超过|突破|实现|产能|能力|规模|产量|总量|容量|装机|年产|日产|处置|转化|打造|布局|落地|力争|开展|做好|压减|退出|关停|整合|推广|安排|投入|获批|核准|带动|累计|合计"
)
_LEADING = re.compile(f"(?:{_VERBS})*")
_OTHER_VERB = re.compile(f"{_VERBS}|[建产增减成达到为共的约近超过投扩改]$")
# 50米|内换乘比例, 500米服务半径覆盖率
_WITHIN = re.compile("(?:以?内|范围内?|半径内?)[一-鿿]{0,10}(?:率|比例|占比|覆盖)")
# 深入实施|0.1微克攻坚行动; |110米口径望远镜
_CAMPAIGN = re.compile("[一-鿿]{0,4}(?:攻坚|专项)?(?:行动|战)(?![一-鿿]*\\d)")
_ACTS = re.compile("(?:实施|开展|推进|打好|打响|启动|深化)了?$")
# 全国|168个重点城市, 全国|337个地级及以上城市
_CITIES = re.compile("(?:重点|地级|主要|样本|监测|副省级|大中|及以上|以上|及)+(?:城市|省份|地市|市)")
_NATIONS = re.compile("(?:全国|全球|世界|国内)$")
# 覆盖|20万人口以上的县
_POPULOUS = re.compile("口?(?:及)?以[上下]的?(?:县|镇|乡|区县|城市|村|城镇|市)")


# 没有出现|1例, 未发生|1起, 不漏|1户: there was none
_NOT_ONE = re.compile(
    r"(?:没有?|从?未|并未|无|不)(?:再|曾|让|使|因此)?(?:出现|发生|采取|引发|造成|发现|接到|流失|漏掉?|落下?|错过|放过|丢下?|少|让|耽误|新增|存在|有)?(?:过|了)?(?:任何|哪怕|其中)?$"
)


def no_figure(place: NumeralPlace) -> Disposition | None:
    """What a numeral is that has a unit and yet counts nothing of the place; None for all others."""
    quantity = place.quantity
    if quantity.unit is None or quantity.value is None:
        return None
    base = quantity.base
    if quantity.value == 1 and _NOT_ONE.search(place.before(12)):
        return Disposition.LEXICAL
    if quantity.comparator is Comparator.GTE and _AND_ALSO.search(place.before(16)) and place.behind(1) == "的":
        return Disposition.THRESHOLD  # 年销售额2万元以上且快递|1000单以上的主体
    if base in _COUNTS:
        return _of_the_text(place) or _one_of(place) or _of_all_cities(place)
    if base in ("支", "大", "类", "大类", "批", "项"):
        return _grouped(place) or _one_by_one(place)
    if base == "次":
        return _visit(place)
    if base in ("", "万", "人", "名", "亿", "亿元", "元", "级"):
        return _people(place) or _size_of_a_kind(place)
    if base in ("米", "公里", "微克"):
        return _in_a_term(place)
    return _of_a_work(place) if base in _AMOUNTS or quantity.unit.endswith("/年") else None


def _of_the_text(place: NumeralPlace) -> Disposition | None:
    """从|5个方面推进; 《纲要》部署了|13项任务."""
    behind = place.behind(20)
    if _ASPECTS.match(behind) or (_FIELDS.match(behind) and _DIVIDED.search(place.before(4))):
        return Disposition.ENUMERATION
    if _WHAT_IT_SAYS.match(behind) and _DOCUMENT_SAYS.search(place.before(24)):
        return Disposition.ENUMERATION
    return _one_by_one(place)


def _one_by_one(place: NumeralPlace) -> Disposition | None:
    value = place.quantity.value
    if value is None or not 2 <= value <= 9 or not _NAMED_ONE_BY_ONE.match(place.behind(14)):
        return None
    listed = _LISTED.search(place.before(48))
    return Disposition.ENUMERATION if listed and len(_AND.split(listed.group())) == value else None


def _one_of(place: NumeralPlace) -> Disposition | None:
    found = _ONE_OF.match(place.behind(20)) and _OF_ALL.search(place.before(14))
    return Disposition.OTHER_PLACE if found else None


def _of_all_cities(place: NumeralPlace) -> Disposition | None:
    found = _NATIONS.search(place.before(2)) and _CITIES.match(place.behind(12))
    return Disposition.OTHER_PLACE if found else None


def _grouped(place: NumeralPlace) -> Disposition | None:
    """|15类48件实事, |12批181项举措."""
    grouped = place.quantity.base in ("类", "大类", "批") and _THINGS_BEHIND.match(place.behind(10))
    return Disposition.ENUMERATION if grouped else None


def _visit(place: NumeralPlace) -> Disposition | None:
    if not _VISITS.match(place.behind(16)):
        return None
    since = _SENTENCE.split(place.before(120))[-1]
    return Disposition.ENUMERATION if _LEADERS.search(since) else None


def _people(place: NumeralPlace) -> Disposition | None:
    behind = place.behind(14)
    moved = _PEOPLE_MOVED.match(behind) and _MOVED.search(place.before(14))
    return Disposition.PROGRAMME if moved or _A_PEOPLE.match(behind) else None


def _size_of_a_kind(place: NumeralPlace) -> Disposition | None:
    """更多|百亿级集群, 2个经济总量近|千亿的县, 12家企业营业收入超|百亿元."""
    quantity, unit = place.quantity, place.quantity.unit or ""
    if unit == "亿级" or quantity.base == "级":
        of_a_kind = _KINDS_OF_SIZE.search(place.before(14))
        return Disposition.THRESHOLD if of_a_kind else None
    if quantity.base == "人":
        return Disposition.THRESHOLD if _POPULOUS.match(place.behind(10)) else None
    bound = quantity.comparator in (Comparator.GT, Comparator.APPROX, Comparator.GTE)
    if not bound or not _ROUND.fullmatch(place.run):
        return None
    before = place.text[max(0, quantity.start - 40) : quantity.start]
    return Disposition.THRESHOLD if _SO_MANY_MEASURE.search(before) else None


def _in_a_term(place: NumeralPlace) -> Disposition | None:
    """|50米内换乘比例, |110米口径望远镜, 实施|0.1微克攻坚行动."""
    behind = place.behind(16)
    if place.quantity.base != "微克":
        return (
            Disposition.THRESHOLD if _WITHIN.match(behind) else Disposition.NAME if behind.startswith("口径") else None
        )
    return Disposition.PROGRAMME if _CAMPAIGN.match(behind) and _ACTS.search(place.before(4)) else None


def _of_a_work(place: NumeralPlace) -> Disposition | None:
    """东化|120万吨乙烯项目."""
    if place.quantity.comparator is not Comparator.EQ or not _WORK_BEHIND.match(place.behind(24)):
        return None
    before = _CLAUSE.split(place.before(30))[-1]
    name = before[led.end() :] if (led := _LEADING.match(before)) else before
    named = _NAME.fullmatch(name) and not _OTHER_VERB.search(name)
    return Disposition.NAME if named else None


_CLAUSE = re.compile("[,、;。:!?()]|(?<=.{4})和")
_NAME = re.compile("[一-鿿A-Z]{2,10}")
