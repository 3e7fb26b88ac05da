"""Which bundles does a verifier get to see in tests, good ones and damaged ones?"""
