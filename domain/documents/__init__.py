"""Which papers stand behind the ledger, by their hash, and where do they lie?"""
