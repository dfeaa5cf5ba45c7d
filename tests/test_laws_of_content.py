"""The laws of the house that are checked on the real content, all of it loaded."""

import csv
import hashlib
import re
import tomllib
from collections import defaultdict

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from comparisons.engine.digests import digest
from comparisons.exchange import files
from comparisons.exchange.writing import written
from comparisons.models import Citation, CodeSample, Framework, LabResult
from comparisons.models.vocabulary import Outcome
from tests.support.addresses import MACHINE_READ, PAGES, PUBLIC, UNSTORED

ROOT = settings.BASE_DIR
DATA = ROOT / "tests" / "data"

# Law 3: public pages write nothing, set no cookie, have an ETag, refuse what would change them.


def public_patterns():
    """Return the names of addresses that are neither the admin's nor for health checks."""
    names = {pattern.name for pattern in get_resolver().url_patterns if hasattr(pattern, "name")}
    return {name for name in names if name} - {"healthz", "readyz", "api-nowhere"}


def test_law_3_every_public_view_is_marked():
    for pattern in get_resolver().url_patterns:
        if getattr(pattern, "name", None) in public_patterns():
            assert getattr(pattern.callback, "public", False), pattern.name


@pytest.mark.parametrize("address", PUBLIC)
def test_law_3_public_pages(client, loaded_content, address):
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200
    assert not [q for q in captured if not q["sql"].lstrip(" (").upper().startswith("SELECT")]
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert "Content-Security-Policy" in answer.headers
    unchanged = client.get(address, headers={"if-none-match": answer.headers["ETag"]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    again = client.get(address)
    assert (again.content, again.headers["ETag"]) == (answer.content, answer.headers["ETag"])
    head = client.head(address)
    assert (head.status_code, head.headers["ETag"]) == (200, answer.headers["ETag"])
    assert client.options(address).headers["Allow"] == "GET, HEAD, OPTIONS"
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(address).status_code == 405


@pytest.mark.parametrize("address", PUBLIC)
def test_law_3_public_pages_are_the_same_for_staff(client, admin_client, loaded_content, address):
    for_staff = admin_client.get(address).content
    for cache in caches.all():
        cache.clear()
    assert client.get(address).content == for_staff


@pytest.mark.django_db
@pytest.mark.parametrize("address", UNSTORED)
def test_law_3_health_is_never_stored(client, address):
    assert "no-store" in client.get(address).headers["Cache-Control"]


def test_law_3_the_list_of_addresses_is_whole():
    """Every named public address has a page above, so that none escapes these tests."""
    resolver = get_resolver()
    seen = {resolver.resolve(address.partition("?")[0]).url_name for address in PUBLIC}
    assert public_patterns() - seen <= {"security-txt"}
    assert not set(PAGES) & set(MACHINE_READ)


# Law 6, on the real content: the files are those that an export writes.


def test_law_6_the_files_are_in_their_canonical_form(loaded_content):
    here, exported = files.content(ROOT / "content"), written()
    assert sorted(here) == sorted(exported)
    assert [name for name, data in here.items() if exported[name] != data] == []


# Law 7: every claim of the articles is cited from an entry of its subject and of a fitting kind.

JUDGED = {"point", "rating", "suitability", "framework", "support"}
TOGETHER = {"comparison", "situation", "faq"}
FITTING = {
    "feature": {"support", "rating", "point", "framework", "code_sample"},
    "lacks_feature": {"support", "rating"},
    "history": {"framework", "code_sample", "support", "comparison"},
    "philosophy": {"framework", *TOGETHER},
    "dimension": {*JUDGED, *TOGETHER, "code_sample"},
    "use_case": {"suitability", "point", *TOGETHER},
    "pro": {"point", "rating", *TOGETHER},
    "con": {"point", "rating"},
    "limitation": {"point", "rating", "code_sample"},
    "company": {"company_example"},
    "verdict": {*TOGETHER, "point"},
    "faq": {"faq"},
    "setup_step": {"code_sample"},
    "code_sample": {"code_sample"},
}
SUBJECT_OF = {
    "flask": ({"flask"},),
    "django": ({"django"},),
    "both": ({"django", "flask"},),
    "choosing": ({"django", "flask"},),
}
# More than this from one article in one citation is a heap, not a citation.
CLAIMS_AT_ONCE = 8


def frameworks_of(subject) -> set[str]:
    """Return the slugs of the frameworks that a citation's subject is about."""
    if isinstance(subject, Framework):
        return {subject.slug}
    if hasattr(subject, "comparison"):
        return frameworks_of(subject.comparison)
    if hasattr(subject, "frameworks"):
        return {framework.slug for framework in subject.frameworks.all()}
    return {subject.framework.slug}


def cited_claims():
    """Return {claim id: {kind of entry: slugs of frameworks}} of all published citations."""
    cited: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for citation in Citation.objects.published().exclude(claims=[]):
        subject = citation.subject
        kind = subject._meta.model_name.replace("companyexample", "company_example")
        kind = kind.replace("codesample", "code_sample")
        for claim in citation.claims:
            cited[claim][kind] |= frameworks_of(subject)
    return cited


def claims():
    with (DATA / "claims.csv").open() as file:
        return list(csv.DictReader(file))


def test_law_7_every_claim_is_cited_from_an_entry_of_its_subject_and_kind(loaded_content):
    cited = cited_claims()
    missing, misplaced = [], []
    for claim in claims():
        entries = cited.get(claim["id"])
        if not entries:
            missing.append(claim["id"])
            continue
        about = set().union(*(entries.get(kind, set()) for kind in FITTING[claim["kind"]]))
        if not any(wanted <= about for wanted in SUBJECT_OF[claim["subject"]]):
            misplaced.append((claim["id"], claim["subject"], claim["kind"], dict(entries)))
    assert not missing
    assert not misplaced
    assert len(claims()) == 414


def test_law_7_no_claim_is_invented_and_none_is_heaped(loaded_content):
    known = {claim["id"] for claim in claims()}
    for citation in Citation.objects.exclude(claims=[]).select_related("source"):
        assert set(citation.claims) <= known, citation
        assert len(citation.claims) <= CLAIMS_AT_ONCE, citation


# Law 8: every code sample that is shown ran, on the versions that are shown.


def test_law_8_every_sample_ran_as_it_is_shown(loaded_content):
    samples = CodeSample.objects.published().prefetch_related("files", "task", "framework")
    assert samples
    for sample in samples:
        files = [(file.path, file.text) for file in sample.files.all()]
        if not files:
            assert sample.note, sample
            continue
        results = LabResult.objects.filter(task=sample.task, framework=sample.framework)
        assert results.filter(digest=digest(files), outcome=Outcome.PASSED).exists(), sample


# Law 9: no run of eight words of the articles stands in the content.

RUN = 8
UNREAD = {"slug", "address", "start", "digest", "source", "package", "packages", "requirements"}


def proses(value, key=""):
    """Yield the texts of a content file that people read, code aside."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from proses(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from proses(inner, key)
    elif isinstance(value, str) and key not in UNREAD:
        yield re.sub(r"`[^`]*`", " ", re.sub(r"```.*?```", " ", value, flags=re.DOTALL))


def runs(text):
    words = re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", ""))
    for start in range(len(words) - RUN + 1):
        yield " ".join(words[start : start + RUN])


def test_law_9_nothing_is_copied_from_the_articles():
    known = set((DATA / "article_runs.txt").read_text().split())
    assert len(known) > 7_000
    for file in (ROOT / "content").rglob("*.toml"):
        for text in proses(tomllib.loads(file.read_text())):
            for run in runs(text):
                copied = hashlib.sha256(run.encode()).hexdigest()[:12] in known
                assert not copied, f"{file.relative_to(ROOT)}: {run}"


# Numbers of four digits and more are written one way: years, ports and quoted code have no comma.

COUNTED = re.compile(
    r"(?<![\w.,/=-])\d{4,} (?:form )?(?:requests a|trials|fields|parts|parameters)\b"
)


@pytest.mark.parametrize("address", ["/frameworks/quart/", "/wizard/result/?in-use=flask"])
def test_numbers_on_pages_have_their_thousands_apart(client, loaded_content, address):
    html = client.get(address).content.decode()
    assert re.search(r"\d,\d{3} (requests a|trials)", html)
    assert not COUNTED.findall(html)


def test_numbers_in_the_content_have_their_thousands_apart():
    texts = {path: path.read_text() for path in (ROOT / "content").rglob("*.toml")}
    assert not {path: found for path, text in texts.items() if (found := COUNTED.findall(text))}
