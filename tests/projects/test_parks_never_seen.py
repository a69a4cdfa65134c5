"""Which parks are a district's own, and what is none, in sentences of the manner of reports whose places nobody tuned the readers for."""

import pytest

from tests.cases import parks, read, report


def names(sentence: str) -> list[str]:
    return [row.split("|")[0] for row in parks(read(report(review="经济平稳。", plan=sentence)))]


@pytest.mark.parametrize(
    "sentence",
    [
        "抢抓机遇，在建设项目园区上发力攻坚。",
        "对标无锡、常州等地先进园区，改革开发区体制机制。",
        "坚持产业园区化、园区产业化，推动企业入园、项目进园。",
        "推进农业园区、工业园区、物流园区提档升级，各类园区产值突破500亿元。",
        "建设一批特色产业园区，建设棚膜园区6个，打造百亿级园区、千亿级产业园区。",
        "打造农民工返乡创业示范园区，发展飞地园区。",
        "完善“孵化器+加速器+产业园”全链条，建成科技企业加速器1个。",
        "谋划建设三省交界区域物流园区。",
        "“五好”园区建设成效明显，推动湘南承接产业转移示范区建设。",
        # machines of laboratories
        "散裂中子源加速器调试出束，同步辐射光源加速器建成，强流离子加速器建成运行，重离子加速器通过验收，医用电子直线加速器投入使用。",
        # other places' parks
        "与大兴经济开发区签署合作协议。",
        "与大兴区经济开发区、亦庄经济技术开发区达成合作意向。",
        "组织干部赴昆山高新区、苏州工业园区考察学习。",
        "学习借鉴武安工业园区经验做法。",
        "与曹妃甸综合保税区、石家庄高新区签订战略合作协议。",
        "承接北京中关村科技园、天津滨海高新区产业转移。",
        "推进与武安市、磁县产业园区对接合作。",
        "新源县产业园区管理办法印发。",
        "乌什县“绿水青山就是金山银山”实践创新基地实施方案出台。",
    ],
)
def test_what_is_no_park_of_the_district(sentence: str) -> None:
    assert names(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("借势职教园区投入使用带来的人流，推动龙山大学科技园建设。", ["龙山大学科技园"]),
        ("推进涉县经济开发区扩区，支持井店工业园区打造百亿级园区。", ["涉县经济开发区", "井店工业园区"]),
        ("我县天铁循环经济产业园入选省级绿色园区。", ["天铁循环经济产业园"]),
        ("对标天铁循环经济产业园，提质太行双创孵化基地。", ["天铁循环经济产业园", "太行双创孵化基地"]),
        ("建成龙虎企业加速器、太行科技企业孵化器。", ["龙虎企业加速器", "太行科技企业孵化器"]),
        ("加强颐和文创园与娲皇产业园建设。", ["颐和文创园", "娲皇产业园"]),
        ("与大兴经济开发区在涉县经济开发区共建分园。", ["涉县经济开发区"]),
    ],
)
def test_the_parks_of_the_district_without_what_stands_before_their_names(sentence: str, expected: list[str]) -> None:
    assert names(sentence) == expected


def test_a_citys_own_districts_are_no_other_places() -> None:
    city = "邯郸市政府工作报告\n——2024年1月12日在邯郸市第十六届人民代表大会第四次会议上\n邯郸市人民政府市长  某某\n各位代表：\n"
    text = report(
        review="经济平稳。", plan="推进磁县经济开发区、武安工业园区、大名县返乡园区建设，对标昆山高新区。", head=city
    )
    found = [row.split("|")[0] for row in parks(read(text))]
    assert found[:2] == ["磁县经济开发区", "武安工业园区"]
    assert "昆山高新区" not in found
