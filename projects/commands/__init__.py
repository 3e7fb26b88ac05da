"""What can be asked of a year of work, a proposal, a project and its supervision?"""
