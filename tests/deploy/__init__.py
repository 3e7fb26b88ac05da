"""Does what stands in `deploy/` fit the program, and does it keep out what must stay out?"""
