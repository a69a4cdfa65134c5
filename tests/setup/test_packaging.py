"""Locks, Makefile and containers: what somebody who starts with a fresh copy leans on."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from kombu.utils.url import parse_url

from planapi.env import READERS, read_environment

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_no_host_and_no_path(lock: Path) -> None:
    text = lock.read_text()
    assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host|@ file|(?<!\S)/\w", text)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_locked_package_has_one_version_and_its_hashes(lock: Path) -> None:
    entries = [entry for entry in re.split(r"\n(?=\S)", lock.read_text()) if not entry.startswith("#")]
    assert len(entries) > 20
    for entry in entries:
        assert re.match(r"[a-z0-9._-]+(\[[a-z,]+\])?==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry


def test_what_is_tested_is_what_runs() -> None:
    pins = [
        set(re.findall(r"^\S+==\S+", (ROOT / "requirements" / name).read_text(), re.MULTILINE))
        for name in ("run.txt", "dev.txt")
    ]
    assert pins[0] <= pins[1]


def test_make_alone_prints_every_target() -> None:
    printed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    targets = re.findall(r"^\.PHONY: (.+)", (ROOT / "Makefile").read_text(), re.MULTILINE)[0].split()
    assert re.findall(r"^  make (\S+)", printed, re.MULTILINE) == targets


def test_make_says_what_is_missing_where_no_python_is_new_enough(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    shutil.copy(ROOT / "Makefile", tmp_path)
    made = subprocess.run(
        ["make", ".venv/bin/python", f"BASE_PYTHON={old}"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert made.returncode != 0
    assert "No Python 3.11 or newer was found" in made.stderr


def test_make_says_what_is_missing_where_python_has_no_venv(tmp_path: Path) -> None:
    lame = tmp_path / "python3"
    lame.write_text('#!/bin/sh\ncase "$2" in *ensurepip*) exit 1 ;; esac\n')
    lame.chmod(0o755)
    shutil.copy(ROOT / "Makefile", tmp_path)
    made = subprocess.run(
        ["make", ".venv/bin/python", f"BASE_PYTHON={lame}"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert made.returncode != 0
    assert "without the venv and ensurepip modules" in made.stderr


SECRETS = {
    "SECRET_KEY": "6b1f0a96b1c4d27e3fa5d8c0b7e6a9f2d1",
    "POSTGRES_PASSWORD": "4f0a96b1c4d2",
    "POSTGRES_READER_PASSWORD": "7e3fa5d8c0b7",
    "POSTGRES_WRITER_PASSWORD": "c0b7e6a9f2d1",
    "VALKEY_PASSWORD": "e6a9f2d16b1f",
}


def filled(node: Any, given: Mapping[str, str]) -> Any:
    """What the file says where these variables are set, as Docker Compose fills them in; KeyError for one that has to be."""

    def fill(found: re.Match[str]) -> str:
        if found[0] == "$$":
            return "$"
        value = given.get(found["name"], "")
        if not value and found["how"] == ":?":
            raise KeyError(found["name"])
        return value or found["rest"]

    if isinstance(node, dict):
        return {key: filled(value, given) for key, value in node.items()}
    if isinstance(node, list):
        return [filled(value, given) for value in node]
    if isinstance(node, str):
        return re.sub(r"\$\$|\$\{(?P<name>\w+)(?P<how>:[-?])(?P<rest>[^}]*)\}", fill, node)
    return node


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def services(compose: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return filled(compose["services"], SECRETS)


def of_the_site(compose: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {name: service for name, service in services(compose).items() if service["image"] == "planapi"}


@pytest.mark.parametrize("service", ["db", "standby", "broker", "cache", "api", "worker"])
def test_every_service_tells_its_health(compose: dict[str, Any], service: str) -> None:
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert "healthcheck" in compose["services"][service] or (
        "build" in compose["services"][service] and "HEALTHCHECK" in dockerfile
    )


# What docker-compose.yml says itself; docs/operations.md tells of these.
ITS_OWN = {
    "DATA_DIR",
    "RELEASES_DIR",
    "ORIGINALS_DIR",
    "DATABASE_URL",
    "DATABASE_PASSWORD",
    "BROKER_URL",
    "CACHE_URL",
    "HOST",
    "PORT",
}
ITS_OWN |= {f"DATABASE_{role}_{what}" for role in ("READER", "WRITER") for what in ("URL", "PASSWORD")}


def test_every_setting_reaches_every_container_of_the_site(compose: dict[str, Any]) -> None:
    variables = {name.upper() for name in READERS}
    told = (ROOT / "docs" / "operations.md").read_text()
    assert all(f"`{name}`" in told for name in ITS_OWN)
    for name, service in of_the_site(compose).items():
        environment = compose["services"][name]["environment"]
        assert set(environment) == variables, name
        for variable in variables - ITS_OWN:
            assert re.match(rf"\$\{{{variable}:[-?]", str(environment[variable])), variable
        assert read_environment({key: str(value) for key, value in service["environment"].items()})


@pytest.mark.parametrize("variable", ["RELEASES_DIR", "ORIGINALS_DIR"])
def test_what_one_container_writes_and_another_reads_is_in_a_volume(compose: dict[str, Any], variable: str) -> None:
    """The file that was handed in to ``api`` is read by ``worker``."""
    folder = compose["services"]["api"]["environment"][variable]
    for service in of_the_site(compose).values():
        mounted = dict(volume.split(":")[::-1] for volume in service["volumes"])
        assert mounted[service["environment"][variable]] in compose["volumes"]
    made = re.search("install -d -o planapi (.*)", (ROOT / "Dockerfile").read_text())
    assert made, "else the volume would be root's"
    assert folder in made[1].split()


@pytest.mark.parametrize("secret", SECRETS)
def test_nothing_starts_without_its_secrets(compose: dict[str, Any], secret: str) -> None:
    with pytest.raises(KeyError, match=secret):
        filled(compose["services"], SECRETS | {secret: ""})


@pytest.mark.parametrize(
    "password", ["4f0a/96b1c4d2", "4f0a@96b1:c4d2#?", "4f0a96b1100%2F", "$HOME'\"\\ x1234", "烛影摇红一二三四五六七八"]
)
def test_any_password_is_the_same_on_both_ends(compose: dict[str, Any], password: str) -> None:
    found = filled(
        compose["services"],
        SECRETS | dict.fromkeys((name for name in SECRETS if name != "SECRET_KEY"), password),
    )
    seen = read_environment({key: str(value) for key, value in found["migrate"]["environment"].items()})
    assert seen.database_url is not None
    assert (seen.database_url["host"], seen.database_url["password"]) == ("db", password)
    assert seen.database_writer_url is not None
    assert (seen.database_writer_url["user"], seen.database_writer_url["password"]) == ("planapi_writer", password)
    assert found["db"]["environment"]["POSTGRES_PASSWORD"] == password
    assert seen.database_reader_url is not None
    assert (seen.database_reader_url["user"], seen.database_reader_url["password"]) == ("planapi_reader", password)
    for url, service in ((seen.broker_url, "broker"), (seen.cache_url, "cache")):
        assert url is not None
        assert (parse_url(url)["hostname"], parse_url(url)["password"]) == (service, password)
        assert found[service]["command"][-2:] == ["--requirepass", password]


def test_nobody_but_migrate_knows_the_owner_s_password(compose: dict[str, Any]) -> None:
    for name, service in of_the_site(compose).items():
        seen = read_environment({key: str(value) for key, value in service["environment"].items()})
        user = "planapi" if name == "migrate" else "planapi_writer"
        assert (seen.database_url or {})["user"] == user, name
        assert (SECRETS["POSTGRES_PASSWORD"] in str(service["environment"])) == (name == "migrate")


def test_no_container_has_more_rights_than_it_needs(compose: dict[str, Any]) -> None:
    for name, service in services(compose).items():
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert service["read_only"], name
        assert service["mem_limit"], name
        assert service["pids_limit"], name
        assert not service.get("privileged"), name
        # The site's own image says so itself.
        assert "user" in service or service["image"] == "planapi", name


def test_no_port_but_the_site_s_is_published_and_that_to_this_machine_alone(compose: dict[str, Any]) -> None:
    ports = {name: service["ports"] for name, service in services(compose).items() if "ports" in service}
    assert [port for published in ports.values() for port in published] == [
        "127.0.0.1:8000:8000",
        "127.0.0.1:8001:8000",
    ]


def test_the_image_does_not_run_as_root() -> None:
    assert re.search(r"^USER planapi$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)


def test_docker_compose_accepts_the_file() -> None:
    for client in (["docker", "compose"], ["docker-compose"]):
        if (
            shutil.which(client[0])
            and not subprocess.run([*client, "version"], capture_output=True, check=False).returncode
        ):
            break
    else:
        pytest.skip("no client of docker compose on this machine")
    done = subprocess.run(
        [*client, "config", "--quiet"],
        cwd=ROOT,
        env=os.environ | SECRETS,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
