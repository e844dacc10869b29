# What a set of policies says (steps 5 and 6), before rate limits, observe mode and shadows.
package sallyport.lib.verdict

import rego.v1

import data.sallyport.lib.facts
import data.sallyport.lib.policies
import data.sallyport.lib.remedy
import data.sallyport.lib.route

plain(outcome, reason) := {"outcome": outcome, "reason": reason, "policies": [], "challenge": null}

judge(names) := judge_by(policies.applying.forbids & names, policies.applying.permits & names, names)

judge_by(forbids, permits, names) := {
	"outcome": "allow",
	"reason": "permitted",
	"policies": sort(permits),
	"challenge": null,
} if {
	count(permits) > 0
	count(forbids) == 0
	not closed
} else := plain("deny", "unknown-operation") if {
	closed
	route.api.undocumented == "deny"
} else := object.union(
	plain("challenge", "authentication-required"),
	{"challenge": remedy.authenticate},
) if {
	closed
} else := judge_forbidden(forbids, permits, names) if {
	count(forbids) > 0
} else := challenged(option.remedy, {option.name}) if {
	option := best(remedy.empty, names)
} else := plain("deny", "no-permit")

# Undocumented operations are open to authenticated callers only.
closed if {
	route.operation_id == null
	route.api.undocumented == "deny"
} else if {
	route.operation_id == null
	facts.caller.anonymous
}

# A challenge only if each forbid can be lifted and some permit is in reach; it asks for the union, of the
# permit that keeps the union smallest. An anonymous caller is asked to authenticate also where no permit is
# in reach yet.
judge_forbidden(forbids, permits, names) := forbidden(forbids) if {
	some name in forbids
	not policies.forbid_cures[name]
} else := challenged(cure_of(forbids), forbids) if {
	count(permits) > 0
} else := challenged(option.remedy, forbids | {option.name}) if {
	option := best(cure_of(forbids), names)
} else := challenged(remedy.unite([cure_of(forbids), remedy.authenticate]), forbids) if {
	facts.caller.anonymous
} else := forbidden(forbids)

cure_of(forbids) := remedy.unite([policies.forbid_cures[name] | some name in forbids])

forbidden(forbids) := object.union(plain("deny", "forbidden"), {"policies": sort(forbids)})

# The smallest union with what is asked anyway; of equals the policy whose name sorts first.
best(base, names) := {"name": name, "remedy": union} if {
	ranked := sort([[remedy.weight(together), option] |
		some option, cure in policies.options
		option in names
		together := remedy.unite([base, cure])
	])
	[_, name] := ranked[0]
	union := remedy.unite([base, policies.options[name]])
}

challenged(challenge, names) := {
	"outcome": "challenge",
	"reason": challenge_reason(challenge),
	"policies": sort(names),
	"challenge": challenge,
}

challenge_reason(challenge) := "authentication-required" if {
	challenge.authenticate
} else := "step-up-required"
