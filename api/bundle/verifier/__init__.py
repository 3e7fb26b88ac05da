"""Which programs go into a bundle, so that an outsider can check it without us?"""
