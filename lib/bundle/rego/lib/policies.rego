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
	some selector in selectors
	some name in data.sallyport_policy.candidates[set_name][effect][selector]
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

reachable := {name | some name in once_known; may_be_known(rule[name].kinds)}

may_be_known(kinds) if kinds == null

may_be_known(kinds) if "user" in kinds

may_be_known(kinds) if "workload" in kinds

named_permits := named("permit")

permits := {name | some name in named_permits; kind_fits(name, false)}

forbids := {name | some name in forbids_named; kind_fits(name, true)}

# Read once per decision.
rule[name] := data.sallyport_policy.policies[name] if some name in candidates

candidates := (named_permits | forbids_named) | once_known

# Where the kind is not known, a forbid counts and a permit does not.
kind_fits(name, _) if rule[name].kinds == null

kind_fits(name, _) if {
	facts.anonymous
	"anonymous" in rule[name].kinds
}

kind_fits(name, _) if {
	facts.kind != null
	facts.kind in rule[name].kinds
}

kind_fits(name, doubt) if {
	not facts.anonymous
	facts.kind == null
	unknown_kind_fits(rule[name].kinds, doubt)
}

unknown_kind_fits(kinds, _) if {
	"user" in kinds
	"workload" in kinds
}

unknown_kind_fits(kinds, true) if "user" in kinds

unknown_kind_fits(kinds, true) if "workload" in kinds

# --- what their conditions say

relevant := (permits | forbids) | reachable

when_values[name] := [condition.value(one) | some one in rule[name].when] if some name in relevant

unless_values[name] := [condition.value(one) | some one in rule[name].unless] if some name in relevant

applying_permits := {name | some name in permits; holds(when_values[name])}

# Unknown counts as true in `when` and as false in `unless`; an empty `unless` lifts nothing.
applying_forbids := {name |
	some name in forbids
	not "false" in when_values[name]
	not lifted(name)
}

holds(values) if {
	every value in values { value == "true" }
}

lifted(name) if {
	count(unless_values[name]) > 0
	holds(unless_values[name])
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

enforced := {name | some name in relevant; rule[name].mode == "enforce"}

shadowed if count(relevant - enforced) > 0
