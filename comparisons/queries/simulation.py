"""The questionnaire as a whole, for curators: as published, and as it would be after changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from django.urls import reverse

from comparisons import models
from comparisons.engine.prose import listed
from comparisons.engine.prospects import Prospect, prospects
from comparisons.engine.questionnaire import Answer, Question, Tableau
from comparisons.engine.scoring import (
    Alternative,
    Criterion,
    Direction,
    Preference,
    points,
)
from comparisons.engine.simulation import (
    FEWEST,
    MOST,
    Answers,
    Changed,
    Influence,
    Place,
    Simulation,
    Space,
    alike,
    differences,
    even,
    impossible,
    influences,
    on_merit,
    opposed,
    simulate,
    space,
    unknowns,
)
from comparisons.models.vocabulary import State
from comparisons.models.wizard import NEUTRAL
from comparisons.queries import alternatives, wizard

LIMIT = 5_000
SEED = 20261120
EXAMPLES = 10
LISTED = 6
"""How many options a sentence names."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a preference would be."""

    direction: str
    weight: int
    veto_below: int | None


Trial = Mapping[int, Setting]
"""What is tried, by primary keys of preferences."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A preference as it is kept."""

    pk: int
    question: str
    question_text: str
    option: str
    option_text: str
    criterion: str
    setting: Setting
    is_draft: bool


@dataclass(frozen=True, slots=True)
class AnswerWords:
    question: str
    options: str
    importance: str


@dataclass(frozen=True, slots=True)
class TallyRow:
    """How often a framework comes first; `before` and `change` compare with what is published."""

    name: str
    first: int
    share: str
    alone: int
    top: int
    top_share: str
    merit: int
    before: int
    change: str


@dataclass(frozen=True, slots=True)
class ProspectRow:
    name: str
    words: str
    answers: tuple[AnswerWords, ...]
    address: str
    wins: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about one option or question, with where a curator edits it."""

    question: str
    option: str
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Clash:
    """Options that contradict each other, and on what."""

    options: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Gap:
    criterion: str
    frameworks: str


@dataclass(frozen=True, slots=True)
class Example:
    """Answers whose first place changes; the address shows what is published."""

    answers: tuple[AnswerWords, ...]
    address: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Drafts:
    """How many entries of a kind are drafts, and where they are listed."""

    kind: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class SimulationPage:
    """`compared` says that something is tried; then counts are of what would be."""

    looked_at: str
    sets: int
    compared: bool
    drafts: tuple[Drafts, ...]
    tallies: tuple[TallyRow, ...]
    undecided: int
    changed: int
    changed_share: str
    examples: tuple[Example, ...]
    prospects: tuple[ProspectRow, ...]
    never_first: int
    idle_questions: tuple[Finding, ...]
    idle_options: tuple[Finding, ...]
    neutral: tuple[Finding, ...]
    opposed: tuple[Clash, ...]
    impossible: tuple[Clash, ...]
    impossible_in_use: tuple[Clash, ...]
    gaps: tuple[Gap, ...]
    wishes: tuple[Wish, ...]


@dataclass(frozen=True, slots=True)
class _State:
    """A questionnaire, in words and for the engine, and the frameworks it ranks."""

    questionnaire: wizard.Questionnaire
    questions: tuple[Question, ...]
    alternatives: tuple[Alternative, ...]

    @property
    def tableau(self) -> Tableau:
        return Tableau(self.alternatives, self.questions)


def simulation_page(trial: Trial, drafts: bool) -> SimulationPage:
    """The published questionnaire or, with `drafts` or a trial, what it would be.

    At most 15 queries, with drafts 21.
    """
    frameworks = alternatives.frameworks()
    published = _state(frameworks, drafts=False)
    proposed = _state(frameworks, drafts=True) if drafts else published
    wishes = wishes_of(drafts)
    proposed = replace(proposed, questions=_tried(proposed.questions, wishes, trial))
    compared = proposed != published
    looked_at = space(proposed.questions, LIMIT, _repeatable())
    writer = _Writer(proposed, looked_at, _keys())
    after = simulate(writer.tableau, looked_at.sets)
    before = simulate(published.tableau, looked_at.sets) if compared else after
    changed = differences(looked_at.sets, before, after)
    found = prospects(writer.tableau, looked_at.sets, _repeatable())
    effects = influences(writer.tableau, looked_at.sets)
    return SimulationPage(
        looked_at=writer.looked_at(),
        sets=len(looked_at.sets),
        compared=compared,
        drafts=tuple(_drafts()),
        tallies=tuple(writer.tallies(before, after)),
        undecided=after.undecided,
        changed=len(changed),
        changed_share=writer.share(len(changed)),
        examples=tuple(writer.examples(changed)),
        prospects=tuple(writer.prospect(prospect) for prospect in found),
        never_first=sum(not prospect.wins for prospect in found),
        idle_questions=tuple(writer.idle_questions(effects)),
        idle_options=tuple(writer.idle_options(effects)),
        neutral=tuple(writer.neutral()),
        opposed=tuple(writer.opposed()),
        impossible=tuple(writer.impossible()),
        impossible_in_use=tuple(writer.impossible_in_use()),
        gaps=tuple(writer.gaps()),
        wishes=wishes,
    )


def _repeatable() -> Random:
    return Random(SEED)  # noqa: S311 - a repeatable sample is the point


# What is published, and what is tried


def _state(frameworks: Sequence[alternatives.Framework], drafts: bool) -> _State:
    """Six queries at most."""
    questionnaire = wizard.questionnaire(drafts)
    names = {framework.slug: framework.name for framework in frameworks}
    preferences = alternatives.all_preferences() if drafts else alternatives.published_preferences()
    wanted = alternatives.wishes(names, preferences)
    record = alternatives.record_of(frameworks, alternatives.criteria(wanted), drafts)
    questions = alternatives.engine_questions(questionnaire, wanted)
    return _State(questionnaire, questions, record.alternatives)


_WISH = (
    *("pk", "option__question__slug", "option__question__text", "option__slug", "option__text"),
    *("criterion_key", "direction", "weight", "veto_below", "state"),
)


def wishes_of(drafts: bool) -> tuple[Wish, ...]:
    """The preferences that count, as the questions stand. One query."""
    states = State.values if drafts else [State.PUBLISHED]
    rows = (
        alternatives.all_preferences()
        .filter(
            state__in=states,
            option__state__in=states,
            option__question__state__in=states,
            option__retired=False,
            option__question__retired=False,
        )
        .order_by("option__question__position", "option__position", "-weight", "criterion_key")
    )
    return tuple(_wish(*row) for row in rows.values_list(*_WISH))


def _wish(
    pk: int,
    question: str,
    question_text: str,
    option: str,
    option_text: str,
    criterion: str,
    direction: str,
    weight: int,
    veto_below: int | None,
    state: str,
) -> Wish:
    setting = Setting(direction, weight, veto_below)
    draft = state == State.DRAFT
    return Wish(pk, question, question_text, option, option_text, criterion, setting, draft)


_Keys = tuple[int, int]
"""Primary keys of a question and an option."""


def _keys() -> Mapping[Place, _Keys]:
    """Where options are edited. One query."""
    rows = models.Option.objects.values_list("question__slug", "slug", "question_id", "pk")
    return {row[:2]: row[2:] for row in rows}


def _tried(
    questions: Iterable[Question], wishes: Iterable[Wish], trial: Trial
) -> tuple[Question, ...]:
    """The questions with what is tried in the place of what is kept."""
    settings = {(w.question, w.option, w.criterion): trial[w.pk] for w in wishes if w.pk in trial}
    return tuple(
        replace(
            question,
            options=tuple(
                replace(
                    option,
                    preferences=tuple(
                        _with(
                            wish, settings.get((question.slug, option.slug, _key(wish.criterion)))
                        )
                        for wish in option.preferences
                    ),
                )
                for option in question.options
            ),
        )
        for question in questions
    )


def _key(criterion: Criterion) -> str:
    """As `Preference.criterion_key` in the record."""
    return "/".join(filter(None, (criterion.kind.value, criterion.key, criterion.value)))


def _with(wish: Preference, setting: Setting | None) -> Preference:
    if setting is None:
        return wish
    return replace(
        wish,
        direction=Direction(setting.direction),
        weight=setting.weight,
        veto_below=setting.veto_below,
    )


_DRAFTED = (
    models.Question,
    models.Option,
    models.Preference,
    models.Support,
    models.Suitability,
    models.Rating,
)


def _drafts() -> Iterator[Drafts]:
    """What is kept as a draft and could count. One query a kind."""
    for model in _DRAFTED:
        count = model._default_manager.filter(state=State.DRAFT).count()
        if count:
            name = str(model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural)
            listed = reverse(f"admin:comparisons_{model._meta.model_name}_changelist")
            yield Drafts(name, count, f"{listed}?state__exact=draft")


# In words


class _Writer:
    """Says in words what the engine found in one state of the questionnaire."""

    def __init__(self, state: _State, looked_at: Space, keys: Mapping[Place, _Keys]) -> None:
        self.state = state
        self.keys = keys
        self.space = looked_at
        self.tableau = state.tableau
        self.names = {each.slug: each.name for each in state.alternatives}
        self.asked = {question.slug: question for question in state.questionnaire.asked}
        self.merit = {question.slug for question in on_merit(state.questions)}

    def looked_at(self) -> str:
        """Which sets of answers were looked at."""
        if self.space.is_whole:
            return f"All {self.space.size:,} sets of answers there are, with every importance."
        return (
            f"{len(self.space.sets):,} sets of answers, drawn from {_large(self.space.size)} "
            f"(seed {SEED}: the same each time). Each answers {FEWEST} to {MOST} questions; the "
            "number, the questions and the options are equally likely. Where several options may "
            "be chosen, every fourth answer takes one more. Half of the answers are important, a "
            "quarter nice to have, a quarter a must."
        )

    def share(self, count: int) -> str:
        """A count as a part of all sets: "12.5 %"."""
        return f"{100 * count / max(1, len(self.space.sets)):.1f} %"

    def tallies(self, before: Simulation, after: Simulation) -> Iterator[TallyRow]:
        """One row a framework, who comes first most often first."""
        earlier = {tally.slug: tally.first for tally in before.tallies}
        for tally in sorted(after.tallies, key=lambda each: (-each.first, each.slug)):
            was = earlier.get(tally.slug, 0)
            yield TallyRow(
                name=self.names[tally.slug],
                first=tally.first,
                share=self.share(tally.first),
                alone=tally.alone,
                top=tally.top,
                top_share=self.share(tally.top),
                merit=tally.merit,
                before=was,
                change=_signed(tally.first - was),
            )

    def examples(self, changed: Sequence[Changed]) -> Iterator[Example]:
        """The shortest sets of answers whose first place changes."""
        for each in sorted(changed, key=lambda each: len(each.answers))[:EXAMPLES]:
            yield Example(
                answers=tuple(self.answers(each.answers)),
                address=self._result(each.answers),
                before=self._frameworks(each.before),
                after=self._frameworks(each.after),
            )

    def answers(self, answers: Answers) -> Iterator[AnswerWords]:
        """Answers in words; the usual importance is not said."""
        for answer in answers:
            usual = answer.importance is self.asked[answer.question].usual_importance
            yield AnswerWords(
                question=self.asked[answer.question].text,
                options="; ".join(self._option(answer.question, slug) for slug in answer.options),
                importance="" if usual else answer.importance.label,
            )

    def prospect(self, found: Prospect) -> ProspectRow:
        """Whether a framework can come first, and how or why not."""
        words = [self._verdict(found)]
        if found.dominated_by:
            words.append(
                f"{self._frameworks(found.dominated_by)} "
                f"{'has' if len(found.dominated_by) == 1 else 'have'} at least as much on every "
                "option and is never ruled out alone."
            )
        if not (found.wins and found.merit):
            words += self._balance(found)
        return ProspectRow(
            name=self.names[found.slug],
            words=" ".join(words),
            answers=tuple(self.answers(found.answers)),
            address=self._result(found.answers),
            wins=found.wins,
        )

    def _verdict(self, found: Prospect) -> str:
        if found.wins and found.merit:
            return "Comes first."
        if found.wins:
            return "Comes first only where an answer names a framework."
        behind = points(found.behind // 2)
        return (
            "No answers were found for which it comes first. The closest leave it "
            f"{behind} points behind {self._frameworks(found.first) or 'nothing'}."
        )

    def _balance(self, found: Prospect) -> Iterator[str]:
        """On which options it is ahead of the framework that stands in its way, or behind."""
        rivals = found.dominated_by or tuple(sorted(found.first - {found.slug}))
        if not rivals:
            return
        own, rival = (self.tableau.slugs.index(slug) for slug in (found.slug, rivals[0]))
        leads = {
            place: effect.points[own] - effect.points[rival]
            for place, effect in self.tableau.effects.items()
            if place[0] in self.merit
        }
        ahead = [place for place, lead in leads.items() if lead > 0]
        behind = sorted((p for p, lead in leads.items() if lead < 0), key=lambda p: leads[p])
        yield f"Against {self.names[rivals[0]]} it is ahead on {self._some(ahead)}"
        yield f"and behind on {self._some(behind)}."

    def _some(self, places: Sequence[Place]) -> str:
        if not places:
            return "no option"
        named = [f"“{self._option(*place)}”" for place in places[:LISTED]]
        more = len(places) - len(named)
        return listed([*named, f"{more} more"] if more else named)

    def idle_questions(self, effects: Iterable[Influence]) -> Iterator[Finding]:
        """Questions of which no option ever changed the first three."""
        top: Counter[str] = Counter()
        for influence in effects:
            top[influence.question] += influence.top
        for slug, question in self.asked.items():
            if not top[slug]:
                words = "No answer to it changed the first three in any set."
                key, _ = self.keys[slug, question.offered[0].slug]
                yield Finding(question.text, "", words, _edit("question", key))

    def idle_options(self, effects: Iterable[Influence]) -> Iterator[Finding]:
        """Options that change nothing, that repeat others or that are without effect unmeant."""
        doubles, level = alike(self.state.questions), even(self.tableau)
        for each in effects:
            place = each.question, each.option
            meant = NEUTRAL in self._chosen(*place).meaning
            if self.tableau.effects[place].weight:
                reasons = list(self._reasons(each, place in level, doubles.get(place)))
                if meant:
                    reasons.insert(0, "Its meaning says that it has no effect, and it has one.")
            else:
                reasons = (
                    [] if meant else ["It asks for nothing, and nothing says that this is meant."]
                )
            if reasons:
                yield self._finding(place, " ".join(reasons))

    def _reasons(self, found: Influence, level: bool, double: Place | None) -> Iterator[str]:
        if level:
            yield "Every framework has what it asks for alike."
        if double:
            question, option = self.asked[double[0]].text, self._option(*double)
            yield f"It asks for the same as “{option}” ({question})."
        if found.chosen and not found.top:
            yield f"It was chosen {found.chosen} times and never changed the first three."
        elif found.chosen and not found.first:
            yield f"It was chosen {found.chosen} times and never changed the first place."

    def neutral(self) -> Iterator[Finding]:
        """Options without effect whose meaning says so."""
        for place, effect in self.tableau.effects.items():
            if not effect.weight and NEUTRAL in self._chosen(*place).meaning:
                yield self._finding(place, "")

    def opposed(self) -> Iterator[Clash]:
        """Options that can both be chosen and want the opposite."""
        for pair in opposed(self.state.questions):
            labels = listed(criterion.label for criterion in pair.criteria)
            yield Clash((self._place(pair.one), self._place(pair.other)), labels)

    def impossible(self) -> Iterator[Clash]:
        """Musts that leave nothing, where no answer names a framework."""
        for places in impossible(self.tableau):
            if not self._naming(places):
                yield Clash(tuple(map(self._place, places)), "")

    def impossible_in_use(self) -> Iterator[Clash]:
        """Musts that leave nothing beside one that names a framework, by that one."""
        named: dict[Place, list[str]] = {}
        for places in impossible(self.tableau):
            naming = self._naming(places)
            if len(naming) == 1:
                others = [f"“{self._option(*place)}”" for place in places if place not in naming]
                named.setdefault(naming[0], []).extend(others)
        for place, others in named.items():
            yield Clash((self._option(*place),), listed(others, "or") if others else "")

    def gaps(self) -> Iterator[Gap]:
        """What is asked for, and the frameworks of which it is not known."""
        for criterion, names in unknowns(self.state.alternatives, self.state.questions):
            yield Gap(criterion.label, listed(names))

    def _naming(self, places: Iterable[Place]) -> list[Place]:
        return [place for place in places if place[0] not in self.merit]

    def _finding(self, place: Place, words: str) -> Finding:
        question, option = place
        address = _edit("option", self.keys[place][1])
        return Finding(self.asked[question].text, self._option(question, option), words, address)

    def _place(self, place: Place) -> str:
        return f"{self.asked[place[0]].text} {self._option(*place)}"

    def _option(self, question: str, option: str) -> str:
        return self._chosen(question, option).text

    def _chosen(self, question: str, option: str) -> wizard.Option:
        return next(each for each in self.asked[question].offered if each.slug == option)

    def _result(self, answers: Iterable[Answer]) -> str:
        usual = wizard.Questionnaire(tuple(self.asked.values())).usual
        return wizard.Answers(tuple(answers), usual=usual).address("wizard-result")

    def _frameworks(self, slugs: Iterable[str]) -> str:
        return listed(sorted((self.names[slug] for slug in slugs), key=str.casefold)) or "none"


def _edit(model: str, key: int) -> str:
    return reverse(f"admin:comparisons_{model}_change", args=(key,))


def _signed(number: int) -> str:
    """A difference, with its sign: "+3", "−2", "0"."""
    return f"{number:+d}".replace("-", "−") if number else "0"


def _large(number: int) -> str:
    """A number in digits, or as a power of ten where it is long."""
    digits = len(str(number))
    return f"{number:,}" if digits <= 9 else f"about 10 to the power of {digits - 1}"
