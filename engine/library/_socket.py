"""Sockets: there are none here. Names are there so that what imports `socket` loads; making a socket raises OSError."""

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


class socket:
    family = type = proto = timeout = None

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        raise OSError(_REASON)

    def close(self):
        pass


SocketType = socket


def _refuse(*args, **kwargs):
    raise OSError(_REASON)


getaddrinfo = gethostbyname = gethostbyname_ex = gethostbyaddr = getnameinfo = socketpair = dup = _refuse
getservbyname = getservbyport = getprotobyname = if_nameindex = close = _refuse


def gethostname():
    return "tierup"


def getdefaulttimeout():
    return None


def setdefaulttimeout(timeout):
    pass


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
