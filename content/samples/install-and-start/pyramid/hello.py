from pyramid.config import Configurator
from pyramid.response import Response
from waitress import serve


def hello_world(request):
    return Response("<h1>Hello, World!</h1>")


if __name__ == "__main__":
    with Configurator() as config:
        config.add_route("hello", "/")
        config.add_view(hello_world, route_name="hello")
        app = config.make_wsgi_app()
    serve(app, host="127.0.0.1", port=8000)
