name = "日本語"; größe = {"é": 1}
print(name, größe["é"])
print("😀", größe["ü"], name)
