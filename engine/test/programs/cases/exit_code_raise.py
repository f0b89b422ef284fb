class Leave(SystemExit):
    pass


try:
    raise Leave(7)
except SystemExit as error:
    print("caught", error.code)
raise SystemExit(300)
