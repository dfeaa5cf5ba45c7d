"""The script that stands within pages."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from portal.first_script import SCRIPT

register = template.Library()


@register.simple_tag
def first_script(then: str) -> SafeString:
    """Return the element for the head of a page; `then` is the script it fetches afterwards."""
    script = mark_safe(SCRIPT)  # noqa: S308  # a constant
    return format_html('<script data-then="{}">{}</script>', static(then), script)
