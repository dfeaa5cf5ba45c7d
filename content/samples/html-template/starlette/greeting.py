from starlette.applications import Starlette
from starlette.routing import Route
from starlette.templating import Jinja2Templates

templates = Jinja2Templates(directory="templates")


async def hello(request):
    name = request.query_params.get("name", "World")
    return templates.TemplateResponse(request, "hello.html", {"name": name})


app = Starlette(routes=[Route("/hello", hello)])
