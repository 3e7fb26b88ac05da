"""What is refused to those who come in, or let others in?"""

from __future__ import annotations

from domain.refusals import Refusal


class SignInRefused(Refusal):
    """Name, password, one-time password or printed code is wrong, or the account is locked: which of them is not said."""

    code = "sign_in_refused"
    title = "没有登录成功"


class OidcRefused(Refusal):
    """What a provider of sign-in answered is not signed by it, not for us, not for this browser, or not of now."""

    code = "oidc_refused"
    title = "统一身份认证没有成功"


class SessionOver(Refusal):
    """The session or token is unknown, has ended, or what it stood on was taken away."""

    code = "session_over"
    title = "登录已经失效"


class TokenScope(Refusal):
    """The token was made for less than this."""

    code = "token_scope"
    title = "访问令牌不能办这件事"


class NotSignedIn(Refusal):
    """This needs a session that somebody opened himself."""

    code = "not_signed_in"
    title = "请先登录"


class PasswordUnfit(Refusal):
    """The new password is too short, too long, or too easy."""

    code = "password_unfit"
    title = "这个口令不能用"


class GrantUnfit(Refusal):
    """This role cannot be granted so."""

    code = "grant_unfit"
    title = "身份授予不了"


class RolesExclusive(Refusal):
    """The account has a role that excludes this one."""

    code = "roles_exclusive"
    title = "这两种身份不能由同一个人担任"


class NeedsTwo(Refusal):
    """An administrator alone does not shut another one out, nor let him in again."""

    code = "needs_two"
    title = "管理员的账号要两个人锁定、解锁"


class PassUnfit(Refusal):
    """A session pass cannot be issued so: the meeting is over, the person unknown, or he has one already."""

    code = "pass_unfit"
    title = "会议口令发不了"


class ConfirmationPending(Refusal):
    """The second person who is named has not confirmed this very request yet."""

    code = "confirmation_pending"
    title = "等待第二个人确认"
