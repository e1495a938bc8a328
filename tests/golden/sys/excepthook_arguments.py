# python3.14
# sys.excepthook gets what is no exception, or no traceback.
import sys

sys.stderr = sys.stdout
for arguments in ((1, 2, 3), (None, None, None), (ValueError, ValueError("x"), "no traceback"), (1, KeyError("y"), 3)):
    sys.excepthook(*arguments)
