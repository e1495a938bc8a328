# python3.14
# Padding in base64, wherever it stands, and lines of uuencoding.
import binascii
def t(f, *a, **k):
    try: print(f.__name__, a, k, f(*a, **k))
    except Exception as e: print(f.__name__, a, k, type(e).__name__, e)
for s in [b'', b'=', b'==', b'a=', b'ab=', b'ab==', b'abc=', b'abcd=', b'ab=c=', b'ab===', b'ab==c', b'ab==cd==', b'abc=def=', b'abcd====', b'a===', b'ab=c', b'ab= =', b'\nab==', b'ab==\n', b'i7==', b'abcde', b'aGk=aGk=', b'ab==i', b'====', b'abc==', b'ab=\n=', b'a!b==', b'abcd=ef', b'abcd==', b'ab==cdef', b'abc=d', b'abc=de', b'A', b'=A', b'AB=CD']:
    t(binascii.a2b_base64, s); t(binascii.a2b_base64, s, strict_mode=True)
for s in [b'', b' ', b'\n', b'\x7f', b'!', b'#86)C\n', b'#', b'  \n', b'#86', b'\x80', b'$', b'`', b'`\n', b'#86)C!!', b'#86)C  ', b'"']:
    t(binascii.a2b_uu, s)
