# threads
"""A parser whose input comes from several threads in turn; and many parsers at once."""
import threading
from xml.parsers import expat

DOCUMENT = "<!DOCTYPE a [<!ENTITY e 'x<b/>y'><!ATTLIST a d CDATA 'v'>]><a xmlns='u'>" + "<i k='1'>t&e;</i>" * 5 + "</a>"
PIECES = [DOCUMENT[i:i + 29] for i in range(0, len(DOCUMENT), 29)] + [""]
events = []
parser = expat.ParserCreate(namespace_separator=" ")
parser.StartElementHandler = lambda *args: events.append(args)
parser.EndElementHandler = events.append


def feed(index):
    parser.Parse(PIECES[index], index == len(PIECES) - 1)


for index in range(len(PIECES)):
    thread = threading.Thread(target=feed, args=(index,))
    thread.start()
    thread.join()
print(len(events), events[0], events[-1], parser.CurrentColumnNumber == len(DOCUMENT), parser.intern)

totals = []


def count(number):
    names = []
    mine = expat.ParserCreate()
    mine.StartElementHandler = lambda name, attributes: names.append(name)
    mine.Parse("<r>" + f"<e{number}/>" * 20, False)
    mine.Parse("</r>", True)
    totals.append((number, len(names), names[-1]))


threads = [threading.Thread(target=count, args=(number,)) for number in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(totals))
