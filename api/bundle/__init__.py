"""How does a part of the ledger leave the house as one file that anybody can check without asking us?"""
