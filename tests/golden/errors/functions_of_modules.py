# python3.14
# What functions of modules say of arguments that they don't take.
import _thread,time,sys,gc,os,itertools,math
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
for f in "time.time(1)", "_thread.get_ident(1)", "gc.isenabled(1)", "sys.getrefcount()", "os.getpid(1)", "globals(1)", "_thread.allocate_lock(1)", "_thread.lock(1)", "[].clear(1)", "time.sleep()", "os.getcwd(1)", "math.sin()", "sys._getframe(1,2)", "_thread.lock(a=1)", "time.time(a=1)", "_thread.LockType().locked(1)","os.urandom()","dict().keys(1)", "_thread.RLock(1).locked(1)", "_thread._local(1)","_thread.allocate(1)":
    t(lambda: eval(f))
