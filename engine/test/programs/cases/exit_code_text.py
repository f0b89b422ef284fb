import sys


def main():
    print("out")
    sys.exit("something went wrong")


if __name__ == "__main__":
    main()
