"""What the programs of this folder share: a server of feeds, and what is done with one feed.

Each program refreshes all feeds and prints the newest title of each, by another way of sharing the work:

    threads.py           threads that take feeds from a queue
    processes.py         processes, with a queue each way
    shared_counters.py   processes that count in a Value and an Array
    manager.py           processes that share a dict of a Manager
"""

import http.server
import threading
import time
import urllib.request
import xml.etree.ElementTree

FEEDS = 12
ENTRIES = 40

ENTRY = "<item><title>{title}</title><pubDate>{day}</pubDate><description>{text}</description></item>"


def feed(number):
    """The feed with a number, as RSS; the entries' days are in no order."""
    entries = []
    for k in range(ENTRIES):
        day = (k * 17 + number * 5) % ENTRIES
        text = " ".join(f"word{(k * j) % 97}" for j in range(60))
        entries.append(ENTRY.format(title=f"Feed {number}, day {day}", day=day, text=text))
    return f"<rss><channel><title>Feed {number}</title>{''.join(entries)}</channel></rss>"


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        name = self.path.strip("/")
        if not name.isdigit() or int(name) >= FEEDS:
            return self.send_error(404)
        time.sleep(0.01)  # as far away as servers are
        body = feed(int(name)).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


class Feeds:
    """A server in a thread of this process; gives the addresses of its feeds, and of one that is not there."""

    def __enter__(self):
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        base = "http://{}:{}".format(*self.server.server_address)
        return [f"{base}/{number}" for number in range(FEEDS + 1)]

    def __exit__(self, *error):
        self.server.shutdown()
        self.server.server_close()


def refresh(address):
    """The number of words in a feed, and its newest title."""
    with urllib.request.urlopen(address, timeout=30) as response:
        tree = xml.etree.ElementTree.fromstring(response.read())
    items = tree.findall("channel/item")
    newest = max(items, key=lambda item: int(item.findtext("pubDate")))
    words = sum(len(item.findtext("description").split()) for item in items)
    return words, newest.findtext("title")


def show(titles, words, failures):
    for number in sorted(titles):
        print(f"{number:3}  {titles[number]}")
    print(f"{words} words in {len(titles)} feeds, {failures} not there")


def number_of(address):
    return int(address.rsplit("/", 1)[1])
