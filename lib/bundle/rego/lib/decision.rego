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

# Nearly every request is decided by policies; the first branch is what the others come to then.
result := by_policies if {
	ready.refused == null
	route.refused == null
	route.operation_id != null
	token.verified
	facts.refused == null
	data.sallyport_policy.apis[route.api_id].observe_until == null
	not data.sallyport_signals.observed[route.api_id]
} else := object.union(empty, {"outcome": "deny", "reason": ready.refused}) if {
	ready.refused in {"not-ready", "internal-error"}
} else := denied(ready.refused) if {
	ready.refused != null
} else := denied(route.refused) if {
	route.refused != null
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
} else := by_policies

by_policies := {
	"outcome": said.outcome,
	"reason": said.reason,
	"policies": said.policies,
	"challenge": said.challenge,
	"api": route.api_id,
	"operation": route.operation_id,
	"subject": known.id,
	"device": facts.device.id,
	"session": known.session,
	"rate_limits": rate_limits,
	"shadow": shadow,
	"degraded": degraded,
	"valid_seconds": valid_seconds,
} if {
	said := judged
	known := facts.caller
}

denied(reason) := object.union(empty, {"outcome": "deny", "reason": reason, "api": route.api_id})

answer(given, more) := object.union_n([
	empty,
	given,
	{"api": route.api_id, "operation": route.operation_id, "degraded": degraded},
	more,
])

caller := {"subject": facts.caller.id, "device": facts.device.id, "session": facts.caller.session}

default degraded := false

degraded if not ready.leased

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
	count(header.values(request.form.headers, "origin")) == 1
	count(header.values(request.form.headers, "access-control-request-method")) == 1
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
