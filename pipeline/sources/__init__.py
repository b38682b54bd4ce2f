"""Where posts come from: one small file a source, chosen by the `kind` of its section in canary.toml."""
from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from pipeline.errors import SettingsError
from pipeline.sources.page import Source

SOURCES = {
    "x": "pipeline.sources.x_source:XSource",
    "mailbox": "pipeline.sources.mailbox:MailboxSource",
    "mastodon": "pipeline.sources.mastodon:MastodonSource",
    "bluesky": "pipeline.sources.bluesky:BlueskySource",
    "app-reviews": "pipeline.sources.app_reviews:AppReviewsSource",
    "regulator": "pipeline.sources.regulator:RegulatorSource",
    "helpdesk": "pipeline.sources.helpdesk:HelpdeskSource",
    "folder": "pipeline.sources.folder:FolderSource",
}
"""kind -> module:class; imported when it is asked for, so that a client library costs nobody else its seconds."""


def make_source(name: str, values: Mapping[str, Any], environment: Mapping[str, str]) -> Source:
    """The source of a section [sources.NAME] with `values`; its secrets are taken from `environment`.

    Raises SettingsError when the kind or a setting is unknown, or a secret is missing.
    """
    kind = values["kind"]
    if kind not in SOURCES:
        raise SettingsError(f"canary.toml: [sources.{name}] has the kind '{kind}'. Known: {', '.join(SOURCES)}.")
    source = source_class(kind)
    variables = {secret: secret_variable(name, secret) for secret in source.secrets}
    if written := [secret for secret in variables if secret in values]:
        raise SettingsError(f"canary.toml: [sources.{name}] {written[0]}: secrets are never written here: put it in {variables[written[0]]} and take the line out.")
    secrets = {secret: environment[variable] for secret, variable in variables.items() if environment.get(variable)}
    return source.from_settings(name, {key: value for key, value in values.items() if key != "kind"}, secrets)


def source_class(kind: str) -> type[Source]:
    """The class of a known kind."""
    module, _, class_name = SOURCES[kind].partition(":")
    return getattr(import_module(module), class_name)


def secret_variable(name: str, secret: str) -> str:
    """The environment variable of a source's secret: x-acme, bearer_token -> CANARY_X_ACME_BEARER_TOKEN."""
    return f"CANARY_{name}_{secret}".replace("-", "_").upper()
