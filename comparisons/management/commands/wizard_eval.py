"""Compare what the wizard recommends with decisions that people took."""

from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from comparisons.cases import CasesError, parse
from comparisons.engine.evaluation import Agreement, agreement
from comparisons.engine.scoring import Ranked, Recommendation, points
from comparisons.models import Framework
from comparisons.queries.evaluation import Judged, evaluation
from comparisons.queries.wizard import questionnaire


class Command(BaseCommand):
    help = "Say how often the wizard agrees with decisions in a file of JSON lines, and where not."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="One case a line; see CONTRIBUTING.md.")
        parser.add_argument("--brief", action="store_true", help="Only the counts.")

    def handle(self, **options: Any) -> None:
        """Print agreement and each miss with its contributions."""
        questions = questionnaire()
        slugs = set(Framework.objects.published().values_list("slug", flat=True))
        try:
            with options["file"].open(encoding="utf-8") as lines:
                cases = parse(lines, questions, slugs)
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from None
        except (UnicodeDecodeError, CasesError) as error:
            raise CommandError(f"{options['file']}: {error}") from None
        judged = evaluation(questions, cases)
        if not options["brief"]:
            for miss in (entry for entry in judged if not entry.judgement.first_agrees):
                self.stdout.write("\n".join(_miss(miss)) + "\n")
        self.stdout.write(_line("wizard", agreement(entry.judgement for entry in judged)))
        self.stdout.write(_line("three simple rules", agreement(e.rules for e in judged)))


def _line(name: str, found: Agreement) -> str:
    return (
        f"{name}: first acceptable in {found.first} of {found.cases} ({found.first_share:.0%}), "
        f"one of the top three in {found.top} ({found.top_share:.0%}), "
        f"first advised against in {found.advised_against}"
    )


def _miss(judged: Judged) -> Iterator[str]:
    judgement, case = judged.judgement, judged.judgement.case
    found = ", ".join(judgement.first) or "nothing"
    advised = " (advised against)" if judgement.first_is_advised_against else ""
    yield f"{case.id}: {found}{advised}, not {' or '.join(sorted(case.acceptable)) or 'anything'}"
    yield from _places(judged.found, case.acceptable)


def _places(found: Recommendation, acceptable: Iterable[str]) -> Iterator[str]:
    """The first, and the best that would have been right, with their contributions."""
    right = [entry for entry in found.ranked if entry.alternative.slug in acceptable][:1]
    for entry in dict.fromkeys([*found.ranked[:1], *right]):
        most = points(found.maximum)
        yield f"  {entry.rank}. {entry.alternative.name}: {_between(entry)} of {most}"
        for part in entry.contributions:
            wish = part.preference
            yield (
                f"      {points(part.points.low):>6}  {wish.criterion.label} × {part.weight}"
                f"  ({wish.question}: {wish.option})"
            )
    for out in found.ruled_out:
        if out.alternative.slug in acceptable:
            reasons = ", ".join(veto.preference.criterion.label for veto in out.vetoes)
            yield f"  ruled out: {out.alternative.name} by {reasons}"


def _between(entry: Ranked) -> str:
    low, high = points(entry.score.low), points(entry.score.high)
    return low if entry.score.is_exact else f"{low} to {high}"
