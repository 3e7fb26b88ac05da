"""Do meetings, rounds and evaluations record what happened and refuse what cannot be?"""
