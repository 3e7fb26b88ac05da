"""Does the signer sign what is so, remember what it signed, and refuse everything else?"""
