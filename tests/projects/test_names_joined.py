"""Members of lists that were lost, and the words that a name shares with its neighbours in a list."""

import pytest

from tests.cases import projects, read, report


def reviewed(sentence: str) -> list[str]:
    return projects(read(report(review=sentence, plan="经济平稳。")))


def planned(sentence: str) -> list[str]:
    return [row.split("|")[0] for row in projects(read(report(review="经济平稳。", plan=sentence)))]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("今年建成沙洼、青双高铁。", ["沙洼高铁", "青双高铁"]),
        ("2027年、2028年分别建成青双、白石高铁。", ["青双高铁", "白石高铁"]),
        ("建好沙洼、双泉、白坪算力枢纽。", ["沙洼算力枢纽", "双泉算力枢纽", "白坪算力枢纽"]),
        ("加快推进3号线一期南段、6号线延伸线等地铁建设。", ["3号线一期南段", "6号线延伸线"]),
        ("投运沙洼、双泉特高压工程。", ["沙洼特高压工程", "双泉特高压工程"]),
        ("推进沙洼、双泉特高压交流工程。", ["沙洼特高压交流工程", "双泉特高压交流工程"]),
        ("推进沙洼、双泉国家考古遗址公园建设。", ["沙洼国家考古遗址公园", "双泉国家考古遗址公园"]),
        ("推进白石、青山国家湿地公园建设。", ["白石国家湿地公园", "青山国家湿地公园"]),
        ("建好青湾港、沙洼港铁矿石资源配置枢纽。", ["青湾港铁矿石资源配置枢纽", "沙洼港铁矿石资源配置枢纽"]),
        ("建设沙洼县、双泉县人民医院。", ["沙洼县人民医院", "双泉县人民医院"]),
        ("实施沙洼、双泉、白坪等重点口岸提升工程。", ["沙洼口岸提升工程", "双泉口岸提升工程", "白坪口岸提升工程"]),
        ("加快沙洼、双泉等船舶制造项目建设。", ["沙洼船舶制造项目", "双泉船舶制造项目"]),
        ("推进沙洼、双泉等风电项目。", ["沙洼风电项目", "双泉风电项目"]),
        ("推进沙洼东路、白坪等重点商圈改造提升。", ["沙洼东路商圈改造提升", "白坪商圈改造提升"]),
        # and what is not said of all
        ("推进沙洼、双泉等重大产业项目建设。", ["沙洼项目", "双泉项目"]),
        ("推动沙洼、双泉协同打造区域航空双枢纽。", []),
        ("推进青双高铁、白石高速改扩建。", ["青双高铁", "白石高速改扩建"]),
        ("推进青石湾高铁、双泉高速公路改扩建。", ["青石湾高铁", "双泉高速公路改扩建"]),
        ("推进国家数据标注基地（沙洼）和双泉数据标注基地建设。", ["国家数据标注基地（沙洼）", "双泉数据标注基地"]),
    ],
)
def test_each_of_a_list_has_the_words_that_are_said_of_all(sentence: str, expected: list[str]) -> None:
    assert planned(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("建成地铁5号线一期及延伸线。", ["地铁5号线一期", "地铁5号线延伸线"]),
        ("推进青双高速公路和支线建设。", ["青双高速公路", "青双高速公路支线"]),
        ("建设华东区域应急救援中心、粮食应急保障中心。", ["华东区域应急救援中心", "华东区域粮食应急保障中心"]),
        ("建设华东区域应急救援中心、沙洼会展中心。", ["华东区域应急救援中心", "沙洼会展中心"]),
    ],
)
def test_a_name_has_the_line_or_region_that_is_said_of_the_first(sentence: str, expected: list[str]) -> None:
    assert planned(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("开工建设沙洼运河与青河航道连通工程、白石港二期。", ["沙洼运河与青河航道连通工程", "白石港二期"]),
        ("推进沙洼水库与双泉水库连通工程建设。", ["沙洼水库与双泉水库连通工程"]),
        ("建设沙洼信息与智慧医学研究院。", ["沙洼信息与智慧医学研究院"]),
        ("推进沙洼水厂与河湖连通工程。", ["沙洼水厂", "河湖连通工程"]),
        ("建设沙洼大桥与东湖快速路。", ["沙洼大桥", "东湖快速路"]),
    ],
)
def test_a_name_may_hold_the_word_that_joins_two(sentence: str, expected: list[str]) -> None:
    assert planned(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("沙洼石化一期稳产达产。", ["沙洼石化一期|completed|None"]),
        ("青沙大道全线贯通投用。", ["青沙大道|completed|None"]),
        ("建成通车沙洼至双泉高速公路。", ["沙洼至双泉高速公路|completed|None"]),
        ("建成开放沙洼大剧院。", ["沙洼大剧院|completed|None"]),
        ("上线运行“沙洼企服通”平台。", ["“沙洼企服通”平台|completed|None"]),
        ("建设运行沙洼智算中心。", ["沙洼智算中心|ongoing|None"]),
        ("更新改造沙洼路、白石路等道路80条。", ["沙洼路更新改造|completed|None", "白石路更新改造|completed|None"]),
        (
            "维修改造沙洼大道、白石路等58条重要道路。",
            ["沙洼大道维修改造|completed|None", "白石路维修改造|completed|None"],
        ),
    ],
)
def test_what_was_done_is_no_part_of_a_name(sentence: str, expected: list[str]) -> None:
    assert reviewed(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("完成青石湖湿地保护与恢复一期工程、沙洼河治理工程。", ["青石湖湿地保护与恢复一期工程|completed", "沙洼河治理工程|completed"]),
        ("完成双泉矿山治理和修复工程、白坪水库除险加固工程。", ["双泉矿山治理和修复工程|completed", "白坪水库除险加固工程|completed"]),
        ("青双公路、铁路竣工通车。", ["青双公路|completed", "青双铁路|completed"]),
        ("白石高铁、高速公路建成通车。", ["白石高铁|completed", "白石高速公路|completed"]),
        ("沙洼锂能项目一期5个月时间建成投产。", ["沙洼锂能项目一期|completed"]),
        ("双泉制药项目仅用八个月建成投产。", ["双泉制药项目|completed"]),
        # titles and lines of thought are no works
        ("实施增绿、减沙、增收战略和双泉风沙源治理等重大生态工程。", ["双泉风沙源治理|ongoing"]),
        ("推进转化、增收战略和双泉大桥建设。", ["双泉大桥|ongoing"]),
        ("推进“书香之城”建设、“运河之心”建设。", []),
        ("以建设国家生态示范区和省级示范湖泊为主线，推进发展。", []),
    ],
)  # fmt: skip
def test_two_of_one_name_and_what_is_no_work(sentence: str, expected: list[str]) -> None:
    assert ["|".join(row.split("|")[:2]) for row in reviewed(sentence)] == expected
