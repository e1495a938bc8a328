/**
 * Names that modules and functions had in Python 2, which protocols 0 to 2 still write and read.
 *
 * The tables hold what `_compat_pickle` says, shortened: most exceptions moved from `exceptions` to `builtins` and
 * keep their names, so that only their names are listed.
 *
 * @module
 */

/** Both names of a module or function. */
export interface Renamed {
  /** Module. */
  readonly module: string;
  /** Name in it. */
  readonly name: string;
}

/** Old and new name of modules. */
const MODULES = `
__builtin__ builtins
copy_reg copyreg
Queue queue
SocketServer socketserver
ConfigParser configparser
repr reprlib
tkFileDialog tkinter.filedialog
tkSimpleDialog tkinter.simpledialog
tkColorChooser tkinter.colorchooser
tkCommonDialog tkinter.commondialog
Dialog tkinter.dialog
Tkdnd tkinter.dnd
tkFont tkinter.font
tkMessageBox tkinter.messagebox
ScrolledText tkinter.scrolledtext
Tkconstants tkinter.constants
ttk tkinter.ttk
Tkinter tkinter
markupbase _markupbase
_winreg winreg
thread _thread
dummy_thread _dummy_thread
dbhash dbm.bsd
dumbdbm dbm.dumb
dbm dbm.ndbm
gdbm dbm.gnu
xmlrpclib xmlrpc.client
SimpleXMLRPCServer xmlrpc.server
httplib http.client
htmlentitydefs html.entities
HTMLParser html.parser
Cookie http.cookies
cookielib http.cookiejar
BaseHTTPServer http.server
test.test_support test.support
commands subprocess
urlparse urllib.parse
robotparser urllib.robotparser
urllib2 urllib.request
anydbm dbm
_abcoll collections.abc
cPickle pickle
_elementtree xml.etree.ElementTree
FileDialog tkinter.filedialog
SimpleDialog tkinter.simpledialog
DocXMLRPCServer xmlrpc.server
SimpleHTTPServer http.server
CGIHTTPServer http.server
UserDict collections
UserList collections
UserString collections
whichdb dbm
StringIO io
cStringIO io
`;

/** Old module and name, new module and name. */
const NAMES = `
__builtin__ xrange builtins range
__builtin__ reduce functools reduce
__builtin__ intern sys intern
__builtin__ unichr builtins chr
__builtin__ unicode builtins str
__builtin__ long builtins int
itertools izip builtins zip
itertools imap builtins map
itertools ifilter builtins filter
itertools ifilterfalse itertools filterfalse
itertools izip_longest itertools zip_longest
UserDict IterableUserDict collections UserDict
UserList UserList collections UserList
UserString UserString collections UserString
whichdb whichdb dbm whichdb
_socket fromfd socket fromfd
_multiprocessing Connection multiprocessing.connection Connection
multiprocessing.process Process multiprocessing.context Process
multiprocessing.forking Popen multiprocessing.popen_fork Popen
urllib ContentTooShortError urllib.error ContentTooShortError
urllib getproxies urllib.request getproxies
urllib pathname2url urllib.request pathname2url
urllib quote_plus urllib.parse quote_plus
urllib quote urllib.parse quote
urllib unquote_plus urllib.parse unquote_plus
urllib unquote urllib.parse unquote
urllib url2pathname urllib.request url2pathname
urllib urlcleanup urllib.request urlcleanup
urllib urlencode urllib.parse urlencode
urllib urlopen urllib.request urlopen
urllib urlretrieve urllib.request urlretrieve
urllib2 HTTPError urllib.error HTTPError
urllib2 URLError urllib.error URLError
multiprocessing AuthenticationError multiprocessing.context AuthenticationError
multiprocessing BufferTooShort multiprocessing.context BufferTooShort
multiprocessing ProcessError multiprocessing.context ProcessError
multiprocessing TimeoutError multiprocessing.context TimeoutError
__builtin__ basestring builtins str
exceptions StandardError builtins Exception
UserDict UserDict collections UserDict
socket _socketobject socket SocketType
`;

/** Moved from `exceptions` to `builtins`. */
const EXCEPTIONS = `
ArithmeticError AssertionError AttributeError BaseException BufferError BytesWarning DeprecationWarning
EOFError EnvironmentError Exception FloatingPointError FutureWarning GeneratorExit IOError ImportError
ImportWarning IndentationError IndexError KeyError KeyboardInterrupt LookupError MemoryError NameError
NotImplementedError OSError OverflowError PendingDeprecationWarning ReferenceError RuntimeError
RuntimeWarning StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TypeError
UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning
UserWarning ValueError Warning ZeroDivisionError
`;

/** New and old name of modules where writing differs from reading backwards. */
const MODULES_BACK = `
tkinter.filedialog tkFileDialog
tkinter.simpledialog tkSimpleDialog
xmlrpc.server SimpleXMLRPCServer
http.server BaseHTTPServer
dbm anydbm
_bz2 bz2
_dbm dbm
_functools functools
_gdbm gdbm
_pickle pickle
`;

/** New module and name, old module and name, where writing differs from reading backwards. */
const NAMES_BACK = `
builtins str __builtin__ unicode
collections UserDict UserDict IterableUserDict
_functools reduce __builtin__ reduce
tkinter.filedialog FileDialog FileDialog FileDialog
tkinter.filedialog LoadFileDialog FileDialog LoadFileDialog
tkinter.filedialog SaveFileDialog FileDialog SaveFileDialog
tkinter.simpledialog SimpleDialog SimpleDialog SimpleDialog
xmlrpc.server ServerHTMLDoc DocXMLRPCServer ServerHTMLDoc
xmlrpc.server XMLRPCDocGenerator DocXMLRPCServer XMLRPCDocGenerator
xmlrpc.server DocXMLRPCRequestHandler DocXMLRPCServer DocXMLRPCRequestHandler
xmlrpc.server DocXMLRPCServer DocXMLRPCServer DocXMLRPCServer
xmlrpc.server DocCGIXMLRPCRequestHandler DocXMLRPCServer DocCGIXMLRPCRequestHandler
http.server SimpleHTTPRequestHandler SimpleHTTPServer SimpleHTTPRequestHandler
http.server CGIHTTPRequestHandler CGIHTTPServer CGIHTTPRequestHandler
_socket socket socket _socketobject
builtins BrokenPipeError exceptions OSError
builtins ChildProcessError exceptions OSError
builtins ConnectionAbortedError exceptions OSError
builtins ConnectionError exceptions OSError
builtins ConnectionRefusedError exceptions OSError
builtins ConnectionResetError exceptions OSError
builtins FileExistsError exceptions OSError
builtins FileNotFoundError exceptions OSError
builtins InterruptedError exceptions OSError
builtins IsADirectoryError exceptions OSError
builtins NotADirectoryError exceptions OSError
builtins PermissionError exceptions OSError
builtins ProcessLookupError exceptions OSError
builtins TimeoutError exceptions OSError
builtins ModuleNotFoundError exceptions ImportError
`;

function rows(text: string): string[][] {
  return text.trim().split("\n").filter((line) => line !== "").map((line) => line.split(" "));
}

const modulesForward = new Map<string, string>();
const modulesBack = new Map<string, string>();
const namesForward = new Map<string, Renamed>();
const namesBack = new Map<string, Renamed>();

function addName(oldModule: string, oldName: string, module: string, name: string): void {
  namesForward.set(`${oldModule} ${oldName}`, { module, name });
  namesBack.set(`${module} ${name}`, { module: oldModule, name: oldName });
}

for (const [old, module] of rows(MODULES)) {
  modulesForward.set(old, module);
  modulesBack.set(module, old);
}
for (const [oldModule, oldName, module, name] of rows(NAMES)) addName(oldModule, oldName, module, name);
for (const name of EXCEPTIONS.trim().split(/\s+/)) addName("exceptions", name, "builtins", name);
// Modules into which several old ones went: their own names are valid in Python 2 too.
for (const module of ["pickle", "xml.etree.ElementTree", "collections", "io"]) modulesBack.delete(module);
namesBack.delete("socket SocketType");
for (const [module, old] of rows(MODULES_BACK)) modulesBack.set(module, old);
for (const [module, name, oldModule, oldName] of rows(NAMES_BACK)) {
  namesBack.set(`${module} ${name}`, { module: oldModule, name: oldName });
}

/**
 * The name that Python 3 has for one of Python 2.
 *
 * @param module Module as a pickle of protocol 0 to 2 names it.
 * @param name Name in it.
 */
export function toPython3(module: string, name: string): Renamed {
  return namesForward.get(`${module} ${name}`) ?? { module: modulesForward.get(module) ?? module, name };
}

/**
 * The name that Python 2 has for one of Python 3.
 *
 * @param module Module.
 * @param name Name in it.
 */
export function toPython2(module: string, name: string): Renamed {
  return namesBack.get(`${module} ${name}`) ?? { module: modulesBack.get(module) ?? module, name };
}
