"""configparser: interpolation, converters, defaults, duplicates, writing back, and the errors of broken files."""
import configparser, io
from configparser import ConfigParser, ExtendedInterpolation, RawConfigParser


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, str(error).replace("\n", " / "))


text = """# comment
[DEFAULT]
base = /srv
Debug = yes
[paths]
data = %(base)s/data
logs : %(data)s/logs
multi = one
  two

  three
percent = 5%%
[numbers]
n = 42
f = 2.5
on = On
empty =
"""
c = ConfigParser()
c.read_string(text)
print(c.sections(), c.options("paths"), c["paths"]["logs"], c.get("paths", "data", raw=True), c["paths"]["percent"], repr(c["paths"]["multi"]), c.getint("numbers", "n"), c["numbers"].getfloat("f"), c.getboolean("numbers", "on"), c["numbers"].getboolean("debug"), repr(c["numbers"]["empty"]))
print("paths" in c, "nope" in c, c.has_option("numbers", "DEBUG"), c.get("numbers", "zz", fallback=None), c["numbers"].get("zz", "fb"), c.defaults(), list(c), len(c), c["numbers"], dict(c["numbers"]), c.items("numbers", vars={"extra": "1"})[-1])
c.add_section("new"); c.set("new", "k", "v"); c["other"] = {"x": 1, "Y": "two"}; del c["paths"]["multi"]; print(c.remove_option("numbers", "f"), c.remove_section("nope"), c.remove_section("numbers"))
out = io.StringIO(); c.write(out); print(out.getvalue().replace("\n", "|"))
out = io.StringIO(); c.write(out, space_around_delimiters=False); print(len(out.getvalue()), c.popitem()[0], c.sections())
for make in (lambda: c.get("zz", "a"), lambda: c.get("paths", "zz"), lambda: c["zz"], lambda: c["paths"]["zz"], lambda: c.add_section("paths"), lambda: c.add_section("DEFAULT"), lambda: c.set("paths", "a", 5), lambda: c.set("paths", "a", "%x"), lambda: c.set("zz", "a", "b"), lambda: c.getint("paths", "data"), lambda: c["paths"].getboolean("data")):
    attempt(make)
for broken in ("no section\n", "[a]\nx=1\nx=2\n", "[a]\n[a]\n", "[a]\n just text\n", "[a]\nkey\n", "[a]\nx = %(x)s\n", "[a]\nx = %(none)s\n", "[a]\nx = %(open\n", "[]\n", "[a\n", "[a]\n= v\n"):
    p = ConfigParser()
    attempt(lambda: (p.read_string(broken), p.sections(), dict(p["a"]) if "a" in p else None)[1:])
e = ConfigParser(interpolation=ExtendedInterpolation())
e.read_dict({"a": {"x": "1", "y": "${x}2", "z": "${b:w}$$"}, "b": {"w": "${a:y}!"}})
print(dict(e["a"]), e["b"]["w"])
for value in ("${q}", "${a:b:c}", "${", "$x"):
    attempt(lambda: (RawConfigParser.set(e, "a", "bad", value), e["a"]["bad"]))
r = RawConfigParser(allow_no_value=True, delimiters=("->",), comment_prefixes=(";",), inline_comment_prefixes=("//",), strict=False, empty_lines_in_values=False, default_section="common")
r.optionxform = str
r.read_string("[common]\nA -> 1\n[s]\nKey -> v // note\nflag\nKey -> w\n# odd -> x\n[s]\nmore -> 2\n")
print({k: dict(v) for k, v in r.items()})
l = ConfigParser(converters={"list": lambda s: s.split(",")})
l.read_dict({"s": {"items": "a,b", "n": 7}})
print(l.getlist("s", "items"), l["s"].getlist("items"), l["s"].getint("n"), l["s"].getlist("no", []), l == ConfigParser(), ConfigParser().read(["/no/such.ini"]))
