"""How does a document in words become a file that an office edits?"""
