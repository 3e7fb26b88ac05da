"""Would we notice if the program no longer got its PostgreSQL, or harmed one?"""
