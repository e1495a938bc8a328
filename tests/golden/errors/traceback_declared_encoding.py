# python3.14
"""A traceback shows the source lines of a file in the encoding that the file declares."""

import io
import os
import sys
import tempfile

SOURCE = """# coding: {}
def fail():
    "здесь"; raise ValueError("там")  # ещё


fail()
"""

with tempfile.TemporaryDirectory() as folder:
    for encoding in "koi8-r", "cp1251", "utf-8":
        path = os.path.join(folder, "program.py")
        data = SOURCE.format(encoding).encode(encoding)
        with open(path, "wb") as file:
            file.write(data)
        try:
            exec(compile(data, path, "exec"), {})
        except ValueError as error:
            sys.stderr = io.StringIO()
            own = error.__traceback__.tb_next
            sys.__excepthook__(type(error), error.with_traceback(own), own)
            text, sys.stderr = sys.stderr.getvalue(), sys.__stderr__
            print(text.replace(path, "program.py"))
