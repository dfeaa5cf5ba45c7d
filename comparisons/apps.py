"""The app's registration with Django."""

from django.apps import AppConfig


class ComparisonsConfig(AppConfig):
    """Frameworks, what they support, and the evidence for it."""

    name = "comparisons"
    verbose_name = "Side by Side"
    default_auto_field = "django.db.models.BigAutoField"
