"""What do bundles hold, for whom, and is it the whole truth that the log has?"""
