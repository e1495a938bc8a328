# SystemExit ends the program after finally blocks, without a traceback.
import sys

try:
    print("working")
    sys.exit("fatal: nothing left to do")
finally:
    print("cleaning up")
