"""`python -m pipeline`: the command line."""
import gc

from pipeline.cli import main

try:
    main()
finally:
    gc.freeze()   # looking for garbage once more on the way out takes half a second after a run
