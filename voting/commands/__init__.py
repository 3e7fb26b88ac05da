"""What can be asked to be recorded about meetings, rounds and evaluations?"""
