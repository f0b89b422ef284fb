total = 10


def show():
    counter = 5
    print(totl)


show()
