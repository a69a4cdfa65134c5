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


@cache
def seed(name: str) -> Source:
    return read_source(SEEDS / FILES[name])


@cache
def seed_outline(name: str) -> Outline:
    return read_outline(seed(name))
