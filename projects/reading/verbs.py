"""The words of doing: what is done to build a thing, what became of it, and what stands before and behind.

加快推进|京滨城际铁路      a chain of verbs, then the thing
中纺前街地道|通车使用      the thing, then its state
"""

import re


def _any(*words: str) -> str:
    """One of the words, the longest that matches. They are looked up by their first characters, so that other places
    are skipped at once."""
    by_first: dict[str, list[str]] = {}
    for word in sorted(" ".join(words).split(), key=len, reverse=True):
        by_first.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in by_first.items())


ADVERBS = _any(
    "积极 全面 持续 稳步 有序 扎实 深入 大力 着力 全力 高标准 高水平 高质量 高品质 高规格 高起点 重点 统筹 协调 协同 配合 进一步 继续 不断",
    "切实 尽快 尽早 及早 及时 超前 提前 精心 精准 强力 加速 努力 奋力 合力 共同(?!体) 联合(?!国|会|体) 主动 累计 逐步 分批 分期 适时",
    "因地制宜 率先 成功 顺利 基本 相继 陆续 先后 已 要 力争 确保 争取 支持 前瞻 集中 科学 合理 优质高效 纵深 有力 有效 正式 同步 同时 并 还 也",
    "均 全部 提速 探索 精细 精品 倾力 适度 认真 稳妥 优先 充分 初步 先期 争取市政府 争取省政府 争取上级 规划好、 建设好、 计划 最终 强力",
)
_BUILD = _any(
    "建设 新建 兴建 续建 改建 扩建 改扩建 修建 筹建 共建 投资建设 投资兴建 规划建设 开发建设 谋划建设 开工建设 建成 建成并 打造 新打造 推进 推动",
    "加快 实施 启动 开展 完成 储备 谋划 谋划实施 开工 竣工 引进 提升改造 改造提升 升级改造 改造 整修 修缮 拓宽 拓宽改造 新建改造 新建扩建",
    "新建提升改造 新建和提升改造 新建提升 新建改建 提升 服务 加大 贯通 接收 规划设计 构建 完善 恢复 迁建 重建 开通 建强 出让 收储 建好 筹划",
    "加强 对接 整合 开发 引入 组建 打通 搭建 建立 创建 开发上线 上线 提质改造 提升整合 新改建 新改扩建 建成投用 布局建设 签约 规划实施",
    "新开工 新启动 新建成 新投用 签约落户 签约落地 签约引进 引进落户 落户建设 建好用好 运营好 加固改造 成立 抓好",
)
# Possessive: a chain is taken whole or not at all, so that no text makes it try again.
CHAIN = re.compile(rf"(?:(?:{ADVERBS})|(?P<verb>{_BUILD}))++了?")
ONLY_ADVERBS = re.compile(rf"(?:{ADVERBS})++")
# A verb that builds, wherever it stands in a clause.
STRONG = (
    "(?:新建|兴建|建设|改建|改扩建|扩建|修建|筹建|打造|实施|推进|推动|加快|启动|建成|谋划|提升改造|升级改造|改造提升|整修|拓宽|完成|引进"
    "|恢复|构建|搭建|建立)(?=.{3})"
)
HARD_VERB = re.compile(r"提升改造|升级改造|改造提升|改造|扩建|改扩建|改建|整修|修缮|拓宽|亮化|迁建|恢复|绿化|提升整合")
_SOFT_ENDS = ("提升", "服务", "加强", "完善")
_BUILDING = re.compile(r"建设|新建|改造|整修|修缮|整合|推进|推动|打造|扩建|实施|启动|完成|兴建|引进|建成|规划|谋划")

LEAD = re.compile(
    r"(?:(?:到|至|自)?\d{4}年(?:底|末|前|内|底前|末前)?|今年|明年|年内|年底前|全年|五年来?|同时|其中|此外|另外|以及|先期|重点"
    r"|[一二三四五六]是|——|\d+月底前)*+,?"
)
PREPOSITION = re.compile(
    r"(?:在|于|与|和|同|围绕|利用|依托|以|由|按|面向|立足|结合|借助|发挥|支持|聚焦|针对|用好|通过|联合|为|对接|适应|根据|从|着力|紧扣|贯彻|深化)"
)
MONEY_HEAD = re.compile(
    r"(?:总投资|投资额?|计划投资|完成投资)(?:约|达|近)?\d[\d.,]*+(?:多|余)?[万亿]元(?:的|以上的)?(?:\d+个)?"
)

# What became of a thing: …建成投用, …实现开工并纳统, …进展顺利
_STATES = (
    "建成通车 贯通 建成并网 并网发电 并网 建成投入使用 建成投运 建成试用 建成开放 上线运行 上线运营 投运 开街 建成投产 建成投用 "
    "建成运营 建成使用 投入使用 投入运营 投入运行 竣工投产 竣工开业 投产达效 开工建设 开业运营 通车使用 开工并纳统 进展顺利 顺利实施 "
    "全面启动 实质性进展 施工 签约落地 主体完工 建成招生 建成 竣工 开工 提速 开业 投产 投用 通车 通航 开通 送电 运营 启用 封顶 "
    "复工 完工 揭牌 启动 提升改造 改造 推进 建设 签约 前期手续 获批 核准 交付 落户[^,]{0,8} 纳入[^,]{2,30} "
    "获国家核准 实施 扩区 首航 封关运作 招生 开馆 开街运营 落地 建校招生 投入试运行 整体运营 完成建设并投入使用 建设并投入使用 落成 "
    "筹建 "
).split()
_STATE_TAIL = re.compile(
    r"(?P<state>(?:已|均|全线|全容量|基本|初步|全部|顺利|如期|相继|正式|成功|即将|年底前?|年内|确保|上半年|实现|完成|加快|全面|有序|扎实|提速|努力|积极|稳步|同步|持续"
    r"|取得|通过|提前|建设|投资)*"
    rf"(?:{'|'.join(_STATES)}))$"
)
_STATE_REACH = 60  # characters from the end in which a state is stated
# Most clauses state no status, which their last two characters say; 落户 and 纳入 have more behind them.
_STATE_ENDS = frozenset(state[-2:] for state in _STATES if not state.endswith("}"))
_STATE_GOES_ON = tuple(state.partition("[")[0] for state in _STATES if state.endswith("}"))


def state_tail(text: str) -> re.Match[str] | None:
    """The ``state`` that a clause ends with, or None."""
    if text[-2:] not in _STATE_ENDS and not any(state in text for state in _STATE_GOES_ON):
        return None
    return _STATE_TAIL.search(text, max(0, len(text) - _STATE_REACH))


# What stands behind a thing without being part of its name: …建设, …投入使用.
WORK_TAIL = re.compile(
    r"(?:并(?:顺利|成功|正式|全面|尽快)?(?:开学|投入使用|投入运营|开业|运营|通车|投用|开工|招生|启用)"
    r"|(?:项目|工程)?(?:开发|规划|开工|提速|竣工|加快|同步)?建设(?:进度|步伐|速度|工作)?|进度|步伐|力度|前期工作|落地(?:发展|见效)?|等?落户"
    r"|发展|挂牌出让|出让|投入使用|竣工开业|竣工投产|开业运营|达效|投产|开工|竣工|建成投运|建成|落地|通车|运营|提级能级|提档升级|规划|运营管理"
    r"|招生|收尾|基础架构|试点|提能升级|前期|工作|主体|主体工程)$"
)
TAIL_REACH = 16


def is_soft(words: str) -> bool:
    """Do the verbs better a thing rather than build it? 提升…品质, 服务…发展"""
    return words.endswith(_SOFT_ENDS) and _BUILDING.search(words) is None
