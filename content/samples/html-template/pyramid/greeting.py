from pyramid.config import Configurator


def hello(request):
    return {"name": request.params.get("name", "World")}


with Configurator() as config:
    config.include("pyramid_jinja2")
    config.add_route("hello", "/hello")
    config.add_view(hello, route_name="hello", renderer="templates/hello.jinja2")
    app = config.make_wsgi_app()
