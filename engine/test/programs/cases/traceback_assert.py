def check(values):
    assert all(v > 0 for v in values), f"negative in {values}"
    assert len(values) == 3


check([1, 2, 3])
check([1, 2])
