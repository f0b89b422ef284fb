# A loop body with many variables and operations, more than fit in a few registers.
a = b = c = d = e = f = g = h = 1
j = k = l = m = n = o = p = q = 0.5
for i in range(2500):
    a = (a + i) % 1009
    b = (b + a * 3) % 1013
    c = (c ^ b) & 1023
    d = (d + c - a) % 1019
    e = (e * 5 + d) % 1021
    f = (f + e // 3) % 1031
    g = (g - f + 7) % 1033
    h = (h + g * 2 - e) % 1039
    j = j * 0.5 + a
    k = k * 0.25 + b
    l = l * 0.125 + c
    m = (m + j) / 2
    n = (n + k) / 2
    o = (o + l) / 2
    p = p * 0.5 + (m - n)
    q = q * 0.5 + (n - o)
    if a > b:
        a, b = b, a
    if c > d:
        c, d = d, c
    if j > k:
        j, k = k, j
    if p > q and e < f:
        p, q, e, f = q, p, f, e
print(a, b, c, d, e, f, g, h)
print(j, k, l, m, n, o, p, q)
