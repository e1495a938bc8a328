"""Tries to reach a file that nobody gave, by every way that is known to lead out of a sandbox of Python objects."""

import builtins
import sys
import warnings

secret, canary, own = sys.argv[1:4]
reached = []
warnings.simplefilter("ignore")


def attempt(name, action):
    try:
        found = action()
    except BaseException as error:
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        return
    text = found if isinstance(found, str) else repr(found)
    if "SECRET" in text or "@module" in text:
        reached.append(name)


# Builtins, and what they were before somebody could have wrapped them.
attempt("open", lambda: open(secret).read())
attempt("open own", lambda: open(own).read())
attempt("builtins", lambda: builtins.open(secret).read())
attempt("exec", lambda: eval(compile(f"open({secret!r}).read()", "x", "eval"), {}))
attempt("__import__", lambda: __import__("io").open_code(secret).read())

# Classes, down from object.
classes = [object]
for cls in classes:
    for sub in type.__subclasses__(cls):
        if sub not in classes:
            classes.append(sub)
for cls in classes:
    if cls.__module__ in ("_io", "io", "zipimport", "_frozen_importlib_external", "importlib._bootstrap_external"):
        for args in ((secret,), (secret, "r"), ("x", secret)):
            def use(cls=cls, args=args):
                made = cls(*args)
                for name in ("read", "get_data", "readall", "path_stats"):
                    method = getattr(made, name, None)
                    if method is not None:
                        for given in ((), (secret,)):
                            attempt(f"{cls}.{name}", lambda: method(*given))
                return ""
            attempt(f"{cls}", use)

# Frames: the globals of whoever called, and those of the library's functions.
frame = sys._getframe()
while frame is not None:
    attempt("frame", lambda: frame.f_builtins["open"](secret).read())
    frame = frame.f_back
import os
import shutil
import tempfile
for function in (os.walk, shutil.copyfile, tempfile.mkstemp):
    space = function.__globals__
    attempt("globals", lambda: space["__builtins__"]["open"](secret).read())
    attempt("globals os", lambda: (space.get("_os") or space["os"]).open(secret, 0))

# Code objects that nobody compiled.
def read():
    return open(secret).read()


attempt("code", lambda: type(read)(read.__code__.replace(co_name="x"), {"secret": secret}, "x")())
attempt("bytecode", lambda: type(read)(read.__code__.replace(co_code=bytes(64)), globals())())

# Import: loaders, hooks, the path, caches.
import importlib.machinery
import importlib.util
import linecache
import runpy
import zipimport
attempt("loader", lambda: importlib.machinery.SourceFileLoader("x", secret).get_data(secret))
attempt("loader own", lambda: importlib.machinery.SourceFileLoader("x", own).get_data(own))
attempt("extension", lambda: importlib.machinery.ExtensionFileLoader("x", "/lib/libc.so.6").create_module(None))
attempt("spec", lambda: importlib.util.spec_from_file_location("x", secret).loader.get_source("x"))
attempt("run_path", lambda: runpy.run_path(secret))
attempt("zip", lambda: zipimport.zipimporter(os.path.dirname(secret)))
attempt("linecache", lambda: "".join(linecache.getlines(secret)))
sys.path.insert(0, os.path.dirname(secret))
attempt("path", lambda: __import__("secret").CONTENT)
for hook in sys.path_hooks:
    attempt("hook", lambda: hook(os.path.dirname(secret)).find_spec("secret").loader.get_code("secret"))

# Foreign code and processes.
for name in ("libc.so.6", None):
    attempt("CDLL", lambda: __import__("ctypes").CDLL(name).system(f"touch {canary}".encode()) == 0 and "SECRET")
    attempt("dlopen", lambda: __import__("_ctypes").dlopen("libc.so.6", 2) and "SECRET")
attempt("pythonapi", lambda: __import__("ctypes").pythonapi.PyRun_SimpleString(b"pass") == 0 and "SECRET")
for name in ("cffi", "js", "pyodide_js", "deno", "Deno"):
    attempt(name, lambda: __import__(name) and "SECRET")
for command in (["cat", secret], ["touch", canary]):
    attempt("system", lambda: os.system(" ".join(command)) == 0 and "SECRET")
    attempt("spawn", lambda: os.posix_spawn(f"/bin/{command[0]}", command, {}) and "SECRET")
    attempt("exec", lambda: os.execv(f"/bin/{command[0]}", command))

# The net, the environment, what is written.
import socket
attempt("connect", lambda: socket.create_connection(("127.0.0.1", 9), timeout=1) and "SECRET")
attempt("bind", lambda: socket.create_server(("127.0.0.1", 0)) and "SECRET")
attempt("environment", lambda: os.environ["HOME"] and "SECRET")
attempt("write", lambda: open(canary, "w").write("x") and "SECRET")
# The interpreter's own natives, called with whatever might do.
natives = [name for name in sys.builtin_module_names if name not in ("builtins", "sys", "_thread", "_signal", "gc", "faulthandler", "_operator", "_functools")]
for name in natives:
    try:
        module = __import__(name)
    except Exception:
        continue
    for key, function in sorted(vars(module).items()):
        if key in ("_exit", "abort", "pause", "sleep", "input", "breakpoint", "lock", "exit", "kill", "raise_signal",
                   "alarm", "setitimer", "_shutdown", "start_new_thread", "start_joinable_thread", "read", "pread",
                   "readinto", "select", "sigwait", "sigwaitinfo", "sigtimedwait", "pthread_kill", "dup2", "close",
                   "closerange", "stop", "wait", "interrupt_main", "set_wakeup_fd", "setrecursionlimit", "_sigsegv",
                   "setswitchinterval", "allocate_lock", "set_blocking", "set_exit_code"):
            continue
        if callable(function) and not isinstance(function, type):
            for args in ((secret,), (secret, 0), (canary, 0o101), (secret, canary), ("x", secret)):
                attempt(f"{name}.{key}", lambda: function(*args))

print("reached:", reached)
