from masonite.controllers import Controller
from masonite.response import Response


class HelloController(Controller):
    def show(self, response: Response):
        response.header("Content-Type", "text/plain")
        return "Hello, World!"
