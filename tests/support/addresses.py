"""Every public page, as an address on the real content."""

PAGES = (
    "/",
    "/frameworks/",
    "/frameworks/?kind=micro",
    "/frameworks/django/",
    "/frameworks/flask/",
    "/compare/",
    "/compare/django-vs-flask/",
    "/compare/django-vs-flask/?show=differences",
    "/compare/django-vs-flask/?must=orm&nice=websockets",
    "/features/",
    "/features/orm/",
    "/use-cases/",
    "/use-cases/content-management/",
    "/companies/",
    "/code/",
    "/code/hello/",
    "/wizard/",
    "/wizard/all/",
    "/wizard/result/",
    "/sources/",
    "/sources/article-unveiled/",
    "/disagreements/",
    "/method/",
    "/about/",
    "/privacy/",
    "/search/",
    "/search/?q=orm",
    "/search/?q=orm&kind=source",
    "/search/?q=no-such-thing",
    "/changes/",
)
ERRORS = (
    "/nothing/",
    "/frameworks/djnago/",
    "/compare/a-vs-b-vs-c-vs-d-vs-e-vs-f/",
)
"""Pages that say what went wrong."""
MACHINE_READ = (
    "/compare/django-vs-flask.csv",
    "/compare/django-vs-flask.json",
    "/compare/django-vs-flask.md",
    "/search/suggest/?q=flas",
    "/feeds/changes.atom",
    "/feeds/frameworks/django.atom",
    "/sitemap.xml",
    "/robots.txt",
    "/llms.txt",
    "/opensearch.xml",
)
PUBLIC = (*PAGES, *MACHINE_READ)
UNSTORED = ("/healthz", "/readyz")
