"""The requests that the docs print, made, and their answers compared with what is printed below them.

A ``console`` block asks, and the block right after it is the answer, which may be cut with ``…``::

    ```console
    $ curl 'http://127.0.0.1:8000/api/v1/targets/?district=120102&page_size=1'
    ```
    ```json
    {"next": "…", "previous": null, "results": [{"id": "120102-plan-2021-t1", …, "evidence": {…}}]}
    ```

A ``…`` stands, between commas, for any number of items or members; within a text for any characters; in a block that is no JSON for any lines, or any
part of a line. All else is as served, and in the order served. An ``http`` block is the answer to ``curl -i``: its status, those of its
headers that are printed, and a body after a blank line. A request without an answer must be answered with 200. ``updated`` is the same
text with answers as they are now, cut where they were cut.
"""

import json
import re
import shlex
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import east_asian_width

from django.test import Client

HOST = "http://127.0.0.1:8000"
WIDTH = 150
CUT = "…"
# Another each time, or on each site.
VOLATILE = {"request_id", "made_at", "ingested_at", "started_at", "finished_at"}

_BLOCK = re.compile(
    r"^```console\n(?P<ask>\$ curl .*?)^```\n(?:\n?```(?!console)(?P<form>[a-z]+)\n(?P<answer>.*?)^```\n)?",
    re.MULTILINE | re.DOTALL,
)
# `compare/?indicator=high-tech-firms&year=2020` within a paragraph
_INLINE = re.compile(r"`(?P<address>(?:/api/v1/)?[a-z-]+/(?:[^`\s?{}…]+/)?\?[^`\s{}…]+)`")
_BARE_CUT = re.compile(r'"(?:\\.|[^"\\])*"|…|[{}\[\]]')


@dataclass(frozen=True, slots=True)
class Example:
    """A request of the docs. ``form`` is the language of its answer's block; None where none is printed."""

    line: int
    ask: str
    form: str | None = None
    answer: str = ""


class Gap:
    """A ``…`` in an answer."""


class Members(list[tuple[Any, Any]]):
    """An object of JSON, in its order; a gap has GAP for a name."""


GAP = Gap()


def examples(text: str) -> Iterator[Example]:
    """Every request in a text: those in blocks, with their answers, and those within paragraphs."""
    for match in _BLOCK.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        asks = [ask for ask in re.split(r"^\$ ", match["ask"], flags=re.MULTILINE) if ask.strip()]
        for ask in asks[:-1]:
            yield Example(line, ask)
        yield Example(line, asks[-1], match["form"], match["answer"] or "")
    for match in _INLINE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        yield Example(line, f"curl '{HOST}/api/v1/{match['address'].removeprefix('/api/v1/')}'")


def ask(command: str) -> Any:
    """The answer to a curl command, by the test client."""
    words = iter(shlex.split(command.replace("\\\n", " ")))
    assert next(words) == "curl", command
    method, address, body = "", "", b""
    headers: dict[str, str] = {"host": HOST.partition("//")[2]}
    kind = "application/json"
    for word in words:
        match word:
            case "-H" | "--header":
                name, _, value = next(words).partition(":")
                headers[name.strip()] = value.strip()
            case "-d" | "--data" | "--json":
                body, method = next(words).encode(), method or "POST"
            case "-X" | "--request":
                method = next(words)
            case "-I" | "--head":
                method = "HEAD"
            case "-o" | "--output":
                next(words)
            case "-i" | "-s" | "-O" | "-J" | "-OJ" | "-sS":
                pass
            case "|" | ">":
                break
            case _:
                assert word.startswith(HOST), f"{word}: no option that is known here, and no address below {HOST}"
                address = word.removeprefix(HOST)
    kind = next((value for name, value in headers.items() if name.lower() == "content-type"), kind)
    return Client(headers=headers).generic(method or "GET", address, body, content_type=kind if body else "")


def content(response: Any) -> str:
    """The text of an answer, streamed or not."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode("utf-8-sig")


def differs(example: Example, response: Any) -> str | None:
    """What an answer has otherwise than is printed; None where it is as printed."""
    body = content(response)
    if example.form is None:
        return None if response.status_code < 300 else f"{response.status_code}: {body[:500]}"
    if example.form == "http":
        return _differs_http(example.answer, response, body)
    if example.form == "json":
        printed, served = parsed(example.answer), parsed(body)
        members = dict(printed) if isinstance(printed, Members) else {}
        expected = members.get("status", 400) if str(members.get("type")).startswith("/problems/") else 200
        if response.status_code != expected:
            return f"{response.status_code} in place of {expected}: {body[:500]}"
        return None if matches(printed, served) else f"served is\n{pretty(served)}"
    if response.status_code != 200:
        return f"{response.status_code}: {body[:500]}"
    return None if matches_lines(example.answer, body) else f"served is\n{body[:2000]}"


def _differs_http(printed: str, response: Any, body: str) -> str | None:
    head, _, rest = printed.partition("\n\n")
    first, *lines = head.splitlines()
    if first.split()[1] != str(response.status_code):
        return f"the status is {response.status_code}"
    for line in lines:
        name, _, value = line.partition(": ")
        if line != CUT and not matches_text(value, response.headers.get(name, "")):
            return f"{name}: {response.headers.get(name)}"
    if not rest.strip():
        return None
    as_json = "json" in response.headers.get("Content-Type", "")
    same = matches(parsed(rest), parsed(body)) if as_json else matches_lines(rest, body)
    return None if same else f"served is\n{body[:2000]}"


def parsed(printed: str) -> Any:
    """JSON as printed, with GAP for every ``…`` that stands for items; objects are lists of pairs, wrapped, to keep
    their order."""
    within: list[str] = []

    def mark(match: re.Match[str]) -> str:
        match token := match[0]:
            case "{" | "[":
                within.append(token)
            case "}" | "]":
                within.pop()
            case "…":
                return '"\\u0000": 0' if within and within[-1] == "{" else '"\\u0000"'
        return token

    def gaps(value: Any) -> Any:
        match value:
            case "\x00":
                return GAP
            case Members():
                return Members((GAP if name == "\x00" else name, gaps(item)) for name, item in value)
            case list():
                return [gaps(item) for item in value]
        return value

    return gaps(json.loads(_BARE_CUT.sub(mark, printed), object_pairs_hook=Members))


def matches(printed: Any, served: Any) -> bool:
    """Is this what is printed, but for what is cut there?"""
    if isinstance(printed, Members):
        return isinstance(served, Members) and _in_order(
            printed, served, lambda one, other: one[0] == other[0] and matches(one[1], other[1])
        )
    if isinstance(printed, list):
        return isinstance(served, list) and not isinstance(served, Members) and _in_order(printed, served, matches)
    if isinstance(printed, str):
        return isinstance(served, str) and matches_text(printed, served)
    return type(printed) is type(served) and printed == served


def matches_text(printed: str, served: str) -> bool:
    pattern = ".*".join(re.escape(part) for part in printed.split(CUT))
    return printed == served or re.fullmatch(pattern, served, re.DOTALL) is not None


def matches_lines(printed: str, served: str) -> bool:
    lines = [GAP if line.strip() == CUT else line for line in printed.rstrip("\n").split("\n")]
    return _in_order(lines, served.replace("\r\n", "\n").rstrip("\n").split("\n"), matches_text)


def _is_gap(item: Any) -> bool:
    return item is GAP or (isinstance(item, tuple) and item[0] is GAP)


def _in_order(printed: Sequence[Any], served: Sequence[Any], same: Callable[[Any, Any], bool]) -> bool:
    """Do the served items come as printed, with any number of further ones where there is a gap?"""
    if not printed:
        return not served
    if _is_gap(printed[0]):
        return any(_in_order(printed[1:], served[start:], same) for start in range(len(served) + 1))
    return bool(served) and same(printed[0], served[0]) and _in_order(printed[1:], served[1:], same)


def updated(text: str, answer: Callable[[Example], Any]) -> str:
    """The text with every answer that is no longer as printed written anew."""

    def block(match: re.Match[str]) -> str:
        example = next(examples(match[0])) if match["form"] else None
        if example is None or match["ask"].count("\n$ "):
            return match[0]
        response = answer(example)
        if differs(example, response) is None:
            return match[0]
        body = content(response)
        if example.form == "json":
            new = pretty(cut(parsed(example.answer), parsed(body))) + "\n"
        elif example.form == "http":
            new = _cut_http(example.answer, response)
        else:
            new = _cut_lines(example.answer, body)
        return match[0].replace(example.answer, new)

    return _BLOCK.sub(block, text)


def cut(printed: Any, served: Any) -> Any:
    """What is served, cut as the printed answer is: items before the first gap and after the last one stay."""
    if matches(printed, served):
        return printed
    if isinstance(printed, Members) and isinstance(served, Members):
        kept = dict(printed)
        if GAP not in kept:
            return Members((name, cut(kept[name] if name in kept else _unread(name), value)) for name, value in served)
        result = Members()
        for name, value in served:
            if name in kept:
                result.append((name, cut(kept[name], value)))
            elif not result or result[-1][0] is not GAP:
                result.append((GAP, 0))
        return result
    if isinstance(printed, list) and isinstance(served, list) and not isinstance(printed, Members):
        gaps = [place for place, item in enumerate(printed) if item is GAP]
        if not gaps:
            return [cut(printed[place], item) if place < len(printed) else item for place, item in enumerate(served)]
        head, tail = printed[: gaps[0]], printed[gaps[-1] + 1 :]
        if len(served) <= len(head) + len(tail):
            return [cut(one, item) for one, item in zip([*head, *tail], served, strict=False)]
        last = served[len(served) - len(tail) :]
        return [*map(cut, head, served[: len(head)]), GAP, *map(cut, tail, last)]
    if isinstance(printed, str) and isinstance(served, str) and printed.endswith(CUT):
        return served[: len(printed) - 1] + CUT if len(served) >= len(printed) else served
    return served


def _unread(name: str) -> Any:
    """What a member is printed as that was not printed before: whole, unless it is another each time."""
    return CUT if name in VOLATILE else None


def _cut_lines(printed: str, served: str) -> str:
    lines = served.replace("\r\n", "\n").rstrip("\n").split("\n")
    old = printed.rstrip("\n").split("\n")
    if CUT in old:
        lines = [*lines[: old.index(CUT)], CUT]
    for place, line in enumerate(old[: len(lines)]):
        if line != CUT and line.endswith(CUT):
            lines[place] = lines[place][: len(line) - 1] + CUT
    return "\n".join(lines) + "\n"


def _cut_http(printed: str, response: Any) -> str:
    head, blank, rest = printed.partition("\n\n")
    _, *lines = head.splitlines()
    new = [f"HTTP/1.1 {response.status_code} {response.reason_phrase}"]
    for line in lines:
        name, _, value = line.partition(": ")
        served = response.headers.get(name)
        if line == CUT or (served and matches_text(value, served)):
            new.append(line)
        elif served:
            new.append(f"{name}: {served}")
    if not rest.strip():
        return "\n".join(new) + "\n" + ("\n" if blank else "")
    body = content(response)
    as_json = "json" in response.headers.get("Content-Type", "")
    return (
        "\n".join(new)
        + "\n\n"
        + (pretty(cut(parsed(rest), parsed(body))) + "\n" if as_json else _cut_lines(rest, body))
    )


def pretty(value: Any, indent: int = 0, used: int = 0) -> str:
    """JSON as the docs print it: what fits in a line stands in one, at the top each member in its own."""
    flat = _flat(value)
    if (indent and used + indent + _width(flat) <= WIDTH) or not isinstance(value, list) or not value:
        return flat
    inner = " " * (indent + 2)
    if isinstance(value, Members):
        parts = [
            CUT if name is GAP else f"{json.dumps(name)}: {pretty(item, indent + 2, len(name) + 5)}"
            for name, item in value
        ]
        return "{\n" + ",\n".join(inner + part for part in parts) + "\n" + " " * indent + "}"
    parts = [pretty(item, indent + 2, 1) for item in value]
    return "[\n" + ",\n".join(inner + part for part in parts) + "\n" + " " * indent + "]"


def _flat(value: Any) -> str:
    if value is GAP:
        return CUT
    if isinstance(value, Members):
        members = [CUT if name is GAP else f"{json.dumps(name)}: {_flat(item)}" for name, item in value]
        return "{" + ", ".join(members) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flat(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
