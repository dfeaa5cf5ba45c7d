"""What would change a recommendation, and how firmly it stands, in words and links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from comparisons.engine.prose import listed
from comparisons.engine.questionnaire import Answer, Question, Tableau, names_framework
from comparisons.engine.scoring import Alternative, Importance, Recommendation
from comparisons.engine.sensitivity import (
    SAMPLES,
    VARIED_PERCENT,
    AnswerChange,
    answer_changes,
    robustness,
    weight_changes,
)
from comparisons.queries.alternatives import Framework
from comparisons.queries.wizard import Answers, Questionnaire

from .words import firsts, names, some

RESULT, FORM = "wizard-result", "wizard"
_AS = {Importance.NICE: " as nice to have", Importance.IMPORTANT: "", Importance.MUST: " as a must"}
_WERE = {
    Importance.NICE: "only nice to have",
    Importance.IMPORTANT: "important",
    Importance.MUST: "a must",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One changed answer or weight that puts others first, as a sentence without its full stop.

    `address` is the result with the change, empty for a weight, which no address can name; `form`
    asks the question again. `accent` is that of the framework that would come first.
    """

    sentence: str
    about: str
    address: str
    form: str
    accent: int


@dataclass(frozen=True, slots=True)
class First:
    """How often a framework comes first, alone or with others."""

    name: str
    accent: int
    times: int
    share: str


@dataclass(frozen=True, slots=True)
class Firmness:
    """How the first place fares when all weights vary; without a rival there is nothing to say."""

    sentence: str
    samples: int
    stays: int
    firsts: tuple[First, ...]


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A must that could be less, and who would be left then; without it nobody is."""

    question: str
    options: str
    left: str
    address: str


@dataclass(frozen=True, slots=True)
class Changes:
    """Writes the sentences; `frameworks` are those of the record, by slug."""

    questionnaire: Questionnaire
    answers: Answers
    frameworks: Mapping[str, Framework]

    def of_answers(
        self, alternatives: Iterable[Alternative], questions: Iterable[Question]
    ) -> tuple[Change, ...]:
        """The smallest changes of one answer that put others first.

        Other answers that name a framework are left out: to say that one is in use already puts
        nearly any framework first, and tells nothing.
        """
        tableau = Tableau(alternatives, map(self._without_names, questions))
        return tuple(self._answer(found) for found in answer_changes(tableau, self.answers.given))

    def _without_names(self, question: Question) -> Question:
        """The question without the options that name a framework, other than those chosen."""
        answer = self.answers[question.slug]
        chosen = answer.options if answer else ()
        kept = (o for o in question.options if o.slug in chosen or not names_framework(o))
        return replace(question, options=tuple(kept))

    def of_weights(self, found: Recommendation) -> tuple[Change, ...]:
        """The smallest changes of one weight that put others first."""
        return tuple(
            Change(
                sentence=f"{self._come_first(change.first)} if “{wish.criterion.label}” weighed "
                f"{change.weight} instead of {wish.effective_weight}",
                about=self.questionnaire.option_text(wish.question, wish.option),
                address="",
                form=self.answers.address(FORM, wish.question),
                accent=self.frameworks[change.first[0]].accent,
            )
            for change in weight_changes(found)
            for wish in (change.preference,)
        )

    def _answer(self, change: AnswerChange) -> Change:
        after = change.after
        others = self.answers.without(change.question)
        changed = others.with_answer(after, self.questionnaire) if after else others
        return Change(
            sentence=f"{self._come_first(change.first)} {self._words(change.before, after)}",
            about=self.questionnaire.question_text(change.question),
            address=changed.address(RESULT),
            form=self.answers.address(FORM, change.question),
            accent=self.frameworks[change.first[0]].accent,
        )

    def _come_first(self, slugs: Iterable[str]) -> str:
        found = [self.frameworks[slug].name for slug in slugs]
        if len(found) == 1:
            return f"{found[0]} would come first"
        return f"{some(found)} would share the first place"

    def _words(self, before: Answer | None, after: Answer | None) -> str:
        if after is None:
            return "without your answer"
        if before is None:
            return f"with the answer {self._named(after, after.options)}{_AS[after.importance]}"
        if before.options == after.options:
            were = _WERE[after.importance]
            no_must = ", not a must" if before.importance is Importance.MUST else ""
            return f"if {self._named(after, after.options)} were {were}{no_must}"
        return self._exchanged(before, after)

    def _exchanged(self, before: Answer, after: Answer) -> str:
        added = [slug for slug in after.options if slug not in before.options]
        dropped = [slug for slug in before.options if slug not in after.options]
        if added and dropped:
            return f"with {self._named(after, added)} instead of {self._named(before, dropped)}"
        if added:
            return f"with {self._named(after, added)} as well"
        return f"without {self._named(before, dropped)}"

    def _named(self, answer: Answer, slugs: Iterable[str]) -> str:
        texts = (self.questionnaire.option_text(answer.question, slug) for slug in slugs)
        return listed(f"“{text}”" for text in texts)

    def relaxations(self, found: Recommendation) -> tuple[Relaxation, ...]:
        """Where everything is ruled out: musts that leave somebody when they are less."""
        if found.ranked:
            return ()
        musts = [a for a in self.answers.given if a.importance is Importance.MUST]
        return tuple(self._relaxed(found, musts))

    def _relaxed(self, found: Recommendation, musts: Iterable[Answer]) -> Iterator[Relaxation]:
        for answer in musts:
            left = [
                out.alternative.name
                for out in found.ruled_out
                if {veto.preference.question for veto in out.vetoes} == {answer.question}
            ]
            if left:
                less = replace(answer, importance=Importance.IMPORTANT)
                relaxed = self.answers.with_answer(less, self.questionnaire)
                yield Relaxation(
                    question=self.questionnaire.question_text(answer.question),
                    options=self._named(answer, answer.options),
                    left=some(left),
                    address=relaxed.address(RESULT),
                )

    def without_musts(self) -> str:
        """The result of the same answers when none of them is a must."""
        milder = (
            replace(a, importance=Importance.IMPORTANT) if a.importance is Importance.MUST else a
            for a in self.answers.given
        )
        return replace(self.answers, given=tuple(milder)).address(RESULT)


def firmness(found: Recommendation, frameworks: Mapping[str, Framework]) -> Firmness | None:
    """How often the first stays first; None if there is no other to come first."""
    if len(found.ranked) < 2 or not found.maximum:
        return None
    tried = robustness(found, SAMPLES)
    ahead = firsts(found)
    stay = f"{names(ahead)} {'stays' if len(ahead) == 1 else 'all stay'} first"
    times = f"all {SAMPLES:,}" if tried.stays == SAMPLES else _of_samples(tried.stays)
    return Firmness(
        sentence=f"{stay} in {times} trials in which every weight varies by up to "
        f"{VARIED_PERCENT} %.",
        samples=SAMPLES,
        stays=tried.stays,
        firsts=tuple(
            First(frameworks[slug].name, frameworks[slug].accent, times, _percent(times))
            for slug, times in tried.firsts
        ),
    )


def _of_samples(times: int) -> str:
    return f"{times or 'none'} of {SAMPLES:,}"


def _percent(times: int) -> str:
    return f"{times * 100 / SAMPLES:.1f}".rstrip("0").rstrip(".") + " %"
