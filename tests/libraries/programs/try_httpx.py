"""Starlette behind httpx's client, without a socket."""
import asyncio

import httpx
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route


async def home(request):
    return JSONResponse({"q": request.query_params.get("q"), "body": (await request.body()).decode()})


app = Starlette(routes=[Route("/", home, methods=["GET", "POST"])])


async def main():
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        response = await client.post("/?q=1", content="hey")
        print(response.status_code, response.json(), (await client.get("/zz")).status_code)


asyncio.run(main())
