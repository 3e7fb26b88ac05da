"""Does the count say what the rules of the field say, on examples, on random rounds and beside two other counters?"""
