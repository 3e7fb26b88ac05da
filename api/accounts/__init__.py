"""Who may come in, how does he prove who he is, and who let him?"""
