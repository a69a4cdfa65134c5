"""What is told of things that are counted, where that is what the count is of: |8家企业获评国家级智能工厂 are not all that there are.

8家企业|获评国家级智能工厂        企业获评国家级智能工厂
40条高速公路|相继开通            高速公路开通
35个乡镇|全部通三级公路          乡镇全部通三级公路
600个公共文化空间|投入使用       公共文化空间投入使用
13条产业链|全面起势              (nothing: how it goes with them)
"""

import re

# how it came about, which distinguishes no two counts
_MANNER = "(?:相继|陆续|先后|正式|顺利|成功|首次|率先|有序|双双|已经?|均|都|分别)*"
# what a thing was given, became or got: its object says what
_HONOURED = "获评|获批|获得?|荣获|被(?:评|认定|命名|列|授予|纳入|确定|表彰)[一-鿿]?|入选|入围|纳入|列入|跻身|上榜|晋[级升]|升格|评[为定]|通过"
_REACHED = "达到|加入|接入|通上?(?![过常])|通了|用上|喝上|住上|告别"
_DID = "建成|建立|设立|开展|享受|实现|完成(?!建设|(?:年度|计划|当年|季度)?投资)"
# what happened to it, with nothing behind
_OPENED = (
    "开通(?:运[营行])?|通车|通航|投入(?:使用|运[营行]|生产)|投[用产运]|启用|开放|开业|开园|开诊(?:运营)?|开学|开街|开馆"
)
_BUILT = "建成(?:投[用产运]|并?投入(?:使用|运[营行])|通车|开放|开园)?|开工(?:建设)?|复工(?:复产)?|复产|竣工(?:验收|投产)?|完工"
_CHANGED = (
    "获批|获奖|上市|挂牌(?:运[营行]|成立|上市|交易)?|招生|销号|清零|达标|达产|脱贫|摘帽|出列|退出|消除|签约|受益|升格"
)
_TOLD = re.compile(
    f"(?P<manner>{_MANNER})(?P<all>全部|全面(?=建成|完成|开工|通))?(?:{_MANNER})"
    f"(?P<what>(?P<happened>{_OPENED}|{_BUILT}|{_CHANGED})(?=[,;。、和及并]|$)|(?:{_HONOURED}|{_REACHED}|{_DID})[^,;。、\\d]{{1,26}}?(?=[,;。、]|$))"
)
_DONE_WITH_ALL = re.compile("实现|完成|开展|享受")
# 国家领航级|、卓越级智能工厂: what goes on behind the level of the first
_OF_TWO_LEVELS = re.compile("(?<=级)[、和][一-鿿]{1,6}级[一-鿿“”A-Z]{2,16}(?=[,;。、]|$)")
_LONGEST = 32  # characters


def told_of(noun: str, behind: str, *, goes_on: bool) -> str:
    """What is told of counted things by the words behind their name, or nothing. ``goes_on``: a number follows these words."""
    if goes_on:  # 12个项目竣工、总投资|35亿元
        behind = behind.rpartition("、")[0]
    found = _TOLD.match(behind)
    if found is None or (found["all"] and (found["happened"] or _DONE_WITH_ALL.match(found["what"]))):
        return ""  # 48件实事全部完成, 37家养老机构全部实现公建民营: how it goes with all that there are
    what = (found["all"] or "") + found["what"]
    if more := _OF_TWO_LEVELS.match(behind, found.end()):
        what += more.group()
    return what if len(noun) + len(what) <= _LONGEST else ""
