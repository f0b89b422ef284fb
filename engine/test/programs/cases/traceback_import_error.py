import broken_package.fails
