"""What pages tell search engines in schema.org's words, as JSON-LD that no browser runs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django import template
from django.template.context import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.safestring import SafeString, mark_safe

from comparisons.public import Site
from comparisons.queries.comparison import ComparisonPage
from comparisons.queries.frameworks import FrameworkPage
from comparisons.queries.links import absolute, at

register = template.Library()

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
LISTS = (
    *("frameworks", "features", "use-cases", "companies"),
    *("code", "sources", "disagreements", "changes"),
)
EXPORTS = {"csv": "text/csv", "json": "application/json", "md": "text/markdown"}
# As in json_script: nothing in a value can end the element.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}

Thing = dict[str, Any]


@register.simple_tag(takes_context=True)
def repeated(context: Context, name: str) -> SafeString:
    """The text of a block once more, on one line: a template can hold each block only once."""
    block = context.render_context[BLOCK_CONTEXT_KEY].get_block(name)
    return mark_safe(" ".join(block.render(context).split()))  # noqa: S308  escaped already


def script(thing: Thing) -> SafeString:
    """A thing as a data block."""
    text = json.dumps({"@context": "https://schema.org"} | thing, ensure_ascii=False)
    data = text.translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{data}</script>')  # noqa: S308  escaped


@register.simple_tag
def website_data() -> SafeString:
    """The site and its search."""
    target = {"@type": "EntryPoint", "urlTemplate": f"{at('search')}?q={{search_term_string}}"}
    return script(
        {
            "@type": "WebSite",
            "name": Site.name,
            "url": at("home"),
            "potentialAction": {
                "@type": "SearchAction",
                "target": target,
                "query-input": "required name=search_term_string",
            },
        }
    )


@register.simple_tag
def breadcrumb_data(trail: Iterable[tuple[str, str]], here: str) -> SafeString:
    """The way here from the home page; this page comes last, without an address."""
    steps: list[Thing] = [{"name": "Home", "item": at("home")}]
    steps += [{"name": label, "item": absolute(str(address))} for label, address in trail or ()]
    return script(
        {"@type": "BreadcrumbList", "itemListElement": _numbered([*steps, {"name": here}])}
    )


def _numbered(things: Iterable[Thing]) -> list[Thing]:
    return [
        {"@type": "ListItem", "position": place} | thing for place, thing in enumerate(things, 1)
    ]


@register.simple_tag
def framework_data(page: FrameworkPage) -> SafeString:
    """The framework as software; only what the record knows of it."""
    facts = page.facts
    addresses = {link.kind: link.address for link in reversed(page.about.links)}
    known: Thing = {
        "@type": "SoftwareSourceCode",
        "name": facts.name,
        "description": facts.tagline,
        "url": at("framework", facts.slug),
        "programmingLanguage": "Python",
        "license": facts.licence,
        "version": facts.newest.latest if facts.newest else None,
        "codeRepository": addresses.get("Source code"),
        "sameAs": addresses.get("Website"),
    }
    return script({name: value for name, value in known.items() if value})


@register.simple_tag
def comparison_data(page: ComparisonPage, site: Site) -> SafeString:
    """The frameworks that are compared, and the comparison as data with its files."""
    frameworks = [
        {"name": facts.name, "url": at("framework", facts.slug)} for facts in page.frameworks
    ]
    files = _files("comparison-export", page.slug) | {
        at("api-comparison", page.slug): EXPORTS["json"]
    }
    data = _dataset(page.title, page.headline, at("comparison", page.slug), files, site)
    things = {"@type": "ItemList", "name": page.title, "itemListElement": _numbered(frameworks)}
    return script({"@graph": [things, data]})


@register.simple_tag
def matrix_data(description: str, site: Site) -> SafeString:
    """The cells of all frameworks, with their files."""
    files = _files("features-export") | {at("api-features"): EXPORTS["json"]}
    return script(_dataset("All features", description, at("features"), files, site))


@register.simple_tag
def record_data(description: str, site: Site) -> SafeString:
    """The whole record, with the files of its lists."""
    files = {
        address: media for name in LISTS for address, media in _files(f"{name}-export").items()
    }
    return script(_dataset(f"The record of {Site.name}", description, at("api"), files, site))


def _files(view: str, *parts: str) -> dict[str, str]:
    """Addresses of a list or a comparison as files, with their media types."""
    return {at(view, *parts, name): media for name, media in EXPORTS.items()}


def _dataset(name: str, description: str, address: str, files: dict[str, str], site: Site) -> Thing:
    dataset = {
        "@type": "Dataset",
        "name": name,
        "description": description,
        "url": address,
        "license": LICENCE,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": Site.name, "url": at("home")},
        "version": str(site.edition),
        "dateModified": site.published_at.date().isoformat() if site.published_at else None,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": media, "contentUrl": address}
            for address, media in files.items()
        ],
    }
    return {name: value for name, value in dataset.items() if value is not None}
