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

# Only what is looked up in it is ever read.
rule := data.sallyport_policy.policies

# --- who is named

selectors := ["everybody"] if {
	facts.caller.anonymous
} else := array.concat(
	["everybody", "authenticated", own_selector],
	[selector |
		some [prefix, names] in [["role:", facts.roles], ["group:", facts.groups]]
		some name in names
		selector := concat("", [prefix, name])
	],
)

# Nobody is named so.
default own_selector := ""

own_selector := concat(":", [facts.caller.kind, facts.caller.id])

# A verified caller without a directory record may be anybody a forbid names.
forbids_named := {name | some names in data.sallyport_policy.candidates[set_name].forbid; some name in names} if {
	facts.caller.anonymous == false
	facts.caller.record == null
} else := {name |
	by_selector := data.sallyport_policy.candidates[set_name].forbid
	some selector in selectors
	some name in by_selector[selector]
}

permits_named := {name |
	by_selector := data.sallyport_policy.candidates[set_name].permit
	some selector in selectors
	some name in by_selector[selector]
}

# An anonymous caller may turn out to be anybody a permit names.
default once_known := set()

once_known := {name | some names in data.sallyport_policy.candidates[set_name].permit; some name in names} if {
	facts.caller.anonymous
}

permits := fitting(permits_named, permit_kinds)

forbids := fitting(forbids_named, forbid_kinds)

reachable := fitting(once_known, [{"user"}, {"workload"}])

# What a policy's kinds must hold one of: all members of a set. Where the kind is not known, a forbid counts and a
# permit does not.
permit_kinds := [{"anonymous"}] if {
	facts.caller.anonymous
} else := [{facts.caller.kind}] if {
	facts.caller.kind != null
} else := [{"user", "workload"}]

forbid_kinds := [{"user"}, {"workload"}] if {
	facts.caller.anonymous == false
	facts.caller.kind == null
} else := permit_kinds

# Few policies narrow the kinds of their subjects.
fitting(names, kinds) := names if {
	rules := data.sallyport_policy.policies
	every name in names { rules[name].kinds == null }
} else := {name |
	rules := data.sallyport_policy.policies
	some name in names
	fits(rules[name].kinds, kinds)
}

fits(null, _)

fits(own_kinds, kinds) if {
	some wanted in kinds
	every kind in wanted { kind in own_kinds }
}

# --- what their conditions say

relevant := (permits | forbids) | reachable

applying_permits := {name |
	rules := data.sallyport_policy.policies
	some name in permits
	every one in rules[name].when { condition.holds(one.kind, one) }
}

# Unknown counts as true in `when` and as false in `unless`; an empty `unless` lifts nothing.
applying_forbids := {name |
	rules := data.sallyport_policy.policies
	some name in forbids
	every one in rules[name].when { not condition.refuted(one.kind, one) }
	not lifted(name)
}

lifted(name) if {
	conditions := data.sallyport_policy.policies[name].unless
	conditions[0]
	every one in conditions { condition.holds(one.kind, one) }
}

# --- what would change that: undefined where nothing does

# The union of the remedies of those that do not hold.
cure_all(conditions) := remedy.unite(cures) if {
	failing := [one | some one in conditions; not condition.holds(one.kind, one)]
	cures := [cure | some one in failing; cure := cure_one(one)]
	count(cures) == count(failing)
}

cure_one(one) := condition.cure(one) if {
	condition.cure(one)
} else := remedy.authenticate if {
	facts.caller.anonymous
	condition.reads_identity(one)
}

forbid_cures[name] := cure_forbid(name) if some name in applying_forbids

cure_forbid(name) := cure if {
	count(rule[name].unless) > 0
	cure := cure_all(rule[name].unless)
} else := remedy.authenticate if {
	# It may apply only because a fact about the caller is unknown: authenticating answers that.
	facts.caller.anonymous
	some one in rule[name].when
	condition.value(one.kind, one) == "unknown"
	condition.reads_identity(one)
}

# The permits that would apply if the caller did something.
options[name] := remedy.unite([cure_all(rule[name].when), remedy.authenticate]) if {
	facts.caller.anonymous
	some name in reachable
}

options[name] := cure_all(rule[name].when) if {
	not facts.caller.anonymous
	some name in permits
}

# --- shadow policies are evaluated and reported, never decisive

enforced := {name | some name in relevant; data.sallyport_policy.policies[name].mode == "enforce"}

shadowed if count(relevant) > count(enforced)
