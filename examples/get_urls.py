"""A getter of many URLs at once: many addresses in, many answers out.

    get_urls.py URL...
    get_urls.py --check        gets pages of a server of its own

Whoever asks for one URL after the other decides that they are fetched one after the other. Who hands all of them over
leaves it to the library: here those of one server are a batch, which keeps one connection, and the batches go to
`orochi.map_batch`, which finds that they wait and gives them to threads. Under another Python, to a pool of threads.
"""

import argparse
import collections
import http.client
import http.server
import threading
import urllib.parse

try:
    from orochi import map_batch
except ImportError:
    from concurrent.futures import ThreadPoolExecutor

    def map_batch(function, inputs):
        with ThreadPoolExecutor(16) as pool:
            return list(pool.map(function, inputs))


REDIRECTS = 5
CONNECTIONS = {"http": http.client.HTTPConnection, "https": getattr(http.client, "HTTPSConnection", None)}

Answer = collections.namedtuple("Answer", "url status body error", defaults=(None, b"", None))


def get_one(connection, url, path):
    connection.request("GET", path, headers={"Accept": "*/*"})
    response = connection.getresponse()
    body = response.read()  # all of it, so that the connection is free for the next one
    if response.status in (301, 302, 303, 307, 308) and response.getheader("Location"):
        return urllib.parse.urljoin(url, response.getheader("Location"))
    return Answer(url, response.status, body)


def get_batch(batch):
    """Gets URLs of one server over one connection; what leads elsewhere is returned as a str."""
    (scheme, place), urls = batch
    found = []
    kind = CONNECTIONS.get(scheme)
    if kind is None:
        return [Answer(url, error=f"cannot get {scheme or 'nothing'}: URLs") for url in urls]
    connection = kind(place, timeout=30)
    for url in urls:
        parts = urllib.parse.urlsplit(url)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            found.append(get_one(connection, url, path))
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            found.append(Answer(url, error=f"{type(error).__name__}: {error}"))
    connection.close()
    return found


def get_urls(urls):
    """Answers for URLs, in their order; what could not be got has an error instead of a status."""
    answers, asked = {}, {url: url for url in urls}
    for _ in range(REDIRECTS):
        batches = collections.defaultdict(list)
        for url in asked:
            parts = urllib.parse.urlsplit(url)
            batches[parts.scheme, parts.netloc].append(url)
        further = {}
        for (_, wanted), found in zip(batches.items(), map_batch(get_batch, list(batches.items()))):
            for url, answer in zip(wanted, found):
                if isinstance(answer, str):
                    further[answer] = asked[url]
                else:
                    answers[asked[url]] = answer
        asked = further
        if not asked:
            break
    for first in asked.values():
        answers[first] = Answer(first, error="too many redirects")
    return [answers[url] for url in urls]


class Pages(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    connections = set()

    def do_GET(self):
        Pages.connections.add(self.client_address)
        if self.path.startswith("/old/"):
            self.send_response(301)
            self.send_header("Location", "/" + self.path.removeprefix("/old/"))
            body = b""
        elif self.path == "/round":
            self.send_response(302)
            self.send_header("Location", "/round?")
            body = b""
        else:
            body = f"page {self.path}".encode()
            self.send_response(200 if self.path.strip("/").isdigit() else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


def check():
    servers = [http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages) for _ in range(3)]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    bases = ["http://{}:{}".format(*server.server_address) for server in servers]
    urls = [f"{base}/{k}" for k in range(8) for base in bases]
    urls += [f"{bases[0]}/old/5", f"{bases[1]}/nothing", "ftp://example.invalid/x"]
    for answer in get_urls(urls):
        print(urllib.parse.urlsplit(answer.url).path, answer.status, answer.body.decode(), answer.error or "")
    print("connections for", len(urls), "pages:", len(Pages.connections))
    for server in servers:
        server.shutdown()
        server.server_close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("urls", nargs="*", metavar="URL")
    parser.add_argument("--check", action="store_true", help="get pages of a server of its own")
    options = parser.parse_args()
    if options.check:
        return check()
    for answer in get_urls(options.urls):
        print(answer.url, answer.error or f"{answer.status}, {len(answer.body)} bytes", sep=": ")


if __name__ == "__main__":
    main()
