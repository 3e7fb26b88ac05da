"""What do people see of the ledger in a browser?"""
