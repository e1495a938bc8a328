"""The Python side of interop.ts: `echo.py listen|connect ADDRESS KEY`; sends back what it receives, with its type."""
import sys
from multiprocessing.connection import Client, Listener


def main(mode, address, key):
    if address.isdecimal():
        address = ("127.0.0.1", int(address))
    try:
        if mode == "listen":
            listener = Listener(address, authkey=key)
            print("listening", flush=True)
            connection = listener.accept()
        else:
            connection = Client(address, authkey=key)
        while True:
            value = connection.recv()
            connection.send((value, type(value).__name__))
    except EOFError:
        print("end")
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


main(sys.argv[1], sys.argv[2], sys.argv[3].encode())
