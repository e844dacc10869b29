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
result := {
	"outcome": said.outcome,
	"reason": said.reason,
	"policies": said.policies,
	"challenge": said.challenge,
	"api": going.api,
	"operation": going.operation,
	"subject": known.id,
	"device": facts.device.id,
	"session": known.session,
	"rate_limits": limits.after(said, going),
	"shadow": null,
	"degraded": gate.degraded,
	"valid_seconds": lifetime.after(said, known),
} if {
	gate := ready.gate
	gate.refused == null
	going := route.target
	going.refused == null
	going.operation != null
	known := facts.caller
	known.anonymous == false
	facts.refused == null
	not data.sallyport_signals.observed[going.api]
	data.sallyport_policy.apis[going.api].observe_until == null
	about := policies.about
	about.shadowed == false
	said := verdict.judge_by(policies.applying.forbids, policies.applying.permits, about.all)
} else := object.union(empty, {"outcome": "deny", "reason": ready.gate.refused}) if {
	ready.gate.refused in {"not-ready", "internal-error"}
} else := denied(ready.gate.refused) if {
	ready.gate.refused != null
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
} else := answer(
	object.union(judged, {"rate_limits": rate_limits, "shadow": shadow, "valid_seconds": valid_seconds}),
	caller,
)

denied(reason) := object.union(empty, {"outcome": "deny", "reason": reason, "api": route.api_id})

answer(given, more) := object.union_n([
	empty,
	given,
	{"api": route.api_id, "operation": route.operation_id, "degraded": ready.gate.degraded},
	more,
])

caller := {"subject": facts.caller.id, "device": facts.device.id, "session": facts.caller.session}

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

judged := verdict.judge_by(said.forbids, said.permits, policies.about.all) if {
	policies.about.shadowed == false
	said := policies.applying
} else := verdict.judge(policies.enforced)

# One decision with every shadow policy as if enforced, where it differs.
default shadow := null

shadow := summary(other) if {
	policies.about.shadowed
	other := verdict.judge(policies.about.all)
	differs(other, judged)
}

differs(one, other) if one.outcome != other.outcome

differs(one, other) if one.reason != other.reason

summary(given) := {"outcome": given.outcome, "reason": given.reason, "policies": given.policies}

default rate_limits := []

rate_limits := limits.after(judged, route.target) if not observed

valid_seconds := lifetime.after(judged, facts.caller)
