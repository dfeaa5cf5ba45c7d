from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

app = FastAPI()
templates = Jinja2Templates(directory="templates")


@app.get("/hello", response_class=HTMLResponse)
async def hello(request: Request, name: str = "World"):
    return templates.TemplateResponse(
        request=request, name="hello.html", context={"name": name}
    )
