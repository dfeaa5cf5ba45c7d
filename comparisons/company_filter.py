"""The filters of the list of company examples."""

from django import forms
from django_filters import FilterSet, MultipleChoiceFilter

from comparisons.models import CompanyExample
from comparisons.models.vocabulary import Scope, Status
from comparisons.queries.companies import framework_choices

# The choices are known before the form is read, so that nothing a reader sends reaches a query.
BOXES = {
    "widget": forms.CheckboxSelectMultiple,
    "error_messages": {"invalid_choice": "Choose from the list: one choice is not in it."},
}


class CompanyFilter(FilterSet):
    """By framework (slug), status and scope; several of one are alternatives."""

    framework = MultipleChoiceFilter(
        field_name="framework__slug", label="Framework", choices=framework_choices, **BOXES
    )
    status = MultipleChoiceFilter(label="How well it is known", choices=Status, **BOXES)
    scope = MultipleChoiceFilter(label="What it covers", choices=Scope, **BOXES)

    class Meta:
        model = CompanyExample
        fields = ("framework", "status", "scope")
