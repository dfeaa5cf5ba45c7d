from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import JsonResponse
from django.urls import path

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1", "localhost"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="only for trying this out",
)


def item(request, item_id):
    return JsonResponse({"id": item_id})


urlpatterns = [path("items/<int:item_id>", item)]
application = get_wsgi_application()
