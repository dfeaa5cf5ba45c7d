"""What a recommendation costs with everything that explains it, for few and for many frameworks.

    python -m benchmarks.wizard

Frameworks and cells are synthetic and always the same, one cell in fifty is unknown; the
questionnaire has the size of the real one.
"""

import random
from collections.abc import Callable
from statistics import median
from time import perf_counter, process_time

from comparisons.engine.cells import Level
from comparisons.engine.questionnaire import Answer, Option, Question, Tableau, asked_for
from comparisons.engine.scoring import (
    Alternative,
    Criterion,
    CriterionKind,
    Direction,
    Importance,
    Preference,
    recommend,
)
from comparisons.engine.sensitivity import answer_changes, robustness, settled, weight_changes

SIZES = (18, 2000)
QUESTIONS, OPTIONS, PREFERENCES = 16, 8, 2
ANSWERED = 15
FEATURES = 100
ROUNDS = {18: 40, 2000: 5}

LEVELS = [level for level in Level if level is not Level.UNKNOWN] * 10 + [Level.UNKNOWN]


def alternatives(count: int, draw: random.Random) -> list[Alternative]:
    """So many frameworks with a level for every feature."""
    return [
        Alternative(
            f"framework-{number:04d}",
            f"Framework {number:04d}",
            {(CriterionKind.FEATURE, str(key)): draw.choice(LEVELS) for key in range(FEATURES)},
        )
        for number in range(count)
    ]


def questionnaire(draw: random.Random) -> list[Question]:
    """Questions whose options ask for features, some of them as vetoes."""
    return [
        Question(str(question), question % 3 == 0, tuple(_options(str(question), draw)))
        for question in range(QUESTIONS)
    ]


def _options(question: str, draw: random.Random) -> list[Option]:
    return [
        Option(str(option), tuple(_preferences(question, str(option), draw)))
        for option in range(OPTIONS)
    ]


def _preferences(question: str, option: str, draw: random.Random) -> list[Preference]:
    return [
        Preference(
            Criterion(CriterionKind.FEATURE, str(key), f"Feature {key}"),
            Direction.MORE,
            draw.randint(1, 5),
            draw.choice([None, 50]),
            question,
            option,
        )
        for key in draw.sample(range(FEATURES), PREFERENCES)
    ]


def answers(questions: list[Question]) -> list[Answer]:
    """One option of most questions, two where several may be chosen, one answer a must."""
    return [
        Answer(
            question.slug,
            tuple(option.slug for option in question.options[: 1 + question.multiple]),
            Importance.MUST if place == 1 else Importance.IMPORTANT,
        )
        for place, question in enumerate(questions[:ANSWERED])
    ]


def explain(found: list[Alternative], questions: list[Question], given: list[Answer]) -> None:
    """Everything that the result page computes."""
    recommendation = recommend(found, asked_for(questions, given))
    tableau = Tableau(found, questions)
    answer_changes(tableau, given)
    weight_changes(recommendation)
    robustness(recommendation)
    settled(tableau, given, [question.slug for question in questions[ANSWERED:]])


def measured(work: Callable[[], object], rounds: int) -> tuple[float, float, float]:
    """Median and slowest of so many rounds, after one to warm up, and the median of what the
    processor worked on them; in milliseconds.
    """
    work()
    times, worked = [], []
    for _ in range(rounds):
        begun, idle = perf_counter(), process_time()
        work()
        worked.append((process_time() - idle) * 1000)
        times.append((perf_counter() - begun) * 1000)
    return median(times), max(times), median(worked)


def main() -> None:
    """Print what each part costs, for each size. On a busy machine only the last column counts."""
    head = ("Median, ms", "Slowest, ms", "At work, ms")
    print(f"{'Frameworks':>10}  {'Part':<28} " + " ".join(f"{name:>12}" for name in head))
    for size in SIZES:
        draw = random.Random(size)
        found, questions = alternatives(size, draw), questionnaire(draw)
        given = answers(questions)
        tableau = Tableau(found, questions)
        recommendation = recommend(found, asked_for(questions, given))
        parts: dict[str, Callable[[], object]] = {
            "ranking and contributions": lambda r=found, q=questions, g=given: recommend(
                r, asked_for(q, g)
            ),
            "effects of all options": lambda r=found, q=questions: Tableau(r, q),
            "changes of one answer": lambda t=tableau, g=given: answer_changes(t, g),
            "changes of one weight": lambda r=recommendation: weight_changes(r),
            "robustness, 1 000 samples": lambda r=recommendation: robustness(r),
            "everything": lambda r=found, q=questions, g=given: explain(r, q, g),
        }
        for name, work in parts.items():
            middle, slowest, worked = measured(work, ROUNDS[size])
            print(f"{size:>10}  {name:<28} {middle:>12.1f} {slowest:>12.1f} {worked:>12.1f}")


if __name__ == "__main__":
    main()
