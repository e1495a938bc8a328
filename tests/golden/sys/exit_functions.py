import atexit
atexit.register(print, "bye", 1, sep="-")
@atexit.register
def first(): print("first")
def never(): print("never")
atexit.register(never); atexit.unregister(never)
try: atexit.register(3)
except TypeError as e: print(e)
print("end of main")
