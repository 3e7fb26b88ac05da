"""How fast is the ledger, as ratios from one interleaved run against the library's default and the raw limit?"""
