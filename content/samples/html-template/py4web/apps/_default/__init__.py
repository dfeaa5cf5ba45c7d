from py4web import action, request


@action("hello")
@action.uses("hello.html")
def hello():
    return {"name": request.query.get("name", "World")}
