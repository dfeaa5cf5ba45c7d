from pyramid.config import Configurator


def hello(request):
    return "Hello, World!"


with Configurator() as config:
    config.add_route("hello", "/")
    config.add_view(hello, route_name="hello", renderer="string")
    app = config.make_wsgi_app()
