for i in range(5):
    if i == 1:
        continue
    if i == 4:
        break
    print(i, end=" ")
else:
    print("never")
print()
n = 0
while n < 3:
    n += 1
else:
    print("else", n)
print([x if x % 2 else -x for x in range(5) if x != 3])
print(1 < 2 < 3, 1 < 3 < 2, not 0, None is None, 3 in [1, 2, 3], "z" not in "abc")
print((lambda: (yield))().__class__.__name__ if True else 0)
if (m := len("four")) == 4:
    print("walrus", m)
