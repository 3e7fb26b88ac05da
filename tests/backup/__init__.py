"""Does what was put aside come back whole, and nothing else than what was put aside?"""
