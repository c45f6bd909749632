print("clearinghouse")
