inf = float("inf")
values = [0, 1, -1, -2, 2**31, -(2**31), 2**61 - 1, 2**61, -(2**61), 10**30, -(10**30), 0.5, -0.5, 1.5, 1e300, 5e-324, inf, -inf,
          2.0**61, -1.0, 0.1, 1j, 1 + 2j, -1 + 0j, complex(inf, -inf), True, False]
for value in values:
    print(repr(value), hash(value))


class Wide:
    def __init__(self, value):
        self.value = value

    def __hash__(self):
        return hash(self.value)

    def __eq__(self, other):
        return self.value == other


table = {}
for value in values:
    table[value] = repr(value)
for value in values:
    assert table[value] == table[Wide(value)], value
print(len(table), table[1.0], table[-1 + 0j], table[2.0**61])
print({True, 1, 1.0, 1 + 0j}, {-1, -1.0}, {0, False, -0.0, 0j}, 2**40 in {2.0**40}, -(2**40) in {-(2.0**40)})
