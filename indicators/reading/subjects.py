"""The words around a number become what the number is of: ``惠及3.67万户居民`` is 惠及居民, ``11家市级以上绿色工厂`` is 市级以上绿色工厂.

The noun stands before the number (老旧小区改造面积1572万平方米), after it (80%家庭医生团队), or on both sides (人大代表76件建议); it is shared
(A、B均增长15%), dealt out in order (绿化覆盖率、绿地率分别达到36.25%和25.2%), or carried over from the number before (…818亿元，同比增长3.7%). A subject is
made of the printed words, with the number and the light words (完成, 达到, 累计) left out.
"""

import re
from functools import lru_cache

_WIDTH = 70  # characters before a number in which its subject is looked for

_DATES = r"(?:到|至|截至|截止)?(?:20[0-4]\d|二〇\S\S)年(?:底|末|年底|年末)?"
_OPENING = re.compile(
    rf"^(?:{_DATES}(?!来)|“?十[一二三四五六七八九]五”?(?:末|期间|时期)?|五年(?:来|间)?(?=累计|共|新|投|生|完|实)|其中|并且|并|且|同时|另外|此外|尤其是?|特别是|预计|全年|年内|今年|"
    r"全区(?!域)|我区|区内|本区|我市|全市(?=完成|新|累计|共)|共计|共(?=[为有计完实引建新投接培])|合计|总计|累计|力争|争取|确保|努力|实现(?!“)|完成(?!率)|达到|建成(?!区|后)|打造|形成|推动|推进(?!实施)|加快|"
    r"推进实施|重点(?=推|打|培|建|发|实)|成功|设立|全面|深入|有序|持续|继续|积极|进一步|大力|切实|率先|先后|相继|实施|组织实施|组织|获得|取得|拥有|现有|已有|已(?=[经建完有累实])|将|把|了|使(?=每)|分[一二三四五]期|对|在(?=全区|我区|区内|当前|全市)|以|是|为(?=[^期])|约|有(?=效利)|当前|"
    r"部署打好|部署|提升打造|提高到|保持|稳定|基本|逐步|至少|高标准(?!农田|基本农田)|(?:近|这)?[两三四五]年(?=平均|年均)|要(?![件素求闻点])|分别|均(?!衡)|再(?!生)|各类(?=市场)|、|,|及(?!时)|和(?![谐平美合])|与|——|—|着力|支持|面向|创建|创(?=市|国)|构建|超前谋划|谋划|围绕|依托|利用|按照|计划|安排)+"
)
_CLOSING = re.compile(
    r"(?:比重为|达到?|均达到?|分别|共|共计|累计|合计|总计|为|是|超过?|可达?|突破|不低于|不少于|不超过|至少|低于|高于|力争|实现|完成|约|近|逾|(?:[现已共拥])?有|始终|连续(?:多|[一二三四五六七八九十\d]{1,2})年|"
    r"(?:控制|保持|稳定|维持)(?:在)?|(?:动态)?(?:保持|维持)|(?:提升|提高|增加|增长|增至|下降|降低|减少|缩小|扩大|压缩|压减|提速|跃升|上升|恢复|改善|缩短|上调)(?:了)?(?:到|至|为)?|降(?:到|至)|减至|升至|增至|"
    r"由|从|到|至|的|在|了|并|且|均|也|则|已|将|要|预计|新增|设计|人均|年均|平均|名义|同比|可比口径|按可比口径|比上年(?:同期)?|比去年|较上年|(?<![占之])比|较|每年|动态|持续|稳步|进一步|大幅|实际|取得|设置|"
    rf"(?:比|较|相比|是)?(?:“?十[一二三四五六七八九]五”?|{_DATES})(?:末年?|底|的)?|(?:高|低)于[^,。]{{1,6}}(?:平均(?:水平)?)?|各|全部|逐步|总共|一共|已有|共有|[两三四五]年|净增|每人(?:每[年月])?|突破[^,]{{1,6}}大关|包括|包含|当年|其中)+$"
)
_LIST = re.compile(
    r"^(?P<verb>(?:建设|新建提升|新建扩建|新建改建|新?改?扩?建(?!设)成?|提升改造|改造提升|改造|整修|引进|引入|新增|增加|建设|举办|培育|创建|吸引|"
    r"开办|更新|惠及|出让|新打造|提升|推动完成|新成立|设立|召开)?).*(?:等(?:地区?|一批)?|、)"
)
# where the noun after a number ends and what it did begins: 12个项目「实现开工」
_STOP = re.compile(
    r"实现|获[得评批]|被|有序|有效|全部|全面(?!预算)|圆满|进行|迁入|入选|竣工|连续|均(?![衡匀等])|达到|占(?!地|道)|落地|开工(?!率)|投入|开街|开展|完成|分别|投产|签约|顺利|正式|普遍|"
    r"共[有入计]|位居|居全|居于|高于|低于|比[上2]|较[上2好]|发展情况|享受|受益|通过|仍|能够|提供|相继|设置|服务不|只|在全|冲锋|上市挂|挂牌出|创建工|第一时间|"
    r"[建施营][筑工业]面积|总投资|为(?=核心|主|重点|群众|企业|居民)|提升至|提高|减少|下降|增长|同比|安装|逆行|赴|下沉|并且|并实|努力|加快|稳步|年底|年内"
)
_RISE = re.compile(
    r"^(?:提高|提升|增加|增长|降|下降|上升|跃升|升|缩小|减少|扩大|优化)(?:到|至|为)?|^[一二三四五六七八九十两](?:个|大|项|类)"
)
_GENERIC = frozenset(
    "项目 企业 机构 单位 家庭 学校 街道 社区 小区 群众 居民 人 人员 老人 政策 任务 问题 事项 难题 地块 工程 楼宇 街 村 片区 重点项目".split()
)
# what the counted things did, where that is what is counted: 16家科技企业「完成股份制改造」
_TELLING = re.compile(r"完成(?!建设|投资)|实现|获|被|入选|上市|挂牌|通过|受益|享受|全部开通|能够|提供")
_BOUND_WORDS = re.compile(r"^(?:(?:\(含\))?(?:及|或)?以[上内下]|左右|上下|之内)?的?")

# words that say nothing without what they are of: 注册资金约18亿元 after 新注册企业125个
_DEPENDENT = re.compile(
    r"^(?:其中)?(?:总投资(?:额|规模)?|投资(?:额|规模|总额|总量)?|注册资[金本](?:\(金\))?|占比|占[^,。]{1,16}(?:比重|比例|份额)?|占地面积|年?营业?收入|只保留|保留|比重|[建施营][筑工业]面积|总?面积|总额|金额|盘活率|比例|其占比|税收比重|拟?利用资金|拟投资|投资|规模|完成投资|总长度?|总里程|总产量|总数|总量)$"
)

# what a list of names has in common: 城镇、乡村「居民人均可支配收入」
_SHARED_TAIL = re.compile(
    r"(?:居民)?人均可支配收入|(?:工业)?增加值占.*(?:比重|比例)|(?:支持|占)[^、和与]*(?:比重|比例)|增加值|累计入库|产量|增速|吞吐量|到位额|"
    r"(?:近视|死亡|覆盖|参保|入学|巩固|达标|合格|失业|绿地|完成|办理|满意|增长)率|比重|比例|占比|总?收入|总额|产值|面积|数量|人数|浓度|标准|投资额?$"
)


# what joins a number to the one before it, and begins no word (和谐, 及时)
_AND = re.compile(r"^(?:[、,]|及(?!时)|与|和(?![谐平美合]))+")


def without_and(words: str) -> str:
    """The words before a number without what joins them to the number before."""
    return _AND.sub("", words)


# What stands before a number and behind it is looked at by one way of naming it after the other.
_kept = lru_cache(16)


@_kept
def clean(words: str) -> str:
    """A subject without the light words at its two ends."""
    words = words[-_WIDTH:]
    for _ in range(3):
        before = words
        words = _OPENING.sub("", words).strip("、,;:。!—-· ")
        words = _CLOSING.sub("", words).strip("、,;:。!—-· ")
        if words == before:
            break
    if words.count("(") != words.count(")"):
        words = words.strip("()") if not re.search(r"[()]", words[1:-1]) else words
    return words.strip("”’)") if words and words[-1] in "”’" and "“" not in words and "‘" not in words else words


def without_list(words: str, *, named: bool = False) -> str:
    """万新、华明等 → nothing; 整修新浦路、泰兴路等 → 整修: what was named one by one is no part of what is counted.

    ``named``: so are names without 等 (提升改造汇贤里、程林里、鼎信4个菜市场).
    """
    if words.endswith("等"):
        found = _LIST.match(words)
        return found["verb"] if found else ""
    if "等" in words:
        head, _, tail = words.rpartition("等")
        found = _LIST.match(head + "等")
        return (found["verb"] if found else "") + tail
    if named and "、" in words and (found := _LIST.match(words)):
        return found["verb"]
    return words


@_kept
def noun_after(words: str) -> str:
    """The noun that follows a number: 11家「市级以上绿色工厂」创建, 10个购物便捷的「消费新地标」."""
    words = re.sub(r"^\((?:段|间|套|处|项|家)[^)]{0,4}\)", "", words)  # 11条(段)市政路
    if _AND.match(words) or _RISE.match(words):
        return ""
    words = _BOUND_WORDS.sub("", words[:40])
    words = re.split(r"[,;:。!?\[]", words, maxsplit=1)[0]
    stop = next(
        (match for match in _STOP.finditer(words) if match.start() > 0 and not _quoted(words, match.start())), None
    )
    noun = words[: stop.start()] if stop else words
    if _STOP.match(words) and not re.match(r"被|均|占|比|较|中|为|可|能|只", words):
        noun = words if len(words) <= 16 else ""
    if "的" in noun and not noun.endswith("的"):
        noun = noun.rpartition("的")[2]
    noun = noun.strip("、和及与或的")
    return re.sub(r"(?<=..)[上内]$|、\d.*$|、[^、]*等$", "", noun)


def _quoted(words: str, position: int) -> bool:
    return words.count("“", 0, position) > words.count("”", 0, position)


def around(before: str, after: str, *, count: int = 0) -> str:
    """The subject of a count with its noun after it, from the words on both sides. Names as many as the count says are no part of it."""
    noun = noun_after(after)
    if count > 1 and len(re.split(r"、|和|与|及", without_and(before))) == count:
        return _verb(clean(before)) + noun
    front = clean(without_list(without_and(before), named=True))
    front = re.sub(r"^[^“]*?(?:打造|建成|设立|形成)", "", front)
    if re.search(r"(?<!惠)及$|[和与或]$", front):
        front = ""
    if re.search(r"[及和与或]$", before):
        front = _verb(front)
    rest = re.split(r"[,;:。!?]", _BOUND_WORDS.sub("", after[:44]), maxsplit=1)[0]
    told = not re.match(r"[建施营][筑工业]面积|总投资", rest[len(noun) :])
    if not front and told and (noun in _GENERIC or _TELLING.match(rest, len(noun))) and "、" not in rest:
        return rest if len(rest) <= 24 else noun
    if re.fullmatch(r"[,、]?(?:累计|共)?(?:为|给)", before) and len(rest) <= 26:
        return rest
    return front + noun if len(front) <= 24 else _verb(front) + noun


def _verb(words: str) -> str:
    found = re.match(
        r"提升改造|改造提升|新建提升|新?建(?!设)|改扩建|改造|整修|引进|引入|新增|增加|培育|举办|惠及", words
    )
    return found.group() if found else ""


def is_dependent(words: str) -> bool:
    """Does the phrase need the subject before it (注册资金, 总投资, 占比)?"""
    return bool(_DEPENDENT.match(words))


def share_out(words: str, count: int) -> list[str] | None:
    """A list of subjects for 分别: as many as there are numbers, the common tail given to each; None where they do not match.

    >>> share_out("小学生、初中生、高中生近视率", 3)
    ['小学生近视率', '初中生近视率', '高中生近视率']
    """
    for mark in (r"、|(?<![共维饱])和(?![平谐])|与", r"、|(?<![共维饱])和(?![平谐])|与|及"):
        parts = [part for part in re.split(mark, words) if part]
        if len(parts) == count:
            break
    else:
        return None
    tail = _SHARED_TAIL.search(parts[-1])
    if tail and not re.search(r"(?:率|额|量|数|重|例|入|积|度|值|速|标准|[^,]成)$", parts[0]):
        if len(parts[0]) == 1 and len(parts[-1]) > 1 and not parts[-1].startswith("居民"):
            parts[0] += parts[-1][1:]  # 内、外资到位额 is 内资到位额 and 外资到位额
        parts = [
            part
            if part.endswith(tail.group()) or (index == 0 and len(parts[0]) > 2 and parts[0].endswith(parts[-1][1:]))
            else part + tail.group()
            for index, part in enumerate(parts)
        ]
    return parts
