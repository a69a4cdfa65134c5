"""The licences of what the site runs on, as the packages state them: ``python -m tests.house.licences`` writes docs/licences.md (``make licences``)."""

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Any

from tests.seeds import ROOT

PAGE = ROOT / "docs" / "licences.md"
HEAD = "<!-- written by `make licences`, from the metadata of the packages -->\n"

# By classifier or free text, where a package has no SPDX expression of its own.
_WORDS = {
    "SIL Open Font License 1.1 (OFL-1.1)": "OFL-1.1",
    "MIT License": "MIT",
    "MIT license": "MIT",
    "The MIT License (MIT)": "MIT",
    "BSD License": "BSD",
    "BSD": "BSD",
    "BSD 3-Clause License": "BSD-3-Clause",
    "3-Clause BSD License": "BSD-3-Clause",
    "Modified BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
    "PostgreSQL License": "PostgreSQL",
}


def pinned() -> list[str]:
    """The names of the packages in requirements/run.txt."""
    text = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    return re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==", text, re.MULTILINE)


def licence_of(package: Distribution) -> str:
    """What a package says of its licence, as an SPDX expression where that can be told."""
    told: Any = package.metadata
    if expression := told.get("License-Expression"):
        return expression
    classifiers = [
        one.rpartition(" :: ")[2]
        for one in told.get_all("Classifier") or ()
        if one.startswith("License :: OSI Approved :: ")
    ]
    said: list[str] = classifiers or [(told.get("License") or "").strip().partition("\n")[0]]
    return " OR ".join(_WORDS.get(one, one) for one in said) or "not stated"


def table() -> str:
    """The packages, by name. Of those for other systems and versions of Python, which are not installed here, the page keeps what it says."""
    lines = ["| package | licence |", "|---|---|"]
    told = {line.split(" | ")[0]: line for line in PAGE.read_text(encoding="utf-8").splitlines()}
    for name in sorted(pinned(), key=str.lower):
        try:
            lines.append(f"| {name} | {licence_of(distribution(name))} |")
        except PackageNotFoundError:
            lines += [told[f"| {name}"]] if f"| {name}" in told else []
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the page."""
    before = PAGE.read_text(encoding="utf-8").partition(HEAD)[0]
    PAGE.write_text(before + HEAD + table(), encoding="utf-8")


if __name__ == "__main__":
    main()
