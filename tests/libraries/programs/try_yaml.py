"""YAML there and back."""
import yaml

text = "a: [1, 2.5, true]\nb:\n  - x: 1\n    y: null\nc: 2020-01-02\nd: |\n  multi\n  line\n"
print(yaml.safe_load(text))
print(yaml.dump({"a": [1, 2, {"b": None}], "z": "text: x"}))
