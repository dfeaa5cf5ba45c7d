import falcon


class Item:
    def on_get(self, req, resp, item_id):
        resp.media = {"id": item_id}


app = falcon.App()
app.add_route("/items/{item_id:int}", Item())
