from masonite.controllers import Controller
from masonite.request import Request


class ItemController(Controller):
    def show(self, request: Request):
        return {"id": int(request.param("item_id"))}
