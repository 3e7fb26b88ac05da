"""What does a second verifier, written in another language from the page alone, say of a bundle?"""
