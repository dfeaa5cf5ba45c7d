from quart import Quart, render_template, request

app = Quart(__name__)


@app.get("/hello")
async def hello():
    return await render_template("hello.html", name=request.args.get("name", "World"))
