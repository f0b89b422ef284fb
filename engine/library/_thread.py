"""Threads, run one after the other: a thread runs to its end when it is started.

So programs whose threads wait for one another only at `join` come out right, the same way every time. A thread that
waits for a lock which only a later thread could release would wait for ever: it gets RuntimeError, which says so.
"""

error = RuntimeError
TIMEOUT_MAX = 4294967.0
_MAIN = 1
_current = _MAIN
_last = _MAIN
_running = 0


def _wait_for_ever(what):
    raise RuntimeError(
        f"{what} would wait for ever: threads run one after the other here, and no other can end this wait"
    )


class lock:
    """A lock. Free, or taken."""

    __slots__ = ("_taken", "__weakref__")

    def __init__(self):
        self._taken = False

    def acquire(self, blocking=True, timeout=-1):
        if not blocking and timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        if timeout != -1 and timeout < 0:
            raise ValueError("timeout value must be a non-negative number")
        if not self._taken:
            self._taken = True
            return True
        if not blocking:
            return False
        if timeout != -1:
            import time

            time.sleep(timeout)
            return False
        _wait_for_ever("acquiring this lock")

    acquire_lock = acquire

    def release(self):
        if not self._taken:
            raise RuntimeError("release unlocked lock")
        self._taken = False

    release_lock = release

    def locked(self):
        return self._taken

    locked_lock = locked

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *details):
        self.release()

    def _at_fork_reinit(self):
        self._taken = False

    def __repr__(self):
        state = "locked" if self._taken else "unlocked"
        return f"<{state} _thread.lock object at {id(self):#x}>"


lock.__module__ = "_thread"
LockType = lock


def allocate_lock():
    return lock()


allocate = allocate_lock


class RLock:
    """A lock that its thread may take again."""

    __slots__ = ("_owner", "_count", "__weakref__")

    def __init__(self):
        self._owner = None
        self._count = 0

    def acquire(self, blocking=True, timeout=-1):
        if self._owner == _current or not self._count:
            self._owner = _current
            self._count += 1
            return True
        if not blocking or timeout != -1:
            return False
        _wait_for_ever("acquiring this lock")

    def __enter__(self):
        return self.acquire()

    def release(self):
        if self._owner != _current:
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if not self._count:
            self._owner = None

    def __exit__(self, *details):
        self.release()

    def locked(self):
        return self._count > 0

    def _is_owned(self):
        return self._owner == _current

    def _recursion_count(self):
        return self._count if self._owner == _current else 0

    def _release_save(self):
        if not self._count:
            raise RuntimeError("cannot release un-acquired lock")
        state = self._count, self._owner
        self._count, self._owner = 0, None
        return state

    def _acquire_restore(self, state):
        self._count, self._owner = state

    def _at_fork_reinit(self):
        self._owner, self._count = None, 0

    def __repr__(self):
        state = "locked" if self._count else "unlocked"
        owner = self._owner or 0
        return f"<{state} _thread.RLock object owner={owner} count={self._count} at {id(self):#x}>"


RLock.__module__ = "_thread"


class _ThreadHandle:
    """What threading.Thread keeps of its thread."""

    def __init__(self):
        self.ident = None
        self._done = False

    def is_done(self):
        return self._done

    def _set_done(self):
        self._done = True

    def join(self, timeout=None):
        if self.ident == _current and not self._done:
            raise RuntimeError("Cannot join current thread")
        if not self._done:
            if timeout is not None and timeout >= 0:
                return
            _wait_for_ever("joining this thread")


def _make_thread_handle(ident):
    handle = _ThreadHandle()
    handle.ident = ident
    return handle


def get_ident():
    return _current


get_native_id = get_ident


def _get_main_thread_ident():
    return _MAIN


def _is_main_interpreter():
    return True


def _run(function, args, kwargs, ident):
    global _current, _running
    before = _current
    _current = ident
    _running += 1
    try:
        function(*args, **kwargs)
    except SystemExit:
        pass
    except BaseException as caught:
        import sys

        details = _ExceptHookArgs((type(caught), caught, caught.__traceback__, None))
        threading = sys.modules.get("threading")
        (threading.excepthook if threading else _excepthook)(details)
    finally:
        _current = before
        _running -= 1


def start_new_thread(function, args, kwargs={}, /):
    global _last
    if not callable(function):
        raise TypeError("first arg must be callable")
    if not isinstance(args, tuple):
        raise TypeError("2nd arg must be a tuple")
    _last += 1
    ident = _last
    _run(function, args, kwargs, ident)
    return ident


start_new = start_new_thread


def start_joinable_thread(function, handle=None, daemon=True):
    global _last
    _last += 1
    if handle is None:
        handle = _ThreadHandle()
    handle.ident = _last
    try:
        _run(function, (), {}, handle.ident)
    finally:
        handle._done = True
    return handle


def daemon_threads_allowed():
    return True


def exit():
    raise SystemExit


exit_thread = exit


def interrupt_main(signum=2, /):
    raise KeyboardInterrupt


def _count():
    return _running


def stack_size(size=0, /):
    return 0


def _shutdown():
    pass


class _ExceptHookArgs(tuple):
    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])


def _excepthook(args, /):
    import sys, traceback

    if args.exc_type is SystemExit:
        return
    name = args.thread.name if args.thread is not None else get_ident()
    print(f"Exception in thread {name}:", file=sys.stderr)
    traceback.print_exception(args.exc_type, args.exc_value, args.exc_traceback)


class _local:
    """Attributes that each thread has for itself."""

    def __new__(cls, /, *args, **kwargs):
        self = object.__new__(cls)
        object.__setattr__(self, "_local__spaces", {})
        object.__setattr__(self, "_local__arguments", (args, kwargs))
        object.__getattribute__(self, "_local__spaces")[_current] = {}
        return self

    def __getattribute__(self, name):
        get = object.__getattribute__
        spaces = get(self, "_local__spaces")
        space = spaces.get(_current)
        if space is None:
            space = spaces[_current] = {}
            args, kwargs = get(self, "_local__arguments")
            type(self).__init__(self, *args, **kwargs)
        if name == "__dict__":
            return space
        if name in space:
            return space[name]
        return get(self, name)

    def __setattr__(self, name, value):
        if name == "__dict__":
            raise AttributeError(f"{type(self).__name__!r} object attribute '__dict__' is read-only")
        self.__dict__[name] = value

    def __delattr__(self, name):
        try:
            del self.__dict__[name]
        except KeyError:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}") from None


def set_name(name):
    pass
