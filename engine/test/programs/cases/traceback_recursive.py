def down(n):
    if n == 0:
        raise ValueError("reached the bottom")
    down(n - 1)


down(8)
