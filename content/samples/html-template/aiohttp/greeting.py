import aiohttp_jinja2
import jinja2
from aiohttp import web


@aiohttp_jinja2.template("hello.html")
async def hello(request):
    return {"name": request.query.get("name", "World")}


app = web.Application()
aiohttp_jinja2.setup(app, loader=jinja2.FileSystemLoader("templates"))
app.add_routes([web.get("/hello", hello)])

if __name__ == "__main__":
    web.run_app(app, host="127.0.0.1", port=8000)
