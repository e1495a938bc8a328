def show(call, *args, **keywords):
    try:
        print(ascii(call(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

text = "the cat sat on the mat \xe9 the \u20ac"
for part in ["the", "t", "", "\xe9", "\u20ac", "dog", "\U0001f600", text, text + "x"]:
    print(text.find(part), text.rfind(part), text.count(part), part in text, text.startswith(part), text.endswith(part))
for arguments in [("a", 5), ("a", -5), ("a", 5, 10), ("", 30), ("", 31), ("", 100), ("the", None, None), ("the", 1, -1),
                  ("the", -100, 100)]:
    print(text.find(*arguments), text.rfind(*arguments), text.count(*arguments), text.startswith(*arguments))
show(text.index, "zebra")
show(text.rindex, "zebra")
show(text.index, "sat")
show("abc".startswith, 5)
show("abc".startswith, ("x", 5))
show("abc".startswith, ("x", "ab"))
show("abc".endswith, ())
show("abc".endswith, ("bc", "c"), 0, 2)
show("abc".find, "a", "x")
# Patterns that repeat themselves in texts that do, too.
long = "a" * 3000 + "b"
print(long.find("a" * 50 + "b"), long.find("a" * 50 + "c"), long.rfind("ba"), (long * 3).count("ab"))
wide = "\u0430\u0431" * 500 + "\u0432"
print(wide.find("\u0431\u0432"), wide.find("\u0430" * 7), wide.count("\u0430\u0431"))
print("abcabcabc".replace("b", "XX"), "abc".replace("", "-"), "abc".replace("", "-", 2), "aaa".replace("a", "", 2))
print(ascii("a\u20acb".replace("\u20ac", "x")), ascii("axb".replace("x", "\u20ac")), "abc".replace("z", "y") == "abc")
print("aaaa".replace("aa", "b"), "x".replace("x", ""), "abc".replace("abc", "abcabc"), "abc".replace("b", "Q", 0))
for word in ["prefix-body-suffix", "pre", ""]:
    print(word.removeprefix("pre"), word.removesuffix("fix"), word.removesuffix(""), word.removeprefix(word + "x"))
