s = "Hello, World"
print(s.upper(), s.lower(), s.swapcase(), s.title(), s.replace("l", "L", 2), s.find("o"), s.rfind("o"), s.count("l"))
print(s.split(", "), "a b  c ".split(), "a,b,,c".split(","), "-".join(["x", "y"]), s[1:5], s[::-1], s[-1])
print(" pad ".strip(), "xxhixx".strip("x"), s.startswith("Hell"), s.endswith(("x", "d")), "ab" * 3, "b" in "abc")
print("5".zfill(3), "mid".center(9, "*"), "l".ljust(3) + "|", "r".rjust(3), "a\nb\r\nc".splitlines(), "k=v=w".partition("="))
print(repr("it's"), repr('say "hi"'), repr("tab\tnl\n\\ \x00 é 日本"), "é".upper(), "日本語"[1], len("a😀b"))
print("123".isdigit(), "abc".isalpha(), "a1".isalnum(), " ".isspace(), "aB".islower(), "a" < "b", "abc" < "abd", "Z" < "a")
name, n = "x", 3
print(f"{name}={n} {n + 1} {name!r} {n!s} {{}} {'nested ' + name}")
for action in (lambda: "abc"[10], lambda: "a" + 1, lambda: "abc".index("z"), lambda: "".join([1]), lambda: "x"[name]):
    try:
        action()
    except (IndexError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
