print("run as a package")
