"""What may happen next to a meeting, a round, an evaluation, and what is refused?"""
