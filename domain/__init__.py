"""What do all parts share: events, deciders, refusals, actors, money, calendar, bytes and the door to storage?"""
