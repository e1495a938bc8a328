import io
import os

P = f"/tmp/orochi-golden-{os.urandom(8).hex()}.txt"
open(P, "w").close()
for args in (("/nonexistent/x",), ("/tmp",), (P, "rw"), (P, "q"), (P, "rbt"), (P, "r", 0), (P, "rb", -1, "utf-8"), (P, "b"), (P, ""), (3.5,)):
    try: open(*args)
    except Exception as e: print(type(e).__name__, str(e).replace(P, "P"))
try: open(P, "x")
except FileExistsError as e: print(str(e).replace(P, "P"))
try: open(P, newline="q")
except ValueError as e: print(e)
try: open(P, encoding="nope")
except LookupError as e: print(e)
os.unlink(P)
