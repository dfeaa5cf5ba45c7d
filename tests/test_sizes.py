"""Pages stay light on the real content: bytes before compression, and bytes as sent (brotli)."""

from itertools import combinations

import pytest

from comparisons.models import Framework

KB = 1000


def sizes(client, address):
    """Return the bytes of a page before and after compression."""
    plain = client.get(address)
    sent = client.get(address, headers={"accept-encoding": "br"})
    assert plain.status_code == sent.status_code == 200, address
    assert sent.headers["Content-Encoding"] == "br"
    return len(plain.content), len(sent.content)


@pytest.mark.parametrize(
    ("address", "before", "as_sent"),
    [
        ("/", 20 * KB, 5 * KB),
        ("/compare/django-vs-flask/", 300 * KB, 60 * KB),
        ("/features/", 130 * KB, 10 * KB),
        ("/frameworks/", 60 * KB, 12 * KB),
        ("/frameworks/django/", 340 * KB, 60 * KB),
        ("/wizard/all/", 60 * KB, 12 * KB),
        ("/sources/django-docs/", 300 * KB, 40 * KB),
    ],
)
def test_a_page_is_light(client, loaded_content, address, before, as_sent):
    plain, sent = sizes(client, address)
    assert plain <= before
    assert sent <= as_sent


def test_the_heaviest_five_are_light(client, loaded_content):
    """The five frameworks whose cells say most."""
    supports = {
        framework.slug: sum(len(support.note) for support in framework.supports.all())
        for framework in Framework.objects.published().prefetch_related("supports")
    }
    heaviest = sorted(sorted(supports, key=lambda slug: -supports[slug])[:5])
    plain, sent = sizes(client, f"/compare/{'-vs-'.join(heaviest)}/")
    assert plain <= 600 * KB
    assert sent <= 100 * KB


def test_boxes_for_requirements_are_light(client, loaded_content):
    plain, sent = sizes(client, "/compare/django-vs-flask/")
    choosing, sent_choosing = sizes(client, "/compare/django-vs-flask/?must=")
    assert choosing - plain <= 36 * KB
    assert sent_choosing - sent <= 4 * KB


@pytest.mark.long
def test_every_pair_can_be_compared_and_is_light(client, loaded_content):
    slugs = Framework.objects.published().order_by("slug").values_list("slug", flat=True)
    for one, other in combinations(slugs, 2):
        plain, sent = sizes(client, f"/compare/{one}-vs-{other}/")
        assert (plain <= 300 * KB, sent <= 60 * KB) == (True, True), (one, other)
