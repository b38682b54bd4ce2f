"""Threads: who speaks to whom in them, which posts are one complaint, and what was tried and done in each."""
