from urllib.parse import unquote_plus

from robyn import Robyn
from robyn.templating import render

app = Robyn(__file__)


@app.get("/hello")
def hello(name: str = "World"):
    return render("hello.html", name=unquote_plus(name))


if __name__ == "__main__":
    app.start(host="127.0.0.1", port=8000)
