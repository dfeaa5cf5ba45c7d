"""What filtered lists find, and how many each further choice would leave."""

from hypothesis import given
from hypothesis import strategies as st

from comparisons.engine.facets import Facets, Mode

FACETS = Facets({"kind": Mode.ANY, "has": Mode.ALL})
ITEMS = {
    "a": {"kind": frozenset({"micro"}), "has": frozenset({"orm", "admin"})},
    "b": {"kind": frozenset({"micro"}), "has": frozenset({"orm"})},
    "c": {"kind": frozenset({"full"}), "has": frozenset({"admin"})},
    "d": {"kind": frozenset({"full"})},
}


def test_any_of_one_facet_and_all_of_the_other():
    assert FACETS.found(ITEMS, {}) == ("a", "b", "c", "d")
    assert FACETS.found(ITEMS, {"kind": ("micro", "full"), "has": ("admin",)}) == ("a", "c")
    assert FACETS.found(ITEMS, {"has": ("admin", "orm")}) == ("a",)
    assert FACETS.found(ITEMS, {"kind": ("none",)}) == ()


def test_counts_follow_the_other_facets():
    counts = FACETS.counts(ITEMS, {"kind": ("micro",), "has": ("admin",)})
    assert counts["kind"] == {"micro": 1, "full": 1}
    assert counts["has"] == {"orm": 1, "admin": 1}


VALUES = st.frozensets(st.sampled_from("xyz"))
CHOICE = st.lists(st.sampled_from("xyz"), max_size=2, unique=True).map(tuple)


@given(
    st.lists(st.fixed_dictionaries({"kind": VALUES, "has": VALUES}), max_size=6),
    CHOICE,
    CHOICE,
    st.sampled_from("xyz"),
)
def test_a_count_is_what_choosing_the_value_finds(rows, kind, has, value):
    items = dict(enumerate(rows))
    counts = FACETS.counts(items, {"kind": kind, "has": has})
    alone = FACETS.found(items, {"kind": (value,), "has": has})
    added = FACETS.found(items, {"kind": kind, "has": (*has, value)})
    assert (counts["kind"][value], counts["has"][value]) == (len(alone), len(added))
