import stringprep

for text in ["bücher.example", "faß.de", "例え.テスト", "xn--bcher-kva", "ǅungla", "a.b-c.d", "пример.испытание"]:
    coded = text.encode("idna")
    print(text, coded, coded.decode("idna"), text.encode("punycode"))
for text in ["a" * 64, "a..b", "\u0627\u0031a", "\u200f"]:
    try:
        print(text.encode("idna"))
    except UnicodeError as error:
        print("refused")
print([stringprep.in_table_a1(c) for c in "a\u0221\u0378"], stringprep.map_table_b2("ß"), stringprep.in_table_d1("\u05d0"))
