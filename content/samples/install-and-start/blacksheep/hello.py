from blacksheep import Application, get

app = Application()


@get("/")
def hello():
    return "Hello, World!"
