"""Few packages that give everything, the same ones each time."""

from hypothesis import given
from hypothesis import strategies as st

from comparisons.engine.stacks import assemble

NAMES = st.sampled_from("abcdef")
NEEDS = st.dictionaries(st.sampled_from("123456789"), st.lists(NAMES, unique=True, max_size=4))


def test_the_package_that_gives_most_comes_first():
    needs = {"orm": ["alpha", "beta"], "login": ["beta"], "mail": ["mailer"], "admin": []}
    assert assemble(needs) == (("beta", ("orm", "login")), ("mailer", ("mail",)))


def test_among_equals_the_first_by_name():
    assert assemble({"orm": ["zeta", "alpha"]}) == (("alpha", ("orm",)),)


@given(NEEDS)
def test_every_feature_that_a_package_gives_is_given_once(needs):
    given_features = [feature for _, features in assemble(needs) for feature in features]
    assert sorted(given_features) == sorted(feature for feature, names in needs.items() if names)
    assert all(package in needs[f] for package, features in assemble(needs) for f in features)


@given(NEEDS)
def test_the_order_in_which_packages_are_named_does_not_matter(needs):
    turned = {feature: list(reversed(packages)) for feature, packages in needs.items()}
    assert assemble(needs) == assemble(turned)
