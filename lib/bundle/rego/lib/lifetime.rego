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

seconds := floor(min(array.concat([300], array.concat(remaining, changing))))

# Null, which is no end, is below every number.
remaining := [left |
	now := clock.now
	some end in array.concat(
		[ready.lease_end, ready.signals_end, route.observed_until, token_end],
		[entry.not_after | some entry in array.concat(facts.grants, facts.risk_entries)],
	)
	end > now
	left := end - now
]

default token_end := null

token_end := facts.claims.exp

# Of the policies that name this caller: one that does not apply now may do so then.
changing := [change |
	rules := policies.rule
	some name in policies.relevant
	some clause in ["when", "unless"]
	some condition in rules[name][clause]
	some change in changes(condition.kind, condition)
	change > 0
]

changes("mfa", condition) := {change} if {
	condition.within_seconds != null
	change := ((floor(facts.claims.auth_time) + condition.within_seconds) + 1) - clock.now
}

changes("device", condition) := {change |
	now := clock.now
	postures := facts.device.posture
	some check in condition.posture
	change := postures[check.check].not_after - now
}

changes("schedule", condition) := schedule.changes(condition)
