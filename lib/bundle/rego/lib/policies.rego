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

# Only what is looked up in them is ever read.
candidates := data.sallyport_policy.candidates[set_name]

rule := data.sallyport_policy.policies

# A verified caller without a directory record may be anybody a forbid names.
forbids_named := {name | some names in candidates.forbid; some name in names} if {
	not facts.anonymous
	facts.record == null
} else := {name |
	by_selector := candidates.forbid
	some selector in selectors
	some name in by_selector[selector]
}

# An anonymous caller may turn out to be anybody a permit names.
default once_known := set()

once_known := {name | some names in candidates.permit; some name in names} if {
	facts.anonymous
}

named_permits := {name |
	by_selector := candidates.permit
	some selector in selectors
	some name in by_selector[selector]
}

# Few policies narrow the kinds of their subjects.
narrowed := {name | rules := rule; some name in (named_permits | forbids_named) | once_known; not rules[name].kinds == null}

permits := fitting(named_permits, permit_kinds)

forbids := fitting(forbids_named, forbid_kinds)

reachable := fitting(once_known, [{"user"}, {"workload"}])

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

fitting(names, kinds) := names if {
	count(narrowed) == 0
} else := (names - narrowed) | {name |
	rules := rule
	some name in names & narrowed
	own_kinds := rules[name].kinds
	some wanted in kinds
	every kind in wanted { kind in own_kinds }
}

# --- what their conditions say

relevant := (permits | forbids) | reachable

applying_permits := {name |
	rules := rule
	some name in permits
	holds(rules[name].when)
}

# Unknown counts as true in `when` and as false in `unless`; an empty `unless` lifts nothing.
holding_forbids := {name |
	some name in forbids
	not refuted(name)
}

applying_forbids := {name |
	some name in holding_forbids
	not lifted(name)
}

holds(conditions) if {
	every one in conditions { condition.value(one.kind, one) == "true" }
}

refuted(name) if {
	some one in rule[name].when
	condition.value(one.kind, one) == "false"
}

lifted(name) if {
	conditions := rule[name].unless
	count(conditions) > 0
	holds(conditions)
}

# --- what would change that: undefined where nothing does

# The union of the remedies of those that do not hold.
cure_all(conditions) := remedy.unite(cures) if {
	failing := [one | some one in conditions; condition.value(one.kind, one) != "true"]
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
	cure := cure_all(rule[name].unless)
} else := remedy.authenticate if {
	# It may apply only because a fact about the caller is unknown: authenticating answers that.
	facts.anonymous
	some one in rule[name].when
	condition.value(one.kind, one) == "unknown"
	condition.reads_identity(one)
}

# The permits that would apply if the caller did something.
options[name] := remedy.unite([cure_all(rule[name].when), remedy.authenticate]) if {
	facts.anonymous
	some name in reachable
}

options[name] := cure_all(rule[name].when) if {
	not facts.anonymous
	some name in permits
}

# --- shadow policies are evaluated and reported, never decisive

enforced := {name | rules := rule; some name in relevant; rules[name].mode == "enforce"}

shadowed if count(relevant) > count(enforced)
