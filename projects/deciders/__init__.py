"""What may happen next to a year of work, a proposal, a project and its supervision, and what is refused?"""
