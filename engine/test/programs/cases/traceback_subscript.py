table = {"a": {"b": [1, 2, 3]}}
row = table["a"]["b"]
print(row[2])
print(table["a"]["b"][10] + 5)
