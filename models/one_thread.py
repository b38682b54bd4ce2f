"""One thread for linear algebra: sums come out the same on every machine, and short fits faster."""
from functools import wraps

from threadpoolctl import threadpool_limits


def one_thread(function):
    """Run `function` with BLAS and OpenMP held to one thread.

    Two threads add in another order, so the same seed would give another model. On a busy
    machine the default threads also took 14-47 s for a k-means that needs 2.
    """
    @wraps(function)
    def held(*args, **kwargs):
        with threadpool_limits(limits=1):
            return function(*args, **kwargs)
    return held
