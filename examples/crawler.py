"""A web crawler: follows links from a page as far as it is asked to, some pages at a time, and says what it found.

    crawler.py URL [--depth N] [--threads N]
    crawler.py --check              crawls a little site that it serves itself

It stays on the host that it begins at.
"""
import argparse
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Links(HTMLParser):
    """Title and links of a page."""

    def __init__(self):
        super().__init__()
        self.title = ""
        self.links = []
        self._in_title = False

    def handle_starttag(self, tag, attributes):
        self._in_title = tag == "title"
        target = dict(attributes).get("href")
        if tag == "a" and target:
            self.links.append(target)

    def handle_endtag(self, tag):
        self._in_title = False

    def handle_data(self, data):
        if self._in_title:
            self.title += data


@dataclass(order=True)
class Page:
    url: str
    status: str = field(compare=False)
    title: str = field(default="", compare=False)
    size: int = field(default=0, compare=False)
    links: list = field(default_factory=list, compare=False, repr=False)


def fetch(url: str) -> Page:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            body = answer.read()
            kind = answer.headers.get_content_type()
            charset = answer.headers.get_content_charset("utf-8")
    except urllib.error.HTTPError as error:
        error.close()
        return Page(url, f"{error.code} {error.reason}")
    except OSError as error:
        return Page(url, f"failed: {error}")
    page = Page(url, "ok", size=len(body))
    if kind == "text/html":
        parser = Links()
        parser.feed(body.decode(charset, "replace"))
        page.title = parser.title.strip()
        for link in parser.links:
            target, _ = urllib.parse.urldefrag(urllib.parse.urljoin(url, link))
            page.links.append(target)
    return page


def crawl(start: str, depth: int, threads: int):
    """Yields pages as they arrive, a level of links after the other."""
    host = urllib.parse.urlsplit(start).netloc
    seen, level = {start}, [start]
    with ThreadPoolExecutor(threads) as pool:
        for _ in range(depth + 1):
            found = []
            for future in as_completed([pool.submit(fetch, url) for url in level]):
                page = future.result()
                yield page
                for link in page.links:
                    parts = urllib.parse.urlsplit(link)
                    if parts.scheme in ("http", "https") and parts.netloc == host and link not in seen:
                        seen.add(link)
                        found.append(link)
            level = sorted(found)


class Site(BaseHTTPRequestHandler):
    """Pages that link to each other: a page's number is what it is divided by."""

    def do_GET(self):
        number = self.path.strip("/") or "60"
        if not number.isdigit() or int(number) > 60:
            return self.send_error(404)
        number = int(number)
        time.sleep(0.02)
        links = "".join(f"<li><a href='/{k}#top'>{k} &amp; co</a>" for k in range(1, number) if number % k == 0)
        body = f"<html><title>Page {number}</title><ul>{links}<li><a href='/none'>broken</a></ul></html>".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format, *args):
        pass


def check() -> int:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_address[1]}"
        pages = sorted(crawl(f"{base}/", depth=3, threads=4))
        for page in pages:
            print(page.url.removeprefix(base), page.status, page.title, len(page.links), page.size)
        server.shutdown()
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url", nargs="?")
    parser.add_argument("--depth", type=int, default=2, help="how many links away to go (default 2)")
    parser.add_argument("--threads", type=int, default=8, help="pages to fetch at a time (default 8)")
    parser.add_argument("--check", action="store_true", help="crawl a site of its own")
    options = parser.parse_args()
    if options.check:
        return check()
    if options.url is None:
        parser.error("name a URL, or use --check")
    start, count, size = time.perf_counter(), 0, 0
    for page in crawl(options.url, options.depth, options.threads):
        count, size = count + 1, size + page.size
        print(f"{page.status:20} {page.size:>9,}  {page.url}  {page.title}")
    print(f"{count} pages, {size:,} bytes in {time.perf_counter() - start:.1f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
