"""Fixtures, parameters, rewritten asserts, captured output."""
import os
import pathlib
import re
import sys
import tempfile
import textwrap

import pytest

folder = tempfile.mkdtemp()
text = """
import pytest

@pytest.fixture
def x():
    yield 3

def test_ok(x):
    assert x == 3

def test_bad(x):
    y = [1, 2]
    assert x + 1 in y, "msg"

@pytest.mark.parametrize("a,b", [(1, 2), (3, 3)])
def test_pair(a, b):
    assert a == b

def test_raises():
    with pytest.raises(ValueError, match="bad"):
        int("bad")

class TestC:
    def test_method(self, tmp_path, capsys, monkeypatch):
        print("hi")
        assert capsys.readouterr().out == "hi\\n"

@pytest.mark.skip(reason="no")
def test_skipped():
    pass

@pytest.mark.xfail
def test_expected():
    assert 0
"""
pathlib.Path(folder, "test_a.py").write_text(textwrap.dedent(text))
os.chdir(folder)
sys.stdout.write = lambda text, write=sys.stdout.write: write(re.sub(r"in [0-9.]+s", "in no time", text))
sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", "test_a.py"]))
