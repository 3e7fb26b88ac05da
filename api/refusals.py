"""What does the edge itself refuse, before or beside what the ledger's own rules refuse?"""

from __future__ import annotations

from domain.refusals import Refusal


class Malformed(Refusal):
    """What was sent cannot be read as the request that it should be; the subclasses say what is wrong with it."""

    code = "malformed"
    title = "提交的内容有误"


class BodyFault(Malformed):
    """One fault in a body, under the code that its kind has (`api.http.faults` holds the kinds)."""

    def __init__(self, code: str, detail: str, *, pointer: str, **numbers: int | str | None) -> None:
        super().__init__(detail, pointer=pointer, **numbers)
        self.kind = code


class NotHttp(Malformed):
    """What came is no request of HTTP, or one that others on the way could read otherwise; the connection is closed."""

    code = "not_http"
    title = "不是正确的HTTP请求"


class QueryInvalid(Malformed):
    """A parameter after the question mark is unknown or cannot be read."""

    code = "query_invalid"
    title = "网址中的查询参数有误"


class PastUnknown(Malformed):
    """The position or the time as of which the ledger is asked for is not within it."""

    code = "past_unknown"
    title = "查不到这个时候的台账"


class BodyTooLarge(Refusal):
    """The body is over the limit of this route."""

    code = "body_too_large"
    title = "提交的内容过大"


class MediaTypeUnsupported(Refusal):
    """The body is of another kind than this route reads."""

    code = "media_type_unsupported"
    title = "不支持这种内容类型"


class IdempotencyKeyMissing(Refusal):
    """A write came without `Idempotency-Key`."""

    code = "idempotency_key_missing"
    title = "缺少请求编号"


class IdempotencyKeyInvalid(Refusal):
    """The `Idempotency-Key` is empty, too long or not printable ASCII."""

    code = "idempotency_key_invalid"
    title = "请求编号的写法不对"


class VersionMissing(Refusal):
    """A command to one existing stream came without `If-Match`."""

    code = "if_match_missing"
    title = "缺少版本号"


class VersionInvalid(Refusal):
    """`If-Match` is not one version number in quotes."""

    code = "if_match_invalid"
    title = "版本号的写法不对"


class ActorInvalid(Refusal):
    """The headers that say who is asking cannot be read."""

    code = "actor_invalid"
    title = "操作人信息有误"


class ActorNotAccepted(Refusal):
    """Headers say who is asking, but this service does not take their word."""

    code = "actor_not_accepted"
    title = "本服务不接受请求头中的操作人"


class CrossSite(Refusal):
    """A page of another site sent a write with the cookie of somebody's session."""

    code = "cross_site"
    title = "请求来自别的网站"


class HostNotServed(Refusal):
    """The request names a host that is not ours."""

    code = "host_not_served"
    title = "本服务不以这个名称提供服务"


class TooManyRequests(Refusal):
    """An account, or all the nameless together, sent more than they may."""

    code = "too_many_requests"
    title = "请求太频繁"


class BodyTooSlow(Refusal):
    """The body did not arrive within the time that its size may take."""

    code = "body_too_slow"
    title = "内容没有按时收全"


class NotYourRole(Refusal):
    """This door is not open to the role in which somebody asks."""

    code = "role_not_admitted"
    title = "您的身份不能办理这件事"


class OtherCongress(Refusal):
    """Somebody writes in another congress than his own, or reads outside his own division."""

    code = "other_congress"
    title = "不属于您所在的人大"


class OtherTask(Refusal):
    """A unit writes about another unit's project, or whoever has a session pass about other papers than its own."""

    code = "other_task"
    title = "不归您办理"


class EffectiveInFuture(Refusal):
    """Something is said to have happened on a day that has not come yet."""

    code = "effective_in_future"
    title = "日期还没有到"


class NoSuchPath(Refusal):
    """There is nothing at this address."""

    code = "no_such_path"
    title = "没有这个地址"


class MethodNotAllowed(Refusal):
    """The address exists, but not for this method."""

    code = "method_not_allowed"
    title = "这个地址不支持这种请求方法"


class NotYet(Refusal):
    """The read models have not reached the position that was asked for within the time that a read waits."""

    code = "not_yet"
    title = "内容还在整理，请稍后再试"


class ServiceAway(Refusal):
    """The database cannot be reached, so nothing was recorded."""

    code = "service_away"
    title = "服务暂时不能用"


class InternalFault(Refusal):
    """Something went wrong that is our fault; the log has the reason, the answer has none."""

    code = "internal_fault"
    title = "系统出错"
