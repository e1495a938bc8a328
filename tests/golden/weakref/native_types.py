"""Weak references to streams, queues, contexts and type variables."""
import _queue
import contextvars
import io
import typing
import weakref

makers = [
    io.BytesIO,
    io.StringIO,
    lambda: io.BufferedReader(io.BytesIO(b"x")),
    lambda: io.BufferedWriter(io.BytesIO()),
    lambda: io.BufferedRandom(io.BytesIO()),
    lambda: io.BufferedRWPair(io.BytesIO(), io.BytesIO()),
    lambda: io.TextIOWrapper(io.BytesIO()),
    _queue.SimpleQueue,
    contextvars.Context,
    lambda: typing.TypeVar("T"),
    lambda: typing.ParamSpec("P"),
    lambda: typing.TypeVarTuple("Ts"),
]
for make in makers:
    target = make()
    ended = []
    reference = weakref.ref(target, ended.append)
    print(type(target).__name__, reference() is target, weakref.getweakrefcount(target))
    del target
    print(reference(), len(ended))
for value in (3.5, contextvars.ContextVar("x"), slice(1), io.IncrementalNewlineDecoder(None, True)):
    try:
        weakref.ref(value)
    except TypeError as error:
        print(error)
