"""How does the ledger survive the loss of its database: what is put aside, and how does it come back and prove to be the same?"""
