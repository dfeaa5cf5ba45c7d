import asyncio

import tornado


class MainHandler(tornado.web.RequestHandler):
    def get(self):
        self.write("Hello, World!")


def make_app():
    return tornado.web.Application([(r"/", MainHandler)], debug=True)


async def main():
    make_app().listen(8000)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
