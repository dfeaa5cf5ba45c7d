from bottle import Bottle, request, template

app = Bottle()


@app.get("/hello")
def hello():
    return template("hello", name=request.query.name or "World")
