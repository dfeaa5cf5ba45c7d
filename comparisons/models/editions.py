"""Publication: editions, what they changed, where the content files stand, suggestions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse

from .vocabulary import Decision, Door


class EditionQuerySet(models.QuerySet["Edition"]):
    def current_number(self) -> int:
        """Return the number of the newest edition, 0 before the first. One index look-up."""
        return self.order_by("-number").values_list("number", flat=True).first() or 0


class Edition(models.Model):
    number = models.PositiveIntegerField(primary_key=True)
    published_at = models.DateTimeField()
    door = models.CharField(max_length=8, choices=Door)
    who = models.CharField(max_length=150)
    summary = models.CharField(max_length=300)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"Edition {self.number}"

    def get_absolute_url(self) -> str:
        return f"{reverse('changes')}?edition={self.number}"


class EditionEntry(models.Model):
    """One entry that an edition added, changed or removed.

    `changes` maps each changed field to [before, after] as people read them: null where there
    was or is nothing. Of an entry that was added or removed it holds every field.
    """

    class Action(models.TextChoices):
        ADDED = "added", "Added"
        CHANGED = "changed", "Changed"
        REMOVED = "removed", "Removed"

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="entries")
    action = models.CharField(max_length=7, choices=Action)
    kind = models.CharField(max_length=40, help_text="Model, such as support.")
    key = models.CharField(max_length=900)
    title = models.CharField(max_length=450)
    address = models.CharField(max_length=600, blank=True)
    changes = models.JSONField(default=dict)

    class Meta:
        ordering = ("edition", "kind", "key")
        verbose_name_plural = "edition entries"
        indexes = (models.Index(fields=("kind", "key"), name="edition_entry_of"),)

    def __str__(self) -> str:
        return f"{self.action} {self.title}"


class EditionFramework(models.Model):
    """Which frameworks an edition touches: the index behind the feeds."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="touched")
    framework = models.ForeignKey("Framework", models.CASCADE, related_name="editions")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("framework", "edition"), name="edition_framework_once"),
        )

    def __str__(self) -> str:
        return f"{self.edition}: {self.framework}"


class Renaming(models.Model):
    """A slug that an entry had before, so that its old address redirects."""

    kind = models.CharField(max_length=40)
    old = models.CharField(max_length=420)
    new = models.CharField(max_length=420)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("kind", "old"), name="renaming_once"),)

    def __str__(self) -> str:
        return f"{self.kind}: {self.old} is now {self.new}"


class ContentMark(models.Model):
    """Where the database stands against the content files: one row.

    `digest` is that of the files last loaded or exported; `unexported` says that entries were
    changed since through another door.
    """

    digest = models.CharField(max_length=64, blank=True)
    unexported = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(pk=1), name="content_mark_is_one_row"),
        )

    def __str__(self) -> str:
        return self.digest


class Suggestion(models.Model):
    """A proposed change that waits for review."""

    page = models.CharField(max_length=400, help_text="Address of the page it is about.")
    wrong = models.TextField(help_text="What is wrong.")
    proposal = models.TextField(help_text="What it should be.")
    source = models.CharField(max_length=400, blank=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="suggestions"
    )
    entry = models.CharField(max_length=440, blank=True, help_text="Kind and key of the entry.")
    changes = models.JSONField(default=dict, blank=True)
    decision = models.CharField(max_length=8, choices=Decision, default=Decision.WAITING)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="decisions"
    )

    class Meta:
        ordering = ("-proposed_at",)
        indexes = (models.Index(fields=("decision", "-proposed_at"), name="suggestion_queue"),)

    def __str__(self) -> str:
        return f"{self.page}: {self.wrong[:60]}"
