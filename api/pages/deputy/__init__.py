"""What does a deputy read on his phone: what he is to vote on, what is being done, what he found?"""
