from pyramid.config import Configurator


def item(request):
    return {"id": int(request.matchdict["item_id"])}


with Configurator() as config:
    config.add_route("item", "/items/{item_id:[0-9]+}")
    config.add_view(item, route_name="item", renderer="json")
    app = config.make_wsgi_app()
