"""Which damages are there, by name?

Each takes a good bundle and a random generator and gives the damaged bundle with what a right verifier must say of it, or None
where this bundle has nothing to damage in that way.
"""

from tests.bundles.damages import counts, forms, keeper, kept, published, rows, signatures, zips
from tests.bundles.damages.damage import Damage, Damaged

PLACES = (rows, signatures, keeper, kept, counts, published, forms, zips)
DAMAGES: dict[str, Damage] = {name: damage for place in PLACES for name, damage in place.DAMAGES.items()}

__all__ = ["DAMAGES", "Damage", "Damaged"]
