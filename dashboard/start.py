"""The first page, when there is no workspace to show yet."""
from __future__ import annotations

from pathlib import Path

import streamlit as st

from pipeline.errors import CanaryError


def no_workspace(path: Path) -> None:
    """Name the commands that make one."""
    st.title("Canary finds the broken process behind public complaints.", anchor=False)
    st.text(f"There is no workspace at {path} yet. Choose one of these in a terminal, then reload this page.")
    with st.grid(2, min_column_width=320):
        with st.container(border=True, height="stretch"):
            st.subheader("See it with a fictional company", anchor=False)
            st.code("make run\n\n# or, from an installed environment\npython -m pipeline demo", language="bash", wrap_lines=True)
        with st.container(border=True, height="stretch"):
            st.subheader("Start with your own complaints", anchor=False)
            st.code(
                "python -m pipeline init --taxonomy telecom\n"
                "python -m pipeline import complaints.csv --source acme --map text=body,posted_at=created\n"
                "python -m pipeline run", language="bash", wrap_lines=True)
    st.caption("Another folder: set CANARY_WORKSPACE, or give `--workspace DIR` to every command.")


def cannot_open(path: Path, error: CanaryError) -> None:
    """Say what is wrong in the words of the error: it names the file, the line and what to do."""
    st.title("This workspace cannot be opened.", anchor=False)
    st.text(str(error))
    st.text(f"Workspace: {path}")
