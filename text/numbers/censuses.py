"""The years of the nation's censuses: “五经普” is of 2023, 第七次全国人口普查 of 2020."""

import re

_OF_THE_ECONOMY = {"一": 2004, "二": 2008, "三": 2013, "四": 2018, "五": 2023}
_OF_THE_POPULATION = {"四": 1990, "五": 2000, "六": 2010, "七": 2020}

CENSUS = (
    r"""["“]?第?(?P<census>[一二三四五六七])(?P<of>经普|人普|普(?!通|遍|惠|及|查)|次(?:全国)?(?:经济|人口)普查)["”]?"""
)
_CENSUS = re.compile(CENSUS)


def year_of_census(words: str) -> int | None:
    """The year of a census that is named by its number."""
    found = _CENSUS.search(words)
    if found is None:
        return None
    years = _OF_THE_ECONOMY if "经" in found["of"] else _OF_THE_POPULATION
    return years.get(found["census"])
