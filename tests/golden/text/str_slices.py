def show(call, *args, **keywords):
    try:
        print(ascii(call(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

TEXTS = ["", "a", "hello world", "h\xe9llo", "h\u20acllo", "a\U0001f600b\u20ac\xe9"]
for text in TEXTS:
    print(ascii([c for c in text]), len(text), ascii(list(reversed(text))))
    for part in [slice(None), slice(1, 3), slice(-3, None), slice(None, None, -1), slice(None, None, 2),
                 slice(5, 1, -2), slice(100), slice(3, 1), slice(-100, 100, 3)]:
        print(ascii(text[part]), end=" ")
    print()
text = "abc"
print(text[0], text[-1], text[True])
for key in [3, -4, "x", 1.5, None, slice(None, None, 0), slice("a"), 10**30]:
    show(text.__getitem__, key)


class Index:
    def __index__(self):
        return 1


print(text[Index()], text[Index():], text * Index(), Index() * text)
print("ab" * 0, "ab" * -1, "ab" * 3, 3 * "\u20ac", "" * 1000)
show(lambda: "a" * 1.5)
show(lambda: "a" + 1)
show(lambda: 1 + "a")
print("a" < "b", "a" < "B", "\xe9" > "z", "\U0001f600" > "\uffff", "" < "a", "abc" <= "abc", "abc" == "abcd")
show(lambda: "a" < 1)
print("a" == 1, "a" != 1)
