"""From page objects to the shapes of replies. No query, no arithmetic: only other words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

from comparisons.api import shapes
from comparisons.engine.cells import Level
from comparisons.engine.matrix import Coverage, Heading
from comparisons.engine.scoring import Importance, Interval
from comparisons.queries.changes import Change, EditionPart, Entry
from comparisons.queries.citations import Citations, Reference
from comparisons.queries.code import TaskLine, TaskPage
from comparisons.queries.companies import CompanyPart, ExampleLine
from comparisons.queries.comparison import Column, ComparisonLink, ComparisonPage, VerdictLine
from comparisons.queries.dimensions import DimensionPage
from comparisons.queries.disagreements import DisagreementPart
from comparisons.queries.examples import Example
from comparisons.queries.facts import ReleaseLine, Snapshot
from comparisons.queries.features import FeatureCell, FeaturePage, MatrixPage
from comparisons.queries.figures import Measured
from comparisons.queries.frameworks import FrameworkPage, ListedFramework
from comparisons.queries.judgements import DimensionRow, PointGroup, UseCaseRow
from comparisons.queries.links import absolute, at
from comparisons.queries.matrix import FeatureRow, PackageLink
from comparisons.queries.recommendation import Exclusion, Place, ResultPage, Row
from comparisons.queries.recommendation.changes import Change as ResultChange
from comparisons.queries.recommendation.changes import Firmness
from comparisons.queries.samples import SampleOf
from comparisons.queries.sources import CitedEntry, SourceLine, SourcePage
from comparisons.queries.texts import Text
from comparisons.queries.use_cases import UseCaseLine, UseCasePage
from comparisons.queries.wizard import Answers, Question
from comparisons.search import Hit

Slugs = Mapping[int, str]
"""Slugs of frameworks by primary key."""


def _row_of(framework: str, anchor: str) -> str:
    return f"{at('framework', framework)}#{anchor}"


# Evidence


def citations(references: Iterable[Reference]) -> tuple[shapes.Citation, ...]:
    """References with their source, as every claim carries them."""
    return tuple(_citation(reference) for reference in references)


def _citation(reference: Reference) -> shapes.Citation:
    source = reference.source
    return shapes.Citation(
        source=source.slug,
        title=source.title,
        publisher=source.publisher,
        kind=source.kind,
        address=source.address or None,
        place=reference.place,
        place_address=reference.address or None,
        says=reference.says,
        stance=reference.stance,
        checked_on=reference.checked_on,
    )


def _packages(links: Iterable[PackageLink]) -> tuple[shapes.Package, ...]:
    return tuple(shapes.Package(p.slug, p.title, p.address or None) for p in links)


def _cells(row: FeatureRow, frameworks: Slugs, cited: Citations) -> tuple[shapes.Cell, ...]:
    return tuple(_cell(row, pk, slug, cited) for pk, slug in frameworks.items())


def _cell(row: FeatureRow, pk: int, framework: str, cited: Citations) -> shapes.Cell:
    """A framework's cell; one that does not exist is unknown."""
    support = row.supports.get(pk)
    return shapes.Cell(
        framework=framework,
        feature=row.slug,
        level=support.cell.level if support else Level.UNKNOWN,
        since=(support.cell.since or None) if support else None,
        packages=_packages(support.packages) if support else (),
        note=support.cell.note if support else "",
        page=_row_of(framework, f"feature-{row.slug}"),
        citations=citations(cited.of("support", support.pk if support else None)),
    )


def _fits(
    row: UseCaseRow, frameworks: Iterable[str], cited: Citations
) -> Iterator[shapes.Suitability]:
    for framework, cell in zip(frameworks, row.cells, strict=True):
        yield shapes.Suitability(
            framework=framework,
            use_case=row.slug,
            fit=cell.fit,
            reason=cell.reason,
            page=_row_of(framework, f"use-case-{row.slug}"),
            citations=citations(cited.of("suitability", cell.pk)),
        )


def _ratings(
    row: DimensionRow, frameworks: Iterable[str], cited: Citations
) -> Iterator[shapes.Rating]:
    for framework, cell in zip(frameworks, row.cells, strict=True):
        yield shapes.Rating(
            framework=framework,
            dimension=row.slug,
            value=cell.value,
            reason=cell.reason,
            page=_row_of(framework, f"dimension-{row.slug}"),
            citations=citations(cited.of("rating", cell.pk)),
        )


def _points(
    framework: str, groups: Iterable[PointGroup], cited: Citations
) -> Iterator[shapes.Point]:
    for point in (point for group in groups for point in group.points):
        references = citations(cited.of("point", point.pk))
        yield shapes.Point(framework, point.slug, point.kind, point.title, point.text, references)


def _examples(
    framework: str, examples: Iterable[Example], cited: Citations
) -> Iterator[shapes.CompanyExample]:
    for example in examples:
        yield shapes.CompanyExample(
            company=example.company_slug,
            company_name=example.company,
            framework=framework,
            what=example.what,
            scope=example.scope,
            status=example.status,
            since=example.since or None,
            until=example.until or None,
            note=example.note,
            page=_company_page(example.company_slug),
            citations=citations(cited.of("company_example", example.pk)),
        )


def _company_page(slug: str) -> str:
    """The list in pages may have moved it to another page: this is the list with it alone."""
    return f"{at('companies')}?company={slug}#company-{slug}"


def _migrations(texts: Iterable[Text], cited: Citations) -> Iterator[shapes.Migration]:
    for text in texts:
        references = citations(cited.of("migration", text.pk))
        summary, carries_over, does_not = text.texts
        yield shapes.Migration(text.slug, text.title, summary, carries_over, does_not, references)


def _faqs(texts: Iterable[Text], cited: Citations) -> Iterator[shapes.Faq]:
    for text in texts:
        references = citations(cited.of("faq", text.pk))
        yield shapes.Faq(text.slug, text.title, text.texts[0], references)


def _disagreements(texts: Iterable[Text], cited: Citations) -> Iterator[shapes.Disagreement]:
    for text in texts:
        references = citations(cited.of("disagreement", text.pk))
        page = _disagreement_page(text.slug)
        conflict, holds, why = text.texts
        yield shapes.Disagreement(text.slug, text.title, conflict, holds, why, page, references)


def _disagreement_page(slug: str) -> str:
    return f"{at('disagreements')}#disagreement-{slug}"


# Frameworks


def framework_line(listed: ListedFramework) -> shapes.FrameworkLine:
    return shapes.FrameworkLine(
        slug=listed.slug,
        name=listed.name,
        tagline=listed.tagline,
        kind=listed.kind,
        interface=listed.interface,
        licence=listed.licence,
        newest=_version(listed.newest),
        coverage=_coverage(listed.coverage),
        address=at("api-framework", listed.slug),
        page=at("framework", listed.slug),
    )


def _version(snapshot: Snapshot | None) -> shapes.Version | None:
    if snapshot is None:
        return None
    return shapes.Version(
        snapshot.latest, snapshot.released_on, snapshot.requires_python, snapshot.taken_on
    )


def _coverage(counts: Coverage) -> dict[Level, int]:
    named = asdict(counts)
    return {level: named[level.value.replace("-", "_")] for level in Level}


def framework(page: FrameworkPage) -> shapes.Framework:
    facts, about, cited = page.facts, page.about, page.citations
    alone = (facts.slug,)
    slugs = {facts.pk: facts.slug}
    return shapes.Framework(
        slug=facts.slug,
        name=facts.name,
        tagline=facts.tagline,
        kind=facts.kind,
        interface=facts.interface,
        licence=facts.licence,
        creators=facts.creators,
        first_release=facts.first_release,
        release_policy=facts.release_policy,
        newest=_version(facts.newest),
        releases=tuple(_release(line, cited) for line in facts.releases),
        summary=about.summary,
        philosophy=about.philosophy,
        history=about.history,
        governance=about.governance,
        successor=_named("api-framework", *about.successor) if about.successor else None,
        links=tuple(shapes.Link(link.kind, link.title, link.address) for link in about.links),
        citations=citations(cited.of("framework", facts.pk)),
        features=tuple(c for row in page.rows.features for c in _cells(row, slugs, cited)),
        use_cases=tuple(c for row in page.rows.use_cases for c in _fits(row, alone, cited)),
        dimensions=tuple(c for row in page.rows.dimensions for c in _ratings(row, alone, cited)),
        points=tuple(_points(facts.slug, page.points, cited)),
        companies=tuple(_examples(facts.slug, page.examples, cited)),
        figures=tuple(_figure(figure, cited) for figure in page.figures),
        comparisons=tuple(_named("api-comparison", t.slug, t.title) for t in page.texts.comparison),
        migrations=tuple(_migrations(page.texts.migrations, cited)),
        disagreements=tuple(_disagreements(page.texts.disagreements, cited)),
    )


def _release(line: ReleaseLine, cited: Citations) -> shapes.Release:
    return shapes.Release(
        line=line.line,
        released=line.released or None,
        supported_until=line.supported_until or None,
        security_until=line.security_until or None,
        long_term=line.long_term,
        note=line.note,
        citations=citations(cited.of("release", line.pk)),
    )


def _figure(figure: Measured, cited: Citations) -> shapes.Figure:
    return shapes.Figure(
        series=figure.series,
        year=figure.year,
        value=f"{figure.value:f}",
        unit=figure.unit,
        trust=figure.trust,
        note=figure.note,
        citations=citations(cited.of("figure", figure.pk)),
    )


def _named(view: str, slug: str, name: str) -> shapes.Named:
    return shapes.Named(slug, name, at(view, slug))


# Features, use cases, dimensions


def feature_lines(page: MatrixPage) -> Iterator[shapes.FeatureLine]:
    frameworks = [head.slug for head in page.frameworks]
    for group in page.groups:
        for row in group.rows:
            levels = (cell.level for cell in row.cells)
            yield shapes.FeatureLine(
                slug=row.slug,
                name=row.name,
                why=row.why,
                group=group.heading.slug,
                group_name=group.heading.name,
                levels=dict(zip(frameworks, levels, strict=True)),
                address=at("api-feature", row.slug),
                page=at("feature", row.slug),
            )


def feature(page: FeaturePage) -> shapes.Feature:
    cells = tuple(_feature_cell(page.slug, cell) for cell in page.cells)
    return shapes.Feature(page.slug, page.name, page.why, page.group, cells)


def _feature_cell(feature: str, cell: FeatureCell) -> shapes.Cell:
    return shapes.Cell(
        framework=cell.framework.slug,
        feature=feature,
        level=cell.level,
        since=cell.since or None,
        packages=_packages(cell.packages),
        note=cell.note,
        page=_row_of(cell.framework.slug, f"feature-{feature}"),
        citations=citations(cell.references),
    )


def use_case_line(line: UseCaseLine) -> shapes.UseCaseLine:
    address, page = at("api-use-case", line.slug), at("use-case", line.slug)
    return shapes.UseCaseLine(line.slug, line.name, line.summary, address, page)


def use_case(slug: str, page: UseCasePage) -> shapes.UseCase:
    rows = tuple(
        shapes.Suitability(
            framework=row.slug,
            use_case=slug,
            fit=row.fit,
            reason=row.reason,
            page=absolute(row.address),
            citations=citations(row.references),
        )
        for row in page.rows
    )
    return shapes.UseCase(slug, page.name, page.summary, rows)


def dimension_line(row: DimensionRow) -> shapes.DimensionLine:
    return shapes.DimensionLine(*_scale(row), address=at("api-dimension", row.slug))


def dimension(page: DimensionPage) -> shapes.Dimension:
    slugs = [head.slug for head in page.frameworks]
    return shapes.Dimension(*_scale(page.row), tuple(_ratings(page.row, slugs, page.citations)))


def _scale(row: DimensionRow) -> tuple[str, str, str, str, str]:
    return row.slug, row.name, row.low_end, row.high_end, row.explanation


# Comparisons


def comparison_line(line: ComparisonLink) -> shapes.ComparisonLine:
    address, page = at("api-comparison", line.slug), at("comparison", line.slug)
    return shapes.ComparisonLine(line.slug, line.title, address, page)


def comparison(page: ComparisonPage) -> shapes.Comparison:
    """A whole comparison; the rows of features are those that the page shows."""
    cited, texts = page.citations, page.texts
    slugs = {facts.pk: facts.slug for facts in page.frameworks}
    introduction = texts.comparison[0] if texts.comparison else None
    return shapes.Comparison(
        slug=page.slug,
        title=page.title,
        introduction=introduction.texts[0] if introduction else None,
        introduction_citations=citations(
            cited.of("comparison", introduction.pk if introduction else None)
        ),
        frameworks=tuple(_column(column) for column in page.columns),
        situations=tuple(_situations(page)),
        headline=page.headline,
        verdict=tuple(_clause(page, line) for line in page.verdict),
        requirements=tuple(_requirements(page)),
        requirements_not_found=page.requirements.not_found,
        features=tuple(_feature_rows(page, slugs)),
        use_cases=tuple(_use_case_rows(page, list(slugs.values()))),
        dimensions=tuple(_dimension_rows(page, list(slugs.values()))),
        points=tuple(p for c in page.columns for p in _points(c.facts.slug, c.points, cited)),
        companies=tuple(
            e for c in page.columns for e in _examples(c.facts.slug, c.examples, cited)
        ),
        migrations=tuple(_migrations(texts.migrations, cited)),
        faqs=tuple(_faqs(texts.faqs, cited)),
        disagreements=tuple(_disagreements(texts.disagreements, cited)),
    )


def _column(column: Column) -> shapes.Column:
    facts, checked = column.facts, column.checked
    return shapes.Column(
        slug=facts.slug,
        name=facts.name,
        tagline=facts.tagline,
        kind=facts.kind,
        interface=facts.interface,
        licence=facts.licence,
        first_release=facts.first_release,
        newest=_version(facts.newest),
        coverage=_coverage(column.coverage),
        cells=checked.cells,
        cells_known=checked.known,
        cells_cited=checked.cited,
        cells_checked_in_last_12_months=checked.recent,
        address=at("api-framework", facts.slug),
    )


def _situations(page: ComparisonPage) -> Iterator[shapes.Situation]:
    for choice in page.choices:
        for text in choice.situations:
            yield shapes.Situation(
                slug=text.slug,
                when=text.title,
                framework=choice.framework.slug if choice.framework else None,
                why=text.texts[0],
                citations=citations(page.citations.of("situation", text.pk)),
            )


def _clause(page: ComparisonPage, line: VerdictLine) -> shapes.VerdictClause:
    clause, here = line.clause, at("comparison", page.slug)
    rows = tuple(f"{here}#{link.anchor}" for link in clause.links)
    return shapes.VerdictClause(clause.kind, clause.plain, clause.winners, rows)


def _requirements(page: ComparisonPage) -> Iterator[shapes.RequirementResult]:
    slugs = [facts.slug for facts in page.frameworks]
    for line in page.requirements.rows:
        importance = Importance.MUST if line.is_must else Importance.NICE
        results = dict(zip(slugs, (answer.result for answer in line.answers), strict=True))
        least = page.requirements.asked.least
        yield shapes.RequirementResult(line.row.slug, importance, least, results)


def _feature_rows(page: ComparisonPage, slugs: Slugs) -> Iterator[shapes.FeatureRow]:
    stored = {row.slug: row for row in page.features}
    for group in page.groups:
        heading: Heading = group.heading
        for row in group.rows:
            cells = _cells(stored[row.slug], slugs, page.citations)
            named = (row.slug, row.name, heading.slug, heading.name)
            yield shapes.FeatureRow(*named, row.differs, cells)


def _use_case_rows(page: ComparisonPage, slugs: Sequence[str]) -> Iterator[shapes.UseCaseRow]:
    for row in page.use_cases:
        cells = tuple(_fits(row, slugs, page.citations))
        yield shapes.UseCaseRow(row.slug, row.name, cells)


def _dimension_rows(page: ComparisonPage, slugs: Sequence[str]) -> Iterator[shapes.DimensionRow]:
    for row in (scale.row for scale in page.dimensions):
        cells = tuple(_ratings(row, slugs, page.citations))
        yield shapes.DimensionRow(row.slug, row.name, row.low_end, row.high_end, cells)


# Companies, sources, disagreements


def companies(parts: Iterable[CompanyPart]) -> Iterator[shapes.CompanyExample]:
    for company in parts:
        for line in company.examples:
            yield _example_line(company, line)


def _example_line(company: CompanyPart, line: ExampleLine) -> shapes.CompanyExample:
    return shapes.CompanyExample(
        company=company.slug,
        company_name=company.name,
        framework=line.framework,
        what=line.what,
        scope=line.scope,
        status=line.status,
        since=line.since or None,
        until=line.until or None,
        note=line.note,
        page=_company_page(company.slug),
        citations=citations(line.references),
    )


def source_line(line: SourceLine) -> shapes.SourceLine:
    return shapes.SourceLine(
        slug=line.slug,
        title=line.title,
        publisher=line.publisher,
        kind=line.kind,
        source_address=line.address or None,
        published=line.published or None,
        read_on=line.read_on,
        citations=line.citations,
        address=at("api-source", line.slug),
        page=at("source", line.slug),
    )


def source_claims(page: SourcePage) -> tuple[shapes.SourceClaim, ...]:
    """What the source says, claim by claim, in the order of its page."""
    return tuple(
        claim
        for group in page.groups
        for entry in group.entries
        for claim in _entry_claims(group.slug, entry)
    )


def _entry_claims(about: str, entry: CitedEntry) -> Iterator[shapes.SourceClaim]:
    others = tuple(shapes.Voice(v.slug, v.title, v.stances) for v in entry.others)
    for claim in entry.claims:
        yield shapes.SourceClaim(
            about=about,
            entry=entry.title,
            page=absolute(entry.address),
            stance=claim.stance,
            place=claim.place,
            place_address=claim.address or None,
            says=claim.says,
            checked_on=claim.checked_on,
            others=others,
        )


def source(page: SourcePage, claims: Sequence[shapes.SourceClaim]) -> shapes.Source:
    return shapes.Source(
        slug=page.slug,
        title=page.title,
        publisher=page.publisher,
        kind=page.kind,
        source_address=page.address or None,
        published=page.published or None,
        read_on=page.read_on,
        note=page.note,
        stances=dict(page.stances),
        claims=tuple(claims),
    )


def disagreement(part: DisagreementPart) -> shapes.DisagreementLine:
    return shapes.DisagreementLine(
        slug=part.slug,
        title=part.title,
        conflict=part.conflict,
        holds=part.holds,
        why=part.why,
        page=_disagreement_page(part.slug),
        citations=citations(part.references),
        frameworks=tuple(slug for slug, *_ in part.frameworks),
    )


# Code


def task_line(line: TaskLine) -> shapes.TaskLine:
    address, page = at("api-task", line.slug), at("task", line.slug)
    return shapes.TaskLine(line.slug, line.name, line.summary, address, page)


def task(slug: str, page: TaskPage) -> shapes.Task:
    offered = tuple(offer.slug for offer in page.offers if offer.has_code)
    samples = tuple(_sample(sample, page.citations) for sample in page.samples)
    return shapes.Task(slug, page.name, page.summary, page.contract, offered, samples)


def _sample(sample: SampleOf, cited: Citations) -> shapes.Sample:
    """Code that was not seen to run as it is now is left out."""
    code = sample.code
    if code is None or (code.files and not code.is_shown):
        return shapes.Sample(sample.facts.slug, None, None, (), (), None, ())
    return shapes.Sample(
        framework=sample.facts.slug,
        note=code.note or None,
        start=code.start or None,
        requirements=code.requirements,
        files=tuple(shapes.File(file.path, file.text) for file in code.files),
        run=_run(sample),
        citations=citations(cited.of("code_sample", code.pk)),
    )


def _run(sample: SampleOf) -> shapes.Run | None:
    run = sample.code.run if sample.code and sample.code.is_shown else None
    if run is None:
        return None
    server = run.server or None
    return shapes.Run(run.framework_version, run.python_version, server, run.ran_on)


# Changes, search, the wizard


def edition(part: EditionPart) -> shapes.EditionChanges:
    line = part.edition
    groups = tuple(
        shapes.ChangeGroup(g.action, g.kind, g.count, tuple(map(_changed, g.entries)))
        for g in part.groups
    )
    page = absolute(line.address)
    return shapes.EditionChanges(line.number, line.published_at, line.summary, page, groups)


def _changed(entry: Entry) -> shapes.ChangedEntry:
    page = absolute(entry.address) if entry.address else None
    return shapes.ChangedEntry(entry.title, page, tuple(map(_change, entry.changes)))


def _change(change: Change) -> shapes.Change:
    before, after = change.values or (None, None)
    return shapes.Change(change.field, before, after)


def hit(found: Hit) -> shapes.Hit:
    title, excerpt = (
        "".join(piece.text for piece in pieces) for pieces in (found.title, found.excerpt)
    )
    return shapes.Hit(found.kind, title, absolute(found.address), excerpt)


def question(asked: Question) -> shapes.Question:
    options = tuple(shapes.Option(o.slug, o.text, o.meaning) for o in asked.offered)
    return shapes.Question(asked.slug, asked.text, asked.why, asked.multiple, options)


def recommendation(page: ResultPage, answers: Answers) -> shapes.Recommendation:
    """The numbers of the result page."""
    return shapes.Recommendation(
        answers=tuple(shapes.Answer(a.question, a.options, a.importance) for a in answers.given),
        not_counted=tuple(shapes.Uncounted(u.question, u.answer, u.reason) for u in page.uncounted),
        lead=page.lead,
        headline=page.headline,
        summary=page.lead_words if page.weighed else "",
        maximum=float(page.maximum),
        ranking=tuple(_ranked(place) for place in (*page.top, *page.rest)),
        ruled_out=tuple(_ruled_out(exclusion) for exclusion in page.ruled_out),
        changes=tuple(map(_result_change, (*page.changes, *page.weights))),
        firmness=_firmness(page.firmness) if page.firmness else None,
        gaps=tuple(_gaps(page)),
    )


def _result_change(change: ResultChange) -> shapes.ResultChange:
    page = absolute(change.address) if change.address else None
    return shapes.ResultChange(f"{change.sentence}.", page)


def _firmness(found: Firmness) -> shapes.Firmness:
    return shapes.Firmness(found.sentence, found.samples, found.stays)


def _gaps(page: ResultPage) -> Iterator[shapes.Gap]:
    for gap in page.gaps:
        for cell in gap.cells:
            told = (cell.framework, cell.what, cell.may_rule_out, absolute(cell.address))
            yield shapes.Gap(gap.criterion, *told)


def _ranked(place: Place) -> shapes.Ranked:
    return shapes.Ranked(
        rank=place.rank,
        framework=place.slug,
        name=place.name,
        points=_in_points(place.score),
        middle=place.score.doubled_midpoint / 200,
        contributions=tuple(map(_contribution, place.rows)),
        address=at("api-framework", place.slug),
    )


def _ruled_out(exclusion: Exclusion) -> shapes.RuledOut:
    reasons = tuple(map(_contribution, exclusion.reasons))
    address = at("api-framework", exclusion.slug)
    return shapes.RuledOut(exclusion.slug, exclusion.name, reasons, address)


def _contribution(row: Row) -> shapes.Contribution:
    part, preference = row.part, row.part.preference
    return shapes.Contribution(
        question=preference.question,
        option=preference.option,
        kind=preference.criterion.kind,
        criterion=preference.criterion.key,
        wish=preference.criterion.label,
        cell=row.cell,
        share=shapes.Share(part.satisfaction.low, part.satisfaction.high),
        weight=part.weight,
        points=_in_points(part.points),
        to_check=row.to_check,
        page=absolute(row.address),
        citations=citations(row.references),
    )


def _in_points(hundredths: Interval) -> shapes.Points:
    return shapes.Points(hundredths.low / 100, hundredths.high / 100)
