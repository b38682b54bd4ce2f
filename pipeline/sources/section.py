"""A section [sources.NAME] → the frozen settings of that source, or a sentence that says what is wrong with it."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any, TypeVar, get_type_hints

from pipeline.errors import SettingsError

T = TypeVar("T")
_WORDS = {str: "a text", int: "a whole number", float: "a number", bool: "true or false", tuple[str, ...]: "a list of texts"}


def read_section(settings: type[T], name: str, values: Mapping[str, Any]) -> T:
    """The dataclass `settings` filled from `values`; its fields are str, int, float, bool or tuple[str, ...].

    Raises SettingsError naming the section, what was found and what is allowed.
    """
    known, where = get_type_hints(settings), f"canary.toml: [sources.{name}]"
    if unknown := [key for key in values if key not in known]:
        raise SettingsError(f"{where} has no setting '{unknown[0]}'. Known: {', '.join(known)}.")
    for field in fields(settings):
        if field.name not in values and field.default is MISSING and field.default_factory is MISSING:
            raise SettingsError(f"{where} needs '{field.name}', {_WORDS[known[field.name]]}.")
    made = settings(**{key: _value(known[key], value, f"{where} {key}") for key, value in values.items()})
    if not getattr(made, "channel", "x").strip():
        raise SettingsError(f"{where} channel is empty. Say how people spoke there, e.g. \"phone note\".")
    return made


def need_secret(name: str, secret: str, secrets: Mapping[str, str]) -> str:
    """A secret, or SettingsError naming the variable that it belongs in."""
    from pipeline.sources import secret_variable

    if secret not in secrets:
        raise SettingsError(f"the environment has no {secret_variable(name, secret)}: [sources.{name}] needs its {secret.replace('_', ' ')} there.")
    return secrets[secret]


def _value(wanted: type, value: Any, where: str) -> Any:
    if wanted == tuple[str, ...] and isinstance(value, list) and all(isinstance(part, str) for part in value):
        return tuple(value)
    if wanted is float and type(value) is int:
        return float(value)
    if type(value) is not wanted:
        raise SettingsError(f"{where} is {value!r}; {_WORDS[wanted]} is needed.")
    return value
