# python3.14
"""base64 and binascii: every alphabet, padding, newlines, wrong characters and lengths, checksums, uu and quoted-printable."""
import base64, binascii


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


data = bytes(range(0, 256, 37)) + b"\xff\xfe?>"
for n in range(6):
    part = data[-n:] if n else b""
    print(n, base64.b64encode(part), base64.urlsafe_b64encode(part), base64.b64encode(part, b"-_"), base64.b32encode(part), base64.b32hexencode(part), base64.b16encode(part), base64.b85encode(part), base64.a85encode(part), base64.a85encode(part, adobe=True, pad=True))
for enc, dec in ((base64.b64encode, base64.b64decode), (base64.b32encode, base64.b32decode), (base64.b16encode, base64.b16decode), (base64.b85encode, base64.b85decode), (base64.a85encode, base64.a85decode), (base64.encodebytes, base64.decodebytes), (base64.b32hexencode, base64.b32hexdecode)):
    print(enc.__name__, all(dec(enc(data * n)) == data * n for n in range(9)), enc(data)[:24])
print(base64.b64decode("YW\nJj!"), base64.b64decode(b"YWJj===="), base64.b32decode("mzxw6===", casefold=True), base64.b32decode("MZXW60==".replace("0", "O"), map01="I") if 0 else "", base64.b16decode("ff0a", casefold=True), base64.a85decode(b"<~87cURDZ~>", adobe=True), base64.a85decode(b"z"), base64.a85encode(bytes(8)), base64.a85encode(b"    ", foldspaces=True), base64.a85encode(b"x" * 20, wrapcol=10))
for make in (
    lambda: base64.b64decode("YWJ"), lambda: base64.b64decode("YWJj!", validate=True), lambda: base64.b64decode("Y"), lambda: base64.b64decode("=YWJ"), lambda: base64.b64decode("é"), lambda: base64.b64decode(5), lambda: base64.b64encode("s"), lambda: base64.b64encode(b"", b"abc"),
    lambda: base64.b32decode("A"), lambda: base64.b32decode("mzxw6==="), lambda: base64.b32decode("MZXW6!=="), lambda: base64.b16decode("f"), lambda: base64.b16decode("0g"), lambda: base64.b85decode("~~~~~"), lambda: base64.b85decode("a b"), lambda: base64.a85decode("\x7f"), lambda: base64.a85decode("zz5z"),
    lambda: base64.a85decode("x", adobe=True), lambda: binascii.a2b_hex("abc"), lambda: binascii.a2b_hex("zz"), lambda: binascii.unhexlify("é1"), lambda: binascii.a2b_base64("A"), lambda: binascii.a2b_base64("AB=C", strict_mode=True), lambda: binascii.a2b_base64("AB==\n", strict_mode=True),
    lambda: binascii.a2b_uu("!"), lambda: binascii.b2a_uu(b"x" * 46), lambda: binascii.a2b_uu(b"#\x01\x02"), lambda: binascii.a2b_base64("=", strict_mode=True), lambda: binascii.crc32("s"), lambda: binascii.hexlify(b"ab", "--"), lambda: binascii.hexlify(b"ab", "é"),
):
    attempt(make)
print(binascii.hexlify(b"abcdef", "-", 2), binascii.hexlify(b"abcde", b":", -2), binascii.b2a_hex(b""), bytes.fromhex("0a 0B"), binascii.b2a_uu(b"hello", backtick=True), binascii.b2a_uu(b"\0\0"), binascii.a2b_uu(b'%:&5L;&\\\n'), binascii.b2a_base64(b"x", newline=False))
print(binascii.crc32(b"abc"), binascii.crc32(b"c", binascii.crc32(b"ab")), binascii.crc_hqx(b"abc", 0), binascii.crc_hqx(b"c", 99), binascii.crc32(bytearray(b"")))
text = b"Caf\xc3\xa9 = tab\t \nlong " + b"x" * 80 + b"\r\n.\nend "
print(binascii.b2a_qp(text), binascii.a2b_qp(binascii.b2a_qp(text)) == text, binascii.b2a_qp(b"a_b c", header=True), binascii.a2b_qp(b"a_b=20c", header=True), binascii.b2a_qp(b"a\nb", istext=False), binascii.b2a_qp(b"a b", quotetabs=True), binascii.a2b_qp(b"=4=XX=\n=41"))
