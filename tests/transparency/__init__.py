"""Are the notes, checkpoints and policies of the log those that every other program of the field reads and writes?"""
