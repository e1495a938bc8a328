"""Records how CPython's C unpickler refuses damaged pickles: run as `python3 generate_errors.py [COUNT [SEED]]`.

Writes errors.jsonl beside it: the bytes in Base64, then the exception's name and message, or null where they load.
Inputs are pickles.jsonl's streams cut off or with bytes changed, and a list made by hand. Scalars that load are recorded by their repr.
"""
import base64
import json
import os
import pickle
import random
import resource
import sys

HERE = os.path.dirname(os.path.abspath(__file__))

BY_HAND = [
    b"", b".", b"N", b"(.", b"(N.", b"N(.", b"0.", b"(0.", b"2.", b"(2.", b"1.", b"a.", b"Na.", b"]a.", b"NNa.", b"(]Na.", b"](Na.",
    b"e.", b"(e.", b"](e.", b"](Ne.", b"N(Ne.", b")(Ne.", b"s.", b"}s.", b"}Ns.", b"}NNs.", b"NNNs.", b"]NNs.", b"]K\0Ns.", b"](NK\0s.",
    b"]K\5aK\0Ns.", b"]K\5aX\1\0\0\0aNs.", b"u.", b"}(u.", b"}(Nu.", b"}(NNu.", b"}(]Nu.", b"(](Nd.", b"(d.", b"(Nd.", b"(}Nd.", b"(l.", b"l.",
    b"t.", b"(t.", b"\x85.", b"\x86.", b"N\x86.", b"\x87.", b"NN\x87.", b"(\x85.", b"(N\x86.", b"K", b"K\1", b"J\1\2\3", b"M\1", b"G\1",
    b"I1\n.", b"I\n.", b"I", b"I1", b"I1x\n.", b"I010\n.", b"I0x1f\n.", b"I 5\n.", b"I5 \n.", b"I-3\n.", b"I+3\n.", b"I1_0\n.", b"I08\n.",
    b"I00\n.", b"I01\n.", b"I1L\n.", b"I9999999999999999999999\n.", b"I99999999999999999999x\n.", b"I--1\n.", b"Iabc\n.",
    b"L1L\n.", b"L1\n.", b"LL\n.", b"L\n.", b"L", b"LxL\n.", b"Labc\n.", b"L0x10L\n.", b"L010L\n.", b"L1 L\n.", b"L-5L\n.", b"L'\"L\n.",
    b"L" + b"1" * 4300 + b"L\n.", b"L" + b"1" * 4301 + b"L\n.", b"F1.5\n.", b"F\n.", b"F", b"Fx\n.", b"F1.5x\n.", b"F1e400\n.", b"F-inf\n.",
    b"Fnan\n.", b"F 1\n.", b"F1 \n.", b"F1_0\n.", b"F.5\n.", b"F5.\n.", b"F.\n.", b"F1e\n.", b"Finfinity\n.", b"Finfx\n.", b"F0x10\n.",
    b"S'a'\n.", b"S\"a\"\n.", b"Sa\n.", b"S'a\n.", b"S'\n.", b"S''\n.", b"S\n.", b"S'\\x4'\n.", b"S'\\x41\\101\\n\\q'\n.", b"S'\\'\n.",
    b"S'\\\\'\n.", b"S'\\\n.", b"S'\xff'\n.", b"S'a'", b"Va\n.", b"V\n.", b"V", b"V\\u12\n.", b"V\\u0041\n.", b"V\\U00110000\n.", b"V\\U0001F600\n.",
    b"V\\\\u0041\n.", b"V\\\n.", b"V\\x\n.", b"V\\U0001\n.", b"V\xff\n.", b"T\1\0\0\0a.", b"T\xff\xff\xff\xffa.", b"T\1\0\0\0\xff.", b"U\1a.",
    b"U\2a.", b"U\1\xff.", b"X\1\0\0\0a.", b"X\1\0\0\0\xff.", b"X\2\0\0\0\xc3.", b"X\2\0\0\0\xc3\x28.", b"X\3\0\0\0\xed\xa0\x80.",
    b"X\3\0\0\0\xe2\x82\x28.", b"X\4\0\0\0\xf4\x90\x80\x80.", b"X\2\0\0\0\xc0\x80.", b"X\3\0\0\0\xe0\x80\x80.", b"X\4\0\0\0\xf0\x9f\x98\x28.",
    b"X\3\0\0\0\xf0\x9f\x98.", b"X\5\0\0\0ab\xed\xa0c.", b"X\2\0\0\0\xed\xa0.", b"X\4\0\0\0\xed\xb0\x80\xff.", b"\x8c\1", b"\x8c\2a.",
    b"X\xff\xff\xff\xffa.", b"\x8d\xff\xff\xff\xff\xff\xff\xff\xff.", b"\x8d\xff\xff\xff\xff\xff\xff\xff\x7f.", b"\x8e\xff\xff\xff\xff\xff\xff\xff\xff.",
    b"\x96\xff\xff\xff\xff\xff\xff\xff\xff.", b"\x8a\1", b"\x8a\0.", b"\x8a\1\xff.", b"\x8b\xff\xff\xff\xff.", b"\x8b\2\0\0\0\1.",
    b"\x8b\0\0\0\0.", b"\x95\xff\xff\xff\xff\xff\xff\xff\xff.", b"\x95\5\0\0\0\0\0\0\0N.", b"\x95\1\0\0\0\0\0\0\0NN.", b"\x95\1", b"\x80", b"\x80\6.",
    b"\x80\xff.", b"\x80\0N.", b"\x80\5N.", b"g0\n.", b"g\n.", b"gx\n.", b"g-1\n.", b"g0x1\n.", b"g99999999999999999999\n.", b"h\0.", b"h", b"j\0\0\0\0.",
    b"j\1\0.", b"p0\n.", b"Np0\n.", b"Np\n.", b"Npx\n.", b"Np-1\n.", b"(p0\n.", b"q\0.", b"Nq", b"Nq\0h\0.", b"Nq\0h\0e.", b"(q\0.", b"r\0\0\0\0.",
    b"Nr\1\0\0\0j\1\0\0\0\x86.", b"\x94.", b"N\x94h\0\x86.", b"(\x94.", b"Np99999999999999999999\n.", b"c.", b"cos\n.", b"cos\nsystem\n.", b"c\n\n.", b"cos\n\n.",
    b"c\xff\nx\n.", b"ios\nsystem\n.", b"(ios\nsystem\n.", b"(i\n.", b"(ios\n", b"\x93.", b"N\x93.", b"NN\x93.", b"\x8c\1aN\x93.",
    b"\x8c\2os\x8c\6system\x93.", b"R.", b"NR.", b"NNR.", b"N)R.", b"NK\1R.", b"])R.", b"(NR.", b"b.", b"Nb.", b"NNb.", b"N}b.", b"]NK\1b.", b"]}b.",
    b"]}X\1\0\0\0aNsb.", b"}NN\x86b.", b"(Nb.", b"N(Nb.", b"\x81.", b"N\x81.", b"NN\x81.", b"N)\x81.", b"\x92.", b"N\x92.", b"NN\x92.", b"NNN\x92.",
    b"N)}\x92.", b"o.", b"(o.", b"(No.", b"(NNo.", b"Pa\n.", b"P\n.", b"P", b"Q.", b"NQ.", b"\x97.", b"\x98.", b"N\x98.", b"C\1a\x98.", b"\x82\0.",
    b"\x82\1.", b"\x83\1\0.", b"\x84\0\0\0\0.", b"\x84\xff\xff\xff\xff.", b"\x84\1\0\0\0.", b"\x82", b"\x8f.", b"\x90.", b"\x8f(\x90.", b"\x8f(N\x90.",
    b"\x8f(]\x90.", b"N(N\x90.", b"](N\x90.", b"(N\x90.", b"\x91.", b"(\x91.", b"(]\x91.", b"(N\x91(N\x90.", b"\xff", b"\0.", b"\n", b" ", b"'", b"\\", b"~", b"\x7f",
    b"}]Ns.", b"}}Ns.", b"}\x8fNs.", b"}\x96\1\0\0\0\0\0\0\0aNs.", b"(((((.", b"(" * 100 + b"t" * 100 + b".", b"]" * 50 + b"a" * 49 + b".", b"N.trailing",
    b"N)s.", b")NNs.", b"C\1aNNs.", b"K\5NNs.", b"\x8fNNs.", b"K\5(Ne.", b"}(Ne.", b"X\1\0\0\0a(Ne.", b"\x88(Ne.", b"N(N\x90.", b"K\5(N\x90.",
]


def forbid_globals(event, arguments):
    if event == "pickle.find_class":
        raise pickle.UnpicklingError("global is forbidden")


def outcome(data):
    try:
        value = pickle.loads(data)
    except Exception as error:
        return [type(error).__name__, str(error)]
    return repr(value) if type(value) in (int, float, bool, str, bytes) else None


def mutate(random, data):
    data = bytearray(data)
    for _ in range(random.choice((1, 1, 1, 2, 3, 8))):
        kind = random.randrange(6)
        at = random.randrange(len(data) + 1)
        if kind == 0:
            del data[at:]
        elif kind == 1 and data:
            data[at % len(data)] = random.randrange(256)
        elif kind == 2:
            data[at:at] = bytes([random.choice(OPCODES)])
        elif kind == 3 and data:
            data[at % len(data)] = random.choice(OPCODES)
        elif kind == 4:
            del data[at : at + random.randrange(1, 5)]
        else:
            start = random.randrange(len(data) + 1)
            data[at:at] = data[start : start + random.randrange(1, 9)]
    return bytes(data)


OPCODES = b"(.0123FIJKLMNPQRSTUVXabcdeghijloprstu})]G\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8bBC\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x96\x97\x98q"


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    generator = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    sys.addaudithook(forbid_globals)
    streams = []
    with open(os.path.join(HERE, "pickles.jsonl")) as file:
        for line in file:
            streams += [base64.b64decode(stream) for stream in json.loads(line)["streams"] if isinstance(stream, str)]
    inputs = BY_HAND + [mutate(generator, generator.choice(streams)[:300]) for _ in range(count)]
    with open(os.environ.get("OUT", os.path.join(HERE, "errors.jsonl")), "w") as file:
        for data in dict.fromkeys(inputs):
            result = outcome(data)
            # What CPython can't allocate, others may, and the reverse.
            if result is None or result[0] != "MemoryError":
                file.write(json.dumps([base64.b64encode(data).decode(), result]) + "\n")


if __name__ == "__main__":
    main()
