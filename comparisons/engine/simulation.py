"""The questionnaire as a whole: who comes first how often, what never matters, what contradicts.

A simulation looks at many sets of answers: at all there are, where they are few, else at a sample
that readers might give. What it counts is exact for the sets it looked at.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product
from math import prod
from random import Random

from comparisons.engine.questionnaire import (
    Answer,
    Option,
    Question,
    Tableau,
    names_framework,
)
from comparisons.engine.scoring import (
    Alternative,
    Criterion,
    Importance,
    Preference,
    satisfaction,
)

TOP = 3
FEWEST, MOST = 3, 10
"""How many questions a reader of the sample answers."""
ANOTHER = 0.25
"""How likely a reader who may choose several options chooses one more."""
IMPORTANCES = (Importance.NICE, Importance.IMPORTANT, Importance.IMPORTANT, Importance.MUST)
"""What importances are drawn from."""

Answers = tuple[Answer, ...]
Place = tuple[str, str]
"""An option by the slugs of its question and itself."""


# Which answers are looked at


@dataclass(frozen=True, slots=True)
class Space:
    """Sets of answers: every one there is, or a sample; `size` is how many there are."""

    sets: tuple[Answers, ...]
    size: int

    @property
    def is_whole(self) -> bool:
        return len(self.sets) == self.size


def space(questions: Sequence[Question], limit: int, random: Random) -> Space:
    """All sets of answers if there are at most `limit`, else so many drawn."""
    there_are = size(questions)
    if there_are <= limit:
        return Space(tuple(every(questions)), there_are)
    return Space(tuple(draw(questions, random) for _ in range(limit)), there_are)


def size(questions: Iterable[Question]) -> int:
    """How many sets of answers there are, with every importance; to answer nothing is one."""
    return prod(1 + len(Importance) * _choices(question) for question in questions)


def _choices(question: Question) -> int:
    count = len(question.options)
    return 2**count - 1 if question.multiple else count


def every(questions: Iterable[Question]) -> Iterator[Answers]:
    """Every set of answers, with every importance."""
    for given in product(*(tuple(_every_answer(question)) for question in questions)):
        yield tuple(answer for answer in given if answer is not None)


def _every_answer(question: Question) -> Iterator[Answer | None]:
    yield None
    slugs = tuple(option.slug for option in question.options)
    most = len(slugs) if question.multiple else min(1, len(slugs))
    for count in range(1, most + 1):
        for chosen in combinations(slugs, count):
            for importance in Importance:
                yield Answer(question.slug, chosen, importance)


def draw(questions: Sequence[Question], random: Random) -> Answers:
    """A set of answers such as a reader gives: some of the questions, mostly one option each.

    How many questions lies between FEWEST and MOST, each number equally likely, and so are the
    questions and the options.
    """
    asked = [place for place, question in enumerate(questions) if question.options]
    count = random.randint(min(FEWEST, len(asked)), min(MOST, len(asked)))
    chosen = sorted(random.sample(asked, count))
    return tuple(_draw_answer(questions[place], random) for place in chosen)


def _draw_answer(question: Question, random: Random) -> Answer:
    count, most = 1, len(question.options) if question.multiple else 1
    while count < most and random.random() < ANOTHER:
        count += 1
    chosen = sorted(random.sample(range(len(question.options)), count))
    slugs = tuple(question.options[place].slug for place in chosen)
    return Answer(question.slug, slugs, random.choice(IMPORTANCES))


def on_merit(questions: Iterable[Question]) -> tuple[Question, ...]:
    """The questions of which no option names a framework."""
    return tuple(question for question in questions if not _names(question))


def _names(question: Question) -> bool:
    return any(map(names_framework, question.options))


# How often each comes first


@dataclass(frozen=True, slots=True)
class Tally:
    """How many sets of answers put a framework first (alone or shared), and among the first three.

    ``merit`` counts first places without the answers that name a framework.
    """

    slug: str
    first: int
    alone: int
    top: int
    merit: int


@dataclass(frozen=True, slots=True)
class Simulation:
    """Who is first for each set of answers, and the sums; `undecided` counts sets without a first,
    because nothing was weighed or everything is ruled out.
    """

    firsts: tuple[frozenset[str], ...]
    tallies: tuple[Tally, ...]
    undecided: int


def simulate(tableau: Tableau, sets: Iterable[Answers]) -> Simulation:
    """Rank the frameworks for each set of answers. Unknown questions and options are left out."""
    merit = frozenset(question.slug for question in on_merit(tableau.questions.values()))
    firsts: list[frozenset[str]] = []
    tops: Counter[str] = Counter()
    merits: Counter[str] = Counter()
    for given in (available(tableau, answers) for answers in sets):
        standing = tableau.standing(given)
        firsts.append(standing.first)
        tops.update(standing.top(TOP))
        merits.update(tableau.standing(a for a in given if a.question in merit).first)
    counted = Counter(slug for first in firsts for slug in first)
    alone = Counter(slug for first in firsts if len(first) == 1 for slug in first)
    tallies = (Tally(s, counted[s], alone[s], tops[s], merits[s]) for s in tableau.slugs)
    return Simulation(tuple(firsts), tuple(tallies), sum(not first for first in firsts))


def available(tableau: Tableau, answers: Answers) -> Answers:
    """The answers, without questions and options that the tableau does not have."""
    kept = (_available(tableau, answer) for answer in answers)
    return tuple(answer for answer in kept if answer.options)


def _available(tableau: Tableau, answer: Answer) -> Answer:
    options = tuple(slug for slug in answer.options if (answer.question, slug) in tableau.effects)
    return answer if options == answer.options else replace(answer, options=options)


# What difference a change makes


@dataclass(frozen=True, slots=True)
class Changed:
    """A set of answers whose first place is another one after a change."""

    answers: Answers
    before: frozenset[str]
    after: frozenset[str]


def differences(
    sets: Iterable[Answers], before: Simulation, after: Simulation
) -> tuple[Changed, ...]:
    """The sets whose first place differs; both simulations are of these sets, in this order."""
    pairs = zip(sets, before.firsts, after.firsts, strict=True)
    return tuple(Changed(*found) for found in pairs if found[1] != found[2])


# What matters


@dataclass(frozen=True, slots=True)
class Influence:
    """How often an option was chosen, and how often the first place, or the first three, would be
    others if it had not been.
    """

    question: str
    option: str
    chosen: int
    first: int
    top: int


def influences(tableau: Tableau, sets: Iterable[Answers]) -> tuple[Influence, ...]:
    """The influence of every option, in the order of the questions."""
    chosen: Counter[Place] = Counter()
    first: Counter[Place] = Counter()
    top: Counter[Place] = Counter()
    for given in (available(tableau, answers) for answers in sets):
        standing = tableau.standing(given)
        was = standing.first, standing.top(TOP)
        for place, others in without_one(given):
            chosen[place] += 1
            changed = tableau.standing(others)
            first[place] += changed.first != was[0]
            top[place] += changed.top(TOP) != was[1]
    return tuple(Influence(*key, chosen[key], first[key], top[key]) for key in tableau.effects)


def without_one(answers: Answers) -> Iterator[tuple[Place, Answers]]:
    """Each option that was chosen, with the answers that would be left without it."""
    for number, answer in enumerate(answers):
        for option in answer.options:
            left = replace(answer, options=tuple(o for o in answer.options if o != option))
            kept = (left,) if left.options else ()
            yield (
                (answer.question, option),
                (*answers[:number], *kept, *answers[number + 1 :]),
            )


def alike(questions: Iterable[Question]) -> Mapping[Place, Place]:
    """Options that ask for the same, weights and vetoes included, as an earlier one: which."""
    seen: dict[frozenset[object], Place] = {}
    found: dict[Place, Place] = {}
    for question in questions:
        for option in question.options:
            asks, place = _asks(option), (question.slug, option.slug)
            if asks and seen.setdefault(asks, place) != place:
                found[place] = seen[asks]
    return found


def _asks(option: Option) -> frozenset[object]:
    return frozenset(
        (_key(wish.criterion), wish.direction, wish.weight, wish.veto_below)
        for wish in option.preferences
    )


def _key(criterion: Criterion) -> tuple[str, str, str]:
    return criterion.kind.value, criterion.key, criterion.value


def even(tableau: Tableau) -> frozenset[Place]:
    """Options that ask for something that all frameworks have alike."""
    return frozenset(
        place
        for place, effect in tableau.effects.items()
        if effect.weight and len(set(effect.points)) == 1 and not effect.vetoes
    )


# What contradicts


@dataclass(frozen=True, slots=True)
class Opposed:
    """Two options that can both be chosen and want more and less of the same."""

    one: Place
    other: Place
    criteria: tuple[Criterion, ...]


def opposed(questions: Iterable[Question]) -> tuple[Opposed, ...]:
    """Every such pair, in the order of the questions."""
    found = []
    for (one, first), (other, second) in _together(questions):
        criteria = tuple(_opposite(first.preferences, second.preferences))
        if criteria:
            found.append(Opposed(one, other, criteria))
    return tuple(found)


def _opposite(ones: Iterable[Preference], others: Iterable[Preference]) -> Iterator[Criterion]:
    wanted = {_key(other.criterion): other.direction for other in others}
    for one in ones:
        if wanted.get(_key(one.criterion), one.direction) is not one.direction:
            yield one.criterion


def _together(
    questions: Iterable[Question],
) -> Iterator[tuple[tuple[Place, Option], tuple[Place, Option]]]:
    """Pairs of options that one reader can choose."""
    multiple = {question.slug: question.multiple for question in questions}
    offered = [((q.slug, o.slug), o) for q in questions for o in q.options]
    for one, other in combinations(offered, 2):
        if one[0][0] != other[0][0] or multiple[one[0][0]]:
            yield one, other


def impossible(tableau: Tableau) -> tuple[tuple[Place, ...], ...]:
    """Options, alone and in pairs, that as musts rule out every framework.

    Pairs with an option that does so alone are left out.
    """
    all_out = (1 << len(tableau.slugs)) - 1
    vetoes = {place: effect.vetoes for place, effect in tableau.effects.items()}
    alone = {place for place, out in vetoes.items() if out == all_out}
    pairs = (
        (one, other)
        for (one, _), (other, _) in _together(tuple(tableau.questions.values()))
        if vetoes[one] | vetoes[other] == all_out and not {one, other} & alone
    )
    return (*((place,) for place in vetoes if place in alone), *pairs)


# What is unknown


def unknowns(
    alternatives: Iterable[Alternative], questions: Iterable[Question]
) -> tuple[tuple[Criterion, tuple[str, ...]], ...]:
    """The criteria on which cells are unknown, with the names of the frameworks; most first."""
    frameworks = tuple(alternatives)
    wanted = {
        _key(w.criterion): w.criterion for q in questions for o in q.options for w in o.preferences
    }
    found = [(criterion, _unknown(frameworks, criterion)) for criterion in wanted.values()]
    return tuple(sorted((each for each in found if each[1]), key=lambda each: -len(each[1])))


def _unknown(alternatives: Iterable[Alternative], criterion: Criterion) -> tuple[str, ...]:
    cells = ((each.name, each.cells.get((criterion.kind, criterion.key))) for each in alternatives)
    return tuple(name for name, cell in cells if not satisfaction(criterion, cell).is_exact)
