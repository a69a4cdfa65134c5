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
# 粮食、蔬菜|等农产品产量: each is one of them, and has an 产量 of its own
_GOODS = re.compile(
    "[一-鿿]{0,4}(?:产品|作物|商品|品种)(?P<measure>总?产量|总?产值|产出|出口额?|销售额|种植面积|播种面积)"
)
# 地区生产总值、固定资产投资|等主要指标, 规上工业企业、高新技术企业|等创新主体: names that are whole without it
_ANY = re.compile("(?:指标(?:增[速幅])?|主体|企业|投资|平台|载体|设施|项目|场所|机构)$")
_WHOLE = re.compile(
    "(?:[度率量额值位校院园馆]|收入|支出|投资|利润|税收|企业|主体|单位|平台|中心|人口|数|GDP|固投|社零)$"
)
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
    if goods := _GOODS.fullmatch(of):
        of = goods["measure"]
    elif _ANY.search(of):
        return [one if _WHOLE.search(one) else one + of for one in names]
    return [one + of for one in names]


def with_whose_they_are(parts: list[str]) -> list[str]:
    """What stands before the first of a list of figures, and says whose all of them are, put before each."""
    for whose, alike in _LIKE_THE_FIRST.items():
        if (first := whose.match(parts[0])) and all(map(alike.fullmatch, parts[1:])):
            said = any(map(_SAYS_WHERE.match, parts[1:]))
            return parts if said else [parts[0], *(first.group() + part for part in parts[1:])]
    return parts
