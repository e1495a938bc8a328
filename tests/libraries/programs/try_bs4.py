"""HTML that is broken, by the library's parser and by html5lib."""
from bs4 import BeautifulSoup

soup = BeautifulSoup("<body><p class='a'>x<b>y</b></p><a href='/z'>l</a><ul><li>1<li>2</ul>", "html.parser")
print(soup.prettify(), [a["href"] for a in soup.find_all("a")], soup.select("p.a > b"))
print(BeautifulSoup("<p>un<b>closed<table><td>x", "html5lib"))
