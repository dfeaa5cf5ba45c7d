"""Floor 3: the curators' desk."""

from django.contrib import admin

from . import entries, questions, record

__all__ = ["entries", "questions", "record"]

admin.site.site_header = "Side by Side: the curators' desk"
admin.site.site_title = "Side by Side"
admin.site.index_title = "The record"
