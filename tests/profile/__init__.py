"""Which rules does a profile take, which does it refuse, and whom does it let decide?"""
