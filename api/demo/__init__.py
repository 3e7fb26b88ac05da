"""What does the year 2024 of two invented congresses look like in the ledger, from the call for proposals to the second look?"""
