"""The portal's addresses. They are a contract: other people link to them."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, path, re_path

from comparisons.api.pages import urlpatterns as api
from comparisons.feeds import ChangesFeed, FrameworkFeed
from comparisons.sitemaps import sitemap
from comparisons.views import (
    changes,
    code,
    companies,
    comparisons,
    features,
    frameworks,
    home,
    machines,
    pages,
    search,
    sources,
    styleguide,
    tables,
    use_cases,
    wizard,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("frameworks/", frameworks.frameworks, name="frameworks"),
    path("frameworks/<slug:slug>/", frameworks.framework, name="framework"),
    path("compare/", comparisons.compare, name="compare"),
    path("compare/<slug:slugs>/", comparisons.comparison, name="comparison"),
    re_path(
        r"^compare/(?P<slugs>[-\w]+)\.(?P<extension>csv|json|md)$",
        comparisons.comparison_export,
        name="comparison-export",
    ),
    *tables.urlpatterns,
    path("features/", features.features, name="features"),
    path("features/<slug:slug>/", features.feature, name="feature"),
    path("use-cases/", use_cases.use_cases, name="use-cases"),
    path("use-cases/<slug:slug>/", use_cases.use_case, name="use-case"),
    path("companies/", companies.companies, name="companies"),
    path("code/", code.tasks, name="tasks"),
    path("code/<slug:slug>/", code.task, name="task"),
    path("wizard/", wizard.wizard, name="wizard"),
    path("wizard/all/", wizard.wizard_all, name="wizard-all"),
    path("wizard/result/", wizard.wizard_result, name="wizard-result"),
    re_path(r"^wizard/result\.(?P<extension>md|json)$", wizard.wizard_export, name="wizard-export"),
    path("sources/", sources.sources, name="sources"),
    path("sources/<slug:slug>/", sources.source, name="source"),
    path("disagreements/", sources.disagreements, name="disagreements"),
    path("method/", pages.method, name="method"),
    path("about/", pages.about, name="about"),
    path("privacy/", pages.privacy, name="privacy"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("search/", search.search, name="search"),
    path("search/suggest/", search.suggest, name="search-suggest"),
    path("changes/", changes.changes, name="changes"),
    *api,
    path("feeds/changes.atom", ChangesFeed(), name="feed-changes"),
    path("feeds/frameworks/<slug:slug>.atom", FrameworkFeed(), name="feed-framework"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", machines.robots, name="robots"),
    path("llms.txt", machines.llms, name="llms"),
    path("opensearch.xml", machines.opensearch, name="opensearch"),
    path(".well-known/security.txt", machines.security_txt, name="security-txt"),
    path("healthz", machines.healthz, name="healthz"),
    path("readyz", machines.readyz, name="readyz"),
    path("admin/", admin.site.urls),
]
