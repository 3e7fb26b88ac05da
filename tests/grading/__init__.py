"""Do grades and rates follow the rules, on examples and on random sheets?"""
