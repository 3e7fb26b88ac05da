"""What do outsiders hold in their hands: notes signed by keys that they know, and what these say of the log?"""
