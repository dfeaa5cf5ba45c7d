import cherrypy


class Root:
    @cherrypy.expose
    def index(self):
        cherrypy.response.headers["Content-Type"] = "text/plain"
        return "Hello, World!"


if __name__ == "__main__":
    cherrypy.config.update({"server.socket_port": 8000})
    cherrypy.quickstart(Root())
