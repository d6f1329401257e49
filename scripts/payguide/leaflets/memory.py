"""When garbage is collected: once a sheet, not in the middle of it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collected_once() -> Iterator[None]:
    """Collects garbage at the end of the block only.

    A layout makes hundreds of thousands of objects that all stay alive until the file is written; looking through them
    again and again takes a fifth of the time. At the end nearly all of them are garbage.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.collect(1)
        if collecting:
            gc.enable()


def let_go() -> None:
    """What nobody needs any more of the layouts before is free for the next one."""
    gc.collect(0)


def settle() -> None:
    """What lives now lives as long as the process: later collections need not look at it."""
    gc.collect()
    gc.freeze()
