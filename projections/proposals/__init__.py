"""What became of each proposal, who is still to be answered, and how does a year's solicitation run into projects?

A proposal is a listed row with its long texts beside it (`#text`). Beside the proposals lie rows that nobody lists: the congress's
rules of publication and rounding (`#rules`), a year of work, and the projects of its lists, from which the funnel is made.
"""

from projections.proposals.reading import PROPOSALS, read_funnel

__all__ = ["PROPOSALS", "read_funnel"]
