from masonite.routes import Route

ROUTES = [
    Route.get("/items/@item_id:int", "ItemController@show"),
]
