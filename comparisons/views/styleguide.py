"""The components of the pages, with samples."""

from __future__ import annotations

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy

from comparisons.public import parameters, public
from comparisons.queries.styleguide import style_guide

CHOICES = (("one", "One thing"), ("two", "Another thing"))


class SampleForm(forms.Form):
    """A field of each kind that the pages have."""

    words = forms.CharField(label="Words", help_text="What you would type.")
    choice = forms.ChoiceField(label="One of these", choices=CHOICES)
    several = forms.MultipleChoiceField(
        label="Several of these",
        choices=CHOICES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "There is no “%(value)s” here. Choose from the list."},
    )


@public
@parameters()
def styleguide(request: HttpRequest) -> HttpResponse:
    """The form is one that was sent with mistakes, so that errors show as they do on pages."""
    context = {
        "page": style_guide(),
        "form": SampleForm({"words": "", "choice": "one", "several": ["three"]}),
        "trail": (("About", reverse_lazy("about")),),
        "pager": Paginator(range(30), 10).page(2),
    }
    return render(request, "styleguide.html", context)
