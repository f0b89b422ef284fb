# The names that site adds: a menu program ends with quit().
print(type(exit).__name__, type(quit).__module__, quit, repr(exit))
print(help, callable(license), type(copyright).__name__, type(credits) is type(license))
for end in (quit, exit):
    for code in ((), (3,), ("a message",), (None,)):
        try:
            end(*code)
        except SystemExit as error:
            print("code", error.code, error.args)


def menu(choices):
    for choice in choices:
        if choice == "hello":
            print("hello!")
        elif choice == "quit":
            print("bye")
            quit()
        else:
            print("unknown:", choice)


menu(["hello", "what", "quit", "never"])
