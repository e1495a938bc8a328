# python3.14
"""Sources as bytes: encodings that are declared, and what is said of bytes that are no text."""
import importlib
import os
import sys
import tempfile

SOURCES = [
    b"X\x80",
    b"\xc3\xa9X\x80",
    b"\t\xc3\xa9X\x80",
    b"a\n\xc3\xa9X\x80",
    b'\n\n\nPython = "\xcf\xb3\xf2\xee\xed" +',
    b'\xef\xbb\xbfPython = "\xcf\xb3\xf2\xee\xed" +',
    b"# coding: iso-8859-1-" + b"x" * 600 + b'\nprint(ascii("\xe4"))',
    b"#" + b" " * 600 + b'coding:iso8859-15\nprint(ascii("\xc3\xa4"))',
    b"#!/bin/x\n#" + b" " * 600 + b'coding:iso8859-15\nprint(ascii("\xc3\xa4"))',
    b"#first\n#second\xa4\nx",
    b"\xef\xbb\xbf#first\n#second\n#third\xa4\nx",
    b"# coding: utf-8\r\n#second\r\n#third\xa4\r\nx",
    b"\xef\xbb\xbf# coding: iso-8859-15\nx",
    b"\xef\xbb\xbf#first\n# coding: iso8859-15\nx",
    b"# coding: hex_codec\nx",
    b"#coding: c1252\nx",
    b'# coding: utf8\nprint("\xa4")',
    b'# coding: ascii\nprint("\xc3\xa4")',
    b'\xef\xbb\xbf# coding: utf-8\nprint(ascii("\xc3\xa4"))',
    b"x = '\xef\xbf\xbd' '\xe4'",
]


def tell(error):
    where = error.lineno, error.offset, error.end_lineno, error.end_offset
    print(error.msg, *where, ascii(error.text))


with tempfile.TemporaryDirectory() as folder:
    sys.path.insert(0, folder)
    for number, source in enumerate(SOURCES):
        try:
            exec(compile(source, "<sources>", "exec"))
        except SyntaxError as error:
            tell(error)
        name = f"source_{number}"
        with open(os.path.join(folder, f"{name}.py"), "wb") as file:
            file.write(source)
        importlib.invalidate_caches()
        try:
            importlib.import_module(name)
        except SyntaxError as error:
            tell(error)
