"""Which facts make up meetings, rounds 票决 and evaluations 测评?"""

from voting.events import evaluations, meetings, papers, rounds

__all__ = ["evaluations", "meetings", "papers", "rounds"]
