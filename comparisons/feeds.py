"""Atom feeds of editions: of all, and of those that touch one framework.

Every address is made from SITE_URL: what a client sends as Host must not reach other readers.
"""

from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.feedgenerator import Atom1Feed

from comparisons.models import Framework
from comparisons.public import Site
from comparisons.queries.changes import EditionPart, newest_parts
from comparisons.queries.links import absolute, at
from comparisons.views.elsewhere import moved_or_missing

NEWEST = 30


class EditionsFeed(Feed):
    """What feeds of editions share. A feed is a public page without parameters."""

    public = True
    parameters = ()
    feed_type = Atom1Feed

    def item_title(self, item: EditionPart) -> str:
        return f"Edition {item.edition.number}: {item.edition.summary}"

    def item_description(self, item: EditionPart) -> str:
        """What changed, as HTML."""
        return render_to_string(
            "components/_edition.html", {"part": item, "site": settings.SITE_URL}
        )

    def item_link(self, item: EditionPart) -> str:
        return absolute(item.edition.address)

    def item_pubdate(self, item: EditionPart) -> datetime:
        return item.edition.published_at

    def item_updateddate(self, item: EditionPart) -> datetime:
        return item.edition.published_at


class ChangesFeed(EditionsFeed):
    """The newest editions."""

    title = f"{Site.name}: changes"
    subtitle = "What changed in the comparison of Python web frameworks."

    def link(self) -> str:
        return at("changes")

    def feed_url(self) -> str:
        return at("feed-changes")

    def items(self) -> tuple[EditionPart, ...]:
        return newest_parts(NEWEST)


class FrameworkFeed(EditionsFeed):
    """The newest editions that touch one framework."""

    def __call__(self, request: HttpRequest, slug: str) -> HttpResponse:
        framework = Framework.objects.published().filter(slug=slug).first()
        if framework is None:
            return moved_or_missing(request, Framework, slug, "feed-framework")
        return super().__call__(request, framework=framework)

    def get_object(self, request: HttpRequest, framework: Framework) -> Framework:
        return framework

    def title(self, framework: Framework) -> str:
        return f"{Site.name}: changes to {framework}"

    def subtitle(self, framework: Framework) -> str:
        return f"What changed in the record of {framework}."

    def link(self, framework: Framework) -> str:
        return absolute(framework.get_absolute_url())

    def feed_url(self, framework: Framework) -> str:
        return at("feed-framework", framework.slug)

    def items(self, framework: Framework) -> tuple[EditionPart, ...]:
        return newest_parts(NEWEST, framework.slug)
