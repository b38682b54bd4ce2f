"""The only SQL: the store and what is read from it and written to it, a small file for each noun."""
from pipeline.store.engine import Store, published_version

__all__ = ["Store", "published_version"]
