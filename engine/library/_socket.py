"""Sockets: there are none here that lead out of the program. Pairs within it are there (`socketpair`), which event loops wake
themselves with; making any other socket raises OSError.
"""

has_ipv6 = True
error = OSError
AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6 = 0, 1, 2, 10
SOCK_STREAM, SOCK_DGRAM, SOCK_RAW = 1, 2, 3
SOL_SOCKET, SO_REUSEADDR, SO_KEEPALIVE, SO_BROADCAST, SO_ERROR, SO_REUSEPORT = 1, 2, 9, 6, 4, 15
SOMAXCONN = 4096
IPPROTO_IP, IPPROTO_TCP, IPPROTO_UDP, IPPROTO_IPV6, TCP_NODELAY, IPV6_V6ONLY = 0, 6, 17, 41, 1, 26
SHUT_RD, SHUT_WR, SHUT_RDWR = 0, 1, 2
AI_PASSIVE, AI_CANONNAME, AI_NUMERICHOST = 1, 2, 4
NI_NUMERICHOST, NI_NUMERICSERV = 1, 2
MSG_PEEK, MSG_DONTWAIT = 2, 64
EAI_NONAME = -2
INADDR_ANY, INADDR_LOOPBACK = 0, 0x7F000001

_REASON = "there are no sockets here: a program in this engine cannot reach the network"


class herror(OSError):
    pass


class gaierror(OSError):
    pass


timeout = TimeoutError


# The buffer of each end of a pair, in bytes, as Linux gives it.
_CAPACITY = 212992
_FIRST_NUMBER = 1000
_ends = {}


class _End:
    """One end of a pair: what has been sent to it, and the other end."""

    def __init__(self, number, kind):
        self.number, self.kind = number, kind
        self.peer = None
        self.received = []
        self.size = 0
        self.shut_for_reading = self.shut_for_writing = False

    def _is_at_end(self):
        return self.shut_for_reading or self.peer is None or self.peer.shut_for_writing

    def _is_readable(self):
        return bool(self.received) or self._is_at_end()

    def _is_writable(self):
        return self.peer is None or self.peer.size < _CAPACITY


def _end(number):
    try:
        return _ends[number]
    except KeyError:
        raise OSError(9, "Bad file descriptor") from None


class socket:
    """An end of a pair."""

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        if fileno is None:
            raise OSError(_REASON)
        end = _end(fileno)
        self._number, self._kind = fileno, end.kind
        self._timeout = getdefaulttimeout()

    family = property(lambda self: AF_UNIX)
    type = property(lambda self: self._kind)
    proto = property(lambda self: 0)

    def fileno(self):
        return self._number

    def detach(self):
        number, self._number = self._number, -1
        return number

    def close(self):
        number = self.detach()
        end = _ends.pop(number, None)
        if end is not None and end.peer is not None:
            end.peer.peer = None

    def settimeout(self, value, /):
        if value is not None and value < 0:
            raise ValueError("Timeout value out of range")
        self._timeout = value

    def gettimeout(self):
        return self._timeout

    timeout = property(gettimeout)

    def setblocking(self, flag, /):
        self._timeout = None if flag else 0.0

    def getblocking(self):
        return self._timeout != 0

    def _wait(self, what):
        if self._timeout == 0:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        if self._timeout is None:
            raise OSError(35, f"{what} would wait for ever: nothing else runs meanwhile")
        import time

        time.sleep(self._timeout)
        raise TimeoutError("timed out")

    def send(self, data, flags=0, /):
        end = _end(self._number)
        if end.peer is None or end.shut_for_writing or end.peer.shut_for_reading:
            raise BrokenPipeError(32, "Broken pipe")
        data = bytes(data)
        room = _CAPACITY - end.peer.size
        if room <= 0 or end.kind == SOCK_DGRAM and len(data) > room:
            self._wait("send()")
        data = data[:room]
        if data or end.kind == SOCK_DGRAM:
            end.peer.received.append(data)
            end.peer.size += len(data)
        return len(data)

    def sendall(self, data, flags=0, /):
        data = bytes(data)
        while data:
            data = data[self.send(data, flags) :]

    def recv(self, bufsize, flags=0, /):
        if bufsize < 0:
            raise ValueError("negative buffersize in recv")
        end = _end(self._number)
        if not end.received:
            if end._is_at_end():
                return b""
            self._wait("recv()")
        first = end.received[0]
        data, rest = first[:bufsize], first[bufsize:]
        if not flags & MSG_PEEK:
            if rest and end.kind == SOCK_STREAM:
                end.received[0] = rest
            else:
                del end.received[0]
                end.size -= len(rest)
            end.size -= len(data)
        return data

    def recv_into(self, buffer, nbytes=0, flags=0, /):
        view = memoryview(buffer)
        data = self.recv(nbytes or len(view), flags)
        view[: len(data)] = data
        return len(data)

    def recvfrom(self, bufsize, flags=0, /):
        return self.recv(bufsize, flags), None

    def shutdown(self, how, /):
        end = _end(self._number)
        if how not in (SHUT_RD, SHUT_WR, SHUT_RDWR):
            raise OSError(22, "Invalid argument")
        end.shut_for_reading |= how != SHUT_WR
        end.shut_for_writing |= how != SHUT_RD

    def getsockname(self):
        _end(self._number)
        return ""

    getpeername = getsockname

    def getsockopt(self, level, optname, buflen=0, /):
        _end(self._number)
        return 0

    def setsockopt(self, level, optname, value, optlen=0, /):
        _end(self._number)

    def __repr__(self):
        return f"<socket object, fd={self._number}, family={self.family}, type={self.type}, proto={self.proto}>"


SocketType = socket


def socketpair(family=AF_UNIX, type=SOCK_STREAM, proto=0, /):
    if family != AF_UNIX or type not in (SOCK_STREAM, SOCK_DGRAM) or proto:
        raise OSError(95, "Operation not supported")
    number = max(_ends, default=_FIRST_NUMBER - 1) + 1
    one, other = _End(number, type), _End(number + 1, type)
    one.peer, other.peer = other, one
    _ends[one.number], _ends[other.number] = one, other
    return socket(fileno=one.number), socket(fileno=other.number)


def close(fd, /):
    socket(fileno=fd).close()


def dup(fd, /):
    raise OSError(95, "the end of a pair cannot be duplicated here")


def _refuse(*args, **kwargs):
    raise OSError(_REASON)


getaddrinfo = gethostbyname = gethostbyname_ex = gethostbyaddr = getnameinfo = _refuse
getservbyname = getservbyport = getprotobyname = if_nameindex = _refuse


def gethostname():
    return "tierup"


_default_timeout = None


def getdefaulttimeout():
    return _default_timeout


def setdefaulttimeout(timeout, /):
    global _default_timeout
    _default_timeout = timeout


def htons(x):
    return (x & 255) << 8 | x >> 8 & 255


ntohs = htons


def htonl(x):
    return int.from_bytes(x.to_bytes(4, "little"), "big")


ntohl = htonl


def inet_aton(text):
    parts = text.split(".")
    if len(parts) != 4 or not all(part.isdigit() and int(part) < 256 for part in parts):
        raise OSError("illegal IP address string passed to inet_aton")
    return bytes(map(int, parts))


def inet_ntoa(packed):
    return ".".join(map(str, packed))


CAPI = None
