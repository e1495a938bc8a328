"""SQL made readable."""
import sqlparse

text = "select a,b from t where x=1 and y in (select 1)"
print(sqlparse.format(text, reindent=True, keyword_case="upper"))
