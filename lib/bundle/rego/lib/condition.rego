# What a condition says, and what the caller could do about a failing one. Unknown never helps the caller.
package sallyport.lib.condition

import rego.v1

import data.sallyport.lib.attribute
import data.sallyport.lib.clock
import data.sallyport.lib.facts
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
	condition.within_seconds == null
	known := facts.caller
	known.trusted
	strong(condition, known.claims)
} else if {
	known := facts.caller
	known.trusted
	age_known <= condition.within_seconds
	strong(condition, known.claims)
}

refuted("mfa", condition) if {
	facts.caller.anonymous
} else if {
	facts.caller.trusted
	some_assurance
	not strong(condition, facts.caller.claims)
} else if {
	facts.caller.trusted
	condition.within_seconds != null
	age_known > condition.within_seconds
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
	is_string(facts.caller.claims.acr)
} else if {
	is_array(facts.caller.claims.amr)
}

# Of the second factor. A sign-in up to a minute in the future is a clock's error, a later one is no fact.
age_known := age if {
	at := facts.caller.claims.auth_time
	number.plain(at)
	age := clock.now - at
	age >= -60
}

# --- device

holds("device", condition) if {
	known := facts.device
	known.state == "known"
	fits(condition, known.record)
	[condition.owned, known.owned] != [true, false]
	every check in condition.posture { posture(check) == "true" }
}

refuted("device", condition) if {
	facts.device.state == "none"
} else if {
	facts.device.state == "known"
	not fits(condition, facts.device.record)
} else if {
	facts.device.state == "known"
	[condition.owned, facts.device.owned] == [true, false]
} else if {
	facts.device.state == "known"
	some check in condition.posture
	posture(check) == "false"
}

fits(condition, device) if {
	device.state == "trusted"
	device.trust in {
		"registered": {"registered", "compliant", "managed"},
		"compliant": {"compliant", "managed"},
		"managed": {"managed"},
	}[condition.trust]
	on_platform(condition.platforms, device.platform)
}

on_platform(null, _)

on_platform(wanted, platform) if platform in wanted

# Missing, too old, of another type or no version at all: unknown.
posture(check) := {true: "true", false: "false"}[same] if {
	reported := reported_posture(check.check)
	type_name(reported) == type_name(check.equals)
	same := reported == check.equals
} else := {true: "true", false: "false"}[enough] if {
	enough := version(reported_posture(check.check)) >= check.at_least
} else := "unknown"

reported_posture(name) := entry.value if {
	entry := facts.device.record.posture[name]
	entry.not_after == null
} else := entry.value if {
	entry := facts.device.record.posture[name]
	clock.now < entry.not_after
}

# 1 to 4 numbers, padded with zeros to 4. Most are written as JSON would write the numbers.
version(text) := array.slice(array.concat(numbers, [0, 0, 0]), 0, 4) if {
	regex.match(`^(?:0|[1-9][0-9]{0,8})(?:\.(?:0|[1-9][0-9]{0,8})){0,3}$`, text)
	numbers := json.unmarshal(concat("", ["[", replace(text, ".", ","), "]"]))
} else := array.slice(array.concat(numbers, [0, 0, 0]), 0, 4) if {
	regex.match(`^[0-9]{1,9}(\.[0-9]{1,9}){0,3}$`, text)
	numbers := [to_number(trim_zeros(part)) | some part in split(text, ".")]
}

trim_zeros(part) := "0" if {
	trim_left(part, "0") == ""
} else := trim_left(part, "0")

# --- network and country

holds("network", condition) if {
	address := facts.address
	condition.not_in == null
	some network in object.get(condition, "in", [])
	net.cidr_contains(network, address)
} else if {
	address := facts.address
	address != null
	object.get(condition, "in", null) == null
	not among(condition.not_in, address)
} else if {
	among(object.get(condition, "in", null), facts.address)
	not among(condition.not_in, facts.address)
}

refuted("network", condition) if {
	facts.address != null
	not holds("network", condition)
}

among(networks, address) if {
	some network in networks
	net.cidr_contains(network, address)
}

holds("country", condition) if {
	country := facts.country
	country in object.get(condition, "in", null)
	not country in condition.not_in
} else if {
	country := facts.country
	country != null
	object.get(condition, "in", null) == null
	not country in condition.not_in
}

refuted("country", condition) if {
	facts.country != null
	not holds("country", condition)
}

# --- schedule

holds("schedule", condition) if schedule.value(condition) == "true"

refuted("schedule", condition) if schedule.value(condition) == "false"

# --- risk

holds("risk", condition) if {
	facts.risk in {"low": {"none"}, "medium": {"none", "low"}, "high": {"none", "low", "medium"}}[condition.below]
}

refuted("risk", condition) if {
	facts.risk in {
		"low": {"low", "medium", "high", "critical"},
		"medium": {"medium", "high", "critical"},
		"high": {"high", "critical"},
	}[condition.below]
}

# --- token

holds("token", condition) if {
	known := facts.caller
	known.anonymous == false
	scopes_of(condition, known.claims) == "true"
	token_others(condition)
	token_bound(condition) == "true"
}

refuted("token", condition) if {
	facts.caller.anonymous
} else if {
	scopes_of(condition, facts.caller.claims) == "false"
} else if {
	not token_others(condition)
} else if {
	token_bound(condition) == "false"
}

scopes_of(condition, claims) := "true" if {
	carried := split(claims.scope, " ")
	every scope in condition.scopes { scope in carried }
} else := "true" if {
	count(condition.scopes) == 0
} else := "false" if {
	not "scope" in object.keys(claims)
} else := "unknown" if {
	not is_string(claims.scope)
} else := "false"

# What no remedy changes: the issuer and the audiences.
token_others(condition) if {
	condition.issuers == []
	condition.audiences == []
} else if {
	empty_or_has(condition.issuers, [facts.issuer_id])
	empty_or_has(condition.audiences, credential.audiences)
}

empty_or_has(wanted, carried) if {
	count(wanted) == 0
} else if {
	some one in wanted
	one in carried
}

token_bound(condition) := "true" if {
	condition.sender_constrained == false
} else := facts.sender_constrained

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
