# python3.14
"""The codings and checksums of binascii, with wrong input."""
import binascii


def t(name, *args, **kwargs):
    try:
        print(name, args, kwargs, getattr(binascii, name)(*args, **kwargs))
    except Exception as error:
        print(name, args, kwargs, type(error).__name__, error)


data = bytes(range(0, 256, 7))
for n in range(8):
    t("b2a_base64", data[:n], newline=n % 2 == 0)
    t("b2a_uu", data[:n], backtick=n % 2 == 0)
    t("hexlify", data[:n], "-", 2)
for text in (b"YWJj", "YWJj", b"YWI=", b"YQ==", b"YQ", b"Y", b"YWJjZ", b"Y W\nJ j", b"YQ==YQ==", b"=YWJ", b"Y=WJj", b"", "\xe9", 5, b"!!!!", b"YWI=\n", b"YQ=a="):
    t("a2b_base64", text)
    if text not in (b"YQ", b"Y=WJj"):
        t("a2b_base64", text, strict_mode=True)
for text in (b"616263", "6A6b", b"6", b"zz", "\xe9", 5, b""):
    t("unhexlify", text)
    t("a2b_hex", text)
for args in ((b"abcdef", ":"), (b"abcdef", b"_", 4), (b"abcdef", "_", -4), (b"abc", "ab"), (b"abc", "\xe9"), (b"abc", 5), ("abc",), (b"", "-"), (b"abc", "-", 0), (bytearray(b"ab"),)):
    t("b2a_hex", *args)
for text in (b"#86)C\n", b"#86)C", b" \n", b"!80\n", b"#86)C x", b"\x7f", b"%86)C9", b"$86)C"):
    t("a2b_uu", text)
t("b2a_uu", b"x" * 46)
for text in (b"a=3Db", b"a=\nb", b"a=\r\nb", b"a_b", b"=zz", b"a==b", b"=", b"=3", "a=20b", b"caf=C3=A9"):
    t("a2b_qp", text)
    t("a2b_qp", text, header=True)
for text in (b"a b\t", b"a \nb", b"caf\xc3\xa9 = x", b"." , b".\n.", b"x" * 80, b"a_b c", b"line\r\nnext \r\n", b"x" * 75 + b"=", b"\0\1"):
    t("b2a_qp", text)
    t("b2a_qp", text, quotetabs=True)
    t("b2a_qp", text, header=True)
    t("b2a_qp", text, istext=False)
t("crc32", b"hello")
t("crc32", b"lo", binascii.crc32(b"hel"))
t("crc32", b"", -1)
t("crc32", "x")
t("crc32", b"x", "y")
t("crc_hqx", b"hello", 0)
t("crc_hqx", b"hello", 0x12345)
print(issubclass(binascii.Error, ValueError), issubclass(binascii.Incomplete, Exception))
