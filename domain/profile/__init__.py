"""Which rules has a congress adopted, are they whole and free of contradiction, and which body may decide what under them?"""

from domain.profile.ballot import Ballot, Gate, Quorum, SpotAudit, Threshold
from domain.profile.check import check_ballot, check_evaluation
from domain.profile.evaluation import Evaluation, EvaluationQuorum, Thresholds, Weights
from domain.profile.halves import BALLOT_PRESETS, DECISION_HALVES, EVALUATION_PRESETS
from domain.profile.model import DecisionMode, Profile, ballot_rules, to_json
from domain.profile.presets import ballot_preset, compose, evaluation_preset, with_rules
from domain.profile.shares import Limit, Share

__all__ = [
    "BALLOT_PRESETS",
    "DECISION_HALVES",
    "EVALUATION_PRESETS",
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
    "ballot_preset",
    "ballot_rules",
    "check_ballot",
    "check_evaluation",
    "compose",
    "evaluation_preset",
    "to_json",
    "with_rules",
]
