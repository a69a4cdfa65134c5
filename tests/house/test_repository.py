"""What a newcomer finds beside the code: the changelog, the issue forms, the hooks, and guides that name files that exist."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

import planapi
from rest.formats import FORMS
from tests.seeds import ROOT

TEMPLATES = ROOT / ".github" / "ISSUE_TEMPLATE"
ISSUE_FORMS = sorted(path for path in TEMPLATES.glob("*.yml") if path.name != "config.yml")
GUIDES = ["CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "findings/README.md"]
SCRIPTS = sorted((ROOT / "findings").glob("*.sh"))

# What the documentation of issue forms asks of each kind of element.
WITH_LABEL = {"input", "textarea", "dropdown", "checkboxes"}
OF_AN_ATTRIBUTE = {
    "markdown": {"value"},
    "input": {"label", "description", "placeholder", "value"},
    "textarea": {"label", "description", "placeholder", "value", "render"},
    "dropdown": {"label", "description", "multiple", "options", "default"},
    "checkboxes": {"label", "description", "options"},
}


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_the_version_has_a_section_in_the_changelog() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert version == planapi.__version__
    assert re.search(rf"^## {re.escape(version)}\b", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_changelog_begins_with_what_is_unreleased() -> None:
    headings = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] == "Unreleased"
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", heading) for heading in headings[1:])


@pytest.mark.parametrize("path", ISSUE_FORMS, ids=lambda path: path.name)
def test_an_issue_form_is_one_that_github_takes(path: Path) -> None:
    form = read(path)
    assert set(form) <= {"name", "description", "title", "labels", "assignees", "projects", "type", "body"}
    assert form["name"]
    assert form["description"]
    ids = [element["id"] for element in form["body"] if element["type"] != "markdown"]
    labels = [element["attributes"]["label"] for element in form["body"] if element["type"] in WITH_LABEL]
    assert ids
    assert len(ids) == len(set(ids))
    assert len(labels) == len(set(labels)) == len(ids)
    for element in form["body"]:
        assert set(element) <= {"type", "id", "attributes", "validations"}
        assert set(element["attributes"]) <= OF_AN_ATTRIBUTE[element["type"]]
        assert set(element.get("validations", {})) <= {"required"}
        assert all(isinstance(value, str) for value in element["attributes"].values())
        assert re.fullmatch(r"[A-Za-z0-9_-]+", element.get("id", "none"))


@pytest.mark.parametrize("path", ISSUE_FORMS, ids=lambda path: path.name)
def test_an_issue_form_speaks_chinese_and_english(path: Path) -> None:
    form = read(path)
    said = [form["name"], form["description"]]
    said += [
        element["attributes"][name]
        for element in form["body"]
        for name in ("label", "description")
        if name in element["attributes"]
    ]
    for text in said:
        assert re.search(r"[一-鿿]", text), text
        assert re.search(r"[A-Za-z]{3}", text), text


def test_a_wrong_reading_is_told_with_its_place_and_what_is_right() -> None:
    required = {
        element["id"]
        for element in read(TEMPLATES / "wrong-reading.yml")["body"]
        if element.get("validations", {}).get("required")
    }
    assert required == {"document", "place", "quote", "read", "right"}


def test_hooks_run_what_the_environment_has_and_fetch_nothing() -> None:
    repositories = read(ROOT / ".pre-commit-config.yaml")["repos"]
    assert {one["repo"] for one in repositories} == {"local"}
    for hook in (hook for one in repositories for hook in one["hooks"]):
        assert {"id", "name", "entry", "language"} <= set(hook)
        assert hook["language"] == "system"
        assert (ROOT / hook["entry"].split()[0]).is_file()


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_names_what_exists(guide: str) -> None:
    """Files and folders in backticks, links, and targets of make."""
    text = (ROOT / guide).read_text(encoding="utf-8")
    named = set(re.findall(r"`([\w./-]+/[\w./-]*\.(?:py|toml|json|md|yaml)|[a-z]+(?:/[\w-]+)+/)`", text))
    links = set(re.findall(r"\]\((?!https?:)([^)#]+)", text))
    at = (ROOT / guide).parent
    assert [name for name in named if not (ROOT / name).exists() and not name.startswith("api/")] == []
    assert [link for link in links if not (at / link).exists()] == []
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {
        name for made in re.findall(r"\bmake ((?:[a-z-]+ ?)+)(?:[A-Z]+=|`|  )", text) for name in made.split()
    } <= targets


def test_links_to_headings_lead_to_headings() -> None:
    for guide in GUIDES:
        at = (ROOT / guide).parent
        for file, anchor in re.findall(r"\]\(([^)#:]+)#([^)]+)\)", (ROOT / guide).read_text(encoding="utf-8")):
            headings = re.findall(r"^#+ (.+)$", (at / file).read_text(encoding="utf-8"), re.MULTILINE)
            slugs = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
            assert anchor in slugs, f"{guide}: {file}#{anchor}"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.format)
def test_every_form_of_a_list_has_a_line_in_the_docs(form: Any) -> None:
    assert f"| `{form.format}` | `{form.media_type}` |" in (ROOT / "docs" / "api.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_finding_pins_what_it_installs_and_is_listed(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    assert "\nset -eu\n" in text
    (installed,) = re.findall(r"pip .*install --quiet (.+)", text)
    for package in installed.split():
        assert re.fullmatch(r"'?[\w.-]+(\[\w+\])?==[\w.]+'?", package), package
    (line,) = [
        row
        for row in (ROOT / "findings" / "README.md").read_text(encoding="utf-8").splitlines()
        if row.startswith(f"| `{script.name}` |")
    ]
    assert all(
        package.strip("'").rpartition("==")[2] in line for package in installed.split() if "reportlab" not in package
    )


def test_no_two_classes_have_the_same_name() -> None:
    """A name that stands for two things is looked up wrongly. Django's own names of commands and of database backends are the exceptions."""
    named: dict[str, set[str]] = {}
    for package in ("text", "rest", "history", "access", "districts", "indicators", "projects", "planapi"):
        for path in (ROOT / package).rglob("*.py"):
            if "migrations" not in path.parts:
                for name in re.findall(r"^class (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE):
                    named.setdefault(name, set()).add(str(path.relative_to(ROOT)))
    twice = {
        name: sorted(paths)
        for name, paths in named.items()
        if len(paths) > 1 and name not in ("Command", "DatabaseWrapper")
    }
    assert not twice
