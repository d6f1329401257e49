"""Sparing the garbage collector work that is in vain."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected(for_good: bool = False) -> Iterator[None]:
    """No search for garbage while something is made that only grows: modules, pages, findings. It took a third of the
    time of loading pages, and some of that of judging them. `for_good`: nor later, as the process ends soon, and would
    go through all of it twice before.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if for_good:
            gc.freeze()
        if was_on:
            gc.enable()
