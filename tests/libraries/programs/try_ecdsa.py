"""Signatures on elliptic curves, in Python."""
import hashlib

import ecdsa

key = ecdsa.SigningKey.from_string(b"\1" * 24)
print(key.verifying_key.to_string().hex(), key.sign_deterministic(b"m", hashfunc=hashlib.sha256).hex())
