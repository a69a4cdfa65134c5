"""The seed documents for tests: by short name, read once."""

from functools import cache
from pathlib import Path

from text.outline.outline import Outline, read_outline
from text.sources.source import Source, read_source

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
FILES = {
    "heping": "120101_和平区_十四五规划纲要.txt",
    "hedong": "120102_河东区_十四五规划纲要.txt",
    "hedong_report": "120102_河东区_2023年政府工作报告.txt",
    "hebei": "120105_河北区_十四五规划纲要.txt",
    "dongli": "120110_东丽区_十四五规划纲要.txt",
}
SLUGS = {
    "heping": "120101-plan-2021",
    "hedong": "120102-plan-2021",
    "hedong_report": "120102-report-2023",
    "hebei": "120105-plan-2021",
    "dongli": "120110-plan-2021",
}
MADE_REPORT = """天津市南开区2023年政府工作报告
——2023年1月5日在天津市南开区第十八届人民代表大会第三次会议上
各位代表：
现在，我代表南开区人民政府向大会报告工作，请予审议。
一、2022年工作回顾
一般公共预算收入完成32.6亿元，增长1.36%。建成口袋公园41个。
二、2023年工作目标和主要任务
地区生产总值增长5%左右。新建天拓科技园。
"""
"""A small report of a place that no seed is of, made up for tests."""
MADE_SLUG = "120104-report-2023"


@cache
def seed(name: str) -> Source:
    return read_source(SEEDS / FILES[name])


@cache
def seed_outline(name: str) -> Outline:
    return read_outline(seed(name))
