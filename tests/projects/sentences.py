"""What is read of the works of one made-up sentence."""

from tests.cases import projects, read, report


def reviewed(sentence: str) -> list[str]:
    """``name|status|investment`` of the works that a report tells of the year behind it."""
    return projects(read(report(review=sentence, plan="地区生产总值增长6%左右。")))


def planned(sentence: str) -> list[str]:
    """The same of the year before it."""
    return projects(read(report(review="经济平稳。", plan=sentence)))


def told(*names: str, status: str) -> list[str]:
    """Works without an investment, as the two above give them."""
    return [f"{name}|{status}|None" for name in names]
