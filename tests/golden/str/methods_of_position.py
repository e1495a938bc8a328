# find, index, count, startswith and their like: windows, negative positions, empty needles.
def attempt(f, *args):
    try:
        return f(*args)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
s = "abcabc"
for name in "find", "rfind", "index", "rindex", "count", "startswith", "endswith":
    f = getattr(s, name)
    print(name, f("bc"), f("bc", 2), attempt(f, "bc", -3, -1), f("", 3), f("", 6), attempt(f, "", 7), attempt(f, "x"), f("abc", None, None))
    print(name,   attempt(f, "a", "b"), attempt(f, "a", 2**70), attempt(f, "a", -2**70, 2**70))
for name in "startswith", "endswith":
    f = getattr(s, name)
    print(f(("x", "abc")), f(()), attempt(f, ["abc"]), attempt(f, ("x", 5)), f("abc", 3), f("abc", 0, 2), f(("", "q"), 9))
print("aaaa".count("aa"), "aaaa".count(""), "".count(""), "".find(""), "".startswith(""), "abc"[3:].count("", 0))
print("é€😀é".find("é", 1), "é€😀é".rfind("é"), "é€😀é".index("😀"), "😀" in "é€😀é", "x" in "é€😀é", "é" * 2 in "éé")
print("ab".find("abc"), "ab".rfind("b", 5), "ab".rfind("", 5), "ab".rfind("", 1, 1), "ab".find("b", -1), "ab".find("a", -1))
print("a,b,,c".partition(","), "a,b,,c".rpartition(","), "abc".partition("x"), "abc".rpartition("x"))
print(attempt("abc".partition, ""), attempt("abc".partition, 5), attempt("abc".rpartition), attempt("abc".rpartition, None))
print("prefix".removeprefix("pre"), "prefix".removeprefix("x"), "prefix".removesuffix("fix"), "prefix".removesuffix(""), attempt("a".removeprefix, ("a",)))
print("aXbXc".replace("X", "-"), "aXbXc".replace("X", "-", 1), "abc".replace("", "-"), "abc".replace("", "-", 2), "".replace("", "x"), "aaa".replace("a", ""))
print(attempt("a".replace, "a", 1), "aaa".replace("a", "b", -1), "aaa".replace("a", "b", 0))
print("tab\tbed\tx".expandtabs(), "a\tb".expandtabs(1), "a\tb".expandtabs(0), "a\n\tb\r\tc".expandtabs(4), attempt("a".expandtabs, "b"), "\t".expandtabs(tabsize=3) == "   ")
print("42".zfill(5), "-42".zfill(5), "+4".zfill(1), "--4".zfill(6), "".zfill(2), attempt("4".zfill, "5"))
print("ab".center(5, "*"), "abc".center(6, "*"), "ab".ljust(4, "."), "ab".rjust(1), attempt("a".center, 5, ""), attempt("a".ljust, 5, "ab"), attempt("a".rjust), attempt("a".center, "5"))
print("a-b".join("xyz"), "".join([]), attempt(",".join, ["a", 5]), attempt(",".join, 5), attempt(",".join, [b"a"]), ",".join({"k": 1}))
print("abc".translate({97: "X", 98: None, 99: 100}), attempt("abc".translate, {97: 2**31}), attempt("abc".translate, {97: 1.5}), "abc".translate(str.maketrans("ab", "yz", "c")))
print(str.maketrans({"a": 1, 98: "x"}), attempt(str.maketrans, "ab", "c"), attempt(str.maketrans, {"ab": 1}), attempt(str.maketrans, {1.5: 1}), attempt(str.maketrans, "a"), attempt(str.maketrans, "a", 5))
