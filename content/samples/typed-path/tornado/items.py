import asyncio

import tornado


class ItemHandler(tornado.web.RequestHandler):
    def get(self, item_id):
        self.write({"id": int(item_id)})


def make_app():
    return tornado.web.Application([(r"/items/([0-9]+)", ItemHandler)])


async def main():
    make_app().listen(8000, address="127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
