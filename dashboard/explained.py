"""Why a complaint was linked to a touchpoint, asked of the published model: the only place where the dashboard reads one."""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import load
from dashboard.view import View
from pipeline.errors import ModelError

if TYPE_CHECKING:
    from models.explaining import Explanation
    from pipeline.fitted import Fitted


def why(view: View, version: str | None, text: str, touchpoint_id: str | None) -> Explanation | None:
    """What in a text speaks for the touchpoint that is shown, by the published model (`version`); None without a whole model."""
    return _explained(str(view.workspace.path), version, text, touchpoint_id) if version else None


@st.cache_resource(max_entries=2, show_spinner="Reading the model …")
def fitted(path: str, version: str) -> Fitted | None:
    """Shared, for it is large and only read. What it is made of costs seconds to import: only who asks why pays."""
    from pipeline.fitted import Fitted

    try:
        return Fitted.read(load.workspace(Path(path)).models, version)
    except ModelError:
        return None


@st.cache_data(max_entries=256, show_spinner=False)
def _explained(path: str, version: str, text: str, touchpoint_id: str | None) -> Explanation | None:
    model = fitted(path, version)
    return model and model.linker.explain(text, model.encoder, touchpoint_id)
