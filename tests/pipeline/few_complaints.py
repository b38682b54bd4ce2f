"""A few complaints of four touchpoints, put straight into the store: enough for a first model, read in a second."""
from __future__ import annotations

from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path

from pipeline import stages
from pipeline.records import Post
from pipeline.store import posts
from pipeline.workspace import Workspace, init_workspace, open_workspace

SAID = {
    "billing": ("my bill is wrong again and I was charged twice", "the invoice shows an extra charge I never agreed to", "why is my bill twice as high this month"),
    "mobile-network": ("no signal at home all day, I cannot make a call", "mobile data is dead and my calls keep dropping", "the network coverage here is terrible, no bars at all"),
    "chat": ("the chat agent left me waiting an hour and closed the chat", "the chatbot keeps sending me in circles", "nobody in the live chat reads what I write"),
    "engineer-visit": ("the engineer never turned up for the appointment", "I took a day off work and the technician did not come", "engineer missed the slot for the third time"),
}
OPENINGS = ("", "unbelievable: ", "third time this year, ", "sorry to say, ", "seriously? ", "what a joke, ")
NEW = ("the parcel with my router is lost in the post", "delivery driver left the parcel in the rain", "my parcel was delivered to a stranger",
       "the courier never brought the parcel")
AS_OF = datetime(2026, 11, 16, 6, 0, tzinfo=UTC)


def workspace_of(path: Path, complaints_n: int) -> Workspace:
    """Complaints of four touchpoints in turn, each by another person; one a day, so that none repeats another."""
    init_workspace(path, "telecom", {"clean": {"duplicate_days": 0}})
    workspace = open_workspace(path)
    said = [opening + text for opening, number in product(OPENINGS, range(3)) for text in (texts[number] for texts in SAID.values())]
    batch = [(n + 1, Post(f"x:{n}", "x", "x", AS_OF - timedelta(days=complaints_n - n), said[n], str(n), author_id=f"a{n}", words_n=9))
             for n in range(complaints_n)]
    number = posts.begin_import(workspace.store, "x", "a.csv", "key", AS_OF)
    posts.add_batch(workspace.store, number, batch, (), workspace.settings.zone, AS_OF)
    posts.end_import(workspace.store, number, AS_OF, 1.0)
    return workspace


def run_stages(workspace: Workspace) -> list:
    """Run every stage; what each did."""
    said: list = []
    stages.run_all(workspace, AS_OF, said.append, lambda title, total=None: nullcontext(lambda done: None))
    return said


def bring_parcels(workspace) -> None:
    """24 complaints about something new, understood by the published model."""
    batch = [(n + 1, Post(f"x:p{n}", "x", "x", AS_OF - timedelta(hours=n), opening + text, f"p{n}", author_id=f"p{n}", words_n=9))
             for n, (opening, text) in enumerate((opening, text) for text in NEW for opening in OPENINGS)]
    number = posts.begin_import(workspace.store, "x", "b.csv", "key b", AS_OF)
    posts.add_batch(workspace.store, number, batch, (), workspace.settings.zone, AS_OF)
    posts.end_import(workspace.store, number, AS_OF, 1.0)
    stages.run_all(workspace, AS_OF, lambda done: None, lambda title, total=None: nullcontext(lambda done: None))
