# The limits that an allow still has to pass; OPA counts nothing, so they are for the enforcement point. Those of API
# and operation all count; of the permits the most generous, and none if one of them sets no limit.
package sallyport.lib.limits

import rego.v1

import data.sallyport.lib.policies
import data.sallyport.lib.route

# Most often there are none.
after(said, going) := [] if {
	data.sallyport_policy.apis[going.api].rate_limit == null
	data.sallyport_policy.operations[going.operation].rate_limit == null
	data.sallyport_policy.policies[said.policies[_]].rate_limit == null
} else := [] if {
	said.outcome != "allow"
} else := all(said.policies)

all(permits) := array.concat(
	array.concat(
		keyed("api", route.api_id, route.api.rate_limit),
		operation_limits,
	),
	permit_limits(permits),
)

default operation_limits := []

operation_limits := keyed("operation", route.operation_id, route.operation.rate_limit)

default keyed(_, _, _) := []

keyed(kind, name, limit) := [object.union(limit, {"key": concat(":", [kind, name])})] if limit != null

permit_limits(permits) := [] if {
	some name in permits
	policies.rule[name].rate_limit == null
} else := keyed("policy", name, policies.rule[name].rate_limit) if {
	some name in permits
	not outdone(name, permits)
} else := []

outdone(name, permits) if {
	some other in permits
	other != name
	better(other, policies.rule[other].rate_limit, name, policies.rule[name].rate_limit)
}

# More per second, then more at once, then by name.
better(_, a, _, b) if a.limit * b.window_seconds > b.limit * a.window_seconds

better(_, a, _, b) if {
	a.limit * b.window_seconds == b.limit * a.window_seconds
	a.limit > b.limit
}

better(one, a, other, b) if {
	a.limit == b.limit
	a.window_seconds == b.window_seconds
	one < other
}
