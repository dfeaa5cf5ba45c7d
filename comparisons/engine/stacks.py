"""What has to be put together so that one framework does what another brings along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def assemble(needs: Mapping[str, Sequence[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return few packages that together give all features that some package gives.

    `needs` maps each feature to the packages that give it; features without one are left out. The
    result pairs each chosen package with the features it is chosen for. Greedy set cover (Chvátal
    1979): whichever gives most of what is still missing comes first, the first by name among
    equals. It need not be the smallest set, but the same needs always give the same one.
    """
    missing = {feature: set(packages) for feature, packages in needs.items() if packages}
    chosen = []
    while missing:
        gives: dict[str, list[str]] = {}
        for feature, packages in missing.items():
            for package in packages:
                gives.setdefault(package, []).append(feature)
        best = min(gives, key=lambda package: (-len(gives[package]), package))
        chosen.append((best, tuple(gives[best])))
        for feature in gives[best]:
            del missing[feature]
    return tuple(chosen)
