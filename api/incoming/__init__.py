"""How does what people send in who have not signed in wait for the office, and become part of the ledger?"""
