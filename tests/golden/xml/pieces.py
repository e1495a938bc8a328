"""Input that comes in pieces of any size, in several encodings."""
import io
from xml.parsers import expat

BODY = "<!DOCTYPE a [<!ENTITY e 'x<b/>y'><!ATTLIST a d CDATA 'dd'>]>\r\n<a f='\u00e9'>\u00e9\u00fc\r\nsome text ]] &e;<![CDATA[ raw ]]]>" \
    "<?pi x?><!-- c --><c\n g='1'\n/></a>\n"
INPUTS = [
    BODY.encode(),
    b"\xef\xbb\xbf" + BODY.encode(),
    b"<?xml version='1.0'?>" + BODY.encode(),
    b"<?xml version='1.0' encoding='iso-8859-1'?>" + BODY.encode("latin-1"),
    b"<?xml version='1.0' encoding='windows-1252'?>" + BODY.encode("cp1252"),
    BODY.encode("utf-16"),
    ("<?xml version='1.0' encoding='utf-16'?>" + BODY).encode("utf-16-be"),
]


def events(pieces):
    parser = expat.ParserCreate()
    parser.buffer_text = True
    found = []
    for name in ["StartElement", "EndElement", "CharacterData", "ProcessingInstruction", "Comment", "StartCdataSection", "XmlDecl"]:
        setattr(parser, name + "Handler", lambda *args, name=name: found.append((name, *args)))
    for piece in pieces:
        parser.Parse(piece)
    parser.Parse(b"", True)
    # Characters come as they are known: what was parted is joined here.
    for i in range(len(found) - 1, 0, -1):
        if found[i][0] == found[i - 1][0] == "CharacterData":
            found[i - 1:i + 1] = [("CharacterData", found[i - 1][1] + found[i][1])]
    return found, parser.CurrentLineNumber, parser.CurrentColumnNumber, parser.CurrentByteIndex


for data in INPUTS:
    whole = events([data])
    print(ascii(whole))
    for size in 1, 2, 3, 7, 50:
        assert events([data[i:i + size] for i in range(0, len(data), size)]) == whole, size
print(events([BODY[:40], BODY[40:]]) == events([BODY]), events([bytearray(b"<a"), memoryview(b"/>")]))

parser = expat.ParserCreate()
parser.StartElementHandler = lambda name, attributes: print(name, attributes, parser.CurrentByteIndex)
print(parser.ParseFile(io.BytesIO(b"<a>" + b"<b/>x" * 3 + b" " * 5000 + b"<c d='1'/></a>")))

# A parser given an encoding doesn't believe the document.
parser = expat.ParserCreate("iso-8859-1")
parser.CharacterDataHandler = print
print(parser.Parse(b"<?xml version='1.0' encoding='utf-8'?><a>\xe9</a>", True))
