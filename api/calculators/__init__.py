"""What do the calculators answer: JSON in, JSON out, no database, the same for the command line and for HTTP?"""

from api.calculators.answers import Answered, Calculator, answer_lines
from api.calculators.grade import grade
from api.calculators.tally import tally

__all__ = ["Answered", "Calculator", "answer_lines", "grade", "tally"]
