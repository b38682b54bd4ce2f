"""The cached reads of fixes, their verdicts and what stands around them; the same keys as load.py."""
from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard import load
from dashboard.view import View
from pipeline import unacted, weekly
from pipeline.fixes import Fix
from pipeline.store import answers, fixes, verdicts
from pipeline.store.engine import Store
from pipeline.unacted import Unacted
from pipeline.weekly import Weekly

_kept = st.cache_data(max_entries=64, show_spinner=False)


def every(view: View) -> list[Fix]:
    """All fixes in the order of registering."""
    return _fixes(*_key(view))


def every_verdict(view: View) -> pd.DataFrame:
    """What the counts said in every week; columns as in the table `verdicts`."""
    return _verdicts(*_key(view))


def log(view: View, fix_id: str) -> pd.DataFrame:
    """Every change of one fix, oldest first; columns as in the table `fix_log`."""
    return _log(*_key(view), fix_id)


def answers_counted(view: View) -> pd.DataFrame:
    """What complainants said when asked: fix_id, better, same, worse."""
    return _answers(*_key(view))


def people_by_week(view: View) -> Weekly:
    """People a week and topic of all that came in: a verdict is made of everything, whatever is filtered."""
    return _weekly(*_key(view), view.as_of.replace(minute=0, second=0, microsecond=0))


def waiting(view: View) -> Unacted:
    """What nobody acts on, as of now."""
    return _unacted(*_key(view), view.as_of.replace(minute=0, second=0, microsecond=0))


def today(view: View) -> date:
    return view.as_of.astimezone(view.workspace.settings.zone).date()


def _key(view: View) -> tuple[str, str]:
    return str(view.workspace.path), view.version


def _store(path: str) -> Store:
    return load.workspace(Path(path)).store


@_kept
def _fixes(path: str, version: str) -> list[Fix]:
    return fixes.every(_store(path))


@_kept
def _verdicts(path: str, version: str) -> pd.DataFrame:
    return verdicts.every(_store(path))


@_kept
def _log(path: str, version: str, fix_id: str) -> pd.DataFrame:
    return fixes.log(_store(path), fix_id)


@_kept
def _answers(path: str, version: str) -> pd.DataFrame:
    return answers.counted(_store(path))


@_kept
def _weekly(path: str, version: str, hour: datetime) -> Weekly:
    return weekly.read(load.workspace(Path(path)), hour)


@_kept
def _unacted(path: str, version: str, hour: datetime) -> Unacted:
    return unacted.read(load.workspace(Path(path)), hour)
