# How long an allow may be relied upon: until time alone could change it, at most five minutes.
package sallyport.lib.lifetime

import rego.v1

import data.sallyport.lib.clock
import data.sallyport.lib.facts
import data.sallyport.lib.policies
import data.sallyport.lib.route
import data.sallyport.lib.schedule

# Null, which is no end, is below every number.
after(said, known) := floor(min([end | some end in array.concat(ends, changing); end > now]) - now) if {
	said.outcome == "allow"
	now := clock.now
	ends := array.concat(
		[
			now + 300,
			data.sallyport_signals.lease.not_after,
			route.observed_until,
			signals_end(route.api.signals_age_seconds_max),
			object.get(known.claims, "exp", null),
		],
		[given.not_after |
			some given in array.concat(facts.standing.grants, facts.risk_entries)
			given.not_after != null
		],
	)
} else := 0

signals_end(age) := null if {
	age == null
} else := (data.sallyport_signals.issued_at + age) + 1

# Of the policies that name this caller: one that does not apply now may do so then.
changing := [end |
	rules := data.sallyport_policy.policies
	some name in policies.about.all
	some clause in ["when", "unless"]
	some condition in rules[name][clause]
	condition.kind in {"mfa", "device", "schedule"}
	some end in ends_of(condition.kind, condition)
]

ends_of("mfa", condition) := [(floor(facts.claims.auth_time) + condition.within_seconds) + 1] if {
	condition.within_seconds != null
}

ends_of("device", condition) := [end |
	postures := facts.device.record.posture
	some check in condition.posture
	end := postures[check.check].not_after
]

ends_of("schedule", condition) := [end | some change in schedule.changes(condition); end := clock.now + change]
