"""The taxonomy: data/touchpoints/*.yaml → stages and touchpoints, every fault named by its line."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from models.conversation import CHANNELS
from pipeline.errors import TaxonomyError
from pipeline.taxonomy_reader import Reader, did_you_mean
from pipeline.touchpoints import Stage, Taxonomy, Touchpoint

__all__ = ["FOLDER", "Stage", "Taxonomy", "Touchpoint", "available", "load_taxonomy"]

FOLDER = Path(__file__).resolve().parent.parent / "data" / "touchpoints"
MAX_BYTES = 1_000_000
"""Twenty times the longest taxonomy we know: more is another file given by mistake."""

_TOP = ("name", "title", "stages", "touchpoints")
_STAGE = ("id", "name")
_TOUCHPOINT = ("id", "name", "stage", "description", "phrases", "owner", "hands_over_to", "care_channel")


def available(folder: Path = FOLDER) -> tuple[str, ...]:
    """The names of the taxonomies in `folder`, sorted; none if there is no such folder."""
    return tuple(sorted(path.stem for path in folder.glob("*.yaml")))


def load_taxonomy(path_or_name: str | Path, folder: Path = FOLDER) -> Taxonomy:
    """The taxonomy of a name in `folder`, or of a file (anything with a folder in it or ending in .yaml or .yml).

    Raises TaxonomyError for the first fault: file, line, what was found, what is allowed, what to do.
    """
    path = taxonomy_path(path_or_name, folder)
    read = Reader(path.name, f"Start from a file in {FOLDER}.")
    return _taxonomy(read, read.root(_bytes(path, folder), _TOP))


def taxonomy_path(path_or_name: str | Path, folder: Path = FOLDER) -> Path:
    """The file that is meant: a name stands for a file in `folder`."""
    path = Path(path_or_name)
    is_name = len(path.parts) == 1 and path.suffix not in {".yaml", ".yml"}
    return folder / f"{path_or_name}.yaml" if is_name else path


def _bytes(path: Path, folder: Path) -> bytes:
    todo = f"{did_you_mean(path.stem, available(folder))} Give one of these names or the path of a .yaml file."
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise TaxonomyError(f"There is no taxonomy at {path}. {todo}") from None
    except (OSError, ValueError) as error:
        raise TaxonomyError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}. {todo}") from None
    if len(content) > MAX_BYTES:
        raise TaxonomyError(f"{path} is over {MAX_BYTES:,} bytes, too large for a taxonomy. {todo}")
    return content


def _taxonomy(read: Reader, root: yaml.Node) -> Taxonomy:
    top = read.fields(root, "the file", _TOP)
    stages = [read.fields(node, "stage", _STAGE) for node in read.items(top["stages"], "stages")]
    points = [
        read.fields(node, "touchpoint", _TOUCHPOINT, "phrases_by_language", "channels", "complaints_to")
        for node in read.items(top["touchpoints"], "touchpoints")
    ]
    stage_ids = read.unique_ids([stage["id"] for stage in stages], "stage")
    ids = read.unique_ids([point["id"] for point in points], "touchpoint")
    return Taxonomy(
        name=read.kebab(top["name"], "name"),
        title=read.text(top["title"], "title"),
        stages=tuple(Stage(i, read.text(stage["name"], f"name of stage '{i}'")) for i, stage in zip(stage_ids, stages)),
        touchpoints=_each_channel_once(read, points, tuple(_touchpoint(read, i, point, stage_ids, ids) for i, point in zip(ids, points))),
    )


def _touchpoint(
    read: Reader, own_id: str, point: Mapping[str, yaml.Node], stage_ids: Sequence[str], ids: Sequence[str]
) -> Touchpoint:
    of = f"of touchpoint '{own_id}'"
    others = [other for other in ids if other != own_id]
    hands_over_to = read.items(point["hands_over_to"], f"hands_over_to {of}", may_be_empty=True)
    return Touchpoint(
        id=own_id,
        name=read.text(point["name"], f"name {of}"),
        stage=read.one_of(point["stage"], f"stage {of}", stage_ids),
        description=read.text(point["description"], f"description {of}"),
        phrases=read.phrases(point["phrases"], f"phrases {of}"),
        owner=read.text(point["owner"], f"owner {of}"),
        hands_over_to=tuple(read.one_of(node, f"hands_over_to {of}", others) for node in hands_over_to),
        care_channel=read.flag(point["care_channel"], f"care_channel {of}"),
        phrases_by_language=read.languages(point.get("phrases_by_language"), f"phrases_by_language {of}"),
        channels=_channels(read, point.get("channels"), f"channels {of}"),
        complaints_to=_somebody_else(read, point, f"complaints_to {of}"),
    )


def _channels(read: Reader, node: yaml.Node | None, what: str) -> tuple[str, ...]:
    return () if node is None else tuple(read.one_of(item, what, CHANNELS) for item in read.items(node, what, may_be_empty=True))


def _somebody_else(read: Reader, point: Mapping[str, yaml.Node], what: str) -> str:
    """Who runs a touchpoint is not who judges the complaints about it."""
    node = point.get("complaints_to")
    value = "" if node is None else read.text(node, what)
    if value.casefold() == read.text(point["owner"], "owner").casefold():
        raise read.wrong(node, what, "Needed: somebody other than its owner; or leave it out.")
    return value


def _each_channel_once(read: Reader, points: Sequence[Mapping[str, yaml.Node]], found: tuple[Touchpoint, ...]) -> tuple[Touchpoint, ...]:
    told: dict[str, str] = {}
    for point, touchpoint in zip(points, found, strict=True):
        for channel in touchpoint.channels:
            if told.setdefault(channel, touchpoint.id) != touchpoint.id:
                raise read.wrong(point["channels"], f"'{channel}' in channels of touchpoint '{touchpoint.id}'", f"It stands at '{told[channel]}' already: one touchpoint answers a channel.")
    return found
