"""The cached reads of chains and threads; the same keys as load.py."""
from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import load
from dashboard.view import View
from pipeline.records import Filters
from pipeline.store import chains, tried

_kept = st.cache_data(max_entries=64, show_spinner=False)
Of = tuple[str | None, str | None]
"""The topic and the touchpoint that a read is narrowed to; None: any."""
ANY: Of = (None, None)
_NONE = ("",)
"""Filters without a channel mean all of them: this one is nobody's."""


def is_read(view: View) -> bool:
    """Whether threads were ever read in this workspace."""
    return _is_read(*_key(view))


def in_public(view: View) -> View:
    """The view without channels that the company alone reads, such as e-mails and phone notes."""
    private = {channel.strip().casefold() for channel in view.workspace.settings.privacy.private_channels}
    public = tuple(channel for channel in view.filters.channels or view.choices["channels"] if channel.strip().casefold() not in private)
    return replace(view, filters=replace(view.filters, channels=public or _NONE))


def answering(view: View) -> tuple[str, ...]:
    """Channels in which the company was ever seen to reply."""
    return _answering(*_key(view))


def heard(view: View, of: Of = ANY) -> tuple[int, int]:
    """(people, threads) that were read; see tried.heard."""
    return _heard(*_key(view), view.filters, of)


def attempts(view: View, of: Of = ANY) -> pd.DataFrame:
    return _attempts(*_key(view), view.filters, of)


def steps(view: View, of: Of = ANY) -> pd.DataFrame:
    return _steps(*_key(view), view.filters, of)


def care(view: View, of: Of = ANY) -> pd.DataFrame:
    return _care(*_key(view), view.filters, of)


def outcomes(view: View, of: Of = ANY) -> pd.DataFrame:
    return _outcomes(*_key(view), view.filters, of)


def in_the_open(view: View) -> pd.DataFrame:
    return _in_the_open(*_key(view), view.filters)


def of_posts(view: View, post_ids: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """What evidence cards show of these complaints' threads; see chains.of_posts."""
    return _of_posts(*_key(view), post_ids)


def conversation(view: View, post_id: str) -> list[dict[str, Any]]:
    return _conversation(*_key(view), post_id)


def _key(view: View) -> tuple[str, str]:
    return str(view.workspace.path), view.version


def _store(path: str):
    return load.workspace(Path(path)).store


@_kept
def _is_read(path: str, version: str) -> bool:
    return tried.is_read(_store(path))


@_kept
def _answering(path: str, version: str) -> tuple[str, ...]:
    return chains.answering_channels(_store(path))


@_kept
def _heard(path: str, version: str, filters: Filters, of: Of) -> tuple[int, int]:
    return tried.heard(_store(path), filters, *of)


@_kept
def _attempts(path: str, version: str, filters: Filters, of: Of) -> pd.DataFrame:
    return tried.attempts(_store(path), filters, *of)


@_kept
def _steps(path: str, version: str, filters: Filters, of: Of) -> pd.DataFrame:
    return tried.tried_steps(_store(path), filters, *of)


@_kept
def _care(path: str, version: str, filters: Filters, of: Of) -> pd.DataFrame:
    return chains.care(_store(path), filters, *of)


@_kept
def _outcomes(path: str, version: str, filters: Filters, of: Of) -> pd.DataFrame:
    return chains.outcomes(_store(path), filters, *of)


@_kept
def _in_the_open(path: str, version: str, filters: Filters) -> pd.DataFrame:
    return chains.in_the_open_n(_store(path), filters)


@_kept
def _of_posts(path: str, version: str, post_ids: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    return chains.of_posts(_store(path), post_ids)


@_kept
def _conversation(path: str, version: str, post_id: str) -> list[dict[str, Any]]:
    return [dict(row) for row in chains.conversation(_store(path), post_id)]
