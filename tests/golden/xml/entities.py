"""Entities: internal, external, of parameters; and what must not be expanded."""
from xml.parsers import expat

EXTERNAL = {
    "dtd": b"<?xml version='1.0' encoding='utf-8'?><!ENTITY % inner \"<!ENTITY deep 'deep &#38;amp; deeper'>\">%inner;"
           b"<![INCLUDE[<!ENTITY in 'included'>]]><![IGNORE[<!ENTITY out 'x'> <![INCLUDE[ ]]> ]]><!ATTLIST a k CDATA '&in;'>",
    "part": b"<?xml encoding='iso-8859-1'?><p:b>\xe9 &in;</p:b>",
}


def run(document, external=True, parsing=expat.XML_PARAM_ENTITY_PARSING_ALWAYS, foreign=False):
    parser = expat.ParserCreate(namespace_separator=" ")
    print(parser.SetParamEntityParsing(parsing))
    if foreign:
        parser.UseForeignDTD()
    text = []

    def resolve(context, base, system, public):
        print("resolve", context and sorted(context.split("\f")), base, system, public)
        inner = parsers[-1].ExternalEntityParserCreate(context)
        parsers.append(inner)
        try:
            inner.Parse(EXTERNAL[system or "dtd"], True)
        finally:
            parsers.pop()
        return 1

    parsers = [parser]
    parser.StartElementHandler = lambda *args: text.append(args)
    parser.CharacterDataHandler = text.append
    parser.SkippedEntityHandler = lambda *args: print("skipped", *args)
    parser.EntityDeclHandler = lambda *args: print("entity", args)
    parser.NotStandaloneHandler = lambda: 1
    if external:
        parser.ExternalEntityRefHandler = resolve
    try:
        print(parser.Parse(document, True))
    except expat.ExpatError as error:
        print(error)
    print(ascii(text))


run("<!DOCTYPE a SYSTEM 'dtd' [<!ENTITY in 'first'><!ENTITY part SYSTEM 'part'>]><a xmlns:p='u'>&deep;&in;&part;</a>")
run("<!DOCTYPE a SYSTEM 'dtd'><a>&deep;</a>", parsing=expat.XML_PARAM_ENTITY_PARSING_NEVER)
run("<!DOCTYPE a SYSTEM 'dtd'><a>&deep;</a>", external=False)
run("<a>&deep;</a>", foreign=True)
run("<!DOCTYPE a [<!ENTITY % p \"<!ENTITY e 'v'>\">%p;]><a>&e;</a>")
run("<!DOCTYPE a [<!ENTITY e SYSTEM 'dtd2'>]><a>&f;</a>")
run("<?xml version='1.0' standalone='yes'?><!DOCTYPE a SYSTEM 'dtd'><a>&deep;</a>", parsing=expat.XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE)

# Each entity ten times the one before: a few hundred bytes that would become gigabytes.
laughs = "<!ENTITY l0 'ha'>" + "".join(f"<!ENTITY l{i} '{f'&l{i - 1};' * 10}'>" for i in range(1, 10))
for use in "<a>&l3;</a>", "<a b='&l3;'/>":
    parser = expat.ParserCreate()
    length = []
    parser.StartElementHandler = lambda name, attributes: length.extend(map(len, attributes.values()))
    parser.CharacterDataHandler = lambda data: length.append(len(data))
    print(parser.Parse(f"<!DOCTYPE a [{laughs}]>{use}", True), sum(length))

# Deep, not wide.
chain = "<!ENTITY d0 'end'>" + "".join(f"<!ENTITY d{i} '&d{i - 1};'>" for i in range(1, 300))
parser = expat.ParserCreate()
parser.CharacterDataHandler = print
print(parser.Parse(f"<!DOCTYPE a [{chain}]><a>&d299;</a>", True))
