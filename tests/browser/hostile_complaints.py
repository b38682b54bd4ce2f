"""Complaints that are out to break the page, imported as any file is: through the command line."""
from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from pipeline.sample import Truth
from pipeline.workspace import Workspace, init_workspace, open_workspace

AS_OF = datetime.fromisoformat("2026-11-16T06:00:00+00:00")
SOURCE = "<i>mail</i> **box** $x^2$"
FILE = "posts <b>bold $y$ **z**.csv"
TOPIC = "<b>Wrong</b> **bill** $E=mc^2$ :smile: [here](https://evil.example)"
TOUCHPOINT = "<img src=x onerror=alert(1)> **Billing** :red[x]"
REGIONS = ("=1+1", "**South**", "$x^2$ and $y^2$", "[East](https://evil.example)", ":smile:", "<b>North</b>")
TEXTS = (
    "<script>alert('bill')</script> I was charged twice on my bill this month and nobody answers.",
    "My bill is wrong again <img src=x onerror=\"alert(2)\"> and the refund never came.",
    "My **bill** is _wrong_, I was charged twice: [my bill](https://evil.example/bill), ![photo](https://evil.example/i.png). Refund me.",
    "| bill | amount |\n|---|---|\n| May | wrong |\n\nI was billed for a line I cancelled, fix my bill.",
    "# BILL\n\n- charged twice\n- no answer\n\n> you said it was fixed, but the bill is wrong",
    "The bill says $E=mc^2$ and $$\\int_0^1 x$$ more than my contract, this overcharge is a joke.",
    "Charged twice :smile: :red[overbilled] :material/delete: and :blue-background[no refund] on my bill.",
    "=HYPERLINK(\"https://evil.example\",\"my bill\") is wrong, you charged me twice and took the money.",
    "החשבון שלי שגוי my bill is wrong שוב ושוב and I was charged twice فاتورة خاطئة مرة أخرى",
    "\u202eenif si llib eht\u202c My invoice is wrong and the amount was debited twice, nobody helps.",
    "My bill " + "w" * 400 + " is wrong and I was charged double again.",
    "😡😡😡💸💸",
    "You charged me twice." + "\n" * 300 + "And then you billed me again, the invoice is wrong.",
    "Overcharged on my bill. " + "The bill is wrong and nobody refunds it. " * 26000,
    "<style>body{display:none}</style><iframe src='https://evil.example'></iframe> the bill doubled without notice.",
    "`code` ~~old bill~~ <details><summary>bill</summary></details> &lt;b&gt;still wrong&lt;/b&gt; -> refund my double charge",
)
REPLIES = (
    "Sorry! <img src=x onerror=alert(3)> please **DM** us: [here](https://evil.example/dm)",
    "=HYPERLINK(\"https://evil.example\",\"we\") have refunded $x^2$ :smile: \u202eenod\u202c",
    "😡😡😡 \x1b[31m<script>alert(4)</script>",
)
COLUMNS = ("id", "created", "body", "author", "where", "area")


def build(folder: Path, pipeline_run: Callable) -> Workspace:
    """160 ordinary complaints over ten weeks and the hostile ones on the last day, run; then the largest topic renamed."""
    path = folder / "workspace"
    init_workspace(path, "telecom", {"workspace": {"as_of": AS_OF.isoformat()}, "brand": {"name": "Acme <b>&</b> $ons$", "handles": ["acme"]}})
    taxonomy = path / "touchpoints.yaml"
    taxonomy.write_text(taxonomy.read_text().replace("name: Billing", f"name: '{TOUCHPOINT}'"))
    file = folder / FILE
    write(file, [*ordinary(160), *TEXTS])
    pipeline_run(path, "import", file, "--source", SOURCE, "--map", "post_id=id,text=body,posted_at=created,channel=where", "--attributes", "area")
    answers = folder / "answers.csv"
    write_answers(answers)
    pipeline_run(path, "import", answers, "--source", SOURCE, "--map", "post_id=id,text=body,posted_at=created,channel=where,in_reply_to=to")
    pipeline_run(path, "run")
    workspace = open_workspace(path)
    with workspace.store.write() as connection:      # no post can name a topic like this; a person can
        connection.exec_driver_sql("update topics set label = ? where topic_id = (select topic_id from topics order by complaints_n desc limit 1)", (TOPIC,))
        workspace.store.touch(connection)
    return workspace


def ordinary(n: int) -> list[str]:
    """The first n different hand-written complaints of the sample company, of all its topics in turn."""
    by_topic: dict[str, list[str]] = {}
    for seed in Truth.load().seeds:
        if seed.kind == "complaint":
            by_topic.setdefault(seed.topic or seed.file, []).append(seed.text)
    return list(islice((texts[i] for i in range(99) for texts in by_topic.values() if i < len(texts)), n))


def write(file: Path, texts: Sequence[str], prefix: str = "p") -> None:
    """A CSV of these texts: the last come latest, each by another person, places in blocks of thirty."""
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(COLUMNS)
        for i, text in enumerate(texts):
            when = AS_OF - timedelta(hours=10 * (len(texts) - i))
            rows.writerow((f"{prefix}{i}", when.isoformat(), text, f"{prefix}-person{i}", (":red[chat]", "<u>mail</u>")[i % 2], REGIONS[i // 30 % len(REGIONS)]))


def write_answers(file: Path) -> None:
    """A CSV of the company's replies, to the complaints of the last days that `write` wrote, an hour before the end."""
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(("id", "created", "body", "author", "where", "to"))
        for i in range(170, 176):
            rows.writerow((f"r{i}", (AS_OF - timedelta(hours=1)).isoformat(), REPLIES[i % len(REPLIES)], "acme", (":red[chat]", "<u>mail</u>")[i % 2], f"p{i}"))
