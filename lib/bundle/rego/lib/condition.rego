# What a condition says, and what the caller could do about a failing one. Unknown never helps the caller.
package sallyport.lib.condition

import rego.v1

import data.sallyport.lib.attribute
import data.sallyport.lib.clock
import data.sallyport.lib.facts
import data.sallyport.lib.kleene
import data.sallyport.lib.number
import data.sallyport.lib.remedy
import data.sallyport.lib.schedule
import data.sallyport.lib.token as credential

default value(_, _) := "unknown"

value(kind, condition) := "true" if {
	holds(kind, condition)
} else := "false" if {
	refuted(kind, condition)
}

# A condition is true where it holds, false where it is refuted, and otherwise unknown. A kind that is not known here,
# and every look-up that fails, is neither.

# --- subject

holds("subject", condition) if {
	facts.caller.kind in condition.kinds
} else if {
	facts.caller.anonymous == false
	facts.caller.kind == null
	count(condition.kinds) == 2
}

refuted("subject", condition) if {
	facts.caller.anonymous
} else if {
	kind := facts.caller.kind
	kind != null
	not kind in condition.kinds
}

# --- mfa

holds("mfa", condition) if {
	facts.issuer.trusted_for_assurance
	strong(condition, facts.claims)
	recent(condition, facts.claims)
}

refuted("mfa", condition) if {
	facts.caller.anonymous
} else if {
	facts.issuer.trusted_for_assurance
	some_assurance
	not strong(condition, facts.claims)
} else if {
	facts.issuer.trusted_for_assurance
	age := known_age
	age > condition.within_seconds
	condition.within_seconds != null
}

strong(condition, claims) if {
	claims.acr in {"phr", "phrh"}
} else if {
	condition.strength == "any"
	claims.acr == "urn:sallyport:acr:mfa"
} else if {
	condition.strength == "any"
	is_array(claims.amr)
	"mfa" in claims.amr
}

some_assurance if {
	is_string(facts.claims.acr)
} else if {
	is_array(facts.claims.amr)
}

recent(condition, _) if {
	condition.within_seconds == null
} else if {
	known_age <= condition.within_seconds
}

# A sign-in up to a minute in the future is a clock's error, a later one is no fact.
known_age := age if {
	at := facts.claims.auth_time
	number.plain(at)
	age := clock.now - at
	age >= -60
}

# --- device

holds("device", condition) if {
	known := facts.device
	known.state == "known"
	fits(condition, known)
	every check in condition.posture { posture(check) == "true" }
}

refuted("device", condition) if {
	facts.device.state == "none"
} else if {
	facts.device.state == "known"
	not fits(condition, facts.device)
} else if {
	facts.device.state == "known"
	some check in condition.posture
	posture(check) == "false"
}

fits(condition, known) if {
	device := known.record
	device.state == "trusted"
	owned_enough(condition.owned, known.owned)
	device.trust in {
		"registered": {"registered", "compliant", "managed"},
		"compliant": {"compliant", "managed"},
		"managed": {"managed"},
	}[condition.trust]
	platform_fits(condition.platforms, device.platform)
}

owned_enough(_, true)

owned_enough(false, false)

platform_fits(null, _)

platform_fits(wanted, platform) if platform in wanted

# Missing, too old, of another type or no version at all: unknown.
default posture(_) := "unknown"

posture(check) := kleene.truth(reported == check.equals) if {
	reported := fresh_posture(check.check)
	type_name(reported) == type_name(check.equals)
}

posture(check) := kleene.truth(version(reported) >= check.at_least) if {
	reported := fresh_posture(check.check)
	is_string(reported)
}

fresh_posture(name) := entry.value if {
	entry := facts.device.record.posture[name]
	facts.lasts(entry.not_after, clock.now)
}

# 1 to 4 numbers, padded with zeros to 4.
version(text) := array.slice(array.concat(numbers, [0, 0, 0]), 0, 4) if {
	regex.match(`^[0-9]{1,9}(\.[0-9]{1,9}){0,3}$`, text)
	numbers := [to_number(trim_zeros(part)) | some part in split(text, ".")]
}

trim_zeros(part) := "0" if {
	trim_left(part, "0") == ""
} else := trim_left(part, "0")

# --- network and country

holds("network", condition) if {
	address := facts.address
	address != null
	inside(object.get(condition, "in", null), address)
	not among(condition.not_in, address)
}

refuted("network", condition) if {
	facts.address != null
	not holds("network", condition)
}

inside(null, _)

inside(networks, address) if among(networks, address)

among(networks, address) if {
	some network in networks
	net.cidr_contains(network, address)
}

holds("country", condition) if {
	country := facts.country
	country != null
	in_or_absent(country, object.get(condition, "in", null))
	not in_list(country, condition.not_in)
}

refuted("country", condition) if {
	facts.country != null
	not holds("country", condition)
}

in_or_absent(_, null)

in_or_absent(item, list) if item in list

in_list(item, list) if item in list

# --- schedule

holds("schedule", condition) if schedule.value(condition) == "true"

refuted("schedule", condition) if schedule.value(condition) == "false"

# --- risk

holds("risk", condition) if risk_rank[facts.risk] < risk_rank[condition.below]

refuted("risk", condition) if risk_rank[facts.risk] >= risk_rank[condition.below]

risk_rank := {"none": 0, "low": 1, "medium": 2, "high": 3, "critical": 4}

# --- token

holds("token", condition) if {
	not facts.caller.anonymous
	token_scopes(condition) == "true"
	token_others(condition)
	token_bound(condition) == "true"
}

refuted("token", condition) if {
	facts.caller.anonymous
} else if {
	token_scopes(condition) == "false"
} else if {
	not token_others(condition)
} else if {
	token_bound(condition) == "false"
}

token_scopes(condition) := "true" if {
	count(condition.scopes) == 0
} else := "false" if {
	not "scope" in object.keys(facts.claims)
} else := "unknown" if {
	not is_string(facts.claims.scope)
} else := kleene.truth(count(missing) == 0) if {
	missing := {scope | some scope in condition.scopes} - {scope | some scope in split(facts.claims.scope, " ")}
}

# What no remedy changes: the issuer and the audiences.
token_others(condition) if {
	empty_or_has(condition.issuers, [facts.issuer_id])
	empty_or_has(condition.audiences, credential.audiences)
}

empty_or_has(wanted, carried) if {
	count(wanted) == 0
} else if {
	some one in wanted
	one in carried
}

token_bound(condition) := facts.sender_constrained if {
	condition.sender_constrained
} else := "true"

# --- attribute

holds("attribute", condition) if attribute.value(condition) == "true"

refuted("attribute", condition) if attribute.value(condition) == "false"

# Whether the value can change once an anonymous caller is known.
reads_identity(condition) if condition.kind in {"subject", "mfa", "device", "risk", "token"}

reads_identity(condition) if {
	condition.kind == "attribute"
	some name in [condition.left, condition.right.ref]
	regex.match(`^(subject|device|token)\.`, name)
}

reads_identity(condition) if {
	condition.kind == "attribute"
	regex.match(`^(subject|device|token)\.`, condition.left)
}

# --- remedies: undefined where there is nothing the caller can do

cure(condition) := remedy.authenticate if {
	condition.kind == "subject"
	facts.caller.anonymous
}

cure(condition) := remedy.unite([mfa_remedy(condition), remedy.authenticate]) if {
	condition.kind == "mfa"
	facts.caller.anonymous
}

cure(condition) := mfa_remedy(condition) if {
	condition.kind == "mfa"
	not facts.caller.anonymous
	can_step_up(condition)
}

cure(condition) := remedy.unite([device_remedy(condition), remedy.authenticate]) if {
	condition.kind == "device"
	facts.caller.anonymous
	not elsewhere(condition)
}

cure(condition) := device_remedy(condition) if {
	condition.kind == "device"
	not facts.caller.anonymous
	facts.caller.kind != "workload"
	not elsewhere(condition)
}

cure(condition) := remedy.unite([token_remedy(condition), remedy.authenticate]) if {
	condition.kind == "token"
	facts.caller.anonymous
}

cure(condition) := token_remedy(condition) if {
	condition.kind == "token"
	not facts.caller.anonymous
	token_others(condition)
}

mfa_remedy(condition) := object.union(remedy.empty, {"mfa": {
	"strength": condition.strength,
	"max_age_seconds": condition.within_seconds,
}})

# A workload has no hands; a foreign issuer whose assurance does not count can't show any; a local user
# without a passkey can't become phishing-resistant by signing in again.
can_step_up(condition) if {
	not facts.caller.anonymous
	facts.caller.kind != "workload"
	facts.issuer.trusted_for_assurance
	step_up_reachable(condition)
}

step_up_reachable(condition) if condition.strength == "any"

step_up_reachable(_) if not facts.issuer.local

step_up_reachable(_) if facts.caller.record.passkey

device_remedy(condition) := object.union(remedy.empty, {"device": {
	"trust": condition.trust,
	"checks": own_checks(condition),
}})

own_checks(condition) := sort(failing_checks(condition)) if {
	own_device
} else := []

own_device if {
	facts.device.state == "known"
	facts.device.owned
}

failing_checks(condition) := {check.check |
	facts.device.state == "known"
	some check in condition.posture
	posture(check) != "true"
}

# Somebody else's device can't be fixed by the caller.
elsewhere(condition) if {
	count(failing_checks(condition)) > 0
	facts.device.state == "known"
	not facts.device.owned
	condition.owned == false
}

default token_remedy(_) := {"authenticate": false, "mfa": null, "device": null, "token": null}

token_remedy(condition) := object.union(remedy.empty, {"token": {
	"scopes": condition.scopes,
	"sender_constrained": condition.sender_constrained,
}}) if {
	asks_token(condition)
}

asks_token(condition) if count(condition.scopes) > 0

asks_token(condition) if condition.sender_constrained
