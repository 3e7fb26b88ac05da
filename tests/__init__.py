"""Which faults would go unnoticed without these tests?"""
