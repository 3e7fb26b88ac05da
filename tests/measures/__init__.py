"""Are the measures of a project exact, and do they say what published ledgers printed?"""
