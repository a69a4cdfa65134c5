"""Two reports of a made year, so that there is a target that was missed, and an original with pages to look at."""

from pathlib import Path

from tests.text.loading.test_pdf import pdf, printed

REST = "坚持稳中求进工作总基调，完整、准确、全面贯彻新发展理念，统筹发展和安全，扎实推进各项工作，经济社会保持平稳健康发展。"
AIMS = (
    "河西区2023年政府工作报告",
    "一、2022年工作回顾",
    f"2022年，全区地区生产总值增长3%，一般公共预算收入增长4%。{REST}",
    "二、2023年主要预期目标",
    f"2023年全区经济社会发展的主要预期目标是：地区生产总值增长6%，一般公共预算收入增长5%。{REST}",
)
RESULTS = (
    "河西区2024年政府工作报告",
    "一、2023年工作回顾",
    f"2023年，全区地区生产总值增长4.2%，一般公共预算收入增长5.5%。{REST}",
    "二、2024年主要预期目标",
    f"2024年全区经济社会发展的主要预期目标是：地区生产总值增长5%，一般公共预算收入增长4%。{REST}",
)


def reports_in(folder: Path) -> list[Path]:
    """The report with the aims as a text, and the one with the results as a PDF of two pages, in a folder."""
    aims, results = folder / "河西区2023年政府工作报告.txt", folder / "河西区2024年政府工作报告.pdf"
    aims.write_text("\n".join(AIMS), "utf-8")
    results.write_bytes(pdf(printed(*RESULTS[:3]), printed(*RESULTS[3:])))
    return [aims, results]
