for c,a in [(UnicodeTranslateError,("aéb",1,2,"why")),(UnicodeEncodeError,("x","aéb",1,3,"why")),(UnicodeDecodeError,("x",b"ab",0,1,"why")),(UnicodeEncodeError,("x",)),(UnicodeEncodeError,(1,"a",0,1,"r")),(UnicodeDecodeError,("x","a",0,1,"r"))]:
    try: e=c(*a); print(ascii(str(e)), e.start, e.end, e.reason, ascii(e.object))
    except Exception as x: print(type(x).__name__, x)
