"""The wizard's questions, the answers a reader gave, and the pages that ask."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse

from comparisons import models
from comparisons.engine.scoring import Importance

IMPORTANCE = ".importance"
"""What follows a question's slug in the name of the parameter that says how much it matters."""
ASK = "ask"
"""The parameter that says which question is shown."""

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


@dataclass(frozen=True, slots=True)
class Answer:
    """The options (slugs) chosen for a question, and how much the answer matters."""

    question: str
    options: tuple[str, ...]
    importance: Importance = Importance.IMPORTANT

    @property
    def parameters(self) -> Parameters:
        """The answer in an address; the usual importance is left out."""
        chosen = tuple((self.question, option) for option in self.options)
        if self.importance is Importance.IMPORTANT:
            return chosen
        return (*chosen, (f"{self.question}{IMPORTANCE}", self.importance.value))


@dataclass(frozen=True, slots=True)
class Uncounted:
    """An answer found in an address that does not count, and why; texts for the reader."""

    question: str
    answer: str
    reason: str


@dataclass(frozen=True, slots=True)
class Answers:
    """What a reader answered, in the order of the questions."""

    given: tuple[Answer, ...] = ()
    uncounted: tuple[Uncounted, ...] = ()

    def __getitem__(self, question: str) -> Answer | None:
        return next((answer for answer in self.given if answer.question == question), None)

    @property
    def parameters(self) -> Parameters:
        return tuple(pair for answer in self.given for pair in answer.parameters)

    def without(self, question: str) -> "Answers":
        """The same answers without the one to this question."""
        return replace(self, given=tuple(a for a in self.given if a.question != question))

    def address(self, page: str, ask: str = "") -> str:
        """The canonical address of a wizard page (the name of its URL) with these answers."""
        parameters = (*self.parameters, (ASK, ask)) if ask else self.parameters
        return f"{reverse(page)}?{urlencode(parameters)}" if parameters else reverse(page)


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
    (empty on the last), the rest are addresses.
    """

    field: Field
    number: int
    count: int
    hidden: Parameters
    following: str
    back: str
    skip: str
    whole: str
    uncounted: tuple[Uncounted, ...]

    @property
    def is_last(self) -> bool:
        return not self.following


@dataclass(frozen=True, slots=True)
class AllQuestionsPage:
    fields: tuple[Field, ...]
    one_by_one: str
    uncounted: tuple[Uncounted, ...]


def questionnaire() -> Questionnaire:
    """All published questions and options. Two queries."""
    options: dict[int, list[Option]] = {}
    rows = models.Option.objects.published().order_by("position", "pk")
    for asked, slug, text, meaning, retired in rows.values_list(
        "question_id", "slug", "text", "meaning", "retired"
    ):
        options.setdefault(asked, []).append(Option(slug, text, meaning, retired))
    questions = models.Question.objects.published().order_by("position", "pk")
    return Questionnaire(
        tuple(
            Question(slug, text, why, multiple, retired, tuple(options.get(pk, ())))
            for pk, slug, text, why, multiple, retired in questions.values_list(
                "pk", "slug", "text", "why", "multiple", "retired"
            )
        )
    )


def question_page(
    questionnaire: Questionnaire, answers: Answers, ask: str = ""
) -> QuestionPage | None:
    """The page that asks the question with the slug `ask`, or the first if there is no such one.

    None if there is nothing to ask. No query.
    """
    asked = questionnaire.asked
    if not asked:
        return None
    slugs = [question.slug for question in asked]
    place = slugs.index(ask) if ask in slugs else 0
    question = asked[place]
    others = answers.without(question.slug)
    following = slugs[place + 1] if place + 1 < len(slugs) else ""
    return QuestionPage(
        field=_field(question, answers[question.slug]),
        number=place + 1,
        count=len(asked),
        hidden=others.parameters,
        following=following,
        back=answers.address("wizard", slugs[place - 1]) if place else "",
        skip=others.address("wizard" if following else "wizard-result", following),
        whole=answers.address("wizard-all"),
        uncounted=answers.uncounted,
    )


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
        importances=tuple(_importances(answer.importance if answer else Importance.IMPORTANT)),
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
