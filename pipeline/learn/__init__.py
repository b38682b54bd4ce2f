"""The life of a model: made as a candidate, compared with what is published, published or refused, taken back."""
