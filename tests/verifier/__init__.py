"""What does the verifier say of bundles, good and bad?"""
