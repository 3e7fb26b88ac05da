"""Where do names and phones stand, so that the log never holds them and a person can be forgotten?"""

from domain.people.keyfile import KeyFileExists, KeyFileInvalid, KeyFileMissing, PersonKeys, PersonKeyUnknown
from domain.people.masking import masked
from domain.people.sealing import People, PersonalData, PersonDamaged, seal, seal_secret, unseal, unseal_secret

__all__ = [
    "KeyFileExists",
    "KeyFileInvalid",
    "KeyFileMissing",
    "People",
    "PersonDamaged",
    "PersonKeyUnknown",
    "PersonKeys",
    "PersonalData",
    "masked",
    "seal",
    "seal_secret",
    "unseal",
    "unseal_secret",
]
