"""The curators' desk: quick pages, one edition for one save, clear refusals, a strict policy."""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from comparisons import models
from tests.support.entries import publishing
from tests.support.records import make_record

pytestmark = pytest.mark.django_db

CURATED = [model for model in admin.site._registry if issubclass(model, models.Curated)]
LIST_QUERIES = 15


@pytest.fixture
def curator(client):
    client.force_login(User.objects.create_superuser("ada", password="x"))
    return client


def change_address(entry):
    return reverse(f"admin:comparisons_{entry._meta.model_name}_change", args=(entry.pk,))


def list_address(model):
    return reverse(f"admin:comparisons_{model._meta.model_name}_changelist")


def queries_of(client, address):
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(captured), answer


def form_values(answer):
    """Return what a browser would send back from the form of an admin page."""
    form = answer.context["adminform"].form
    forms = [form] + [
        one
        for formset in answer.context["inline_admin_formsets"]
        for one in [formset.formset.management_form, *formset.formset.initial_forms]
    ]
    values = {}
    for one in forms:
        for field in one:
            value = field.value()
            if value is None or value is False:
                continue
            values[field.html_name] = (
                value
                if isinstance(value, list)
                else str(
                    field.field.prepare_value(value)
                    if hasattr(field.field, "prepare_value")
                    else value
                )
            )
    return values


def test_every_model_has_an_admin():
    assert {model.__name__ for model in admin.site._registry} >= set(models.__all__) - {
        "Curated",
        "OutsidePublishing",
        "EditionFramework",
        "SUBJECTS",
    }


@pytest.mark.parametrize("model", CURATED, ids=lambda model: model.__name__)
def test_lists_search_filter_and_cost_the_same_with_more_rows(curator, model):
    make_record(2)
    page = admin.site._registry[model]
    assert page.search_fields
    few, _ = queries_of(curator, list_address(model) + "?q=django")
    with publishing():
        for number in range(12):
            framework = models.Framework.objects.get(slug="django")
            framework.pk, framework._state.adding = None, True
            framework.slug, framework.name = f"more-{number}", f"More {number}"
            framework.package = None
            framework.save()
    many, _ = queries_of(curator, list_address(model))
    assert many <= LIST_QUERIES
    assert few <= LIST_QUERIES


def test_a_framework_with_eighty_cells_opens_with_few_queries(curator):
    make_record(18)
    django = models.Framework.objects.get(slug="django")
    queries_of(curator, change_address(django))  # the first page looks up content types
    few, _ = queries_of(curator, change_address(django))
    group = models.FeatureGroup.objects.first()
    with publishing():
        for number in range(76):
            feature = models.Feature.objects.create(
                slug=f"more-{number}", name=f"More {number}", group=group, why="It helps."
            )
            models.Support.objects.create(framework=django, feature=feature, level="built-in")
    many, answer = queries_of(curator, change_address(django))
    assert answer.content.count(b"-feature") > 80
    assert many == few
    # A choice of all features in each of eighty rows would be some 400 KB by itself.
    assert len(answer.content) < 600_000


def test_one_save_with_many_rows_is_one_edition_and_shows_at_once(curator, client):
    make_record(2)
    django = models.Framework.objects.get(slug="django")
    address = change_address(django)
    values = form_values(curator.get(address))
    rows = [name for name in values if re.fullmatch(r"supports-\d+-note", name)]
    for name in rows:
        values[name] = "A corrected note."
    before = models.Edition.objects.current_number()
    answer = curator.post(address, values)
    assert answer.status_code == 302, answer.context["errors"]
    assert models.Edition.objects.current_number() == before + 1
    edition = models.Edition.objects.first()
    assert edition.who == "ada"
    assert edition.entries.filter(kind="support").count() == len(rows) > 1
    page = client.get("/compare/django-vs-flask/").content.decode()
    assert "A corrected note." in page


def test_saving_without_a_change_makes_no_edition(curator):
    make_record(2)
    address = change_address(models.Support.objects.first())
    before = models.Edition.objects.current_number()
    assert curator.post(address, form_values(curator.get(address))).status_code == 302
    assert models.Edition.objects.current_number() == before


def test_a_level_that_needs_a_note_is_refused_with_what_to_do(curator):
    make_record(2)
    support = models.Support.objects.first()
    address = change_address(support)
    values = form_values(curator.get(address)) | {"level": "third-party", "note": ""}
    answer = curator.post(address, values)
    assert answer.status_code == 200
    assert "Say in a note what provides it" in answer.content.decode()
    assert models.Support.objects.get(pk=support.pk).version == support.version


@pytest.mark.parametrize(
    ("level", "packaged", "told"),
    [
        ("third-party", False, "none is named"),
        ("manual", True, "packages are named"),
        ("third-party", True, None),
        ("built-in", True, None),
    ],
)
def test_a_level_that_does_not_fit_the_packages_is_told(curator, level, packaged, told):
    make_record(2)
    support = models.Support.objects.first()
    with publishing():
        support.packages.set(models.Package.objects.all()[:1] if packaged else [])
    values = form_values(curator.get(change_address(support)))
    values |= {"level": level, "packages": [package.pk for package in support.packages.all()]}
    page = curator.post(change_address(support), values, follow=True).content.decode()
    assert "was changed successfully" in page
    assert [words for words in ("none is named", "packages are named") if words in page] == (
        [told] if told else []
    )


def test_a_cell_is_found_by_the_slug_of_its_feature(curator):
    make_record(2)
    page = curator.get(list_address(models.Support) + "?q=django+feature-12").content.decode()
    assert page.count('class="field-framework') == 1


def test_a_second_cell_for_a_feature_is_refused(curator):
    make_record(2)
    support = models.Support.objects.first()
    answer = curator.post(
        reverse("admin:comparisons_support_add"),
        {
            "framework": support.framework_id,
            "feature": support.feature_id,
            "level": "none",
            "state": "published",
            "citations-TOTAL_FORMS": 0,
            "citations-INITIAL_FORMS": 0,
        },
    )
    assert "has a cell for this feature already" in answer.content.decode()


def test_the_same_criterion_twice_in_an_option_is_refused(curator):
    make_record(2)
    with publishing():
        question = models.Question.objects.create(slug="size", text="How big?", why="It matters.")
        option = models.Option.objects.create(question=question, slug="big", text="Big")
    feature = models.Feature.objects.first()
    address = change_address(option)
    values = form_values(curator.get(address)) | {"preferences-TOTAL_FORMS": 2}
    for number in (0, 1):
        values |= {
            f"preferences-{number}-feature": feature.pk,
            f"preferences-{number}-direction": "more",
            f"preferences-{number}-weight": 3,
            f"preferences-{number}-state": "published",
            f"preferences-{number}-option": option.pk,
        }
    answer = curator.post(address, values)
    assert "name the same criterion" in answer.content.decode()
    assert not models.Preference.objects.exists()


def test_a_comparison_gets_its_address_from_its_frameworks(curator):
    make_record(3)
    pks = models.Framework.objects.filter(slug__in=("flask", "quart")).values_list("pk", flat=True)
    values = {
        "frameworks": list(pks),
        "title": "Flask or Quart?",
        "introduction": "One is asynchronous.",
        "position": 0,
        "state": "published",
    }
    for name in ("situations", "faqs", "citations"):
        values |= {f"{name}-TOTAL_FORMS": 0, f"{name}-INITIAL_FORMS": 0}
    address = reverse("admin:comparisons_comparison_add")
    answer = curator.post(address, values)
    assert answer.status_code == 302
    assert models.Comparison.objects.filter(slug="flask-vs-quart").exists()
    assert "already" in curator.post(address, values).content.decode()


def test_view_on_site_leads_to_the_entry_on_this_site(curator):
    make_record(2)
    answer = curator.get(change_address(models.Framework.objects.get(slug="flask")))
    assert 'href="/frameworks/flask/"' in answer.content.decode()


def test_a_deletion_is_one_edition(curator):
    make_record(2)
    point = models.Point.objects.first()
    before = models.Edition.objects.current_number()
    curator.post(reverse("admin:comparisons_point_delete", args=(point.pk,)), {"post": "yes"})
    assert models.Edition.objects.current_number() == before + 1
    assert not models.Point.objects.filter(pk=point.pk).exists()


@pytest.mark.parametrize("model", CURATED, ids=lambda model: model.__name__)
def test_pages_carry_no_inline_style_or_script(curator, model):
    make_record(2)
    addresses = ["/admin/", list_address(model)]
    addresses += [reverse(f"admin:comparisons_{model._meta.model_name}_add")]
    entry = model.objects.first()
    addresses += [change_address(entry)] if entry else []
    for address in addresses:
        answer = curator.get(address)
        assert answer.status_code == 200
        page = answer.content.decode()
        assert "'unsafe-inline'" not in answer.headers["Content-Security-Policy"]
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page)
        assert all("src=" in tag or "json" in tag for tag in re.findall(r"<script[^>]*>", page))


def test_a_framework_with_a_hundred_cells_can_be_saved(curator):
    make_record(2)
    django = models.Framework.objects.get(slug="django")
    group = models.FeatureGroup.objects.first()
    with publishing():
        for number in range(250):
            feature = models.Feature.objects.create(
                slug=f"more-{number}", name=f"More {number}", group=group, why="It helps."
            )
            models.Support.objects.create(framework=django, feature=feature, level="built-in")
    values = form_values(curator.get(change_address(django)))
    assert len(values) > 1000
    answer = curator.post(change_address(django), values | {"tagline": "Another line."})
    assert answer.status_code == 302
    assert models.Framework.objects.get(slug="django").tagline == "Another line."


def test_the_page_of_an_edition_leads_to_its_entries(curator):
    make_record(2)
    edition = models.Edition.objects.first()
    page = curator.get(f"/admin/comparisons/edition/{edition.pk}/change/").content.decode()
    link = re.search(r'href="([^"]+)">(\d+) entries</a>', page)
    assert int(link[2]) == edition.entries.count() > 10
    listed = curator.get(link[1]).content.decode()
    assert f"{link[2]} edition entries" in listed
