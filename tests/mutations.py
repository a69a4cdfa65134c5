"""Documents as they come from careless hands: real ones, with lines dropped or doubled, spaces strewn in, cut off, shuffled."""

import random
from collections.abc import Set as AbstractSet

WAYS = ("drop", "double", "shuffle", "cut", "spaces", "full width", "join", "split")


def mutate(text: str, number: int, ways: AbstractSet[str]) -> str:
    """The text, changed in these ways; the same number changes it the same."""
    chance = random.Random(number)
    lines = text.split("\n")
    if "drop" in ways:
        lines = [line for line in lines if chance.random() > 0.1]
    if "double" in ways:
        lines = [line for line in lines for _ in range(1 + (chance.random() < 0.1))]
    if "shuffle" in ways:
        at = chance.randrange(len(lines) + 1)
        lines = lines[at:] + lines[:at]
    if "cut" in ways:
        lines = lines[: chance.randrange(len(lines) + 1)]
    text = ("" if "join" in ways and chance.random() < 0.3 else "\n").join(lines)
    if "split" in ways:  # a page ends in the middle of a word
        text = "".join(char + "\n\n" * (chance.random() < 0.003) for char in text)
    if "spaces" in ways:
        text = "".join(char + " " * (chance.random() < 0.02) for char in text)
    if "full width" in ways:
        text = "".join(
            chr(ord(char) + 0xFEE0) if "!" <= char <= "~" and chance.random() < 0.5 else char for char in text
        )
    return text
