"""Imports put in order."""
import isort

print(isort.code("import sys\nimport os\nfrom a import c, b\n"))
