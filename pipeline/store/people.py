"""Who a complaint counts for: its author, or itself alone where nobody is named."""
from __future__ import annotations

import sqlalchemy as sa

from pipeline.store.tables import complaints

PERSON = sa.func.coalesce(complaints.c.author_id, complaints.c.post_id)
PERSON_IN_WEEK = PERSON.concat("|").concat(sa.cast(complaints.c.week, sa.Text))
"""One person counts once a week: the same one in two weeks is two."""
