"""What personal data looks like in a public post: one small file per family, each text → spans.

Finding is here, replacing is in pipeline/redact.py. Every `find…` function returns spans in any order,
may overlap itself, never raises, and takes time in proportion to the text.
"""
