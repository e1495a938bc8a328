import unicodedata as u

SAMPLE = "aA5 \t\n\x00\x85é½²٣四Ⅷ•€ǅ\u0301\u05d0\u0628\u200f\u3042\uac01\u4e00\uf900\ufb01\ud800\ue000\uff21\U0001f600\U00020001\U000e0100(<"
for c in SAMPLE:
    print(f"{ord(c):x}", u.name(c, "-"), u.category(c), u.bidirectional(c), u.combining(c), u.east_asian_width(c), u.mirrored(c))
    print("   ", repr(u.decomposition(c)), u.decimal(c, None), u.digit(c, None), u.numeric(c, None))
    old = u.ucd_3_2_0
    print("   ", old.name(c, "-"), old.category(c), old.bidirectional(c), old.combining(c), repr(old.decomposition(c)))

for form in "NFC", "NFD", "NFKC", "NFKD":
    for text in ["", "abc", "é", "e\u0301", "\ufb01\u0301", "가각", "\u1100\u1161\u11a8", "\u212b\u1e9b\u0323", "a\u0323\u0307", "\u0378e\u0301", "\U0001d15e", "\u0344"]:
        print(form, ascii(u.normalize(form, text)), u.is_normalized(form, text), ascii(u.ucd_3_2_0.normalize(form, text)))

for name in ["BULLET", "bullet", "Latin Small Letter E With Acute", "HANGUL SYLLABLE GAG", "CJK UNIFIED IDEOGRAPH-4E00", "CJK UNIFIED IDEOGRAPH-20001", "LF", "NO-BREAK SPACE", "NBSP", "KEYCAP DIGIT ONE", "LATIN SMALL LETTER GHA", "SNOWMAN"]:
    print(name, ascii(u.lookup(name)))


def attempt(make):
    try:
        return repr(make())
    except Exception as error:
        return f"{type(error).__name__}: {error}"


for name in ["", "NO SUCH NAME", "HANGUL SYLLABLE GAX", "HANGUL SYLLABLE ", "CJK UNIFIED IDEOGRAPH-0041", "CJK UNIFIED IDEOGRAPH-04E00", "x" * 300, 3]:
    print(attempt(lambda: u.lookup(name)))
print(attempt(lambda: u.ucd_3_2_0.lookup("KEYCAP DIGIT ONE")), attempt(lambda: u.lookup(b"SPACE")))
for function in u.name, u.decimal, u.digit, u.numeric, u.category, u.ucd_3_2_0.name:
    print(attempt(lambda: function("\x00")), attempt(lambda: function(5)))
print(attempt(lambda: u.normalize("NFX", "a")), attempt(lambda: u.normalize(1, "a")), attempt(lambda: u.normalize("NFC", 1)))
print(attempt(lambda: u.UCD()), type(u.ucd_3_2_0), u.ucd_3_2_0.unidata_version)
