from py4web import action


@action("items/<item_id:int>")
def item(item_id):
    return {"id": item_id}
