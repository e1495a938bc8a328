# python3.14
# base64, base32, base16, base85 and hexlify: padding, alphabets, and input that isn't right.
import base64 as b, binascii
def attempt(f, *args, **kw):
    try: print(f(*args, **kw))
    except Exception as e: print(type(e).__name__)
for n in range(6):
    data = bytes(range(250, 250 + n)) if n < 6 else b""
    print([getattr(b, name)(data) for name in ("b64encode", "urlsafe_b64encode", "b32encode", "b32hexencode", "b16encode", "a85encode", "b85encode")], b.b64decode(b.b64encode(data)) == data, b.b32decode(b.b32encode(data)) == data, b.a85decode(b.a85encode(data)) == data, b.b85decode(b.b85encode(data)) == data)
for text in b"YQ==", "YQ==", b"YQ=", b"YQ", b"Y", b"Y===", b"YQ==YQ==", b"Y Q\n==", b"Y!Q==", b"", b"====", "é", 5, b"YWI=", b"_-8=": attempt(b.b64decode, text)
attempt(b.b64decode, b"Y!Q==", validate=True); attempt(b.b64decode, b"YQ==", validate=True); attempt(b.b64decode, b"_-8=", b"-_"); attempt(b.b64decode, b"-_8=", altchars="-_"); attempt(b.b64encode, "text"); attempt(b.b64encode, b"\xfb\xef", b"@$"); attempt(b.b64encode, b"x", b"@"); attempt(b.urlsafe_b64decode, b"-_8="); attempt(b.standard_b64decode, "-_8=")
attempt(b.b32decode, b"me======"); attempt(b.b32decode, b"me======", casefold=True); attempt(b.b32decode, b"M1======", map01=b"L"); attempt(b.b32decode, b"MX"); attempt(b.b16decode, b"aB"); attempt(b.b16decode, b"aB", True); attempt(b.b16decode, b"A"); attempt(b.b85decode, b"~~~~~"); attempt(b.a85decode, b"<~ab~>", adobe=True); attempt(b.a85decode, b"ab", adobe=True); attempt(b.a85encode, b"\0\0\0\0    ", foldspaces=True); attempt(b.a85encode, b"x" * 20, wrapcol=10); attempt(b.a85decode, b"z!"); attempt(b.b85encode, b"abc", pad=True)
print(binascii.hexlify(b"\x01\xab"), binascii.hexlify(b"\x01\xab\xcd", "-"), binascii.hexlify(b"abcde", ":", 2), binascii.hexlify(b"abcde", ":", -2), binascii.unhexlify("01aB"), binascii.b2a_base64(b"a"), binascii.b2a_base64(b"a", newline=False), binascii.crc32(b"abc"), binascii.crc32(b"c", binascii.crc32(b"ab")), binascii.crc_hqx(b"abc", 0), binascii.b2a_qp(b"a=\xe9 \n"), binascii.a2b_qp(b"a=3D=E9=\nb"), binascii.b2a_uu(b"abc"), binascii.a2b_uu(b"#86)C\n"))
for call in (binascii.unhexlify, "0"), (binascii.unhexlify, "zz"), (binascii.unhexlify, "é"), (binascii.a2b_base64, "YQ="), (binascii.a2b_uu, b"!"), (binascii.b2a_uu, b"x" * 46), (binascii.hexlify, "x"), (binascii.hexlify, b"ab", "--"), (binascii.crc32, "x"), (binascii.a2b_base64, "Y!Q==" ): attempt(*call)
print(b.encodebytes(b"x" * 60), b.decodebytes(b"YWJj\nZGVm\n"), issubclass(binascii.Error, ValueError))
