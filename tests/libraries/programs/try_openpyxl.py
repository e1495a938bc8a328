"""A workbook there and back."""
import io

import openpyxl

book = openpyxl.Workbook()
book.active["A1"] = 5
book.active.append([1, "x", 2.5])
file = io.BytesIO()
book.save(file)
file.seek(0)
print([[cell.value for cell in row] for row in openpyxl.load_workbook(file).active.iter_rows()])
