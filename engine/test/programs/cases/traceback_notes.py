def fail():
    error = ValueError("with notes\nand two lines")
    error.add_note("first note")
    error.add_note("second\nnote")
    raise error


fail()
