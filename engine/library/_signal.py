"""Signals. Only SIGINT ever comes, as KeyboardInterrupt; handlers of others are kept and never called."""

SIG_DFL, SIG_IGN = 0, 1
SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK = 0, 1, 2
SIGHUP, SIGINT, SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE = 1, 2, 3, 4, 5, 6, 7, 8
SIGKILL, SIGUSR1, SIGSEGV, SIGUSR2, SIGPIPE, SIGALRM, SIGTERM = 9, 10, 11, 12, 13, 14, 15
SIGCHLD, SIGCONT, SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU, SIGURG = 17, 18, 19, 20, 21, 22, 23
SIGXCPU, SIGXFSZ, SIGVTALRM, SIGPROF, SIGWINCH, SIGIO, SIGSYS = 24, 25, 26, 27, 28, 29, 31
NSIG = 65


def default_int_handler(signalnum, frame, /):
    raise KeyboardInterrupt


_handlers = {number: SIG_DFL for number in range(1, NSIG)}
_handlers[SIGINT] = default_int_handler


def _check(number):
    if not 1 <= number < NSIG:
        raise ValueError("signal number out of range")


def signal(signalnum, handler, /):
    _check(signalnum)
    if not callable(handler) and handler not in (SIG_DFL, SIG_IGN):
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    if signalnum in (SIGKILL, SIGSTOP):
        raise OSError(22, "Invalid argument")
    old, _handlers[signalnum] = _handlers[signalnum], handler
    return old


def getsignal(signalnum, /):
    _check(signalnum)
    return _handlers[signalnum]


def raise_signal(signalnum, /):
    handler = getsignal(signalnum)
    if callable(handler):
        handler(signalnum, None)
    elif handler == SIG_DFL and signalnum not in (SIGCHLD, SIGCONT, SIGURG, SIGWINCH):
        raise SystemExit(128 + signalnum)


def alarm(seconds, /):
    if seconds:
        raise OSError("there are no alarms here: nothing interrupts a program but Ctrl-C")
    return 0


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    return -1


def siginterrupt(signalnum, flag, /):
    pass


def valid_signals():
    return set(range(1, NSIG))


_descriptions = {
    SIGINT: "Interrupt", SIGTERM: "Terminated", SIGKILL: "Killed", SIGHUP: "Hangup", SIGABRT: "Aborted",
    SIGFPE: "Floating point exception", SIGSEGV: "Segmentation fault", SIGALRM: "Alarm clock",
}


def strsignal(signalnum, /):
    _check(signalnum)
    return _descriptions.get(signalnum, f"Signal {signalnum}")
