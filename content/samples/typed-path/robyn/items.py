from robyn import Request, Response, Robyn

app = Robyn(__file__)


@app.get("/items/:item_id")
def item(request: Request):
    item_id = request.path_params["item_id"]
    if not item_id.isdecimal():
        return Response(status_code=404, body="Not a number")
    return {"id": int(item_id)}


if __name__ == "__main__":
    app.start(host="127.0.0.1", port=8000)
