"""Do the documents in words say what is recorded, and are the files that they become harmless and the same each time?"""
