"""How are the ledger's answers printed for people: as Chinese tables and sentences, columns aligned for full-width characters?"""
