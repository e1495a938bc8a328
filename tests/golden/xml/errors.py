"""Documents that are not well-formed: message, number and place."""
from xml.parsers import expat

DOCUMENTS = [
    "", " ", "<", "<a", "<a>", "<a></b>", "<a/><b/>", "x", "<a>&b;</a>", "<a>&#0;</a>", "<a>&#x110000;</a>", "<a>& </a>",
    "<a b='1' b='2'/>", "<a b='1'c='2'/>", "<a b=1/>", "<a b/>", "<a b='<'/>", "<a>]]></a>", "<a>\n\n  <![CDATA[x</a>",
    "<a><!-- -- --></a>", "<a><?xml version='1.0'?></a>", " <?xml version='1.0'?><a/>", "<?xml version='1.0'?>",
    "<?xml?><a/>", "<?xml version='1.0' standalone='maybe'?><a/>", "<?xml version='1.0' encoding='nobody-knows'?><a/>",
    "<?xml version='1.0' encoding='utf-16'?><a/>", "<a>\x01</a>", "<a>\n\u00e9\u20ac\U0001f600<b></a>", "<\u00d7/>",
    "<!DOCTYPE a [<!ENTITY e '&f;'><!ENTITY f '&e;'>]><a>&e;</a>", "<!DOCTYPE a [<!ENTITY e '<b>'>]><a>&e;</b></a>",
    "<!DOCTYPE a [<!ENTITY e SYSTEM 'x'>]><a b='&e;'/>", "<!DOCTYPE a [<!ENTITY e SYSTEM 'x' NDATA n>]><a>&e;</a>",
    "<!DOCTYPE a [<!ENTITY % p 'x'><!ENTITY e '%p;'>]><a/>", "<!DOCTYPE a [<!ELEMENT a (b,c|d)>]><a/>",
    "<!DOCTYPE a PUBLIC '{' 's'><a/>", "<!DOCTYPE a [", "<!DOCTYPE a [<!ENTITY e 'v' x>]><a/>",
]
NAMESPACES = [
    "<p:a/>", "<a p:b='1'/>", "<a xmlns:p=''/>", "<a xmlns:xml='u'/>", "<a xmlns:xmlns='u'/>", "<a:b:c/>", "<:a/>",
    "<a xmlns:p='http://www.w3.org/XML/1998/namespace'/>", "<a xmlns:p='u' xmlns:q='u' p:x='1' q:x='2'/>",
]


def check(data, separator=None):
    parser = expat.ParserCreate(namespace_separator=separator)
    try:
        result = parser.Parse(data, True)
    except expat.ExpatError as error:
        assert expat.ErrorString(error.code) == expat.errors.messages[error.code]
        result = error, error.code, error.lineno, error.offset
    except LookupError as error:
        result = repr(error)
    print(ascii(data), *result if isinstance(result, tuple) else [result], parser.ErrorCode, parser.ErrorByteIndex)


for document in DOCUMENTS:
    check(document.encode())
for document in NAMESPACES:
    check(document, " ")
for data in [b"<a>\xff</a>", b"<a>\xc3</a>", b"<a>abc\xe2\x82", b"<?xml version='1.0' encoding='us-ascii'?><a>\xe9</a>",
             "<a>\u00e9&x;</a>".encode("utf-16"), "<a>\u00e9\n</b>".encode("utf-16-be"), b"\xef\xbb\xbf<a>&x;</a>"]:
    check(data)

parser = expat.ParserCreate()
parser.Parse("<a/>", True)
for action in [lambda: parser.Parse("x", True), lambda: parser.UseForeignDTD(), lambda: expat.ParserCreate(namespace_separator="ab"),
               lambda: setattr(parser, "buffer_size", 0), lambda: setattr(parser, "buffer_size", "x"),
               lambda: parser.Parse("\ud800"), lambda: parser.ParseFile(1), lambda: delattr(parser, "buffer_text")]:
    try:
        print(action())
    except (expat.ExpatError, ValueError, TypeError, RuntimeError) as error:
        print(type(error).__name__, error)
