"""What does one session each of two invented congresses look like in the ledger?"""
