"""A small web server that keeps notes: JSON over HTTP, each request in a thread of its own.

    web_server.py [--port N]     serve until Ctrl-C
    web_server.py --check        serve on a free port, use it as a client would, and stop

    GET /notes        all notes            POST /notes        {"text": ...}: a new note
    GET /notes/ID     one note             DELETE /notes/ID   takes it away
"""
import argparse
import json
import re
import sys
import threading
import urllib.error
import urllib.request
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Notes:
    """Notes by number. Safe to use from several threads."""

    def __init__(self):
        self._lock = threading.Lock()
        self._notes = {}
        self._next = 1

    def all(self):
        with self._lock:
            return [{"id": number, "text": text} for number, text in self._notes.items()]

    def get(self, number):
        with self._lock:
            return self._notes[number]

    def add(self, text):
        with self._lock:
            number = self._next
            self._next += 1
            self._notes[number] = text
            return number

    def remove(self, number):
        with self._lock:
            del self._notes[number]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def notes(self) -> Notes:
        return self.server.notes

    def answer(self, status, value=None):
        body = b"" if value is None else json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def handle_path(self, collection, item):
        """Calls what fits the path; errors become answers."""
        try:
            if self.path == "/notes" and collection is not None:
                collection()
            elif (match := re.fullmatch(r"/notes/(\d+)", self.path)) and item is not None:
                item(int(match[1]))
            else:
                self.answer(HTTPStatus.NOT_FOUND, {"error": f"nothing at {self.path}"})
        except KeyError as error:
            self.answer(HTTPStatus.NOT_FOUND, {"error": f"no note {error}"})
        except ValueError as error:
            self.answer(HTTPStatus.BAD_REQUEST, {"error": str(error)})

    def do_GET(self):
        self.handle_path(
            lambda: self.answer(HTTPStatus.OK, self.notes.all()),
            lambda number: self.answer(HTTPStatus.OK, {"id": number, "text": self.notes.get(number)}),
        )

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.handle_path(lambda: self.create(body), None)

    def create(self, body):
        note = json.loads(body)
        if not isinstance(note, dict) or not isinstance(note.get("text"), str):
            raise ValueError('a note is {"text": "..."}')
        self.answer(HTTPStatus.CREATED, {"id": self.notes.add(note["text"])})

    def do_DELETE(self):
        def remove(number):
            self.notes.remove(number)
            self.answer(HTTPStatus.NO_CONTENT)

        self.handle_path(None, remove)

    def log_message(self, format, *args):
        if self.server.verbose:
            super().log_message(format, *args)


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port, verbose=True):
        self.notes = Notes()
        self.verbose = verbose
        super().__init__(("127.0.0.1", port), Handler)


def request(base, method, path, value=None):
    """Status and content of an answer."""
    data = None if value is None else json.dumps(value).encode()
    message = urllib.request.Request(base + path, data=data, method=method)
    try:
        with urllib.request.urlopen(message, timeout=10) as answer:
            status, body = answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            status, body = error.code, error.read()
    return status, json.loads(body) if body else None


def check():
    server = Server(0, verbose=False)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    base = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        for step in (
            ("GET", "/notes"),
            ("POST", "/notes", {"text": "buy milk"}),
            ("POST", "/notes", {"text": "read a book"}),
            ("POST", "/notes", {"title": "no text"}),
            ("GET", "/notes/2"),
            ("DELETE", "/notes/1"),
            ("GET", "/notes/1"),
            ("GET", "/notes"),
            ("GET", "/elsewhere"),
        ):
            print(*step[:2], *request(base, *step))
        clients = [
            threading.Thread(target=request, args=(base, "POST", "/notes", {"text": f"note {k}"})) for k in range(8)
        ]
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        notes = request(base, "GET", "/notes")[1]
        print(len(notes), "notes,", len({note["id"] for note in notes}), "numbers")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default 8000)")
    parser.add_argument("--check", action="store_true", help="try it and stop")
    options = parser.parse_args()
    if options.check:
        return check()
    with Server(options.port) as server:
        print(f"http://127.0.0.1:{options.port}/notes", file=sys.stderr)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print("stopped", file=sys.stderr)


if __name__ == "__main__":
    main()
