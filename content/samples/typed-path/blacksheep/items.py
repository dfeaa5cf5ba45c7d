from blacksheep import Application, get

app = Application()


@get("/items/{int:item_id}")
def item(item_id: int):
    return {"id": item_id}
