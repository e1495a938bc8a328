# threads
"""Trace functions belong to a thread: `threading.settrace` sets those of threads that start later."""
import sys
import threading

events = []


def add(a, b):
    c = a + b
    return c


def tracer(frame, event, arg):
    if frame.f_code is not add.__code__:
        return None
    events.append((event, frame.f_lineno - frame.f_code.co_firstlineno, arg))
    return tracer


def profiler(frame, event, arg):
    if frame.f_code is add.__code__:
        events.append(("profile", event, arg))


def run():
    thread = threading.Thread(target=add, args=(1, 2))
    thread.start()
    thread.join()
    add(3, 4)
    for event in events:
        print("   ", *event)
    del events[:]


threading.settrace(tracer)
print(threading.gettrace() is tracer, sys.gettrace())
run()
threading.settrace(None)
threading.setprofile(profiler)
print(threading.getprofile() is profiler, sys.getprofile())
run()
threading.setprofile(None)
sys.settrace(tracer)
run()
sys.settrace(None)
print(sys.gettrace())
