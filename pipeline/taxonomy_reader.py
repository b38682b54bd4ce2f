"""Typed values out of a YAML file, every fault named by its line: what was found, what is allowed, what to do."""
from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

import yaml

from pipeline.errors import TaxonomyError

_KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_FLAGS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_KINDS = {"bool": "true or false", "int": "a number", "float": "a number", "timestamp": "a date"}


class Reader:
    """Typed values out of YAML nodes: only nodes know their line, and no object is ever built from a file's tag."""

    def __init__(self, file: str, instead: str) -> None:
        """file: its name, for errors; instead: what to do with one that is no YAML at all."""
        self.file, self.instead = file, instead

    def fault(self, line: int, message: str) -> TaxonomyError:
        return TaxonomyError(f"{self.file} line {line}: {message}")

    def wrong(self, node: yaml.Node, what: str, needed: str) -> TaxonomyError:
        return self.fault(_line(node), f"{what} is {_kind(node)}. {needed}")

    def root(self, content: bytes, needed: Sequence[str]) -> yaml.Node:
        """The file as one node. needed: the fields that stand at its top."""
        try:
            text = content.decode("utf-8-sig")
            node = _compose(text)
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            raise self.fault(line, "a character is not UTF-8. Save the file as UTF-8.") from None
        except yaml.MarkedYAMLError as error:
            reason = f"{error.context}, {error.problem}" if error.context else error.problem
            todo = "Check indentation, colons, brackets and quotes there."
            raise self.fault(error.problem_mark.line + 1, f"not YAML: {reason}. {todo}") from None
        except yaml.reader.ReaderError as error:
            line = text.count("\n", 0, error.position) + 1
            raise self.fault(line, f"not YAML: character U+{error.character:04X} is not allowed. Delete it.") from None
        except RecursionError:
            raise TaxonomyError(f"{self.file}: not YAML: it is nested too deep. {self.instead}") from None
        except (ValueError, OverflowError) as error:
            # PyYAML lets these through: an escape beyond Unicode, a number of 5,000 digits.
            raise TaxonomyError(f"{self.file}: not YAML: {error}. {self.instead}") from None
        if node is None:
            raise TaxonomyError(f"{self.file} is empty. Needed: {', '.join(needed)}. {self.instead}")
        return node

    def fields(self, node: yaml.Node, what: str, needed: Sequence[str], *optional: str) -> dict[str, yaml.Node]:
        """A mapping's values by field: every needed one there, none unknown, none twice."""
        if not isinstance(node, yaml.MappingNode):
            raise self.wrong(node, what, f"Needed: the fields {', '.join(needed)}.")
        known, found = (*needed, *optional), {}
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else _kind(key)
            if name not in known:
                message = f"field {_shown(name)} of {what} is unknown. {did_you_mean(name, known)} Fix or delete it."
                raise self.fault(_line(key), message)
            if name in found:
                raise self.fault(_line(key), f"field '{name}' of {what} stands twice. Delete one.")
            found[name] = value
        for name in needed:
            if name not in found:
                whose = f"{what} {_shown(found['id'].value)}" if isinstance(found.get("id"), yaml.ScalarNode) else what
                raise self.fault(_line(node), f"{whose} has no '{name}'. Needed: {', '.join(needed)}. Add it.")
        return found

    def items(self, node: yaml.Node, what: str, may_be_empty: bool = False) -> list[yaml.Node]:
        if not isinstance(node, yaml.SequenceNode) or not (node.value or may_be_empty):
            raise self.wrong(node, what, f"Needed: a list{' (it may be empty)' if may_be_empty else ' of at least one'}.")
        return node.value

    def text(self, node: yaml.Node, what: str) -> str:
        if _tag(node) != "str" or not node.value.strip() or _UNSTORABLE.search(node.value):
            raise self.wrong(node, what, "Needed: a text, in quotes if it is a word like no or a number like 24.")
        return " ".join(node.value.split())

    def kebab(self, node: yaml.Node, what: str) -> str:
        value = self.text(node, what)
        if not _KEBAB.fullmatch(value):
            like = "-".join(re.findall(r"[a-z0-9]+", value.lower())) or "phone-line"
            raise self.wrong(node, what, f"Allowed: small letters, digits and single hyphens, such as '{like}'.")
        return value

    def unique_ids(self, nodes: Sequence[yaml.Node], what: str) -> tuple[str, ...]:
        lines: dict[str, int] = {}
        for node in nodes:
            value = self.kebab(node, f"id of a {what}")
            if value in lines:
                message = f"{what} id '{value}' is already used on line {lines[value]}. Rename or delete one."
                raise self.fault(_line(node), message)
            lines[value] = _line(node)
        return tuple(lines)

    def one_of(self, node: yaml.Node, what: str, known: Sequence[str]) -> str:
        value = self.text(node, what)
        if value not in known:
            message = f"{_shown(value)} in {what} is not allowed. {did_you_mean(value, known)} Fix the spelling or add it."
            raise self.fault(_line(node), message)
        return value

    def flag(self, node: yaml.Node, what: str) -> bool:
        if _tag(node) != "bool" or node.value.lower() not in _FLAGS:
            raise self.wrong(node, what, "Needed: true (phone line, chat, mail, social media) or false.")
        return _FLAGS[node.value.lower()]

    def phrases(self, node: yaml.Node, what: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.text(item, f"an entry of {what}").lower() for item in self.items(node, what)))

    def languages(self, node: yaml.Node | None, what: str) -> dict[str, tuple[str, ...]]:
        if node is None:
            return {}
        if not isinstance(node, yaml.MappingNode):
            raise self.wrong(node, what, "Needed: lists by language, such as {es: [sin señal], de: [kein netz]}.")
        found: dict[str, tuple[str, ...]] = {}
        for key, value in node.value:
            code = self.text(key, f"a language in {what}")
            if not re.fullmatch("[a-z]{2}", code) or code in found:
                raise self.wrong(key, f"a language in {what}", "Needed: two small letters such as es, each language once.")
            found[code] = self.phrases(value, f"'{code}' in {what}")
        return found


def _compose(text: str) -> yaml.Node | None:
    """Read by libyaml, 14 times as fast; what it cannot read goes to the slow reader, which says better what is wrong and where.

    libyaml's composer has no end to its recursion: what could be nested 1,000 deep is not given to it.
    """
    is_shallow = text.count("[") + text.count("{") < 500 and max(map(len, text.splitlines()), default=0) < 1000
    if is_shallow:
        try:
            return yaml.compose(text, yaml.CSafeLoader)
        except yaml.YAMLError:
            pass
    return yaml.compose(text, yaml.SafeLoader)


def _line(node: yaml.Node) -> int:
    return node.start_mark.line + 1


def _tag(node: yaml.Node) -> str:
    return node.tag.removeprefix("tag:yaml.org,2002:") if isinstance(node, yaml.ScalarNode) else ""


def _kind(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        return f"{'a' if node.value else 'an empty'} {'list' if isinstance(node, yaml.SequenceNode) else 'group of fields'}"
    if _tag(node) == "null" or not node.value.strip():
        return "empty"
    return _shown(node.value) + ("" if _tag(node) == "str" else f" ({_KINDS.get(_tag(node), 'not a text')})")


def _shown(value: str) -> str:
    return repr(value if len(value) <= 40 else value[:39] + "…")


def did_you_mean(found: str, known: Sequence[str]) -> str:
    close = get_close_matches(found[:60], known, n=1)
    return (f"Did you mean '{close[0]}'? " if close else "") + f"Known: {', '.join(known) or 'none'}."
