"""What stands about meetings, rounds and evaluations after everything that happened to them?"""
