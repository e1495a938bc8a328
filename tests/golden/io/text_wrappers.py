"""TextIOWrapper over bytes: newline modes, tell and seek with cookies, reconfigure, errors, line buffering, write_through."""
import io


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


data = b"one\r\ntwo\rthree\nfour"
for newline in (None, "", "\n", "\r", "\r\n"):
    t = io.TextIOWrapper(io.BytesIO(data), "ascii", newline=newline)
    print(repr(newline), list(t), t.newlines)
    out = io.BytesIO(); w = io.TextIOWrapper(out, "ascii", newline=newline); w.write("a\nb\r\nc"); w.flush()
    print(out.getvalue())
raw = io.BytesIO("aé\n€uro\n\U0001f600 end".encode())
t = io.TextIOWrapper(raw, "utf-8")
print(t.read(2), t.tell(), t.readline(), (here := t.tell()), t.readline(2), t.read(1), t.seek(here), t.read(), t.seek(0), t.readlines(), t.read(), t.read(3))
t.seek(0)
print(next(t), t.buffer is raw, t.encoding, t.errors, t.line_buffering, t.write_through, t.readable(), t.seekable(), t.name if hasattr(t, "name") else "no name")
attempt(lambda: t.tell())
print(t.readlines(), t.tell(), t.seek(0, 2), t.seek(0, 1))
for make in (lambda: t.seek(1, 1), lambda: t.seek(1, 2), lambda: t.seek(-1), lambda: t.seek(0, 7), lambda: t.read("x"), lambda: t.write(b"x"), lambda: t.write(5), lambda: t.reconfigure(newline="x"), lambda: t.reconfigure(encoding=5),
             lambda: io.TextIOWrapper(io.BytesIO(), newline="x"), lambda: io.TextIOWrapper(io.BytesIO(), "no-such"), lambda: io.TextIOWrapper(io.BytesIO(), "ascii", "no-such").write("é"), lambda: io.TextIOWrapper(5), lambda: io.TextIOWrapper(io.BytesIO(), "rot13"), lambda: io.TextIOWrapper(io.BytesIO(b"\xff"), "utf-8").read(),
             lambda: io.TextIOWrapper(io.BytesIO(), "ascii").write("ü")):
    attempt(make)
for errors in ("strict", "ignore", "replace", "backslashreplace", "surrogateescape", "xmlcharrefreplace"):
    out = io.BytesIO()
    def both():
        w = io.TextIOWrapper(out, "ascii", errors, write_through=True)
        w.write("aé€")
        return errors, out.getvalue(), io.TextIOWrapper(io.BytesIO(b"a\xe9"), "ascii", errors).read()
    attempt(both)
out = io.BytesIO()
w = io.TextIOWrapper(out, "latin-1", line_buffering=True)
print(w.write("no line"), out.getvalue(), w.write(" now\n"), out.getvalue(), w.reconfigure(line_buffering=False, encoding="utf-16-le"), w.write("é\n"), out.getvalue(), w.flush(), out.getvalue(), w.encoding)
w.reconfigure(newline="\r\n", errors="replace", encoding="ascii"); w.write("ß\n"); w.flush()
print(out.getvalue()[-3:], w.errors, repr(w).replace("'", ""), w.detach() is out)
attempt(lambda: w.read())
for name in ("utf-16", "utf-8-sig", "utf-32", "utf-7"):
    out = io.BytesIO(); w = io.TextIOWrapper(out, name); w.write("a"); w.write("é"); w.seek(0)
    print(name, w.read(), out.getvalue().hex(), w.seek(0, 2), w.write("z"), w.seek(0), w.read())
w.close()
for make in (lambda: w.read(), lambda: w.write("x"), lambda: w.tell(), lambda: w.closed, lambda: next(w), lambda: w.flush(), lambda: w.close()):
    attempt(make)
decoder = io.IncrementalNewlineDecoder(None, True)
print([decoder.decode(p) for p in ("a\r", "\nb\r", "c")], decoder.newlines, decoder.getstate(), io.text_encoding("x"), io.DEFAULT_BUFFER_SIZE > 0)
