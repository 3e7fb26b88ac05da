"""Does what leaves the house in open formats say what is recorded and published, as each standard wants it, and come back unchanged?"""
