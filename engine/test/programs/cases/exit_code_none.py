import sys

print("all well")
sys.exit()
