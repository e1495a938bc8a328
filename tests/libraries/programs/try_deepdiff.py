"""What differs, deep down."""
from deepdiff import DeepDiff

print(DeepDiff({"a": [1, 2]}, {"a": [1, 3], "b": 1}))
