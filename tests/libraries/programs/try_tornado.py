"""A web server and its client in one loop."""
import asyncio

import tornado.httpclient
import tornado.web


class Main(tornado.web.RequestHandler):
    def get(self):
        self.write({"q": self.get_argument("q")})


async def main():
    server = tornado.web.Application([(r"/", Main)]).listen(0, address="127.0.0.1")
    port = list(server._sockets.values())[0].getsockname()[1]
    response = await tornado.httpclient.AsyncHTTPClient().fetch(f"http://127.0.0.1:{port}/?q=5")
    print(response.code, response.body)
    server.stop()


asyncio.run(main())
