# One decision. The reason is the first hit, in this order; where nothing says anything, it is a denial.
package sallyport.lib.decision

import rego.v1

import data.sallyport.lib.clock
import data.sallyport.lib.facts
import data.sallyport.lib.header
import data.sallyport.lib.lifetime
import data.sallyport.lib.limits
import data.sallyport.lib.policies
import data.sallyport.lib.ready
import data.sallyport.lib.request
import data.sallyport.lib.route
import data.sallyport.lib.token
import data.sallyport.lib.verdict

default result := {
	"outcome": "deny",
	"reason": "internal-error",
	"policies": [],
	"challenge": null,
	"api": null,
	"operation": null,
	"subject": null,
	"device": null,
	"session": null,
	"rate_limits": [],
	"shadow": null,
	"degraded": false,
	"valid_seconds": 0,
}

empty := {
	"policies": [],
	"challenge": null,
	"api": null,
	"operation": null,
	"subject": null,
	"device": null,
	"session": null,
	"rate_limits": [],
	"shadow": null,
	"degraded": false,
	"valid_seconds": 0,
}

result := denied("not-ready", {}) if {
	not ready.complete
} else := denied("internal-error", {}) if {
	not clock.readable
} else := denied(ready.refused, {"api": route.api_id}) if {
	ready.refused != null
} else := denied("malformed-request", {}) if {
	request.malformed
} else := denied("unknown-api", {}) if {
	route.api_id == null
} else := denied("stale-signals", {"api": route.api_id}) if {
	ready.stale_signals
} else := denied("malformed-request", {"api": route.api_id}) if {
	odd_trailing_slash
} else := denied("malformed-request", {"api": route.api_id}) if {
	route.look_alike
} else := answer(verdict.plain("allow", "preflight"), {}) if {
	preflight
} else := answer(verdict.plain("deny", "unknown-operation"), {}) if {
	route.operation_id == null
	route.api.undocumented == "deny"
	not observed
} else := answer(verdict.plain("deny", "invalid-token"), {}) if {
	token.state == "invalid"
} else := answer(verdict.plain("deny", facts.refused), caller) if {
	facts.refused != null
} else := answer(
	object.union(verdict.plain("allow", "observed"), {"shadow": summary(judged)}),
	caller,
) if {
	observed
	judged.outcome != "allow"
} else := {
	"outcome": judged.outcome,
	"reason": judged.reason,
	"policies": judged.policies,
	"challenge": judged.challenge,
	"api": route.api_id,
	"operation": route.operation_id,
	"subject": facts.subject_id,
	"device": facts.device_id,
	"session": facts.session,
	"rate_limits": rate_limits,
	"shadow": shadow,
	"degraded": degraded,
	"valid_seconds": valid_seconds,
}

denied(reason, more) := object.union_n([empty, {"outcome": "deny", "reason": reason}, more])

answer(given, more) := object.union_n([
	empty,
	given,
	{"api": route.api_id, "operation": route.operation_id, "degraded": degraded},
	more,
])

caller := {"subject": facts.subject_id, "device": facts.device_id, "session": facts.session}

default degraded := false

degraded if not ready.leased

# The path "/" always ends in a slash and has no other form.
default odd_trailing_slash := false

odd_trailing_slash if {
	request.trailing_slash
	route.api.trailing_slash != "required"
	count(request.segments) > 0
} else if {
	route.api.trailing_slash == "required"
	not request.trailing_slash
	count(request.segments) > 0
}

# Until its end, never for what is restricted.
default observed := false

observed if {
	clock.now < route.observed_until
	not restricted
}

restricted if route.api.sensitivity == "restricted"

restricted if route.operation.sensitivity == "restricted"

# A CORS preflight carries no credentials, so there is nobody to decide about.
default preflight := false

preflight if {
	route.operation_id == null
	route.api.cors == "preflight"
	request.method == "OPTIONS"
	token.state == "none"
	count(header.values("origin")) == 1
	count(header.values("access-control-request-method")) == 1
}

judged := verdict.judge(policies.enforced)

# One decision with every shadow policy as if enforced, where it differs.
default shadow := null

shadow := summary(other) if {
	policies.shadowed
	other := verdict.judge(policies.relevant)
	differs(other, judged)
}

differs(one, other) if one.outcome != other.outcome

differs(one, other) if one.reason != other.reason

summary(given) := {"outcome": given.outcome, "reason": given.reason, "policies": given.policies}

default rate_limits := []

rate_limits := limits.all(judged.policies) if {
	judged.outcome == "allow"
	not observed
}

default valid_seconds := 0

valid_seconds := lifetime.seconds if judged.outcome == "allow"
