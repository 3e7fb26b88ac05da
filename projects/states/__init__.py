"""What stands about a year of work, a proposal, a project and its supervision after everything that happened?"""
