from robyn import Request, Robyn

app = Robyn(__file__)


@app.get("/")
def hello(request: Request):
    return "Hello, World!"


if __name__ == "__main__":
    app.start(port=8000)
