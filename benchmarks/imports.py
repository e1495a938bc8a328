"""Importing what larger programs import, from a library whose bytecode is on disk."""
import time

start = time.perf_counter()
import asyncio, json, dataclasses, typing, unittest
seconds = time.perf_counter() - start
print(len([asyncio, json, dataclasses, typing, unittest]))
print("seconds", seconds)
