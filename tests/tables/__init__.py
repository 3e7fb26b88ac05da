"""Does what is handed out as a table say what the ledger says, digit by digit, and nothing that is withheld?"""
