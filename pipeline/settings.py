"""Settings: canary.toml of the program, of the workspace and the environment, read once into frozen objects."""
from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict
from pydantic_settings import SettingsError as UnreadableVariable

from pipeline.errors import SettingsError
from pipeline.settings_weekly import WeeklySettings

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_WORKSPACE = ROOT / "data" / "workspace"
FILE_NAME = "canary.toml"
_SOURCE_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class WorkspaceSettings(_Section):
    taxonomy: str = Field(min_length=1)
    zone: str
    is_sample: bool
    as_of: str

    @field_validator("zone")
    @classmethod
    def _zone_exists(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError):
            raise ValueError(f"'{value}' is not an IANA time zone such as Europe/London") from None
        return value

    @field_validator("as_of")
    @classmethod
    def _time_with_zone(cls, value: str) -> str:
        if value and datetime.fromisoformat(value).tzinfo is None:
            raise ValueError(f"'{value}' has no time zone; write 2026-11-16T06:00:00+00:00")
        return value


class BrandSettings(_Section):
    name: str
    handles: tuple[str, ...]


class CollectSettings(_Section):
    batch_rows: int = Field(ge=1, le=100_000)
    max_text_chars: int = Field(ge=280)
    max_row_bytes: int = Field(ge=10_000)
    future_hours: float = Field(ge=0)
    silent_days: float = Field(gt=0)


class BudgetSettings(_Section):
    currency: str = Field(min_length=1)
    posts_per_day: int = Field(ge=0)
    posts_per_month: int = Field(ge=0)
    money_per_day: Decimal = Field(ge=0)
    money_per_month: Decimal = Field(ge=0)
    price_per_post: Mapping[str, Decimal]

    @field_validator("price_per_post")
    @classmethod
    def _no_price_below_nothing(cls, value: Mapping[str, Decimal]) -> Mapping[str, Decimal]:
        for kind, price in value.items():
            if not price.is_finite() or price < 0:
                raise ValueError(f"the price of '{kind}' is {price}; write 0 or more")
        return value


class PrivacySettings(_Section):
    min_people: int = Field(ge=1)
    phone_regions: tuple[str, ...]
    private_channels: tuple[str, ...]
    recheck_days: float = Field(gt=0)


class CleanSettings(_Section):
    languages: tuple[str, ...]
    complaint_threshold: float = Field(ge=0, le=1)
    duplicate_days: int = Field(ge=0)


class TopicSettings(_Section):
    seed: int
    min_complaints: int = Field(ge=20)
    sample_max: int = Field(ge=1000)
    keep_share: float = Field(ge=0, le=1)
    encoder: str


class LinkSettings(_Section):
    unclear_risk: float = Field(ge=0, le=1)


class WatchSettings(_Section):
    history_weeks: int = Field(ge=4)
    false_share: float = Field(gt=0, lt=1)
    min_people: int = Field(ge=1)
    return_days: int = Field(ge=1)


class PublishSettings(_Section):
    moved_max: float = Field(ge=0, le=1)
    ids_kept_min: float = Field(ge=0, le=1)
    stability_min: float = Field(ge=-1, le=1)
    decided_loss_max: float = Field(ge=0, le=1)
    far_gain_max: float = Field(ge=0, le=1)
    keep_candidates: int = Field(ge=1)
    keep_published: int = Field(ge=1)
    retrain_from: float = Field(gt=1)


class Settings(BaseSettings):
    """Everything that can be set. Fields have no defaults here: canary.toml is their one home."""

    model_config = SettingsConfigDict(
        env_prefix="CANARY__", env_nested_delimiter="__", frozen=True, extra="ignore", nested_model_default_partial_update=True
    )
    workspace: WorkspaceSettings
    brand: BrandSettings
    collect: CollectSettings
    budget: BudgetSettings
    sources: Mapping[str, Mapping[str, Any]]
    privacy: PrivacySettings
    clean: CleanSettings
    topics: TopicSettings
    link: LinkSettings
    watch: WatchSettings
    publish: PublishSettings
    weekly: WeeklySettings

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource, **_: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return env_settings, init_settings

    @field_validator("sources")
    @classmethod
    def _named_and_of_a_kind(cls, value: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Mapping[str, Any]]:
        for name, found in value.items():
            if not _SOURCE_NAME.fullmatch(name):
                raise ValueError(f"the source '{name}' needs a name of small letters, digits and hyphens, e.g. x-acme")
            if not isinstance(found.get("kind"), str):
                raise ValueError(f'[sources.{name}] needs a line that says what it is, e.g. kind = "x"')
        return value

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.workspace.zone)


def load_settings(workspace: Path) -> Settings:
    """The settings that hold in `workspace` (a folder that need not exist yet).

    Raises SettingsError naming the file or variable, what was found and what is allowed.
    """
    values = _read(ROOT / FILE_NAME)
    own = workspace / FILE_NAME
    if own.exists():
        values = _merge(values, _read(own), own)
    try:
        return Settings(**values)
    except ValidationError as error:
        raise SettingsError(_what_is_wrong(error.errors()[0], own if own.exists() else ROOT / FILE_NAME)) from None
    except UnreadableVariable as error:
        raise SettingsError(f"the environment: {error}. Name one setting each, such as CANARY__BRAND__NAME=Acme.") from None


def database_url(workspace: Path) -> str:
    """Where the store is: CANARY_DATABASE_URL, or a SQLite file in the workspace."""
    return os.environ.get("CANARY_DATABASE_URL") or f"sqlite:///{workspace / 'canary.db'}"


_REPLACED = {"link.unclear_below": "take the line out, or say `unclear_risk = 0.3`, the share of links that may be wrong."}
"""Settings of the first release."""


def _what_is_wrong(found: Mapping[str, Any], file: Path) -> str:
    """A sentence out of one finding of pydantic's, naming the variable or the file that it came from."""
    variable = "__".join(("CANARY", *map(str, found["loc"]))).upper()
    where = variable if variable in map(str.upper, os.environ) else str(file)
    section, *rest = (str(part) for part in found["loc"])
    if found["type"] == "extra_forbidden":
        known = Settings.model_fields[section].annotation.model_fields
        if instead := _REPLACED.get('.'.join((section, *rest))):
            return f"{where}: [{section}] has no setting '{'.'.join(rest)}' any more: {instead}"
        return f"{where}: [{section}] has no setting '{'.'.join(rest)}'. Known: {', '.join(known)}."
    message = found["msg"].removeprefix("Value error, ").rstrip(".")
    if section == "sources":    # what stands there is not repeated: it may be a secret in the wrong place
        name = rest[0] if rest else ""
        return f"{where}: " + (f'[sources.{name}] is a section: write that line and below it a line a setting, the first of them kind = "x" or another' if name
                               else message) + ". Every kind is explained in docs/sources.md."
    if isinstance(found.get("input"), dict):     # a section as a whole: what stands in it is not repeated
        return f"{where}: [{section}]: {message}. Every setting is explained in {ROOT / FILE_NAME}."
    return f"{where}: '{'.'.join((section, *rest))}' is {found.get('input')!r}: {message}. Every setting is explained in {ROOT / FILE_NAME}."


def _read(path: Path) -> dict:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: not valid TOML: {str(error).rstrip('.')}. Fix that line.") from None
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: not UTF-8: byte {error.start + 1:,} cannot be read. Save it as UTF-8.") from None
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {error.strerror}.") from None


def _merge(base: dict, own: dict, path: Path) -> dict:
    merged = {section: dict(values) for section, values in base.items()}
    for section, values in own.items():
        if section not in merged:
            raise SettingsError(f"{path}: section [{section}] is unknown. Known: {', '.join(base)}.")
        if not isinstance(values, dict):
            raise SettingsError(f"{path}: '{section}' is {values!r}, not a section. Write [{section}] and below it a line a setting: {', '.join(base[section])}.")
        for name, value in values.items():
            known = merged[section].get(name)
            merged[section][name] = {**known, **value} if isinstance(known, dict) and isinstance(value, dict) else value
    return merged
