"""Markdown with extensions."""
import markdown

text = "# Hi\n\n* a\n* b\n\n```\ncode\n```\n\n|a|b|\n|-|-|\n|1|2|"
print(markdown.markdown(text, extensions=["tables", "fenced_code", "toc"]))
