# Which policies name this caller here, and what their conditions say. The work depends on the candidates of
# one operation and one caller, not on how many policies exist.
package sallyport.lib.policies

import rego.v1

import data.sallyport.lib.condition
import data.sallyport.lib.facts
import data.sallyport.lib.remedy
import data.sallyport.lib.route

set_name := data.sallyport_policy.operations[route.operation_id].candidates if {
	route.operation_id != null
} else := data.sallyport_policy.apis[route.api_id].candidates

# --- who is named

selectors := {"everybody"} if facts.anonymous

selectors := ({"everybody", "authenticated"} | own) | (groups | roles) if not facts.anonymous

default own := set()

own := {concat(":", [facts.kind, facts.subject_id])} if facts.kind != null

groups := {concat(":", ["group", group]) | some group in facts.groups}

roles := {concat(":", ["role", role]) | some role in facts.roles}

named(effect) := {name |
	set := set_name
	some selector in selectors
	some name in data.sallyport_policy.candidates[set][effect][selector]
}

# A verified caller without a directory record may be anybody a forbid names.
forbids_named := {name | some names in data.sallyport_policy.candidates[set_name].forbid; some name in names} if {
	not facts.anonymous
	facts.record == null
} else := named("forbid")

# An anonymous caller may turn out to be anybody a permit names.
default once_known := set()

once_known := {name | some names in data.sallyport_policy.candidates[set_name].permit; some name in names} if {
	facts.anonymous
}

named_permits := named("permit")

# Read once per decision.
rule := {name: data.sallyport_policy.policies[name] | some name in (named_permits | forbids_named) | once_known}

permits := fitting(named_permits, rule, permit_kinds)

forbids := fitting(forbids_named, rule, forbid_kinds)

reachable := fitting(once_known, rule, [{"user"}, {"workload"}])

# What a policy's kinds must hold one of: all members of a set. Where the kind is not known, a forbid counts and a
# permit does not.
permit_kinds := [{"anonymous"}] if {
	facts.anonymous
} else := [{facts.kind}] if {
	facts.kind != null
} else := [{"user", "workload"}]

forbid_kinds := [{"user"}, {"workload"}] if {
	not facts.anonymous
	facts.kind == null
} else := permit_kinds

fitting(names, rules, kinds) := {name | some name in names; rules[name].kinds == null} | {name |
	some name in names
	own_kinds := rules[name].kinds
	own_kinds != null
	some wanted in kinds
	every kind in wanted { kind in own_kinds }
}

# --- what their conditions say

relevant := (permits | forbids) | reachable

when_values := {name: [condition.value(one) | some one in rules[name].when] |
	rules := rule
	some name in relevant
}

# Asked of those forbids alone whose conditions hold.
unless_values := {name: [condition.value(one) | some one in rules[name].unless] |
	rules := rule
	some name in holding_forbids
}

applying_permits := {name | values := when_values; some name in permits; holds(values[name])}

# Unknown counts as true in `when` and as false in `unless`; an empty `unless` lifts nothing.
holding_forbids := {name | values := when_values; some name in forbids; not "false" in values[name]}

applying_forbids := {name | values := unless_values; some name in holding_forbids; not lifted(values[name])}

holds(values) if {
	every value in values { value == "true" }
}

lifted(values) if {
	count(values) > 0
	holds(values)
}

# --- what would change that: undefined where nothing does

# The union of the remedies of those that do not hold.
cure_all(conditions, values) := remedy.unite(cures) if {
	failing := [one | some index, one in conditions; values[index] != "true"]
	cures := [cure | some one in failing; cure := cure_one(one)]
	count(cures) == count(failing)
}

cure_one(one) := condition.cure(one) if {
	condition.cure(one)
} else := remedy.authenticate if {
	facts.anonymous
	condition.reads_identity(one)
}

forbid_cures[name] := cure_forbid(name) if some name in applying_forbids

cure_forbid(name) := cure if {
	count(rule[name].unless) > 0
	cure := cure_all(rule[name].unless, unless_values[name])
} else := remedy.authenticate if {
	# It may apply only because a fact about the caller is unknown: authenticating answers that.
	facts.anonymous
	some index, one in rule[name].when
	when_values[name][index] == "unknown"
	condition.reads_identity(one)
}

# The permits that would apply if the caller did something.
options[name] := remedy.unite([cure_all(rule[name].when, when_values[name]), remedy.authenticate]) if {
	facts.anonymous
	some name in reachable
}

options[name] := cure_all(rule[name].when, when_values[name]) if {
	not facts.anonymous
	some name in permits
}

# --- shadow policies are evaluated and reported, never decisive

enforced := {name | rules := rule; some name in relevant; rules[name].mode == "enforce"}

shadowed if count(relevant - enforced) > 0
