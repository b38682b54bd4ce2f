"""What came in and what was lost, as tables for the Data page. Pure."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pandas as pd

from dashboard.wording import day

_SET_ASIDE = {"repost": "reposts", "follow-up": "follow-ups", "company": "company's replies", "other": "not a complaint", None: "waiting for a run"}
NUMBERS = ("Posts", "Complaints", "Quarantine", "Rows", "Added", "Known already", "In", "Out", "Silent days")


def funnel_steps(imports: Sequence[dict], kinds: dict, held_n: int) -> pd.DataFrame:
    """name, n, is_main: rows read, what fell away, posts stored, what they were, complaints. Steps of nothing are left out."""
    stored_n, known_n = sum(kinds.values()), sum(row["known_n"] for row in imports)
    rows = [("Rows read", max(sum(row["rows_n"] for row in imports), stored_n + known_n + held_n), True), ("known already", known_n, False), ("in quarantine", held_n, False),
            ("Posts stored", stored_n, True), *((name, kinds.get(kind, 0), False) for kind, name in _SET_ASIDE.items()),
            ("Complaints", kinds.get("complaint", 0), True)]
    return pd.DataFrame([row for row in rows if row[1] or row[2]], columns=["name", "n", "is_main"])


def sources_table(sources: Sequence[dict], gaps: pd.DataFrame, zone: ZoneInfo) -> pd.DataFrame:
    silent = gaps.groupby("source")["days_n"].sum() if len(gaps) else {}
    return pd.DataFrame([{
        "Source": row["source"], "Posts": row["posts_n"], "Complaints": row["complaints_n"], "Quarantine": row["quarantined_n"],
        "First post": moment(row["first_at"], zone), "Last post": moment(row["last_at"], zone), "Silent days": int(silent.get(row["source"], 0))}
        for row in sources])


def imports_table(imports: Sequence[dict], zone: ZoneInfo) -> pd.DataFrame:
    return pd.DataFrame([{
        "File": row["file_name"], "Source": row["source"], "Rows": row["rows_n"], "Added": row["added_n"], "Known already": row["known_n"],
        "Quarantine": row["quarantined_n"], "Started": moment(row["started_at"], zone),
        "Took": _took(row)} for row in imports])


def _took(row: dict) -> str:
    if not row["finished_at"]:
        return "stopped midway, or running"
    return "not kept" if row["seconds"] is None else f"{row['seconds']:.1f} s"


def stages_table(stages: Sequence[dict], zone: ZoneInfo) -> pd.DataFrame:
    return pd.DataFrame([{
        "Stage": row["stage"], "Finished": moment(row["finished_at"], zone), "In": row["in_n"], "Out": row["out_n"],
        "Seconds": round(row["seconds"], 1), "Note": row["note"]} for row in stages])


def silent_sources(sources: Sequence[dict], until: date, zone: ZoneInfo, silent_days: float) -> list[str]:
    """Sources from which nothing came for `silent_days` or more up to `until`."""
    return [row["source"] for row in sources if (until - row["last_at"].astimezone(zone).date()).days >= silent_days]


def moment(value: datetime, zone: ZoneInfo) -> str:
    """15 Nov 2026 22:20 in the workspace's zone."""
    local = value.astimezone(zone)
    return f"{day(local.date())} {local:%H:%M}"
