# threads
import http.client
import http.server
import json
import selectors
import socketserver
import threading
import urllib.error
import urllib.request


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/missing":
            return self.send_error(404)
        self.reply(200, json.dumps({"path": self.path}).encode())

    def do_POST(self):
        self.reply(201, self.rfile.read(int(self.headers["Content-Length"]))[::-1])

    def reply(self, status, body):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
    port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/a?b=1", timeout=5) as response:
        print(response.status, response.read())
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/p", data=b"abc") as response:
        print(response.status, response.read())
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/missing")
    except urllib.error.HTTPError as error:
        print(error)
        error.close()
    connection = http.client.HTTPConnection("127.0.0.1", port)
    for path in ("/x", "/y"):
        connection.request("GET", path)
        with connection.getresponse() as response:
            print(response.status, response.getheader("Content-Length"), response.read())
    connection.close()
    server.shutdown()
    thread.join()


class Echo(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            self.wfile.write(line.upper())


with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Echo) as server:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    import socket

    with socket.create_connection(server.server_address) as client, client.makefile("rw") as file:
        file.write("one\ntwo\n")
        file.flush()
        print(file.readline(), file.readline())
    server.shutdown()
    thread.join()

with selectors.DefaultSelector() as selector:
    one, two = socket.socketpair()
    selector.register(one, selectors.EVENT_READ, "data")
    print(type(selector).__name__, selector.select(0))
    two.send(b"x")
    print([(key.data, events) for key, events in selector.select(1)])
    selector.unregister(one)
    one.close()
    two.close()
