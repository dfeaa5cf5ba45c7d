import asyncio

import tornado


class HelloHandler(tornado.web.RequestHandler):
    def get(self):
        self.render("hello.html", name=self.get_query_argument("name", "World"))


def make_app():
    return tornado.web.Application([(r"/hello", HelloHandler)], template_path="templates")


async def main():
    make_app().listen(8000, address="127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
