"""What can anybody look at?"""
