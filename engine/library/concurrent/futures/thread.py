"""ThreadPoolExecutor: what is submitted runs at once, to its end, as every thread does here (see _thread)."""

import itertools as _itertools
import threading as _threading
from concurrent.futures import _base

_numbers = _itertools.count()


class BrokenThreadPool(_base.BrokenExecutor):
    """Raised when a worker thread in a ThreadPoolExecutor failed initializing."""


class ThreadPoolExecutor(_base.Executor):
    BROKEN = BrokenThreadPool

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=(), **ctxkwargs):
        if max_workers is not None and max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._max_workers = max_workers or 1
        self._thread_name_prefix = thread_name_prefix or f"ThreadPoolExecutor-{next(_numbers)}"
        self._initializer, self._initargs = initializer, initargs
        self._initialized = self._shutdown = False
        self._broken = None

    def submit(self, fn, /, *args, **kwargs):
        if self._broken is not None:
            raise BrokenThreadPool(self._broken)
        if self._shutdown:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = _base.Future()
        thread = _threading.Thread(
            target=self._work, args=(future, fn, args, kwargs), name=f"{self._thread_name_prefix}_0"
        )
        thread.start()
        thread.join()
        return future

    def _work(self, future, fn, args, kwargs):
        if not self._initialized and self._initializer is not None:
            try:
                self._initializer(*self._initargs)
            except BaseException:
                _base.LOGGER.critical("Exception in initializer:", exc_info=True)
                self._broken = "A thread initializer failed, the thread pool is not usable anymore"
                future.set_exception(BrokenThreadPool(self._broken))
                return
        self._initialized = True
        if not future.set_running_or_notify_cancel():
            return
        try:
            result = fn(*args, **kwargs)
        except BaseException as error:
            future.set_exception(error)
        else:
            future.set_result(result)

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._shutdown = True
