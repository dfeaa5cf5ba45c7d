"""What happened, to be read: editions, renamed slugs, suggestions."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from comparisons.models import ContentMark, Edition, EditionEntry, Renaming, Suggestion


class ReadOnly(admin.ModelAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Edition)
class EditionAdmin(ReadOnly):
    list_display = ("number", "published_at", "door", "who", "summary")
    list_filter = ("door", "published_at")
    search_fields = ("summary", "who")
    readonly_fields = ("changed_entries",)

    @admin.display(description="Entries")
    def changed_entries(self, edition: Edition) -> SafeString:
        """Link to them: the first edition has thousands."""
        entries = reverse("admin:comparisons_editionentry_changelist")
        return format_html(
            '<a href="{}?edition__number__exact={}">{} entries</a>',
            entries,
            edition.pk,
            edition.entries.count(),
        )


@admin.register(EditionEntry)
class EditionEntryAdmin(ReadOnly):
    list_display = ("edition", "action", "kind", "title")
    list_filter = ("action", "kind", ("edition", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("edition",)
    search_fields = ("title", "key")


@admin.register(Renaming)
class RenamingAdmin(ReadOnly):
    list_display = ("kind", "old", "new")
    list_filter = ("kind",)
    search_fields = ("old", "new")


@admin.register(ContentMark)
class ContentMarkAdmin(ReadOnly):
    list_display = ("digest", "unexported")


@admin.register(Suggestion)
class SuggestionAdmin(admin.ModelAdmin):
    list_display = ("page", "wrong", "decision", "proposed_at", "proposed_by")
    list_filter = ("decision",)
    list_select_related = ("proposed_by",)
    search_fields = ("page", "wrong", "proposal", "source")
    autocomplete_fields = ("proposed_by", "decided_by")
    date_hierarchy = "proposed_at"
