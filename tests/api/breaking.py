"""What of a schema would break the clients of an older one.

``breaking(old, new)`` tells every way in which the new schema takes back what the old one promised, one line each::

    GET /api/v1/parks/: the parameter level is gone
    GET /api/v1/parks/ 200 application/json.results[].area_km2: can be null now

A client may go on asking what it asked, so what is taken may only grow; and may go on reading what it read, so of what is served nothing may go away or
become of another type. Growing is no break: new addresses, optional parameters, fields, and words of a closed list. What generated clients are
named after (operationId, names of components) may not go away either. Where a parameter is described (with its operation, or as a component that several
have) is no promise: what is promised is that the operation takes it.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

Schema = dict[str, Any]

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
# What tells people about a schema, and promises nothing to a client.
TELLING = {"info", "servers", "tags", "summary", "description", "title", "example", "examples", "deprecated", "default"}
# Whose keys are names, and not words of OpenAPI.
OF_NAMES = {"paths", "schemas", "responses", "headers", "securitySchemes", "properties", "content"}
# Keywords of JSON Schema that bound a value, and whether a greater one leaves more.
BOUNDS = {
    "minimum": False,
    "exclusiveMinimum": False,
    "minLength": False,
    "minItems": False,
    "minProperties": False,
    "maximum": True,
    "exclusiveMaximum": True,
    "maxLength": True,
    "maxItems": True,
    "maxProperties": True,
}


def breaking(old: Schema, new: Schema) -> list[str]:
    """Every break, in the order of the old schema."""
    return list(dict.fromkeys(Comparison(old, new).breaks()))


class Comparison:
    """Two OpenAPI 3.1 documents, and what of them has been compared."""

    def __init__(self, old: Schema, new: Schema, seen: Iterable[str] = ()) -> None:
        self.old = old
        self.new = new
        self.seen = set(seen)

    def breaks(self) -> Iterator[str]:
        for path, operations in self.old["paths"].items():
            for method in METHODS:
                if method not in operations:
                    continue
                where = f"{method.upper()} {path}"
                now = self.new["paths"].get(path, {}).get(method)
                if now is None:
                    yield f"{where} is gone"
                else:
                    yield from self._operation(where, operations[method], now)
        for kind, components in self.old.get("components", {}).items():
            if kind == "parameters":
                continue  # compared with each operation that has them
            for name in components:
                if name not in self.new.get("components", {}).get(kind, {}):
                    yield f"the component {name} ({kind}) is gone"

    def _operation(self, where: str, old: Schema, new: Schema) -> Iterator[str]:
        if old.get("operationId") != new.get("operationId"):
            yield f"{where}: its operationId {old.get('operationId')} is {new.get('operationId')} now"
        if _open(self.old, old) and not _open(self.new, new):
            yield f"{where}: a key is needed now"
        yield from self._parameters(where, old, new)
        yield from self._body(where, old.get("requestBody"), new.get("requestBody"))
        for status, response in old["responses"].items():
            if status not in new["responses"]:
                yield f"{where}: the answer {status} is gone"
                continue
            yield from self._response(
                f"{where} {status}", self._at(self.old, response), self._at(self.new, new["responses"][status])
            )

    def _parameters(self, where: str, old: Schema, new: Schema) -> Iterator[str]:
        before = {(one["in"], one["name"]): one for one in parameters_of(self.old, old)}
        after = {(one["in"], one["name"]): one for one in parameters_of(self.new, new)}
        for key, was in before.items():
            if key not in after:
                yield f"{where}: the parameter {key[1]} is gone"
                continue
            now = after[key]
            if now.get("required") and not was.get("required"):
                yield f"{where}: the parameter {key[1]} is required now"
            if _written(was) != _written(now):
                yield f"{where}: the parameter {key[1]} is written otherwise now"
            yield from self._schema(f"{where} {key[1]}", was.get("schema", {}), now.get("schema", {}), taken=True)
        for key, now in after.items():
            if key not in before and now.get("required"):
                yield f"{where}: the parameter {key[1]} is new and required"

    def _body(self, where: str, old: Schema | None, new: Schema | None) -> Iterator[str]:
        old, new = self._at(self.old, old or {}), self._at(self.new, new or {})
        if new.get("required") and not old.get("required"):
            yield f"{where}: a body is required now"
        for media_type, was in old.get("content", {}).items():
            if media_type not in new.get("content", {}):
                yield f"{where}: a body of {media_type} is not taken any more"
                continue
            now = new["content"][media_type]
            yield from self._schema(f"{where} body", was.get("schema", {}), now.get("schema", {}), taken=True)

    def _response(self, where: str, old: Schema, new: Schema) -> Iterator[str]:
        for name in old.get("headers", {}):
            if name not in new.get("headers", {}):
                yield f"{where}: the header {name} is gone"
        for media_type, was in old.get("content", {}).items():
            if media_type not in new.get("content", {}):
                yield f"{where}: {media_type} is gone"
                continue
            now = new["content"][media_type]
            yield from self._schema(f"{where} {media_type}", was.get("schema", {}), now.get("schema", {}), taken=False)

    def _schema(self, where: str, old: Schema, new: Schema, *, taken: bool) -> Iterator[str]:
        """Breaks of a value: ``taken`` from clients, else served to them."""
        if "$ref" in (told := json.dumps([old, new, taken])):
            if told in self.seen:
                return
            self.seen.add(told)
        before, after = _variants(self.old, old), _variants(self.new, new)
        if len(before) == len(after) == 1:
            yield from self._value(where, before[0], after[0], taken=taken)
            return
        # Each that a client knows must be among those there are: what it may send, in the new; what it gets, in the old.
        for one in before if taken else after:
            others = after if taken else before
            pairs = [(one, other) if taken else (other, one) for other in others]
            if all(list(Comparison(self.old, self.new, self.seen)._value(where, *pair, taken=taken)) for pair in pairs):
                yield f"{where}: {_types(one) or one} is {'not taken any more' if taken else 'served now'}"

    def _value(self, where: str, old: Schema, new: Schema, *, taken: bool) -> Iterator[str]:
        yield from _types_differ(where, _types(old), _types(new), taken=taken)
        yield from _words_differ(where, old.get("enum"), new.get("enum"), taken=taken)
        for keyword in ("format", "pattern"):
            if old.get(keyword) != new.get(keyword) and (new if taken else old).get(keyword):
                yield f"{where}: its {keyword} is {new.get(keyword)} now, not {old.get(keyword)}"
        if taken:
            for keyword, more in BOUNDS.items():
                was, now = old.get(keyword), new.get(keyword)
                if now is not None and (was is None or (now < was if more else now > was)) and not _free(keyword, now):
                    yield f"{where}: its {keyword} is {now} now, not {was}"
        yield from self._members(where, old, new, taken=taken)
        for keyword, sign in (("items", "[]"), ("additionalProperties", ".*")):
            was, now = old.get(keyword, {}), new.get(keyword, {})
            if taken and keyword == "additionalProperties" and now is False and was is not False:
                yield f"{where}: takes no further members now"
            elif isinstance(was, dict) and isinstance(now, dict) and (was or now):
                yield from self._schema(where + sign, was, now, taken=taken)

    def _members(self, where: str, old: Schema, new: Schema, *, taken: bool) -> Iterator[str]:
        before, after = old.get("properties", {}), new.get("properties", {})
        needed, still = set(old.get("required", [])), set(new.get("required", []))
        for name, was in before.items():
            if name not in after:
                yield f"{where}.{name} is gone"
                continue
            if not taken and name in needed - still:
                yield f"{where}.{name}: may be left out now"
            yield from self._schema(f"{where}.{name}", was, after[name], taken=taken)
        if taken:
            for name in sorted(still - needed):
                yield f"{where}.{name}: is required now"

    @staticmethod
    def _at(document: Schema, node: Schema) -> Schema:
        return resolve(document, node)


def resolve(document: Schema, node: Schema) -> Schema:
    """The node itself, or what it refers to: ``#/components/schemas/Kind``."""
    while "$ref" in node:
        target: Any = document
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        node = target
    return node


def parameters_of(document: Schema, operation: Schema) -> list[Schema]:
    """The parameters of an operation, those that it shares with others among them."""
    return [resolve(document, node) for node in operation.get("parameters", [])]


def _variants(document: Schema, node: Schema) -> list[Schema]:
    """The plain schemas that a value may be of; null is a type of the others, where there are others."""
    node = resolve(document, node)
    parts = node.get("oneOf") or node.get("anyOf")
    if parts is None and "allOf" in node:
        merged: Schema = {key: value for key, value in node.items() if key != "allOf"}
        for part in node["allOf"]:
            for each in _variants(document, part):
                merged = (
                    each
                    | merged
                    | {
                        "properties": each.get("properties", {}) | merged.get("properties", {}),
                        "required": [*each.get("required", []), *merged.get("required", [])],
                    }
                )
        return [merged]
    if parts is None:
        return [node]
    variants = [variant for part in parts for variant in _variants(document, part)]
    plain = [variant for variant in variants if _types(variant) != {"null"}]
    if len(plain) < len(variants):
        plain = [{**variant, "type": sorted(_types(variant) | {"null"})} for variant in plain]
    return plain or variants


def _types(node: Schema) -> set[str]:
    """The types of JSON that a value may have; none named is any."""
    named = node.get("type")
    if isinstance(named, str):
        return {named}
    if named is None and "enum" in node:
        return {"null" if value is None else "string" if isinstance(value, str) else "number" for value in node["enum"]}
    return set(named or ())


def _types_differ(where: str, old: set[str], new: set[str], *, taken: bool) -> Iterator[str]:
    known, other = (new, old) if taken else (old, new)
    if not known:
        return  # any
    wide = known | ({"integer"} if "number" in known else set())
    gone = other - wide
    if gone == {"null"}:
        yield f"{where}: {'null is not taken any more' if taken else 'can be null now'}"
    elif gone or not other:
        yield f"{where}: is {' or '.join(sorted(new)) or 'anything'} now, not {' or '.join(sorted(old)) or 'anything'}"


def _words_differ(where: str, old: list[Any] | None, new: list[Any] | None, *, taken: bool) -> Iterator[str]:
    if taken and new is not None:
        if old is None:
            yield f"{where}: takes only these words now: {new}"
        else:
            for word in old:
                if word not in new and word is not None:
                    yield f"{where}: the word {word} is not taken any more"
    if not taken and old is not None and new is None:
        yield f"{where}: is no longer one of a closed list of words"


def _open(document: Schema, operation: Schema) -> bool:
    """Can this be asked without a key?"""
    security = operation.get("security", document.get("security", []))
    return not security or {} in security


def _written(parameter: Schema) -> tuple[str, bool]:
    style = parameter.get("style") or ("form" if parameter["in"] in ("query", "cookie") else "simple")
    return style, parameter.get("explode", style == "form")


def _free(keyword: str, value: Any) -> bool:
    """Does a bound say nothing?"""
    return keyword in ("minLength", "minItems", "minProperties") and value == 0


def promised(node: Any, *, are_names: bool = False) -> Any:
    """What of a schema is compared: all of it but what is told about it."""
    if isinstance(node, dict):
        kept = node if are_names else {key: value for key, value in node.items() if key not in TELLING}
        # The parameters of an operation are a list; the components are named.
        return {
            key: promised(value, are_names=not are_names and (key in OF_NAMES or key == "parameters"))
            for key, value in kept.items()
        }
    return [promised(part) for part in node] if isinstance(node, list) else node


def written(promise: Schema) -> str:
    """A promise as YAML, what is small on one line: so the diff of a change is about as long as the change."""
    return yaml.dump(
        promise, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, default_flow_style=None, width=160
    )


def read(path: Path) -> Schema:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


if __name__ == "__main__":
    sys.stdout.write(written(promised(read(Path(sys.argv[1])))))
