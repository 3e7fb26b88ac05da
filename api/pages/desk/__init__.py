"""What does somebody find who comes to work here?"""
