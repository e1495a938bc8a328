/**
 * Type indices and layouts of the types of `zlib`, the hashes, `array`, `select`, `_socket`, `unicodedata` and `mmap`:
 * indices 195 to 229, 227 among them the parser of `pyexpat`.
 *
 * @module
 */
import type { LayoutRow } from "./layout_table.ts";

/** `zlib.Compress`. */
export const T_COMPRESS_OBJECT = 195;
/** `zlib.Decompress`. */
export const T_DECOMPRESS_OBJECT = 196;
/** `zlib._ZlibDecompressor`. */
export const T_ZLIB_DECOMPRESSOR = 197;
/** `_lzma.LZMACompressor`. */
export const T_LZMA_COMPRESSOR = 176;
/** `_lzma.LZMADecompressor`. */
export const T_LZMA_DECOMPRESSOR = 177;
/** `_bz2.BZ2Compressor`. */
export const T_BZ2_COMPRESSOR = 98;
/** `_bz2.BZ2Decompressor`. */
export const T_BZ2_DECOMPRESSOR = 99;
/** `_md5.md5`. */
export const T_MD5 = 198;
/** `_sha1.sha1`. */
export const T_SHA1 = 199;
/** `_sha3.sha3_224`. */
export const T_SHA3_224 = 200;
/** `_sha3.sha3_256`. */
export const T_SHA3_256 = 201;
/** `_sha3.sha3_384`. */
export const T_SHA3_384 = 202;
/** `_sha3.sha3_512`. */
export const T_SHA3_512 = 203;
/** `_sha3.shake_128`. */
export const T_SHAKE_128 = 204;
/** `_sha3.shake_256`. */
export const T_SHAKE_256 = 205;
/** `_blake2.blake2b`. */
export const T_BLAKE2B = 206;
/** `_blake2.blake2s`. */
export const T_BLAKE2S = 207;
/** `array.array`. */
export const T_ARRAY = 208;
/** `array.arrayiterator`. */
export const T_ARRAY_ITERATOR = 209;
/** `_socket.socket`. */
export const T_SOCKET = 210;
/** `select.poll`. */
export const T_POLL = 211;
/** `select.epoll`. */
export const T_EPOLL = 212;
/** `unicodedata.UCD`. */
export const T_UCD = 213;
/** `pyexpat.xmlparser`. */
export const T_XML_PARSER = 227;
/** `_ctypes._CData`. */
export const T_CDATA = 228;
/** `mmap.mmap`. */
export const T_MMAP = 229;

/** zlib: Value, bytes: what the stream remembers between calls. */
export const ZLIB_STATE = 4;
/** zlib: Value, bytes after the end of the stream. */
export const ZLIB_UNUSED = 8;
/** zlib: Value, bytes that were not looked at because the output had its full length. */
export const ZLIB_TAIL = 12;
/** zlib: Value, bytes: the dictionary that was given, or 0. */
export const ZLIB_DICTIONARY = 16;
/** zlib: raw word, 1 once the stream has ended. */
export const ZLIB_ENDED = 20;
/** zlib: raw word, bits of the window as Python passes them. */
export const ZLIB_WINDOW_BITS = 24;
/** zlib.Compress: raw word, level. */
export const ZLIB_LEVEL = 28;
/** zlib.Compress: raw word, memory level and strategy (times 16). */
export const ZLIB_TUNING = 32;
/** Bytes of a zlib stream. */
export const ZLIB_BYTES = 36;

/** _lzma: Value, bytes: what the stream remembers between calls. */
export const LZMA_STATE = 4;
/** _lzma: Value, bytes: the window of a decompressor, or what a compressor has taken in and not packed yet. */
export const LZMA_WINDOW = 8;
/** _lzma: Value, bytes after the end of the stream. */
export const LZMA_UNUSED = 12;
/** _lzma: raw word: 1 the stream has ended, 2 output had its full length, 0 input is needed. */
export const LZMA_FLAGS = 16;
/** _lzma: raw word, the integrity check. */
export const LZMA_CHECK = 20;
/** Bytes of a stream of _lzma. */
export const LZMA_BYTES = 24;

/** _bz2: Value, bytes: what the stream remembers between calls, changed in place. */
export const BZ2_STATE = 4;
/** _bz2: Value, bytes: the block, or what a decompressor made of it, changed in place. */
export const BZ2_WINDOW = 8;
/** _bz2: Value, bytes: input that a decompressor has not read; what follows the stream, at its end. */
export const BZ2_REST = 12;
/** _bz2: raw word: 0 input is needed, 1 the stream has ended, 2 there is more output, 3 the data is damaged. */
export const BZ2_FLAGS = 16;
/** Bytes of a stream of _bz2. */
export const BZ2_BYTES = 20;

/** Hashes: Value, bytearray of all that was taken in. */
export const HASH_INPUT = 4;
/** BLAKE2: Value, bytes: 1 for the last node of a tree, then the parameter block; 0 in other hashes. */
export const HASH_PARAMETERS = 8;
/** Bytes of a hash. */
export const HASH_BYTES = 12;

/** array: raw word, number of items. */
export const ARRAY_LENGTH = 4;
/** array: raw word, bytes that the storage has room for. */
export const ARRAY_CAPACITY = 8;
/** array: raw storage of the items. */
export const ARRAY_DATA = 12;
/** array: raw word, type code as a character code. */
export const ARRAY_CODE = 16;
/** array: raw word, exported buffers. */
export const ARRAY_EXPORTS = 20;
/** Bytes of an array. */
export const ARRAY_BYTES = 24;

/** arrayiterator: Value, the array, 0 once it is over. */
export const ARRAY_ITERATOR_TARGET = 4;
/** arrayiterator: raw word, index of the next item. */
export const ARRAY_ITERATOR_INDEX = 8;
/** Bytes of an arrayiterator. */
export const ARRAY_ITERATOR_BYTES = 12;

/** socket: Value, bytearray that is read from, or 0. */
export const SOCKET_INPUT = 4;
/** socket: Value, bytearray of the other end, that is written to, or 0. */
export const SOCKET_OUTPUT = 8;
/** socket: Value, time-out: None or a float of seconds. */
export const SOCKET_TIMEOUT = 12;
/** socket: raw word, number of the descriptor, -1 once closed. */
export const SOCKET_FD = 16;
/** socket: raw word, family. */
export const SOCKET_FAMILY = 20;
/** socket: raw word, type. */
export const SOCKET_TYPE = 24;
/** socket: raw word, protocol. */
export const SOCKET_PROTOCOL = 28;
/** Bytes of a socket. */
export const SOCKET_BYTES = 32;

/** poll, epoll: Value, dict from descriptor to events. */
export const POLL_REGISTERED = 4;
/** poll, epoll: raw word, number of the descriptor, -1 once closed. */
export const POLL_FD = 8;
/** Bytes of a poll or epoll object. */
export const POLL_BYTES = 12;

/** mmap: raw storage that the pages lie in, 0 once it is closed. */
export const MMAP_BLOCK = 4;
/** mmap: raw word, address of the first page, inside the storage. */
export const MMAP_ADDRESS = 8;
/** mmap: raw word, bytes. */
export const MMAP_LENGTH = 12;
/** mmap: raw word, position of reading and writing. */
export const MMAP_POSITION = 16;
/** mmap: raw word, what it may be used for: `ACCESS_READ` and its like. */
export const MMAP_ACCESS = 20;
/** mmap: raw word, exported buffers. */
export const MMAP_EXPORTS = 24;
/** mmap: raw word, descriptor of the file, -1 for none. */
export const MMAP_FD = 28;
/** mmap: raw word, where in the file it begins, in pages. */
export const MMAP_OFFSET_PAGES = 32;
/** Bytes of an mmap. */
export const MMAP_BYTES = 36;

/** _CData: Value, whose memory it shares: another one, or a memoryview; 0 if it has its own. */
export const CDATA_OWNER = 4;
/** _CData: Value, what its pointers need kept (`_objects`), or 0. */
export const CDATA_KEPT = 8;
/** _CData: raw storage of its own, or 0. */
export const CDATA_BLOCK = 12;
/** _CData: raw word, address of the first byte. */
export const CDATA_ADDRESS = 16;
/** _CData: raw word, bytes. */
export const CDATA_LENGTH = 20;
/** _CData: raw word, code of its value, or of its items where they are simple: a character; 256 more if swapped; 0. */
export const CDATA_CODE = 24;
/** _CData: raw word, number of items. */
export const CDATA_COUNT = 28;
/** Bytes of a _CData. */
export const CDATA_BYTES = 32;

/** xmlparser: Value, str: what the parser remembers between calls. */
export const XML_STATE = 4;
/** xmlparser: Value, str: what the document type declares. */
export const XML_DTD = 8;
/** xmlparser: Value, the parser that made this one for an external entity, or 0. */
export const XML_PARENT = 12;
/** xmlparser: Value, dict of names that are shared, or 0. */
export const XML_INTERN = 16;
/** xmlparser: Values, the handlers (callables, or 0), `XML_HANDLER_COUNT` of them. */
export const XML_HANDLERS = 20;
/** How many handlers there are. */
export const XML_HANDLER_COUNT = 22;
/** xmlparser: raw word, settings as bits. */
export const XML_FLAGS = XML_HANDLERS + 4 * XML_HANDLER_COUNT;
/** xmlparser: raw word, characters that its buffer holds. */
export const XML_BUFFER_SIZE = XML_FLAGS + 4;
/** xmlparser: raw word, slot that parses with it, or 0. */
export const XML_BUSY = XML_FLAGS + 8;
/** xmlparser: raw word, a number that no other state has. */
export const XML_VERSION = XML_FLAGS + 12;
/** Bytes of an xmlparser. */
export const XML_BYTES = XML_FLAGS + 16;

const ZLIB: LayoutRow = { bytes: ZLIB_BYTES, first: ZLIB_STATE, last: ZLIB_DICTIONARY };
const LZMA: LayoutRow = { bytes: LZMA_BYTES, first: LZMA_STATE, last: LZMA_UNUSED };
const BZ2: LayoutRow = { bytes: BZ2_BYTES, first: BZ2_STATE, last: BZ2_REST };
const HASH: LayoutRow = { bytes: HASH_BYTES, first: HASH_INPUT, last: HASH_PARAMETERS };
const POLL: LayoutRow = { bytes: POLL_BYTES, first: POLL_REGISTERED, last: POLL_REGISTERED };

/** The layouts, for the one list of layouts. */
export const NATIVE_LAYOUTS: { readonly [typeIndex: number]: LayoutRow } = {
  [T_COMPRESS_OBJECT]: ZLIB,
  [T_DECOMPRESS_OBJECT]: ZLIB,
  [T_ZLIB_DECOMPRESSOR]: ZLIB,
  [T_LZMA_COMPRESSOR]: LZMA,
  [T_LZMA_DECOMPRESSOR]: LZMA,
  [T_BZ2_COMPRESSOR]: BZ2,
  [T_BZ2_DECOMPRESSOR]: BZ2,
  [T_MD5]: HASH,
  [T_SHA1]: HASH,
  [T_SHA3_224]: HASH,
  [T_SHA3_256]: HASH,
  [T_SHA3_384]: HASH,
  [T_SHA3_512]: HASH,
  [T_SHAKE_128]: HASH,
  [T_SHAKE_256]: HASH,
  [T_BLAKE2B]: HASH,
  [T_BLAKE2S]: HASH,
  [T_ARRAY]: { bytes: ARRAY_BYTES, storage: [ARRAY_DATA] },
  [T_ARRAY_ITERATOR]: {
    bytes: ARRAY_ITERATOR_BYTES,
    first: ARRAY_ITERATOR_TARGET,
    last: ARRAY_ITERATOR_TARGET,
  },
  [T_SOCKET]: { bytes: SOCKET_BYTES, first: SOCKET_INPUT, last: SOCKET_TIMEOUT },
  [T_POLL]: POLL,
  [T_EPOLL]: POLL,
  [T_UCD]: { bytes: 4 },
  [T_XML_PARSER]: { bytes: XML_BYTES, first: XML_STATE, last: XML_FLAGS - 4 },
  [T_CDATA]: {
    bytes: CDATA_BYTES,
    first: CDATA_OWNER,
    last: CDATA_KEPT,
    storage: [CDATA_BLOCK],
  },
  [T_MMAP]: { bytes: MMAP_BYTES, storage: [MMAP_BLOCK] },
};
