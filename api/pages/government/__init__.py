"""What does the government office check, ask for and hand on?"""
