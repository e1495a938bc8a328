"""Properties: one that holds, one that is found not to."""
from hypothesis import HealthCheck, given, settings, strategies as st

# What is found must not depend on how long it takes.
QUIET = {
    "database": None,
    "deadline": None,
    "derandomize": True,
    "suppress_health_check": [HealthCheck.too_slow],
}


@settings(max_examples=50, **QUIET)
@given(st.lists(st.integers()))
def holds(items):
    assert sorted(sorted(items)) == sorted(items)


@settings(max_examples=100, **QUIET)
@given(st.integers(), st.text())
def fails(n, text):
    assert n < 100


holds()
try:
    fails()
except AssertionError:
    print("found")
