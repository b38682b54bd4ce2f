"""The environment of those we are measured beside: torch is 2 GB and no part of ours. Made on demand in benchmarks/.venv."""
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def environment() -> Path:
    """The python of benchmarks/.venv, with everything in benchmarks/bertopic.txt."""
    python = HERE / ".venv" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", HERE / ".venv"], check=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", HERE / "bertopic.txt"], check=True)
    return python
