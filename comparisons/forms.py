"""Floor 3: what readers send, as clean values or as sentences that say what to change."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from comparisons.models.comparing import comparison_slug
from comparisons.queries.comparison import FEWEST, MOST


class CompareForm(forms.Form):
    """Choose two to five frameworks. `frameworks` are the (slug, name) pairs on offer.

    `asked` is what was sent, or None; `chosen` is ticked where nothing was sent.
    """

    framework = forms.MultipleChoiceField(
        label="Frameworks",
        error_messages={
            "required": "Choose two to five frameworks.",
            "invalid_choice": "There is no framework “%(value)s” here. Choose from the list.",
        },
    )

    def __init__(
        self,
        asked: Iterable[str] | None,
        frameworks: Iterable[tuple[str, str]],
        chosen: Iterable[str] = (),
    ) -> None:
        sent = None if asked is None else {"framework": list(asked)}
        super().__init__(sent, initial={"framework": list(chosen)})
        field = self.fields["framework"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  narrows for mypy
        field.choices = list(frameworks)

    def clean_framework(self) -> list[str]:
        chosen = sorted(set(self.cleaned_data["framework"]))
        if len(chosen) < FEWEST:
            raise forms.ValidationError("Choose at least one more framework to compare with.")
        if len(chosen) > MOST:
            raise forms.ValidationError(
                f"At most five frameworks fit side by side; you chose {len(chosen)}. "
                "Take some out and compare again."
            )
        return chosen

    @property
    def slug(self) -> str:
        """The comparison that a valid form asks for."""
        return comparison_slug(self.cleaned_data["framework"])
