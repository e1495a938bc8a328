# Which operator binds tighter: what the unparenthesised form gives, beside the two readings.
import warnings
warnings.simplefilter("ignore")
for text in """2 + 3 * 4
2 ** 3 ** 2
-2 ** 2
2 ** -1
not 1 == 2
not True in [False]
1 < 2 == 2
1 < 3 > 2
1 == 1 in [1]
1 | 2 == 2
1 | 2 & 4 ^ 5
1 << 2 + 1
7 - 3 - 2
7 // 2 * 2
100 / 10 / 5
-7 // 2
- 7 % 3
~1 + 1
~-1
+-+1
1 if 0 else 2 if 0 else 3
1 or 2 and 0
(1 or 2) and 0
not 0 or 1
lambda: 1 if 0 else 2
[x := 1, x + 1]
1, 2 + 3,
"a" "b" * 2
1 .real + 2
1..real
1 if True else 2,
5 & 3 == 3
3 > 2 > 1 != 0
2 * 3 % 4
2 @ 3 if 0 else 9
0 in [0] is False
1 is 1 is not None
-1 ** 0.5 if False else -(1 ** 2)
True + True << True""".split("\n"):
    value = eval(text)
    print(text.ljust(34), value() if callable(value) else value)
