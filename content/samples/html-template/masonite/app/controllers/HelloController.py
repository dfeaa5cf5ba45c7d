from masonite.controllers import Controller
from masonite.request import Request
from masonite.views import View


class HelloController(Controller):
    def show(self, request: Request, view: View):
        return view.render("hello", {"name": request.input("name", "World")})
