"""What do all parts of the ledger share: events, deciders, refusals, actors, money, calendar, canonical bytes and the one door to storage?"""
