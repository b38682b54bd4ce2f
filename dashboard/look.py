"""The colours of charts, light and dark, after DESIGN.md: ink for what was observed, grey-blue for what is expected, green for a verified fall."""
from __future__ import annotations

from dataclasses import dataclass

FONT = "Source Sans, Source Sans Pro, Helvetica, Arial, sans-serif"


@dataclass(frozen=True)
class Look:
    """Hex colours. `categories` are safe for the colour-blind and never the only sign: marks differ in shape too."""

    ink: str
    muted: str
    grid: str
    paper: str
    band: str
    alarm: str
    unknown: str
    verified: str
    categories: tuple[str, ...]


LIGHT = Look(ink="#1F2933", muted="#5B6672", grid="#E9E6DF", paper="#FFFFFF", band="#BFD0DE", alarm="#C2410C",
             unknown="#A8AEB5", verified="#0F766E", categories=("#0072B2", "#009E73", "#7B5EA7", "#B07AA1", "#56B4E9", "#8C6D46", "#2F4B7C"))
DARK = Look(ink="#E7E5E0", muted="#A3A8AE", grid="#2B3036", paper="#16191D", band="#3B5166", alarm="#FB8C4E",
            unknown="#6B7177", verified="#4FBFB3", categories=("#4FA3D9", "#2DBE91", "#A78BDA", "#D6A0C8", "#9AD4F5", "#C3A176", "#7C97CF"))


def look(theme: str | None) -> Look:
    """The colours of a theme: "dark", or anything else for light."""
    return DARK if theme == "dark" else LIGHT
