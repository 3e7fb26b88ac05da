"""For which reasons is a paper not keyed, decided or reviewed, and a round of papers not sealed?"""

from __future__ import annotations

from domain.refusals import NotFound, Refusal


class BundleUnknown(NotFound):
    """There is no such bundle, or the paper does not lie in it."""

    code = "bundle_unknown"
    title = "没有这一捆，或者这一号不在这一捆里"


class BundleMisfits(Refusal):
    """Running numbers that another bundle has, that no paper has, or of a bundle that is being keyed already."""

    code = "bundle_misfits"
    title = "起止编号不对"


class BundleTaken(Refusal):
    """Two tellers key this bundle already."""

    code = "bundle_taken"
    title = "这一捆已经有两个人在录"


class KeyingFinished(Refusal):
    """The teller has finished this bundle: what he keyed stands."""

    code = "keying_finished"
    title = "这一捆您已经录完"


class PapersMissing(Refusal):
    """Not every paper of the bundle, or of the round, was keyed: a conservation law."""

    code = "papers_missing"
    title = "还有票没有录"


class NotCompared(Refusal):
    """Nobody sees, decides or reviews before both tellers have finished."""

    code = "not_compared"
    title = "两个人还没有都录完"


class KeyedIt(Refusal):
    """Whoever keyed a bundle neither decides nor reviews in it."""

    code = "keyed_it"
    title = "录过这一捆的人不能裁定、复核"


class EditedIt(Refusal):
    """Whoever decided a paper of a bundle does not review it."""

    code = "edited_it"
    title = "裁定过这一捆的人不能复核"


class DifferencesOpen(Refusal):
    """The tellers differ on papers that nobody has decided."""

    code = "differences_open"
    title = "还有不一致或者存疑的票没有裁定"


class NotReviewed(Refusal):
    """A bundle was not reviewed yet, so the round cannot be sealed."""

    code = "not_reviewed"
    title = "还有没有复核的捆"


class FaceMissing(Refusal):
    """A paper has either marks or a reason why it is spoiled."""

    code = "face_missing"
    title = "每张票写记号或者无效原因，只写一种"
