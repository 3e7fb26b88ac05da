"""Which addresses does the ledger answer over HTTP, to whom, and how?"""
