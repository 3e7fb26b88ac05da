"""With which codes is a profile of the wrong shape, or under an unknown name, refused?"""

from __future__ import annotations

from domain.refusals import Refusal


class ProfileFault(Refusal):
    """Something in a profile cannot be taken as it is."""

    code = "profile_fault"
    title = "规则参数有误"


class UnknownKey(ProfileFault):
    """A key that the parameter set does not have; it would otherwise be ignored."""

    code = "unknown_parameter"
    title = "没有这个参数"


class MissingKey(ProfileFault):
    """A parameter without a default was not given."""

    code = "missing_parameter"
    title = "缺少参数"


class WrongType(ProfileFault):
    """Text where a number belongs, a number where a list belongs, …."""

    code = "parameter_type"
    title = "参数类型不对"


class WrongValue(ProfileFault):
    """A word that this parameter does not know."""

    code = "parameter_value"
    title = "参数取值不对"


class WrongRange(ProfileFault):
    """A number outside its bounds."""

    code = "parameter_range"
    title = "参数超出范围"


class WrongLength(ProfileFault):
    """A text or list that is too short or too long."""

    code = "parameter_length"
    title = "参数长度不对"


class RepeatedEntry(ProfileFault):
    """The same entry twice in a list."""

    code = "parameter_repeated"
    title = "参数重复"


class UnknownPreset(ProfileFault):
    """No half of this name is shipped."""

    code = "unknown_preset"
    title = "没有这套预设规则"


class NoBallot(ProfileFault):
    """报告制: nobody votes on projects, so there are no ballot rules."""

    code = "no_ballot_in_profile"
    title = "按本办法不进行票决"
