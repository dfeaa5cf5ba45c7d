from blacksheep import Application, get
from blacksheep.server.responses import view

app = Application()


@get("/hello")
def hello(name: str = "World"):
    return view("hello", {"name": name})
