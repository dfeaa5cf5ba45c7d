from bottle import Bottle

app = Bottle()


@app.get("/items/<item_id:int>")
def item(item_id):
    return {"id": item_id}
