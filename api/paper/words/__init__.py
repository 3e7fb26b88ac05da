"""What do the documents of a congress's year say in sentences?

Each document is a pure function from `Facts` to a `Document`; how a document looks on paper is decided elsewhere.
"""
