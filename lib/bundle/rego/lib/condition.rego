# The value of a condition and what the caller could do about a failing one. A kind that is not known here,
# and every look-up that fails, is unknown, which never helps the caller.
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

value("subject", condition) := subject(condition)

value("mfa", condition) := mfa(condition)

value("device", condition) := device(condition)

value("network", condition) := network(condition)

value("country", condition) := country(condition)

value("schedule", condition) := schedule.value(condition)

value("risk", condition) := risk(condition)

value("token", condition) := token(condition)

value("attribute", condition) := attribute.value(condition)

# --- subject

subject(condition) := "false" if {
	facts.anonymous
} else := kleene.truth(facts.kind in condition.kinds) if {
	facts.kind != null
} else := "true" if {
	count(condition.kinds) == 2
} else := "unknown"

# --- mfa

mfa(condition) := "false" if {
	facts.anonymous
} else := kleene.all_of([mfa_strength(condition), mfa_age(condition)]) if {
	facts.issuer.trusted_for_assurance
} else := "unknown"

mfa_strength(condition) := "true" if {
	phishing_resistant
} else := kleene.truth(has_mfa) if {
	some_assurance
	condition.strength == "any"
} else := "false" if {
	some_assurance
} else := "unknown"

# Negated calls get names of their own: with an undefined argument `not is_string(…)` is undefined as well.
default some_assurance := false

some_assurance if is_string(facts.claims.acr)

some_assurance if is_array(facts.claims.amr)

default phishing_resistant := false

phishing_resistant if facts.claims.acr in {"phr", "phrh"}

default has_mfa := false

has_mfa if facts.claims.acr == "urn:sallyport:acr:mfa"

has_mfa if {
	is_array(facts.claims.amr)
	"mfa" in facts.claims.amr
}

# A sign-in up to a minute in the future is a clock's error, a later one is no fact.
mfa_age(condition) := "true" if {
	condition.within_seconds == null
} else := kleene.truth((clock.now - facts.claims.auth_time) <= condition.within_seconds) if {
	number.plain(facts.claims.auth_time)
	clock.now - facts.claims.auth_time >= -60
} else := "unknown"

# --- device

trust_rank := {"registered": 0, "compliant": 1, "managed": 2}

device(condition) := "false" if {
	facts.device_state == "none"
} else := kleene.all_of(array.concat(
	[kleene.truth(device_fits(condition))],
	[posture(check) | some check in condition.posture],
)) if {
	facts.device_state == "known"
} else := "unknown"

default device_fits(_) := false

device_fits(condition) if {
	facts.device.state == "trusted"
	owned_enough(condition)
	trust_rank[facts.device.trust] >= trust_rank[condition.trust]
	platform_fits(condition)
}

owned_enough(_) if facts.owned

owned_enough(condition) if condition.owned == false

platform_fits(condition) if condition.platforms == null

platform_fits(condition) if facts.device.platform in condition.platforms

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
	entry := facts.device.posture[name]
	lasts(entry.not_after)
}

lasts(not_after) if not_after == null

lasts(not_after) if clock.now < not_after

# 1 to 4 numbers, padded with zeros to 4.
version(text) := array.slice(array.concat(numbers, [0, 0, 0]), 0, 4) if {
	regex.match(`^[0-9]{1,9}(\.[0-9]{1,9}){0,3}$`, text)
	numbers := [to_number(trim_zeros(part)) | some part in split(text, ".")]
}

trim_zeros(part) := "0" if {
	trim_left(part, "0") == ""
} else := trim_left(part, "0")

# --- network and country

network(_) := "unknown" if {
	facts.address == null
} else := "false" if {
	false
}

network(condition) := kleene.all_of([
	kleene.negate(in_networks(object.get(condition, "not_in", null), "false")),
	in_networks(object.get(condition, "in", null), "true"),
]) if {
	facts.address != null
}

in_networks(networks, absent) := absent if networks == null

in_networks(networks, _) := kleene.truth(true in {net.cidr_contains(one, facts.address) |
	some one in networks
}) if {
	networks != null
}

country(_) := "unknown" if facts.country == null

country(condition) := kleene.truth(country_fits(condition)) if facts.country != null

default country_fits(_) := false

country_fits(condition) if {
	in_or_absent(facts.country, object.get(condition, "in", null))
	not in_list(facts.country, object.get(condition, "not_in", null))
}

in_or_absent(_, list) if list == null

in_or_absent(item, list) if item in list

in_list(item, list) if {
	list != null
	item in list
}

# --- risk

risk_rank := {"none": 0, "low": 1, "medium": 2, "high": 3, "critical": 4}

risk(condition) := "unknown" if {
	facts.risk == null
} else := kleene.truth(risk_rank[facts.risk] < risk_rank[condition.below])

# --- token

token(_) := "false" if facts.anonymous

token(condition) := kleene.all_of([
	token_scopes(condition),
	token_others(condition),
	token_bound(condition),
]) if {
	not facts.anonymous
}

token_scopes(condition) := "true" if {
	count(condition.scopes) == 0
} else := "false" if {
	not "scope" in object.keys(facts.claims)
} else := "unknown" if {
	not is_string(facts.claims.scope)
} else := kleene.truth(count(missing_scopes(condition)) == 0)

missing_scopes(condition) := {scope | some scope in condition.scopes} - {scope |
	some scope in split(facts.claims.scope, " ")
}

# What no remedy changes: the issuer and the audiences.
default token_others(_) := "false"

token_others(condition) := "true" if {
	empty_or_has(condition.issuers, {facts.issuer_id})
	empty_or_has(condition.audiences, credential.audiences)
}

empty_or_has(wanted, _) if count(wanted) == 0

empty_or_has(wanted, carried) if {
	some one in wanted
	one in carried
}

token_bound(condition) := facts.sender_constrained if {
	condition.sender_constrained
} else := "true"

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
	facts.anonymous
}

cure(condition) := remedy.unite([mfa_remedy(condition), remedy.authenticate]) if {
	condition.kind == "mfa"
	facts.anonymous
}

cure(condition) := mfa_remedy(condition) if {
	condition.kind == "mfa"
	not facts.anonymous
	can_step_up(condition)
}

cure(condition) := remedy.unite([device_remedy(condition), remedy.authenticate]) if {
	condition.kind == "device"
	facts.anonymous
	not elsewhere(condition)
}

cure(condition) := device_remedy(condition) if {
	condition.kind == "device"
	not facts.anonymous
	facts.kind != "workload"
	not elsewhere(condition)
}

cure(condition) := remedy.unite([token_remedy(condition), remedy.authenticate]) if {
	condition.kind == "token"
	facts.anonymous
}

cure(condition) := token_remedy(condition) if {
	condition.kind == "token"
	not facts.anonymous
	token_others(condition) == "true"
}

mfa_remedy(condition) := object.union(remedy.empty, {"mfa": {
	"strength": condition.strength,
	"max_age_seconds": condition.within_seconds,
}})

# A workload has no hands; a foreign issuer whose assurance does not count can't show any; a local user
# without a passkey can't become phishing-resistant by signing in again.
can_step_up(condition) if {
	not facts.anonymous
	facts.kind != "workload"
	facts.issuer.trusted_for_assurance
	step_up_reachable(condition)
}

step_up_reachable(condition) if condition.strength == "any"

step_up_reachable(_) if not facts.issuer.local

step_up_reachable(_) if facts.record.passkey

device_remedy(condition) := object.union(remedy.empty, {"device": {
	"trust": condition.trust,
	"checks": own_checks(condition),
}})

own_checks(condition) := sort(failing_checks(condition)) if {
	own_device
} else := []

own_device if {
	facts.device_state == "known"
	facts.owned
}

failing_checks(condition) := {check.check |
	facts.device_state == "known"
	some check in condition.posture
	posture(check) != "true"
}

# Somebody else's device can't be fixed by the caller.
elsewhere(condition) if {
	count(failing_checks(condition)) > 0
	facts.device_state == "known"
	not facts.owned
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
