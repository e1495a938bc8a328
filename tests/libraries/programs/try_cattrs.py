"""Structuring and unstructuring."""
import attrs
import cattrs


@attrs.define
class C:
    x: int
    y: list[int] = attrs.field(factory=list)


print(cattrs.structure({"x": "3", "y": [1, "2"]}, C), cattrs.unstructure(C(1, [2])))
