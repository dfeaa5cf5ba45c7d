from aiohttp import web


async def item(request):
    return web.json_response({"id": int(request.match_info["item_id"])})


app = web.Application()
app.add_routes([web.get(r"/items/{item_id:[0-9]+}", item)])

if __name__ == "__main__":
    web.run_app(app, host="127.0.0.1", port=8000)
