"""What is refused of a project, and why?"""
