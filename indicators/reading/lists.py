"""What the members of a list of names have in common, and only one of them says.

纺织、家具、建材等行业营业收入                纺织行业营业收入, 家具行业营业收入, 建材行业营业收入
农村户厕覆盖率、污水治理率                    农村户厕覆盖率, 农村污水治理率
开发区规上工业增加值、工业投资                开发区规上工业增加值, 开发区工业投资
文旅大会带动游客人数、总花费                  文旅大会带动游客人数, 文旅大会带动总花费
"""

import re

# 纺织、家具|等行业营业收入: what is said behind 等 is of each
_OF_ALL = re.compile("(?P<last>[^等]{2,})等(?P<of>(?![级于待])[^等、]{2,})")
# 宏达、恒丰|等龙头企业产值: names of firms need no word for what they are
_FIRMS = re.compile("^[一-鿿]{0,6}(?:企业|公司|集团|工厂)(?=..)")
_MEASURED = re.compile("[度率量额值]$")
_PLAIN_NAME = re.compile("[^等]{2,8}")
# 开发区|规上工业增加值: a part of the place
_ZONE = re.compile("[一-鿿]{0,6}?(?:开发区|高新区|经开区|产业园区?|工业园区?|自贸试验区|综保区|园区)(?=[一-鿿]{2})")
_COUNTRY, _LEVEL = re.compile("(?:农村|乡村|村级)(?=.+率$)"), re.compile("[省市县区]级(?=.+(?:经费|支出)$)")
# 消费节|带动汽车销售额
_BROUGHT = re.compile("[^、]{2,}(?:带动|拉动)(?=[^、]{2,}$)")
_LIKE_THE_FIRST = {
    _ZONE: re.compile(".*(?:[值额量率资收入税润出口数]|支出)"),
    _COUNTRY: re.compile("[^、]*(?:厕|水|垃圾|电|燃气|宽带|网络|道路|公路|快递|危房)[^、]*率"),
    _LEVEL: re.compile(".*(?:经费|支出)"),
    _BROUGHT: re.compile(".*(?:[额量数]|花费|消费|收入|就业)"),
}
_SAYS_WHERE = re.compile("[全省市县区国]|城|农|乡|村|居民|户籍|森林|空气|地区")


def of_all_listed(parts: list[str]) -> list[str] | None:
    """纺织行业营业收入, 家具行业营业收入 of 纺织、家具等行业营业收入; None for a list without 等."""
    of_all = _OF_ALL.fullmatch(parts[-1])
    if of_all is None or not all(map(_PLAIN_NAME.fullmatch, parts[:-1])):
        return None
    names, of = (*parts[:-1], of_all["last"]), _FIRMS.sub("", of_all["of"])
    return [one if of == "指标" and _MEASURED.search(one) else one + of for one in names]


def with_whose_they_are(parts: list[str]) -> list[str]:
    """What stands before the first of a list of figures, and says whose all of them are, put before each."""
    for whose, alike in _LIKE_THE_FIRST.items():
        if (first := whose.match(parts[0])) and all(map(alike.fullmatch, parts[1:])):
            said = any(map(_SAYS_WHERE.match, parts[1:]))
            return parts if said else [parts[0], *(first.group() + part for part in parts[1:])]
    return parts
