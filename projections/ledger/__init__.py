"""What does the 台账 say of the rows of projects on a day: lines, money, targets, promises, alerts, 待办, grades?

Functions over rows and a day; nothing of it is stored. The rows are those of the reader: what is withheld from him is already gone
from them, so that every number here is one that he may see.
"""
