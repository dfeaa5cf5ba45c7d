"""The wizard's questions, the answers a reader gave, and the pages that ask."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.urls import reverse

from comparisons import models
from comparisons.engine.questionnaire import Answer
from comparisons.engine.scoring import Importance
from comparisons.models.vocabulary import State

IMPORTANCE = ".importance"
"""What follows a question's slug in the name of the parameter that says how much it matters."""
ASK = "ask"
"""The parameter that says which question is shown."""
EDITION = "edition"
"""The parameter that says which questions are asked."""
SHORT = "short"
"""The only edition that is named; without one, every question is asked."""

Parameters = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Option:
    slug: str
    text: str
    meaning: str
    retired: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question with all its options, retired ones too."""

    slug: str
    text: str
    why: str
    multiple: bool
    retired: bool
    options: tuple[Option, ...]
    short: bool = False
    usual_importance: Importance = Importance.IMPORTANT

    @property
    def offered(self) -> tuple[Option, ...]:
        """The options a reader can choose today."""
        return () if self.retired else tuple(o for o in self.options if not o.retired)


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """Every published question, in order; retired ones too, so that old answers are recognised."""

    questions: tuple[Question, ...]

    @property
    def asked(self) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.offered)

    def question_text(self, slug: str) -> str:
        """A question in words. Raises StopIteration if there is no such one."""
        return self._question(slug).text

    def option_text(self, question: str, slug: str) -> str:
        """An option in words. Raises StopIteration if there is no such one."""
        return next(o.text for o in self._question(question).options if o.slug == slug)

    def _question(self, slug: str) -> Question:
        return next(question for question in self.questions if question.slug == slug)

    @property
    def usual(self) -> Mapping[str, Importance]:
        """How much answers matter if nothing is said, where that is not “important”."""
        return {
            question.slug: question.usual_importance
            for question in self.questions
            if question.usual_importance is not Importance.IMPORTANT
        }

    def edition(self, short: bool) -> tuple[Question, ...]:
        """The questions of the short edition, or all that are asked."""
        return tuple(question for question in self.asked if question.short or not short)


@dataclass(frozen=True, slots=True)
class Uncounted:
    """An answer found in an address that does not count, and why; texts for the reader.

    `parameter` is what stands in the address, cut where it is very long. `known` says that there
    is or was such an answer.
    """

    question: str
    answer: str
    reason: str
    parameter: tuple[str, str]
    known: bool


@dataclass(frozen=True, slots=True)
class Answers:
    """What a reader answered, in the order of the questions."""

    given: tuple[Answer, ...] = ()
    uncounted: tuple[Uncounted, ...] = ()
    usual: Mapping[str, Importance] = field(default_factory=dict, hash=False)

    def __getitem__(self, question: str) -> Answer | None:
        return next((answer for answer in self.given if answer.question == question), None)

    @property
    def parameters(self) -> Parameters:
        return tuple(pair for answer in self.given for pair in self._parameters(answer))

    def _parameters(self, answer: Answer) -> Parameters:
        """An answer in an address; the usual importance is left out."""
        chosen = tuple((answer.question, option) for option in answer.options)
        if answer.importance is self.usual.get(answer.question, Importance.IMPORTANT):
            return chosen
        return (*chosen, (f"{answer.question}{IMPORTANCE}", answer.importance.value))

    def without(self, question: str) -> "Answers":
        """The same answers without the one to this question."""
        return replace(self, given=tuple(a for a in self.given if a.question != question))

    @property
    def all_known(self) -> bool:
        """Whether the questionnaire knows, or knew, everything that the address names."""
        return all(uncounted.known for uncounted in self.uncounted)

    def with_answer(self, answer: Answer, questionnaire: Questionnaire) -> "Answers":
        """The same answers with this one in the place of any other to its question."""
        places = {question.slug: n for n, question in enumerate(questionnaire.questions)}
        given = (*self.without(answer.question).given, answer)
        return replace(self, given=tuple(sorted(given, key=lambda a: places[a.question])))

    def address(self, page: str, ask: str = "", short: bool = False, **named: str) -> str:
        """The address of a wizard page (the name of its URL, and its parts) with these answers."""
        return _address(reverse(page, kwargs=named), self.parameters, ask, short)

    def canonical(self, path: str, ask: str = "", short: bool = False) -> str:
        """The one address of a page with these answers: all that the questionnaire knows.

        Answers that do not count come last: a reader who is redirected must still be told.
        """
        uncounted = dict.fromkeys(uncounted.parameter for uncounted in self.uncounted)
        return _address(path, (*self.parameters, *uncounted), ask, short)


def _address(path: str, parameters: Parameters, ask: str, short: bool) -> str:
    if short:
        parameters = (*parameters, (EDITION, SHORT))
    if ask:
        parameters = (*parameters, (ASK, ask))
    return f"{path}?{urlencode(parameters)}" if parameters else path


@dataclass(frozen=True, slots=True)
class Choice:
    """An option in a form."""

    slug: str
    text: str
    meaning: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    """A question in a form, with what was answered before."""

    slug: str
    text: str
    why: str
    multiple: bool
    choices: tuple[Choice, ...]
    importances: tuple[Choice, ...]

    @property
    def answered(self) -> bool:
        return any(choice.chosen for choice in self.choices)

    @property
    def importance_name(self) -> str:
        return f"{self.slug}{IMPORTANCE}"

    @property
    def anchor(self) -> str:
        return f"question-{self.slug}"


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question. `hidden` carries the other answers, `following` is the next question's slug
    (empty on the last), `beyond` the first that the short edition leaves out, the rest are
    addresses. `count` are the questions of this edition, `whole_count` those of all.
    """

    field: Field
    number: int
    count: int
    short: bool
    short_count: int
    whole_count: int
    is_start: bool
    answered: int
    hidden: Parameters
    following: str
    beyond: str
    back: str
    skip: str
    whole: str
    quick: str
    uncounted: tuple[Uncounted, ...]

    @property
    def others(self) -> int:
        """How many questions the short edition leaves out; 0 if there is no such edition."""
        return self.whole_count - self.short_count if self.short_count else 0


@dataclass(frozen=True, slots=True)
class AllQuestionsPage:
    fields: tuple[Field, ...]
    one_by_one: str
    uncounted: tuple[Uncounted, ...]


def questionnaire(drafts: bool = False) -> Questionnaire:
    """All published questions and options, with `drafts` the others too. Two queries."""
    states = State.values if drafts else [State.PUBLISHED]
    options: dict[int, list[Option]] = {}
    rows = models.Option.objects.filter(state__in=states).order_by("position", "pk")
    for asked, slug, text, meaning, retired in rows.values_list(
        "question_id", "slug", "text", "meaning", "retired"
    ):
        options.setdefault(asked, []).append(Option(slug, text, meaning, retired))
    questions = models.Question.objects.filter(state__in=states).order_by("position", "pk")
    found = []
    for pk, slug, text, why, multiple, retired, short, usual in questions.values_list(
        *("pk", "slug", "text", "why", "multiple", "retired", "short", "usual_importance")
    ):
        offered, matters = tuple(options.get(pk, ())), Importance(usual)
        found.append(Question(slug, text, why, multiple, retired, offered, short, matters))
    return Questionnaire(tuple(found))


def question_page(
    questionnaire: Questionnaire, answers: Answers, ask: str = "", short: bool = False
) -> QuestionPage | None:
    """The page that asks the question with the slug `ask`, or the first if there is no such one.

    None if there is nothing to ask. No query.
    """
    asked = questionnaire.edition(short)
    if not asked:
        return None
    slugs = [question.slug for question in asked]
    place = slugs.index(ask) if ask in slugs else 0
    question = asked[place]
    others = answers.without(question.slug)
    following = slugs[place + 1] if place + 1 < len(slugs) else ""
    left_out = [q.slug for q in questionnaire.asked if short and q.slug not in slugs]
    hidden = ((EDITION, SHORT),) if short else ()
    return QuestionPage(
        field=_field(question, answers[question.slug]),
        number=place + 1,
        count=len(asked),
        short=short,
        short_count=len(questionnaire.edition(short=True)),
        whole_count=len(questionnaire.asked),
        is_start=not place and not answers.given,
        answered=len(answers.given),
        hidden=(*others.parameters, *hidden),
        following=following,
        beyond=left_out[0] if left_out and not following else "",
        back=answers.address("wizard", slugs[place - 1], short) if place else "",
        skip=_skip(others, following, short),
        whole=answers.address("wizard-all"),
        quick=answers.address("wizard", short=True),
        uncounted=answers.uncounted,
    )


def _skip(answers: Answers, following: str, short: bool) -> str:
    if following:
        return answers.address("wizard", following, short)
    return answers.address("wizard-result")


def all_questions_page(questionnaire: Questionnaire, answers: Answers) -> AllQuestionsPage:
    """Every question on one page. No query."""
    return AllQuestionsPage(
        fields=tuple(_field(q, answers[q.slug]) for q in questionnaire.asked),
        one_by_one=answers.address("wizard"),
        uncounted=answers.uncounted,
    )


def _field(question: Question, answer: Answer | None) -> Field:
    return Field(
        slug=question.slug,
        text=question.text,
        why=question.why,
        multiple=question.multiple,
        choices=tuple(_choices(question.offered, answer.options if answer else ())),
        importances=tuple(_importances(answer.importance if answer else question.usual_importance)),
    )


def _choices(options: Iterable[Option], chosen: tuple[str, ...]) -> Iterator[Choice]:
    for option in options:
        yield Choice(option.slug, option.text, option.meaning, option.slug in chosen)


def _importances(chosen: Importance) -> Iterator[Choice]:
    for importance in Importance:
        yield Choice(importance.value, importance.label, _effect(importance), importance is chosen)


def _effect(importance: Importance) -> str:
    """What an importance does to the score."""
    times = {1: "once", 2: "twice"}.get(importance.factor, f"{importance.factor} times")
    counted = f"counts {times}"
    if importance is Importance.MUST:
        return f"{counted} and can rule a framework out"
    return counted
