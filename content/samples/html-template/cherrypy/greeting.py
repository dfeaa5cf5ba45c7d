import cherrypy
from jinja2 import Environment, FileSystemLoader, select_autoescape

templates = Environment(
    loader=FileSystemLoader("templates"), autoescape=select_autoescape()
)


class Root:
    @cherrypy.expose
    def hello(self, name="World"):
        return templates.get_template("hello.html").render(name=name)


if __name__ == "__main__":
    cherrypy.config.update({"server.socket_port": 8000})
    cherrypy.quickstart(Root())
