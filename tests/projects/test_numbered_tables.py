"""Tables with a number for each row as the text of a PDF has them: the cells one after another, or by parts on the lines of the page."""

from tests.cases import TORN_WORKS, observations, read
from text.vocabulary import Nature

BEFORE = """青溪县国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要

第一章 重点任务

到2025年，茶园面积达到11.5万亩。

"""
AFTER = "\n第二章 保障措施\n\n加强组织领导。\n"
TITLE = "附表：青溪县“十四五”重大项目表\n单位：万元\n"
READ = [
    "城关镇冷链物流中心项目|13500|城关镇|2021|2023",
    "县城第二污水处理厂三期建设项目|67000|旧县|2021|2025",
    "标准厂房一期工程|18500|车村镇|2022|2024",
]
BY_PARTS = """序      项目名称       建设 建设规模 建设 建设年 总投 责任单
号                 性质        地点 限       资     位
1 城关镇冷链物流中心项目     改扩 建设规模67 城关 2021— 13500 市交通
                  建 公里      镇 2023         运输局
2 县城第二污水处理厂三期建
  设项目             新建 建设规模66
                     万平方米   旧县 2021— 67000 市交通
                               2025        运输局
                     建设规模 车村 2022—
3 标准厂房一期
  工程              续建 49万平方 镇 2024 18500 市水务
                     米                   局
"""
ONE_AFTER_ANOTHER = """序
号
项目名称
建设
性质
建设规模
建设
地点
建设年
限
总投
资
责任单
位
1 城关镇冷链物流中心项目
改扩
建
建设规模67
公里
城关
镇
2021—
2023
13500
市交通
运输局
2
县城第二污水处理厂三期建
设项目
新建
建设规模66
万平方米
旧县
2021—
2025
67000
市交通
运输局
3
标准厂房一期
工程
续建
建设规模49
万平方米
车村
镇
2022—
2024
18500
市水务
局
"""


def works(table: str) -> list[str]:
    reading = read(BEFORE + TITLE + table + AFTER, district="110101")
    assert len(observations(reading)) == 1  # no figure of the table is one of the county's
    return [
        f"{one.name}|{one.investment_raw}|{one.location}|{one.period_start}|{one.period_end}"
        for one in reading.projects.projects
    ]


def test_rows_that_stand_by_parts_on_their_lines() -> None:
    assert works(BY_PARTS) == READ


def test_cells_that_follow_one_another() -> None:
    assert works(ONE_AFTER_ANOTHER) == READ


def test_nothing_is_read_of_a_table_that_is_torn_apart() -> None:
    assert works(TORN_WORKS) == []


INDICATORS = """专栏1 “十四五”时期经济社会发展主要指标
类别
序
号
指标名称
单
位
2020
年
2025年 属性
经济发
展
1 地区生产总值增长 % 8.1 8左右
预期
性
2
数字经济核心产业增加值占地区
生产总值比重
% 2.1 >6
预期
性
民生福
祉
3 居民人均可支配收入增长 % 7.7
与地区生产总值增长
基本同步
预期
性
4 劳动年龄人口平均受教育年限 年 9.15 10.2
约束
性
安全保
障
5 粮食综合生产能力
万
吨
103.6 ≥105
约束
性
"""


def test_indicators_whose_cells_follow_one_another() -> None:
    reading = read(BEFORE + INDICATORS + AFTER, district="110101")
    assert [
        (one.category, one.name, one.unit, one.baseline.raw, one.target.raw, one.nature)
        for one in reading.targets.targets
    ] == [
        ("经济发展", "地区生产总值增长", "%", "8.1", "8左右", Nature.ANTICIPATORY),
        ("经济发展", "数字经济核心产业增加值占地区生产总值比重", "%", "2.1", ">6", Nature.ANTICIPATORY),
        ("民生福祉", "居民人均可支配收入增长", "%", "7.7", "与地区生产总值增长基本同步", Nature.ANTICIPATORY),
        ("民生福祉", "劳动年龄人口平均受教育年限", "年", "9.15", "10.2", Nature.BINDING),
        ("安全保障", "粮食综合生产能力", "万吨", "103.6", "≥105", Nature.BINDING),
    ]
