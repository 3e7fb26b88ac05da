"""How does a clerk do with a browser what the HTTP API does?"""
