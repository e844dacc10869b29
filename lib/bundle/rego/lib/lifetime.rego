# How long an allow may be relied upon: until time alone could change it, at most five minutes.
package sallyport.lib.lifetime

import rego.v1

import data.sallyport.lib.clock
import data.sallyport.lib.facts
import data.sallyport.lib.policies
import data.sallyport.lib.ready
import data.sallyport.lib.route
import data.sallyport.lib.schedule

default seconds := 0

seconds := max([0, floor(min(array.concat([300], array.concat(remaining, changing))))])

remaining := [left |
	now := clock.now
	some ends in [ready.ends, observed, token_ends, grant_ends, risk_ends]
	some end in ends
	left := end - now
	left > 0
]

default observed := []

observed := [route.api.observe_until] if is_number(route.api.observe_until)

default token_ends := []

token_ends := [facts.token.claims.exp]

grant_ends := [grant.not_after |
	some grants in array.concat([facts.record.grants], [group.grants | some group in facts.group_records])
	some grant in grants
	grant.not_after != null
]

risk_ends := [entry.not_after | some entry in facts.risk_entries]

# Of the policies that name this caller: one that does not apply now may do so then.
changing := [change |
	rules := policies.rule
	some name in policies.relevant
	some clause in ["when", "unless"]
	some condition in rules[name][clause]
	condition.kind in {"mfa", "device", "schedule"}
	some change in changes(condition)
	change > 0
]

changes(condition) := {change} if {
	condition.kind == "mfa"
	condition.within_seconds != null
	change := ((floor(facts.token.claims.auth_time) + condition.within_seconds) + 1) - clock.now
}

changes(condition) := {change |
	now := clock.now
	postures := facts.device.record.posture
	some check in condition.posture
	change := postures[check.check].not_after - now
} if {
	condition.kind == "device"
}

changes(condition) := schedule.changes(condition) if condition.kind == "schedule"
