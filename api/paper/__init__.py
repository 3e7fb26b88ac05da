"""What is printed on paper from what is recorded: ballots, sheets, lists, labels?"""
