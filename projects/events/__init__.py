"""What happens on the way of a livelihood project, from the wish to the second look?"""
