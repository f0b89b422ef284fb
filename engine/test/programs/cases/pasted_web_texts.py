# Text formats of the web: urllib.parse, html, html.parser, email, http, mimetypes, base64, ipaddress.
import html
import http
import ipaddress
import mimetypes
import urllib.parse as up
from email.message import EmailMessage
from email.utils import formatdate, parseaddr
from html.parser import HTMLParser
from http.cookies import SimpleCookie

url = "https://user:pw@example.com:8080/a/b%20c;p?q=1&q=2&empty=&x=%C3%A9#frag"
parts = up.urlparse(url)
print(parts, parts.hostname, parts.port, parts.username)
print(up.parse_qs(parts.query), up.parse_qsl(parts.query, keep_blank_values=True), up.urlunparse(parts._replace(query="z=1", fragment="")))
print(up.urljoin("http://a/b/c/d", "../x"), up.urljoin("http://a/b", "//c/d"), up.quote("a b/é?&"), up.quote_plus("a b&c"), up.unquote("%41%20%e9"), up.unquote_plus("a+b"))
print(up.urlencode({"q": "x y", "n": [1, 2], "é": "ß"}, doseq=True), up.urlsplit("//h/p").netloc, up.urldefrag(url).fragment)
for bad in ("http://[::1", "http://h:99999/"):
    try:
        print(up.urlparse(bad).port)
    except ValueError as error:
        print(error)
print(html.escape("<a href='x'>\"&\"</a>"), html.unescape("&lt;&eacute;&#233;&#xe9;&amp;copy; &notanentity; &copy"))


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.links, self.text, self.depth, self.log = [], [], 0, []

    def handle_starttag(self, tag, attrs):
        self.depth += 1
        self.log.append(f"{'  ' * self.depth}<{tag} {attrs}>")
        if tag == "a":
            self.links.append(dict(attrs).get("href"))

    def handle_startendtag(self, tag, attrs):
        self.log.append(f"{'  ' * self.depth} <{tag}/>")

    def handle_endtag(self, tag):
        self.log.append(f"{'  ' * self.depth}</{tag}>")
        self.depth -= 1

    def handle_data(self, data):
        if data.strip():
            self.text.append(data.strip())

    def handle_comment(self, data):
        self.log.append(f"comment {data!r}")

    def handle_decl(self, decl):
        self.log.append(f"decl {decl!r}")


parser = Links()
parser.feed("""<!DOCTYPE html><html><body class="a b" data-x=1 hidden><!-- note --><p>Hello <b>W&ouml;rld</b> &amp; all<br/>
<a href="/one?x=1&amp;y=2">one</a><a HREF='two'>two</a><script>if (a < b) { "</p>" }</script><p>open""")
parser.close()
print(parser.links, parser.text)
print("\n".join(parser.log))
message = EmailMessage()
message["Subject"], message["From"], message["To"] = "Grüße", "Ann <ann@example.com>", "bob@example.com, c@d.e"
message.set_content("Hello,\n\nsee you.\n")
message.add_alternative("<p>Hello</p>", subtype="html")
print(message["subject"], message.is_multipart(), [part.get_content_type() for part in message.walk()], message.get_body().get_content())
print(parseaddr("Ann B <a@b.c>"), formatdate(0), http.HTTPStatus(404).phrase, http.HTTPStatus.OK, http.HTTPMethod.GET)
print(mimetypes.guess_type("x.html"), mimetypes.guess_type("a.tar.gz"), mimetypes.guess_extension("image/png"))
cookie = SimpleCookie("a=1; b=\"two words\"")
cookie["c"] = "3"
cookie["c"]["path"] = "/"
print({key: morsel.value for key, morsel in cookie.items()}, cookie.output())
net = ipaddress.ip_network("192.168.4.0/28")
print(net.num_addresses, list(net.hosts())[:2], ipaddress.ip_address("192.168.4.5") in net, net.broadcast_address, [str(s) for s in net.subnets(prefixlen_diff=1)],
      ipaddress.ip_address("::1").is_loopback, ipaddress.ip_address("2001:db8::1").exploded, ipaddress.ip_address("10.0.0.1") + 5, int(ipaddress.ip_address("1.2.3.4")))
for bad in ("256.1.1.1", "1.2.3", "::g"):
    try:
        ipaddress.ip_address(bad)
    except ValueError as error:
        print(error)
