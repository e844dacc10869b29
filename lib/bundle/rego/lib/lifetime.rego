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

seconds := max({0, floor(min((((({300} | ready.expires_in) | caller) | conditions) | observed)))})

observed contains route.api.observe_until - clock.now if route.api.observe_until > clock.now

caller contains facts.token.claims.exp - clock.now

caller contains grant.not_after - clock.now if {
	some grant in facts.grants
	grant.not_after != null
	clock.now < grant.not_after
}

caller contains entry.not_after - clock.now if {
	some entry in facts.risk_entries
	clock.now < entry.not_after
}

# Of the policies that name this caller: one that does not apply now may do so then.
conditions contains change if {
	some name in policies.relevant
	some condition in array.concat(policies.rule[name].when, policies.rule[name].unless)
	some change in changes(condition)
	change > 0
}

changes(condition) := {((floor(facts.token.claims.auth_time) + condition.within_seconds) + 1) - clock.now} if {
	condition.kind == "mfa"
	condition.within_seconds != null
}

changes(condition) := {change |
	some check in condition.posture
	change := facts.device.record.posture[check.check].not_after - clock.now
} if {
	condition.kind == "device"
}

changes(condition) := schedule.changes(condition) if condition.kind == "schedule"
