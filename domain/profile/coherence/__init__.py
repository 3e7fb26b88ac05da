"""Which well-formed rules contradict one another, the law's bodies, or common sense?"""

from domain.profile.coherence.ballots import BALLOT_CONTRADICTIONS
from domain.profile.coherence.contradiction import Contradiction
from domain.profile.coherence.evaluations import EVALUATION_CONTRADICTIONS
from domain.profile.coherence.levels import LEVEL_CONTRADICTIONS
from domain.profile.coherence.others import OTHER_CONTRADICTIONS

CONTRADICTIONS: tuple[type[Contradiction], ...] = (
    *LEVEL_CONTRADICTIONS,
    *BALLOT_CONTRADICTIONS,
    *EVALUATION_CONTRADICTIONS,
    *OTHER_CONTRADICTIONS,
)

__all__ = ["CONTRADICTIONS", "Contradiction"]
