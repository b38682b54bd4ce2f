"""The tables. Times are UTC; days and weeks (Mondays) are in the workspace's zone; missing is NULL."""
from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON, BigInteger, Boolean, Column, Date, DateTime, Float, Index, Integer, MetaData, Table, Text, TypeDecorator,
)


class UtcDateTime(TypeDecorator):
    """An aware time, kept as naive UTC so that every database orders and compares it alike."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


metadata = MetaData()

meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

imports = Table(
    "imports", metadata,
    Column("import_id", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("file_key", Text, nullable=False),          # SHA-256 of the file: its quarantine is replaced, never doubled
    Column("started_at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime),                # NULL: running, or killed; of the same clock as started_at
    Column("seconds", Float),                          # wall time it took; NULL: running, killed, or before this was kept
    Column("rows_n", Integer, nullable=False),
    Column("added_n", Integer, nullable=False),
    Column("known_n", Integer, nullable=False),
    Column("quarantined_n", Integer, nullable=False),
    Column("forgotten_n", Integer, nullable=False, server_default="0"),   # refused for a tombstone
)

quarantine = Table(
    "quarantine", metadata,
    Column("source", Text, primary_key=True),
    Column("file_key", Text, primary_key=True),
    Column("row_n", Integer, primary_key=True),
    Column("file_name", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("excerpt", Text, nullable=False),           # redacted
    Column("seen_at", UtcDateTime, nullable=False),
    Column("post_mark", Text),                         # by which it is found when its post or author is forgotten
    Column("author_mark", Text),
)

posts = Table(
    "posts", metadata,
    Column("post_id", Text, primary_key=True),
    Column("source", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("posted_at", UtcDateTime, nullable=False),
    Column("day", Date, nullable=False),
    Column("week", Date, nullable=False),
    Column("author_id", Text),
    Column("text", Text, nullable=False),              # repaired and redacted
    Column("text_key", Text, nullable=False),
    Column("words_n", Integer, nullable=False),
    Column("language", Text),
    Column("url", Text),
    Column("in_reply_to", Text),
    Column("thread_id", Text, nullable=False),
    Column("followers", BigInteger),
    Column("likes", BigInteger),
    Column("reposts", BigInteger),
    Column("is_brand", Boolean, nullable=False),
    Column("redactions", JSON, nullable=False),
    Column("kind", Text),                              # NULL until cleaned: complaint, other, repost, follow-up, company
    Column("complaint_p", Float),
    Column("severity", Integer),
    Column("feeling", Integer),                        # how it was said, 0 calm to 4 furious; never used to rank
    Column("copy_of", Text),                           # the post that this one repeats
    Column("edited_at", UtcDateTime),                  # the source says so; NULL: as first posted
    Column("checked_at", UtcDateTime),                 # when its source was last asked whether it is still public
    Index("posts_todo", "kind", "posted_at", "post_id"),
    Index("posts_day", "day", "source"),
    Index("posts_thread", "thread_id"),
    Index("posts_checked", "source", "checked_at", "post_id"),
)
Index("posts_copies", posts.c.copy_of, sqlite_where=posts.c.copy_of.is_not(None), postgresql_where=posts.c.copy_of.is_not(None))

tombstones = Table(
    "tombstones", metadata,                            # what must not come back; nothing of it can be read from here
    Column("mark", Text, primary_key=True),            # see marks.py
    Column("kind", Text, nullable=False),              # post | author | words
    Column("reason", Text, nullable=False),            # forgotten | gone
    Column("made_at", UtcDateTime, nullable=False),
)

attributes = Table(
    "attributes", metadata,
    Column("post_id", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Index("attributes_value", "name", "value", "post_id"),
)

complaints = Table(
    "complaints", metadata,
    Column("post_id", Text, primary_key=True),
    Column("posted_at", UtcDateTime, nullable=False),
    Column("day", Date, nullable=False),
    Column("week", Date, nullable=False),
    Column("source", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("author_id", Text),
    Column("severity", Integer, nullable=False),
    Column("copies_n", Integer, nullable=False),       # reposts of it: counted, never ranked by
    Column("topic_id", Text),                          # NULL until there is a model
    Column("topic_confidence", Float),
    Column("touchpoint_id", Text),                     # NULL: unclear
    Column("touchpoint_confidence", Float),
    Column("shares", JSON),                            # touchpoint -> share, the largest three
    Column("also", JSON(none_as_null=True)),           # [[topic, share], ...]: further topics of a complaint with several problems; NULL: none
    Column("first_failed_touchpoint_id", Text),        # where it began, before what was tried; NULL: not known, or its thread is not read yet
    Column("came_back_n", Integer, nullable=False, server_default="0"),   # how often its author wrote again in its thread
    Column("unknown_share", Float),                    # share (0-1) of its words that the model had never learned; NULL: a model of before
    Column("x", Float), Column("y", Float),            # its place on the map of topics
    Column("is_topic_vote", Boolean, nullable=False),  # the first of its author this week in this topic
    Column("is_touchpoint_vote", Boolean, nullable=False),
    Column("model_version", Text),
    Index("complaints_touchpoint", "touchpoint_id", "day"),
    Index("complaints_topic", "topic_id", "day"),
    Index("complaints_week", "week", "author_id"),
    Index("complaints_model", "model_version"),
)

threads = Table(
    "threads", metadata,                               # a row a complaint whose thread was read: it, its author's follow-ups and what the company replied
    Column("post_id", Text, primary_key=True),         # the complaint
    Column("thread_id", Text, nullable=False),
    Column("touchpoint_id", Text),                     # of the complaint when its chain was made: by another one it is made anew
    Column("reading", Text, nullable=False),           # by which words it was read: by other ones it is read anew
    Column("turns_n", Integer, nullable=False),
    Column("replies_n", Integer, nullable=False),      # of the company
    Column("outcome", Text, nullable=False),           # unanswered | apologised only | deflected | answered | acted | confirmed
    Column("answer_minutes", Float),                   # from the complaint to the first reply; NULL: none, or times are not known
    Column("action_minutes", Float),                   # to the first reply that says what was done; NULL likewise
    Column("tried", JSON, nullable=False),             # [channel, n, failed, lost_minutes | null], in order: what was tried before
    Column("lost_minutes", Integer),                   # together; NULL: nobody says
    Column("in_the_open", JSON, nullable=False),       # kinds of personal data that its author wrote where all can read; never a value
    Index("threads_thread", "thread_id"),
    Index("threads_outcome", "outcome"),
)

replies = Table(
    "replies", metadata,                               # the turns of a thread of several: its author's posts and the company's to them, and what each does
    Column("post_id", Text, primary_key=True),
    Column("complaint_id", Text, primary_key=True),    # the complaint that it belongs to
    Column("turn_n", Integer, nullable=False, server_default="0"),   # its place among the turns, from 0
    Column("kinds", JSON, nullable=False),             # [] or apology, information, deflection, question, action, compensation, contradiction, confirmation
    Index("replies_complaint", "complaint_id"),
)

steps = Table(
    "steps", metadata,                                 # the chain of a complaint: from where it began over what was tried to the public square
    Column("post_id", Text, primary_key=True),         # the complaint
    Column("step_n", Integer, primary_key=True),       # from 0
    Column("from_node", Text, nullable=False),         # a touchpoint id, "unclear", or "channel:phone" where no touchpoint answers that channel
    Column("to_node", Text, nullable=False),           # the same; at the end "public", or "direct": told to the company alone, as in an e-mail
    Column("times_n", Integer, nullable=False),        # how often the channel of to_node was tried; 1 at the end
    Column("failed", Text, nullable=False),            # how from_node failed the person; "" for where it began
    Index("steps_edge", "from_node", "to_node"),
)

daily = Table(
    "daily", metadata,                                 # the rollup that the dashboard reads
    Column("day", Date, nullable=False),
    Column("touchpoint_id", Text),
    Column("topic_id", Text),
    Column("source", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("complaints_n", Integer, nullable=False),
    Column("topic_people_n", Integer, nullable=False),
    Column("touchpoint_people_n", Integer, nullable=False),
    Column("severity_sum", Integer, nullable=False),   # of harm, see harm.py
    Index("daily_day", "day"),
)

topics = Table(
    "topics", metadata,
    Column("topic_id", Text, primary_key=True),
    Column("label", Text, nullable=False),
    Column("keywords", JSON, nullable=False),
    Column("typical", JSON, nullable=False),           # post ids, most typical first
    Column("edge", JSON, nullable=False),
    Column("complaints_n", Integer, nullable=False),
    Column("authors_n", Integer, nullable=False),
    Column("first_seen", UtcDateTime),
    Column("last_seen", UtcDateTime),
    Column("touchpoint_id", Text),
    Column("link_confidence", Float),
    Column("link_by", Text, nullable=False),           # model | person
    Column("touchpoint_shares", JSON, nullable=False),
    Column("cohesion", Float),
    Column("is_mixed", Boolean, nullable=False),
    Column("state", Text, nullable=False),             # active | hidden | ended
    Column("model_version", Text),
)

signals = Table(
    "signals", metadata,                               # one row a rise; what was raised stays, only what is known of it grows
    Column("signal_id", Text, primary_key=True),
    Column("level", Text, nullable=False),             # all | touchpoint | topic
    Column("target_id", Text, nullable=False),         # "" for all
    Column("kind", Text, nullable=False),              # spike | ramp | new
    Column("began_on", Date, nullable=False),
    Column("raised_on", Date, nullable=False),
    Column("last_on", Date, nullable=False),           # the last day that stood out
    Column("ended_on", Date),                          # NULL: still up
    Column("window_days", Integer, nullable=False),    # of the window in which it was raised, as are the next three
    Column("observed_n", Integer, nullable=False),
    Column("expected_n", Float, nullable=False),
    Column("upper_n", Float, nullable=False),
    Column("q_value", Float, nullable=False),
    Column("excess_n", Float, nullable=False),         # people beyond what was expected from began_on to last_on
    Column("harm", Float),                             # mean harm (0-4) of the complaints in it, see harm.py; NULL without any
    Column("owner", Text, nullable=False),             # of the touchpoint when it was raised; "" where it points to none
    Column("state", Text, nullable=False),             # new | acknowledged | with a fix | recovered | dismissed | regressed
    Column("within", JSON, nullable=False),            # what else rose as part of it: [level, target_id] pairs
    Column("drivers", JSON, nullable=False),           # see pipeline.causes; [] until asked, or where nothing stands out
    Column("returned_of", Text),                       # the signal that this one brings back
    Index("signals_target", "level", "target_id", "raised_on"),
)

signal_log = Table(
    "signal_log", metadata,                            # every change of state, by whom and why; the newest holds
    Column("log_id", Integer, primary_key=True),
    Column("signal_id", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("by", Text, nullable=False),                # a person, or "canary"
    Column("from_state", Text, nullable=False),
    Column("to_state", Text, nullable=False),
    Column("why", Text, nullable=False),
    Index("signal_log_signal", "signal_id", "log_id"),
)

watched = Table(
    "watched", metadata,                               # through which day a touchpoint or topic was judged: never again before it
    Column("level", Text, primary_key=True),
    Column("target_id", Text, primary_key=True),
    Column("until", Date, nullable=False),
)

notes = Table(
    "notes", metadata,                                 # what looks like a rise or a fall and is none
    Column("note_id", Text, primary_key=True),
    Column("kind", Text, nullable=False),              # gap | start | stop | jump (coverage) | flood | campaign
    Column("scope", Text, nullable=False),             # source | attribute | topic
    Column("target", Text, nullable=False),            # app-store | airline=American | t-0001
    Column("first_day", Date, nullable=False),
    Column("last_day", Date),                          # NULL: it goes on
    Column("observed_n", Integer, nullable=False),     # posts
    Column("usual_n", Float),                          # posts that such a stretch holds; NULL: not known
    Column("people_n", Integer),                       # different people behind them, where that is the point
    Index("notes_days", "first_day"),
)

events = Table(
    "events", metadata,                                # what changed, and when: drawn on every trend, never called a cause
    Column("event_id", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("happened_on", Date, nullable=False),
    Column("ended_on", Date),                          # NULL: one moment, or it goes on
    Column("touchpoint_id", Text),                     # NULL: everything
    Column("by", Text, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("removed_at", UtcDateTime),                 # taken back; kept, so that it can be put back
)

fixes = Table(
    "fixes", metadata,
    Column("fix_id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("touchpoint_id", Text, nullable=False),
    Column("topics", JSON, nullable=False),            # topic ids whose complaints should fall
    Column("signals", JSON, nullable=False),           # signal ids that it answers
    Column("hypothesis", Text, nullable=False),        # which cause, what should fall
    Column("expected_fall", Float),                    # share (0-1) of the complaints that should go; NULL: not said
    Column("due_on", Date),                            # by when
    Column("owner", Text, nullable=False),
    Column("verifier", Text, nullable=False),          # "" until named; never the owner
    Column("decided_on", Date),
    Column("started_on", Date),
    Column("shipped_on", Date),
    Column("lag_days", Integer, nullable=False),       # from shipping until it can show
    Column("scope", JSON, nullable=False),             # [name, value] pairs; []: everywhere
    Column("stages", JSON, nullable=False),            # a staged roll-out: [name, value, shipped_on] triples; []: at once
    Column("links", JSON, nullable=False),
    Column("state", Text, nullable=False),             # proposed | under way | shipped | verified | no effect | not yet known | came back | abandoned
    Column("reason", Text, nullable=False),            # why it was abandoned
    Column("made_at", UtcDateTime, nullable=False),
    Index("fixes_touchpoint", "touchpoint_id"),
)

fix_log = Table(
    "fix_log", metadata,                               # every change of a fix
    Column("log_id", Integer, primary_key=True),
    Column("fix_id", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("by", Text, nullable=False),
    Column("changes", JSON, nullable=False),           # field -> [before, after]
    Column("why", Text, nullable=False),
    Index("fix_log_fix", "fix_id", "log_id"),
)

verdicts = Table(
    "verdicts", metadata,                              # what the counts said of a fix in each week it was looked at
    Column("fix_id", Text, primary_key=True),
    Column("week", Date, primary_key=True),            # Monday of the last complete week it is made of
    Column("shipped_on", Date, nullable=False),
    Column("weeks_n", Integer, nullable=False),        # weeks of evidence
    Column("is_look", Boolean, nullable=False),        # one of the planned looks; between them a verdict is provisional
    Column("rate_ratio", Float),
    Column("low", Float),
    Column("high", Float),
    Column("verdict", Text, nullable=False),           # fell | did not fall | not yet known | came back
    Column("detail", JSON, nullable=False),            # see pipeline.track
)

answers = Table(
    "answers", metadata,                               # what complainants say when asked "is it better now?"
    Column("answer_id", Text, primary_key=True),       # keyed hash of fix, post and day
    Column("fix_id", Text, nullable=False),
    Column("thread_id", Text, nullable=False),
    Column("answered_on", Date, nullable=False),
    Column("said", Text, nullable=False),              # better | same | worse
    Index("answers_fix", "fix_id"),
)

decisions = Table(
    "decisions", metadata,                             # what a person said of topics and complaints: it outlives every retraining
    Column("decision_id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),              # see pipeline.decisions
    Column("topic_id", Text),                          # the topic it is about; NULL: about complaints alone
    Column("posts", JSON, nullable=False),             # post ids it is about
    Column("value", Text, nullable=False),             # the label, topic, touchpoint or answer that was said
    Column("anchors", JSON, nullable=False),           # topic id -> post ids that stood for it then: finds it again in another workspace
    Column("detail", JSON),                            # of a split: label and keywords of the new topic; of a merge: members, what went; of a link: rejected, what it is not
    Column("by", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("undone_at", UtcDateTime),                  # NULL: it holds
    Column("undone_by", Text),
    Column("replaced_by", Integer),                    # the newer decision on the same thing; NULL: none, or a person undid it
    Index("decisions_topic", "topic_id"),
)

overruled = Table(
    "overruled", metadata,                             # what the models say where a person said otherwise: what an undo puts back
    Column("level", Text, primary_key=True),           # post | topic
    Column("target_id", Text, primary_key=True),
    Column("model_version", Text),                     # of the model that says it: by another one it is out of date
    Column("said", JSON, nullable=False),              # column -> value, see pipeline.store.overruled
)

models = Table(
    "models", metadata,                                # candidates and what was published, with what was measured of each
    Column("version", Text, primary_key=True),
    Column("made_at", UtcDateTime, nullable=False),
    Column("state", Text, nullable=False),             # candidate | published | retired
    Column("based_on", Text),                          # the model that was published when it was made; NULL: none
    Column("rows", JSON, nullable=False),              # its topics as they will stand in `topics`
    Column("comparison", JSON, nullable=False),        # see pipeline.compare; {} until compared
)

publications = Table(
    "publications", metadata,                          # which model was published when, by whom; the newest holds
    Column("publication_id", Integer, primary_key=True),
    Column("version", Text, nullable=False),
    Column("from_version", Text),
    Column("kind", Text, nullable=False),              # publish | rollback
    Column("at", UtcDateTime, nullable=False),
    Column("by", Text, nullable=False),
    Column("why", Text, nullable=False),               # in words, where a gate was overridden
)

lineage = Table(
    "lineage", metadata,                               # what became of each topic in each publication
    Column("lineage_id", Integer, primary_key=True),
    Column("publication_id", Integer),                 # NULL: a person did it, by decision_id
    Column("decision_id", Integer),
    Column("topic_id", Text, nullable=False),
    Column("event", Text, nullable=False),             # born | kept | merged | split | ended
    Column("other_id", Text),                          # merged into, split from, or where most of what ended went
    Column("share", Float),                            # (0-1) of topic_id's complaints that are common with other_id, or kept
    Index("lineage_topic", "topic_id"),
)

waiting = Table(
    "waiting", metadata,                               # assignments of a model that is not published yet: published in one write
    Column("post_id", Text, primary_key=True),
    Column("model_version", Text, primary_key=True),
    Column("topic_id", Text),
    Column("topic_confidence", Float),
    Column("touchpoint_id", Text),
    Column("touchpoint_confidence", Float),
    Column("shares", JSON),
    Column("also", JSON(none_as_null=True)),
    Column("unknown_share", Float),
    Column("x", Float), Column("y", Float),
)

snapshots = Table(
    "snapshots", metadata,                             # what was reported for a week: frozen when made
    Column("week", Date, primary_key=True),            # Monday
    Column("made_at", UtcDateTime, nullable=False),
    Column("content", Text, nullable=False),           # canonical JSON, see pipeline.snapshot
    Column("digest", Text, nullable=False),            # SHA-256 of content
)

recipients = Table(
    "recipients", metadata,                            # who gets the Monday e-mail
    Column("recipient_id", Text, primary_key=True),    # a short name
    Column("address", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("owner", Text, nullable=False),             # whose touchpoints the edition holds; "": everybody's
    Column("language", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("state", Text, nullable=False),             # active | unsubscribed | removed
    Column("changed_at", UtcDateTime, nullable=False), # when the state last changed: who is active misses no mail that was due before
)

mailings = Table(
    "mailings", metadata,                              # claimed before it is sent: one row a mail, never two of one
    Column("week", Date, primary_key=True),
    Column("recipient_id", Text, primary_key=True),
    Column("edition", Text, primary_key=True),         # all | owner
    Column("copy_n", Integer, primary_key=True),       # 1; more when a person sent it again
    Column("state", Text, nullable=False),             # claimed | sent | refused | failed | unsure
    Column("claimed_at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime),
    Column("message_id", Text, nullable=False),
    Column("by", Text, nullable=False),                # a person, or "canary"
    Column("note", Text, nullable=False),              # what the server said, in words
)

runs = Table(
    "runs", metadata,
    Column("run_id", Integer, primary_key=True),
    Column("stage", Text, nullable=False),
    Column("finished_at", UtcDateTime, nullable=False),
    Column("in_n", Integer, nullable=False),
    Column("out_n", Integer, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("note", Text, nullable=False),
)

cursors = Table(
    "cursors", metadata,                               # where each source goes on, moved with the page it belongs to
    Column("source", Text, primary_key=True),
    Column("cursor", JSON, nullable=False),
    Column("unanswered_n", Integer, nullable=False),   # calls asked for since the last page was stored: made, perhaps
)

spending = Table(
    "spending", metadata,                              # what was billed, and what may have been when a call was cut off
    Column("day", Date, primary_key=True),             # UTC, as it is billed
    Column("source", Text, primary_key=True),
    Column("calls_n", Integer, nullable=False),
    Column("posts_n", Integer, nullable=False),
    Column("micros", BigInteger, nullable=False),      # millionths of the currency
)

gaps = Table(
    "gaps", metadata,                                  # stretches whose posts cannot be had any more
    Column("source", Text, primary_key=True),
    Column("began_at", UtcDateTime, primary_key=True),
    Column("ended_at", UtcDateTime, nullable=False),
    Column("reason", Text, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
)

heartbeats = Table(
    "heartbeats", metadata,                            # how each source's last collection went
    Column("source", Text, primary_key=True),
    Column("tried_at", UtcDateTime, nullable=False),
    Column("first_tried_at", UtcDateTime),
    Column("succeeded_at", UtcDateTime),               # NULL: never yet
    Column("state", Text, nullable=False),             # running | well | waiting | over budget | failing
    Column("message", Text, nullable=False),           # in words, what is wrong
    Column("not_before", UtcDateTime),                 # the server asked to be left alone until then
    Column("added_n", Integer, nullable=False),        # posts of the last collection
    Column("backlog", Text, nullable=False),           # what waits upstream, in words
)
