"""Which rules has a congress adopted, are they whole and free of contradiction, and which body may decide what under them?"""

from domain.profile.ballot import Ballot, Gate, Quorum, SpotAudit, Threshold
from domain.profile.bodies import ACTS, Act, bodies_at, body_for, step_bodies
from domain.profile.check import check_ballot, check_evaluation, check_profile, recorded_profile
from domain.profile.compare import differences
from domain.profile.evaluation import Evaluation, EvaluationQuorum, Thresholds, Weights
from domain.profile.halves import BALLOT_PRESETS, DECISION_HALVES, EVALUATION_PRESETS
from domain.profile.model import DecisionMode, Profile, ballot_rules, to_json
from domain.profile.presets import ballot_preset, compose, evaluation_preset, with_rules
from domain.profile.shares import Limit, Share
from domain.profile.surplus import candidates_lacking
from domain.profile.words import VALUES, WORDS, announcement_word, vote_word, worded

__all__ = [
    "ACTS",
    "BALLOT_PRESETS",
    "DECISION_HALVES",
    "EVALUATION_PRESETS",
    "VALUES",
    "WORDS",
    "Act",
    "Ballot",
    "DecisionMode",
    "Evaluation",
    "EvaluationQuorum",
    "Gate",
    "Limit",
    "Profile",
    "Quorum",
    "Share",
    "SpotAudit",
    "Threshold",
    "Thresholds",
    "Weights",
    "announcement_word",
    "ballot_preset",
    "ballot_rules",
    "bodies_at",
    "body_for",
    "candidates_lacking",
    "check_ballot",
    "check_evaluation",
    "check_profile",
    "compose",
    "differences",
    "evaluation_preset",
    "recorded_profile",
    "step_bodies",
    "to_json",
    "vote_word",
    "with_rules",
    "worded",
]
