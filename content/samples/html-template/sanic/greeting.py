from sanic import Sanic
from sanic_ext import render

app = Sanic("Greeting")


@app.get("/hello")
async def hello(request):
    return await render("hello.html", context={"name": request.args.get("name", "World")})
