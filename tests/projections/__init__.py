"""Do the read models say what the log says, live, rebuilt and as of any position?"""
