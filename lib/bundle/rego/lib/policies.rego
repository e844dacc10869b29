# Which policies name this caller here, and what their conditions say. The work depends on the candidates of
# one operation and one caller, not on how many policies exist.
package sallyport.lib.policies

import rego.v1

import data.sallyport.lib.condition
import data.sallyport.lib.facts
import data.sallyport.lib.remedy
import data.sallyport.lib.route

# Only what is looked up in it is ever read.
rule := data.sallyport_policy.policies

# --- who is named

# `reachable` are the permits that may come to name an anonymous caller; a verified caller without a directory record
# may be anybody a forbid names. Most callers are known, and few policies narrow the kinds of their subjects.
about := {"permits": permits, "forbids": forbids, "reachable": set(), "all": all, "shadowed": shadowed} if {
	facts.caller.record != null
	set_name := data.sallyport_policy.operations[route.target.operation].candidates
	candidates := data.sallyport_policy.candidates[set_name]
	selectors := facts.standing.selectors
	permits := {name | some selector in selectors; some name in candidates.permit[selector]}
	forbids := {name | some selector in selectors; some name in candidates.forbid[selector]}
	all := permits | forbids
	rules := data.sallyport_policy.policies
	every name in all { rules[name].kinds == null }
	shadowed := count([name | some name in all; rules[name].mode != "enforce"]) > 0
} else := {"permits": permits, "forbids": forbids, "reachable": reachable, "all": all, "shadowed": shadowed} if {
	all := (permits | forbids) | reachable
	shadowed := count([name | some name in all; rule[name].mode != "enforce"]) > 0
}

set_name := data.sallyport_policy.operations[route.operation_id].candidates if {
	route.operation_id != null
} else := data.sallyport_policy.apis[route.api_id].candidates

forbids_named := {name | some names in data.sallyport_policy.candidates[set_name].forbid; some name in names} if {
	facts.caller.anonymous == false
	facts.caller.record == null
} else := {name |
	some selector in facts.standing.selectors
	some name in data.sallyport_policy.candidates[set_name].forbid[selector]
}

permits_named := {name |
	some selector in facts.standing.selectors
	some name in data.sallyport_policy.candidates[set_name].permit[selector]
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

fitting(names, kinds) := {name |
	some name in names
	fits(rule[name].kinds, kinds)
}

fits(null, _)

fits(own_kinds, kinds) if {
	some wanted in kinds
	every kind in wanted { kind in own_kinds }
}

# --- what their conditions say

# Unknown counts as true in a forbid's `when`, and as false in a permit's and in `unless`; an empty `unless` lifts
# nothing.
applying := {"permits": permitting, "forbids": forbidding} if {
	relevant := about
	rules := data.sallyport_policy.policies
	permitting := {name |
		some name in relevant.permits
		every one in rules[name].when { condition.holds(one.kind, one) }
	}
	forbidding := {name |
		some name in relevant.forbids
		every one in rules[name].when { not condition.refuted(one.kind, one) }
		not lifted(name)
	}
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

forbid_cures[name] := cure_forbid(name) if some name in applying.forbids

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
	some name in about.reachable
}

options[name] := cure_all(rule[name].when) if {
	not facts.caller.anonymous
	some name in about.permits
}

# --- shadow policies are evaluated and reported, never decisive

enforced := {name | some name in about.all; rule[name].mode == "enforce"}
