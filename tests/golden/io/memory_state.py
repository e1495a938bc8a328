import io, pickle
s=io.StringIO('abc\ndef','\n'); s.seek(2)
print(s.__getstate__())
class Text(io.StringIO): pass
class Bytes(io.BytesIO): pass
for c, v in (Text, "abc\ndef"), (Bytes, b"abc\ndef"):
    s = c(v); s.seek(2); s.mark = 1
    for p in range(2, 6):
        t = pickle.loads(pickle.dumps(s, p)); print(t.read(), t.mark, t.getvalue())
for bad in (0, (), (b'','',0,None), ('',), ('',None), ('',None,0), ('','a',0,None),('',None,-1,None),('',None,0,3)):
    try: io.StringIO().__setstate__(bad); print('ok')
    except Exception as e: print(type(e).__name__, e)
for bad in (0, b'a', ("closed",), (b'',), (b'',0), (b'', -1, None), (b'',0,0),(b'',0)):
    try: io.BytesIO().__setstate__(bad); print('ok')
    except Exception as e: print(type(e).__name__, e)
