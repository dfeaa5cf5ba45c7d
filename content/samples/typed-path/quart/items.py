from quart import Quart

app = Quart(__name__)


@app.get("/items/<int:item_id>")
async def item(item_id):
    return {"id": item_id}
