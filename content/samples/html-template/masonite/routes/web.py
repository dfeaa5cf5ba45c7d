from masonite.routes import Route

ROUTES = [
    Route.get("/hello", "HelloController@show"),
]
