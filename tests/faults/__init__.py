"""Does everything that was acknowledged and signed survive when whoever did it is killed without warning?"""
