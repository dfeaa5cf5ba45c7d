"""The list of all public pages for search engines."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemap_views
from django.http import HttpRequest, HttpResponse

from comparisons.public import parameters, public
from comparisons.queries.machines import addresses


class PublicPages(Sitemap):
    """Every public page, at the host of SITE_URL."""

    def items(self) -> tuple[str, ...]:
        return addresses()

    def location(self, item: str) -> str:
        return item

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.SITE_URL).netloc


@public
@parameters()
def sitemap(request: HttpRequest) -> HttpResponse:
    return sitemap_views.sitemap(request, {"pages": PublicPages})
