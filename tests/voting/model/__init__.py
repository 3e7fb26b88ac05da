"""What would a clerk who has only read the catalogue and the rules say to each command, accepted or refused?

Written from events.md and rules.md, in plain dictionaries and numbers; it imports the commands as vocabulary and nothing that
decides, folds or counts, so that it can disagree.
"""
