"""Who is this congress, since when, with how many deputies and under which rules?"""
