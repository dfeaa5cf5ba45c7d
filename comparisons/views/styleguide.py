"""The components of the pages, with samples."""

from __future__ import annotations

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy

from comparisons.filters import Box, BoxGroup, Chip, Choice
from comparisons.public import parameters, public
from comparisons.queries.styleguide import style_guide

CHOICES = (("one", "One thing"), ("two", "Another thing"))


class SampleForm(forms.Form):
    """A field of each kind that the pages have."""

    words = forms.CharField(label="Words", help_text="What you would type.")
    choice = forms.ChoiceField(label="One of these", choices=CHOICES)


BOXES = (
    Box("one", "One thing", 7, chosen=True),
    Box("two", "Another thing", 2, chosen=False),
    Box("three", "What nothing has", 0, chosen=False),
)
SEVERAL = Choice(
    *("several", "Several of these", "several", True, ""),
    *((BoxGroup("", BOXES),), ("There is no “four” here. Choose from the list.",)),
)
CHIPS = (Chip("One thing", "#forms", 3), Chip("Another thing", "#forms", 7))


@public
@parameters()
def styleguide(request: HttpRequest) -> HttpResponse:
    """The form is one that was sent with mistakes, so that errors show as they do on pages."""
    context = {
        "page": style_guide(),
        "form": SampleForm(
            {
                "words": "",
                "choice": "one",
            }
        ),
        "several": SEVERAL,
        "chips": CHIPS,
        "trail": (("About", reverse_lazy("about")),),
        "pager": Paginator(range(30), 10).page(2),
    }
    return render(request, "styleguide.html", context)
