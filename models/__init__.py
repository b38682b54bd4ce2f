"""Nouns that learn or compute: text to vectors, topics, links, labels, severity. No I/O, no clock."""
