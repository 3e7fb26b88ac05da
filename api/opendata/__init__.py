"""In which open formats can others read what the ledger holds: CVR, OC4IDS, Pabulib, CloudEvents, CSV with a dictionary?"""
