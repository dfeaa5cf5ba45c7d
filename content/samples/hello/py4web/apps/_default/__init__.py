from py4web import action, response


@action("index")
def index():
    response.headers["Content-Type"] = "text/plain"
    return "Hello, World!"
