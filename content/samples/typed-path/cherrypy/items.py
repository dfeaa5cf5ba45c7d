import cherrypy


class Root:
    @cherrypy.expose
    @cherrypy.tools.json_out()
    def items(self, item_id):
        with cherrypy.HTTPError.handle(ValueError, 404):
            return {"id": int(item_id)}


if __name__ == "__main__":
    cherrypy.config.update({"server.socket_port": 8000})
    cherrypy.quickstart(Root())
