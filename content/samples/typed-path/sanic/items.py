from sanic import Sanic
from sanic.response import json

app = Sanic("Items")


@app.get("/items/<item_id:int>")
async def item(request, item_id: int):
    return json({"id": item_id})
