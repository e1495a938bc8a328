import os
import os.path as p
print(p.join("a", "b", "/c", "d"), p.split("/a/b"), p.splitext("x.tar.gz"), p.basename("/a/b/"), p.dirname("/a/b"))
print(p.normpath("/a/./b/../c//d"), p.normpath("../a/.."), p.normpath(""), p.normpath("//a"), p.normpath("///a"))
print(p.isabs("/a"), p.isabs("a"), p.commonpath(["/a/b/c", "/a/b/d"]), p.commonprefix(["abc", "abd"]), p.relpath("/a/b", "/a/c"))
print(p.normpath(b"/a/../b"), p.join(b"a", b"b"), p.expanduser("a~"), p.exists("/"), p.isdir("/tmp"), p.isfile("/tmp"), p.exists("/nonexistent"))
os.environ["OROCHI_GOLDEN"] = "välue"
print(os.environ["OROCHI_GOLDEN"], os.getenv("OROCHI_GOLDEN"), os.environ.get("OROCHI_NONE", "default"), os.environb[b"OROCHI_GOLDEN"])
print(p.expandvars("$OROCHI_GOLDEN/${OROCHI_GOLDEN}x"))
del os.environ["OROCHI_GOLDEN"]
try: os.environ["OROCHI_GOLDEN"]
except KeyError as e: print("KeyError", e)
try: os.environ[3] = "x"
except TypeError as e: print(e)
base = f"/tmp/orochi-golden-tree-{os.urandom(8).hex()}"
os.makedirs(base + "/x/y/z")
os.makedirs(base + "/x/y", exist_ok=True)
try: os.makedirs(base + "/x/y")
except FileExistsError: print("exists")
for name in ("/x/1", "/x/y/2", "/3"):
    with open(base + name, "w") as f: f.write(name)
for root, folders, files in os.walk(base): print(root[len(base):], sorted(folders), sorted(files))
for root, folders, files in os.walk(base, topdown=False): print(root[len(base):], sorted(files))
here = os.getcwd()
os.chdir(base)
print(os.getcwd() == base, sorted(os.listdir()), p.abspath("q") == base + "/q", p.realpath("x/..") == base)
os.chdir(here)
os.symlink("x", base + "/link")
print(p.islink(base + "/link"), p.isdir(base + "/link"), p.samefile(base + "/x", base + "/link"), p.lexists(base + "/link"))
os.rename(base + "/3", base + "/x/4"); os.replace(base + "/x/4", base + "/3"); print(p.getsize(base + "/3"))
for root, folders, files in os.walk(base, topdown=False):
    for name in files: os.unlink(p.join(root, name))
    for name in folders: (os.unlink if p.islink(p.join(root, name)) else os.rmdir)(p.join(root, name))
os.removedirs(base) if not os.listdir("/tmp") else os.rmdir(base)
print(p.exists(base), os.sep, os.linesep == "\n", os.name, os.curdir, os.pathsep, os.devnull)
class Path:
    def __fspath__(self): return "/tmp"
print(os.fspath(Path()), os.fspath(b"x"), os.fsencode("ü"), os.fsdecode(b"\xc3\xbc"), isinstance(Path(), os.PathLike))
for bad in (3, None, object):
    try: os.fspath(bad)
    except TypeError as e: print(e)
print(os.strerror(13), os.cpu_count() > 0, len(os.urandom(5)), os.get_terminal_size.__name__)
print(os.WEXITSTATUS(256), os.WIFSIGNALED(9), os.waitstatus_to_exitcode(9), os.stat_result(range(10)).st_size)
with open(os.devnull, "w") as f: print(f.write("gone"))
r = os.open("/dev/null", os.O_RDONLY); print(os.read(r, 5), os.isatty(r)); os.close(r)
