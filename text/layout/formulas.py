"""Figures that a converter wrote as formulas of LaTeX are read as figures: ``$9.\\,9\\%$`` is 9.9%, ``$\\leq 35\\mu g/m^{3}$`` is ≤35μg/m3."""

import re

PARTS = re.compile(
    r"""
    \\textcircled\s*\{?\s*(?P<circled>\d{1,2})\s*\}?
  | \^\s*\{?\s*(?P<raised>[\[(〔]?\s*\d{1,3}\s*[\])〕]?)\s*\}?
  | \\(?P<word>[A-Za-z]+)\s*
  | \\(?P<escape>[%$&#_{}])
  | (?P<nothing>\\[,;:!\s]|[{}_~^\s])
    """,
    re.VERBOSE,
)
"""The parts of a formula that are not read as they stand."""

SIGNS = {
    "ge": "≥",
    "geq": "≥",
    "geqslant": "≥",
    "gt": ">",
    "le": "≤",
    "leq": "≤",
    "leqslant": "≤",
    "lt": "<",
    "sim": "~",
    "thicksim": "~",
    "approx": "≈",
    "pm": "±",
    "times": "×",
    "mu": "μ",
    "to": "→",
    "rightarrow": "→",
    "cdot": "·",
    "circ": "°",
    "permil": "‰",
}
"""What a word of LaTeX is, where it is a sign."""
