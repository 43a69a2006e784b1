"""How many threads the numerical libraries may use."""

from contextlib import AbstractContextManager


def one_thread() -> AbstractContextManager[object]:
    """Inside it, linear algebra uses one thread.

    The models fitted here are small: several threads wait for each other longer than they work, twenty times as long
    on a machine that is busy otherwise.
    """
    from threadpoolctl import threadpool_limits

    limits: AbstractContextManager[object] = threadpool_limits(limits=1)
    return limits
