import io

d = io.IncrementalNewlineDecoder(None, True)
print(repr(d.decode("a\r")), repr(d.decode("\nb\r")), repr(d.decode("c")), repr(d.decode("", True)), d.newlines, d.getstate())
