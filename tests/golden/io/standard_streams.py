import io
import sys
print(sys.stdout.name, sys.stderr.name, sys.stdin.name, sys.stdout.mode, sys.stdin.mode, sys.stdout.encoding, sys.stderr.errors)
print(sys.stdout.fileno(), sys.stdin.fileno(), sys.stdout.writable(), sys.stdout.readable(), sys.stdin.readable(), sys.stdout.isatty())
print(sys.stdout is sys.__stdout__)
print(sys.stdout.write("direct\n"))
sys.stdout.flush()
sys.stdout.buffer.write(b"bytes\n")
sys.stdout.buffer.flush()
print("a", "b", sep="", end="!\n", flush=True)
print("ünïcode €", "\U0001F600")
try: print("x", sep=3)
except TypeError as e: print(e)
try: print("x", file=3)
except AttributeError as e: print(e)
sys.stdin = io.StringIO("first\nsecond\nlast")
print(input(), input("prompt> "), input())
try: input()
except EOFError as e: print(e)
sys.stdin = None
try: input()
except RuntimeError: print("lost")
sys.stdin = sys.__stdin__
class Stream:
    def write(self, text): out.append(text)
out = []
print(1, "two", file=Stream())
print(out)
class Bad:
    def __str__(self): raise ValueError("no str")
try: print("before", Bad())
except ValueError as e: print("|", e)
sys.stdout.reconfigure(line_buffering=True)
print(sys.stdout.line_buffering)
for line in io.TextIOWrapper(io.BytesIO(b"x\ny")): print(repr(line))
