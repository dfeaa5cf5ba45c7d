from wsgiref.simple_server import make_server

import falcon


class Hello:
    def on_get(self, req, resp):
        resp.content_type = falcon.MEDIA_TEXT
        resp.text = "Hello, World!"


app = falcon.App()
app.add_route("/", Hello())

if __name__ == "__main__":
    with make_server("", 8000, app) as server:
        server.serve_forever()
