"""The events of pyexpat: all handlers, with the place of each."""
from xml.parsers import expat

HANDLERS = [name for name in dir(expat.ParserCreate()) if name.endswith("Handler") or name == "DefaultHandlerExpand"]

DOCUMENT = b"""<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<?before all?>
<!DOCTYPE root PUBLIC "public  id" "system" [
  <!ELEMENT root (head?, (item | note)*)>
  <!ELEMENT item (#PCDATA|b)*>
  <!ELEMENT head EMPTY> <!ELEMENT note ANY>
  <!ATTLIST item kind (a|b) "a" id ID #IMPLIED n NMTOKENS #REQUIRED f CDATA #FIXED "x &amp; y">
  <!NOTATION gif PUBLIC "gif-viewer"> <!NOTATION png SYSTEM "png.exe">
  <!ENTITY name "Orochi &#169;"> <!ENTITY % part "x"> <!ENTITY far SYSTEM "far.xml">
  <!ENTITY picture SYSTEM "p.gif" NDATA gif>
]>
<root xmlns="urn:r" xmlns:p="urn:p">
 <!-- a comment -->
 <item n="  q \t r "  p:x='&name;'>one &lt; two &#65; &name; three</item>
 <![CDATA[ <raw> ]] & ]]>
 <p:empty/>
</root>
<!-- after -->
"""


def run(names, **settings):
    parser = expat.ParserCreate(namespace_separator="|")
    for key, value in settings.items():
        setattr(parser, key, value)

    def listen(name):
        def handler(*args):
            print(name, ascii(args), parser.CurrentLineNumber, parser.CurrentColumnNumber, parser.CurrentByteIndex)
            return 1
        return handler

    for name in names:
        setattr(parser, name, listen(name.removesuffix("Handler")))
    print(parser.Parse(DOCUMENT, True), parser.ErrorCode)


expand = [name for name in HANDLERS if not name.startswith("Default")]
run(expand)
run(["DefaultHandler", "StartElementHandler"], ordered_attributes=True, buffer_text=True)
run(["DefaultHandlerExpand", "StartElementHandler"], specified_attributes=True, namespace_prefixes=True)
run(["CharacterDataHandler", "EndElementHandler"], buffer_text=True, buffer_size=12)


# What a handler raises ends the parsing, and the handlers.
def angry(*args):
    raise KeyError(args[0])


parser = expat.ParserCreate()
parser.StartElementHandler = angry
parser.EndElementHandler = print
try:
    parser.Parse("<a><b/></a>", True)
except KeyError as error:
    print("raised", error, parser.StartElementHandler, parser.EndElementHandler)

parser = expat.ParserCreate()
parser.StartElementHandler = lambda name, attributes: print(name, parser.GetInputContext())
parser.SetBase("base")
print(parser.GetInputContext(), parser.GetBase())
parser.Parse("<a><b/>\u00e9</a>", True)
print(parser.intern)
