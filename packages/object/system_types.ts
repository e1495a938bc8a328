/**
 * Type indices and layouts of the types of the system's modules (`_abc`, `_io`, `posix`): indices 160 to 189.
 *
 * @module
 */
import type { LayoutRow } from "./layout_table.ts";

/** `_abc._abc_data`: what an abstract base class knows of its subclasses. */
export const T_ABC_DATA = 160;
/** `_io._IOBase`. */
export const T_IO_BASE = 161;
/** `_io._RawIOBase`. */
export const T_RAW_IO_BASE = 162;
/** `_io._BufferedIOBase`. */
export const T_BUFFERED_IO_BASE = 163;
/** `_io._TextIOBase`. */
export const T_TEXT_IO_BASE = 164;
/** `_io.FileIO`. */
export const T_FILE_IO = 165;
/** `_io.BufferedReader`. */
export const T_BUFFERED_READER = 166;
/** `_io.BufferedWriter`. */
export const T_BUFFERED_WRITER = 167;
/** `_io.BufferedRandom`. */
export const T_BUFFERED_RANDOM = 168;
/** `_io.BufferedRWPair`. */
export const T_BUFFERED_RW_PAIR = 169;
/** `_io.TextIOWrapper`. */
export const T_TEXT_IO_WRAPPER = 170;
/** `_io.BytesIO`. */
export const T_BYTES_IO = 171;
/** `_io.StringIO`. */
export const T_STRING_IO = 172;
/** `_io.IncrementalNewlineDecoder`. */
export const T_NEWLINE_DECODER = 173;
/** `posix.DirEntry`. */
export const T_DIR_ENTRY = 174;
/** `posix.ScandirIterator`. */
export const T_SCANDIR_ITERATOR = 175;

/** Value: set of weak references to registered classes, or 0. */
export const ABC_REGISTRY = 4;
/** Value: set of versions of types that are subclasses, or 0. */
export const ABC_CACHE = 8;
/** Value: set of versions of types that are none, or 0. */
export const ABC_NEGATIVE = 12;
/** Value: the small int that the count of registrations had when the negative cache was begun. */
export const ABC_NEGATIVE_VERSION = 16;
/** Bytes of an `_abc_data`. */
export const ABC_BYTES = 20;

/** Value: dict of attributes, or 0; of every type of `_io`. */
export const IO_DICT = 4;
/** Bytes of the abstract bases of `_io`. */
export const IO_BASE_BYTES = 8;

/** Raw word: file descriptor, -1 when closed. */
export const FILE_FD = 8;
/** Raw word: bits of a FileIO. */
export const FILE_FLAGS = 12;
/** Bytes of a FileIO. */
export const FILE_BYTES = 16;

/** Value: the raw stream, 0 once detached. */
export const BUFFERED_RAW = 8;
/** Raw storage: the buffer. */
export const BUFFERED_BUFFER = 12;
/** Raw word: bytes that the buffer has room for. */
export const BUFFERED_SIZE = 16;
/** Raw word: position in the buffer. */
export const BUFFERED_POSITION = 20;
/** Raw word: end of the bytes that were read, -1 when there are none. */
export const BUFFERED_READ_END = 24;
/** Raw word: first of the bytes to be written. */
export const BUFFERED_WRITE_START = 28;
/** Raw word: end of the bytes to be written, -1 when there are none. */
export const BUFFERED_WRITE_END = 32;
/** Raw word: bits of a buffered stream. */
export const BUFFERED_FLAGS = 36;
/** f64: position of the raw stream, -1 when it is unknown. */
export const BUFFERED_RAW_POSITION = 40;
/** Bytes of a buffered stream. */
export const BUFFERED_BYTES = 48;

/** Value: the reading half of a BufferedRWPair. */
export const PAIR_READER = 8;
/** Value: the writing half. */
export const PAIR_WRITER = 12;
/** Bytes of a BufferedRWPair. */
export const PAIR_BYTES = 16;

/** Value: the binary stream, 0 once detached. */
export const TEXT_BUFFER = 8;
/** Value: str, name of the encoding. */
export const TEXT_ENCODING = 12;
/** Value: str, error handler. */
export const TEXT_ERRORS = 16;
/** Value: incremental encoder, or 0. */
export const TEXT_ENCODER = 20;
/** Value: incremental decoder, or 0. */
export const TEXT_DECODER = 24;
/** Value: str that is read as end of line, or None for all of them. */
export const TEXT_READ_NEWLINE = 28;
/** Value: str that "\n" is written as, or 0 for "\n". */
export const TEXT_WRITE_NEWLINE = 32;
/** Value: str, decoded but not yet read. */
export const TEXT_DECODED = 36;
/** Value: tuple of decoder flags and the bytes that were decoded since, or 0. */
export const TEXT_SNAPSHOT = 40;
/** Raw word: characters of the decoded text that were read. */
export const TEXT_USED = 44;
/** Raw word: bits of a TextIOWrapper. */
export const TEXT_FLAGS = 48;
/** Raw storage: bytes to be handed to the binary stream. */
export const TEXT_PENDING = 52;
/** Raw word: how many. */
export const TEXT_PENDING_BYTES = 56;
/** Raw word: bytes that the storage has room for. */
export const TEXT_PENDING_SIZE = 60;
/** Raw word: bytes asked of the binary stream at a time. */
export const TEXT_CHUNK = 64;
/** Raw storage: bytes that were read but not yet decoded. */
export const TEXT_INPUT = 68;
/** Raw word: first of them. */
export const TEXT_INPUT_START = 72;
/** Raw word: end of them. */
export const TEXT_INPUT_END = 76;
/** Raw word: bytes that the storage has room for. */
export const TEXT_INPUT_SIZE = 80;
/** Bytes of a TextIOWrapper. */
export const TEXT_BYTES = 84;

/** StringIO: Value, str that "\n" is written as, or 0. */
export const MEMORY_WRITE_NEWLINE = 8;
/** StringIO: Value, decoder of newlines, or 0. */
export const MEMORY_DECODER = 12;
/** StringIO: Value, str or None that is read as end of line. */
export const MEMORY_READ_NEWLINE = 16;
/** Raw storage: content of a BytesIO (bytes) or a StringIO (32-bit code points). */
export const MEMORY_CONTENT = 20;
/** Raw word: units that the storage has room for. */
export const MEMORY_CAPACITY = 24;
/** Raw word: units of content. */
export const MEMORY_SIZE = 28;
/** Raw word: position in units. */
export const MEMORY_POSITION = 32;
/** Raw word: 1 open, 0 closed or never initialised. */
export const MEMORY_OPEN = 36;
/** BytesIO: raw word, exported buffers. */
export const MEMORY_EXPORTS = 40;
/** Bytes of a BytesIO or StringIO. */
export const MEMORY_BYTES = 44;

/** Value: the decoder whose text is translated, or None. */
export const NEWLINE_DECODER = 4;
/** Value: error handler. */
export const NEWLINE_ERRORS = 8;
/** Raw word: bits; 1 translate, 2 a "\r" is held back; seen: 4 "\r", 8 "\n", 16 "\r\n". */
export const NEWLINE_FLAGS = 12;
/** Bytes of an IncrementalNewlineDecoder. */
export const NEWLINE_BYTES = 16;

/** Value: name, str or bytes. */
export const ENTRY_NAME = 4;
/** Value: path, str or bytes. */
export const ENTRY_PATH = 8;
/** Value: result of `stat`, or 0 until asked for. */
export const ENTRY_STAT = 12;
/** Value: result of `lstat`, or 0 until asked for. */
export const ENTRY_LSTAT = 16;
/** Raw word: 1 file, 2 directory, 4 symbolic link. */
export const ENTRY_KIND = 20;
/** Bytes of a DirEntry. */
export const ENTRY_BYTES = 24;

const IO_BASE: LayoutRow = { bytes: IO_BASE_BYTES, first: IO_DICT, last: IO_DICT };
const BUFFERED: LayoutRow = {
  bytes: BUFFERED_BYTES,
  first: IO_DICT,
  last: BUFFERED_RAW,
  storage: [BUFFERED_BUFFER],
};

const MEMORY: LayoutRow = {
  bytes: MEMORY_BYTES,
  first: IO_DICT,
  last: MEMORY_READ_NEWLINE,
  storage: [MEMORY_CONTENT],
};

/** The layouts, for the one list of layouts. */
export const SYSTEM_LAYOUTS: { readonly [typeIndex: number]: LayoutRow } = {
  [T_ABC_DATA]: { bytes: ABC_BYTES, first: ABC_REGISTRY, last: ABC_NEGATIVE_VERSION },
  [T_IO_BASE]: IO_BASE,
  [T_RAW_IO_BASE]: IO_BASE,
  [T_BUFFERED_IO_BASE]: IO_BASE,
  [T_TEXT_IO_BASE]: IO_BASE,
  [T_FILE_IO]: { bytes: FILE_BYTES, first: IO_DICT, last: IO_DICT },
  [T_BUFFERED_READER]: BUFFERED,
  [T_BUFFERED_WRITER]: BUFFERED,
  [T_BUFFERED_RANDOM]: BUFFERED,
  [T_BUFFERED_RW_PAIR]: { bytes: PAIR_BYTES, first: IO_DICT, last: PAIR_WRITER },
  [T_TEXT_IO_WRAPPER]: {
    bytes: TEXT_BYTES,
    first: IO_DICT,
    last: TEXT_SNAPSHOT,
    storage: [TEXT_PENDING, TEXT_INPUT],
  },
  [T_BYTES_IO]: MEMORY,
  [T_STRING_IO]: MEMORY,
  [T_NEWLINE_DECODER]: { bytes: NEWLINE_BYTES, first: NEWLINE_DECODER, last: NEWLINE_ERRORS },
  [T_DIR_ENTRY]: { bytes: ENTRY_BYTES, first: ENTRY_NAME, last: ENTRY_LSTAT },
  [T_SCANDIR_ITERATOR]: { bytes: 12, first: 4, last: 4 },
};
