# threads
import sys
import threading
import time
import traceback

ready = threading.Event()
go = threading.Event()


def inner():
    try:
        1 // 0
    except ZeroDivisionError:
        ready.set()
        go.wait()


def outer():
    inner()


def busy():
    while not go.is_set():
        pass


waiting = threading.Thread(target=outer)
running = threading.Thread(target=busy)
waiting.start()
running.start()
ready.wait()
for _ in range(200):
    names = [f.name for f in traceback.extract_stack(sys._current_frames()[waiting.ident])]
    if names[-1] == "wait":
        break
    time.sleep(0.005)
frames = sys._current_frames()
lines = [(f.name, f.lineno) for f in traceback.extract_stack(frames[waiting.ident])]
print([line for line in lines if line[0] in ("outer", "inner")])
print("busy" in [f.name for f in traceback.extract_stack(frames[running.ident])])
print(frames[threading.get_ident()] is sys._getframe())
print(sorted(frames) == sorted([waiting.ident, running.ident, threading.get_ident()]))
frame = frames[waiting.ident]
while frame.f_code.co_name != "inner":
    frame = frame.f_back
print(frame.f_back.f_code is outer.__code__, frame.f_globals is globals())

go.set()
waiting.join()
running.join()
print(frame.f_code.co_name, sorted(sys._current_frames()) == [threading.get_ident()])
old = sys.getswitchinterval()
sys.setswitchinterval(0.01)
print(old, sys.getswitchinterval())
sys.setswitchinterval(old)
try:
    sys.setswitchinterval(0)
except ValueError as error:
    print(error)
