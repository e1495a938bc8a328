"""The libraries that stand on pyexpat: ElementTree, minidom, sax, plistlib, xmlrpc."""
import datetime
import io
import plistlib
import xml.etree.ElementTree as ET
import xml.sax
import xmlrpc.client
from xml.dom import minidom, pulldom

TEXT = "<?xml version='1.0'?><r xmlns:p='urn:p'><!-- c --><a k='v&amp;w'>x<p:b/>tail</a><a k='2'>\u00e9</a></r>"
root = ET.fromstring(TEXT)
print(ascii(ET.tostring(root, "unicode")), ascii(ET.tostring(root, "us-ascii")))
print([child.attrib for child in root], root.find("a").text, root.find(".//{urn:p}b").tail, root.findtext("a[@k='2']") == "\u00e9")
print([(event, item.tag) for event, item in ET.iterparse(io.BytesIO(TEXT.encode()), ["start", "end"])])
tree = ET.ElementTree(root)
ET.indent(tree)
tree.write(out := io.StringIO(), "unicode")
print(ascii(out.getvalue()))
try:
    ET.fromstring("<a>\n<b></a>")
except ET.ParseError as error:
    print(error, error.code, error.position)
print(ET.canonicalize("<a b='2' a='1'><c/></a>"))

document = minidom.parseString(TEXT)
print(ascii(document.toxml()), [node.getAttribute("k") for node in document.getElementsByTagName("a")])
print(document.documentElement.firstChild.nodeType, minidom.parseString("<!DOCTYPE a [<!ENTITY e 'v'>]><a>&e;</a>").toxml())
print([event for event, node in pulldom.parseString("<a><b>t</b></a>")])


class Handler(xml.sax.ContentHandler):
    def startElementNS(self, name, qname, attributes):
        print("start", name, qname, dict(attributes.items()), self.locator.getLineNumber(), self.locator.getColumnNumber())

    def characters(self, content):
        print("characters", ascii(content))

    def setDocumentLocator(self, locator):
        self.locator = locator


reader = xml.sax.make_parser()
reader.setFeature(xml.sax.handler.feature_namespaces, True)
reader.setContentHandler(Handler())
reader.parse(io.StringIO(TEXT))
try:
    xml.sax.parseString(b"<a><b></a>", xml.sax.ContentHandler())
except xml.sax.SAXParseException as error:
    print(error)

value = {"list": [1, 2.5, True, "\u00e9"], "data": b"bytes", "when": datetime.datetime(2026, 1, 2, 3, 4, 5), "inner": {"a": "<&>"}}
print(plistlib.loads(plistlib.dumps(value)) == value)
print(xmlrpc.client.loads(xmlrpc.client.dumps((1, "x<y", [True, {"k": 2.5}]), "name")))
