"""A session against a server of the standard library in another thread."""
import http.server
import json
import threading

import requests


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, body, **headers):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        body = json.dumps({"path": self.path, "mark": self.headers["X-Mark"]}).encode()
        self.answer(200, body, Content_Type="application/json", Set_Cookie="k=v")

    def do_POST(self):
        self.answer(201, self.rfile.read(int(self.headers["Content-Length"])))

    def log_message(self, *args):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
url = f"http://127.0.0.1:{server.server_port}"
with requests.Session() as session:
    response = session.get(url + "/a", params={"x": "1 2"}, headers={"X-Mark": "z"})
    print(response.status_code, response.json(), session.cookies.get_dict())
    response = session.post(url + "/p", json={"k": [1]})
    print(response.status_code, response.text)
    print("hey" in session.post(url + "/f", files={"f": ("a.txt", "hey")}).text)
try:
    requests.get("http://127.0.0.1:1/", timeout=1)
except requests.ConnectionError as error:
    print(type(error).__name__)
server.shutdown()
