from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route


async def item(request):
    return JSONResponse({"id": request.path_params["item_id"]})


app = Starlette(routes=[Route("/items/{item_id:int}", item)])
