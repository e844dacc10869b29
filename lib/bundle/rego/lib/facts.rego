# What the conditions may read: the caller, the device, the risk, the address. Every look-up is by key, and a
# record of the directory is overlaid by the signals' record of the same key, the higher `seq` winning.
package sallyport.lib.facts

import rego.v1

import data.sallyport.lib.clock
import data.sallyport.lib.token as credential

# --- records

subject_record(id) := overlay(cold_subject(id), hot_subject(id))

group_record(id) := overlay(cold_group(id), hot_group(id))

device_record(id) := overlay(cold_device(id), hot_device(id))

thumbprint_record(id) := overlay(cold_thumbprint(id), hot_thumbprint(id))

default cold_subject(_) := null

cold_subject(id) := data.sallyport_directory.subjects[id]

default hot_subject(_) := null

hot_subject(id) := data.sallyport_signals.subjects[id]

default cold_group(_) := null

cold_group(id) := data.sallyport_directory.groups[id]

default hot_group(_) := null

hot_group(id) := data.sallyport_signals.groups[id]

default cold_device(_) := null

cold_device(id) := data.sallyport_directory.devices[id]

default hot_device(_) := null

hot_device(id) := data.sallyport_signals.devices[id]

default cold_thumbprint(_) := null

cold_thumbprint(id) := data.sallyport_directory.thumbprints[id]

default hot_thumbprint(_) := null

hot_thumbprint(id) := data.sallyport_signals.thumbprints[id]

overlay(cold, hot) := present(cold) if {
	hot == null
} else := present(hot) if {
	cold == null
} else := present(cold) if {
	cold.seq > hot.seq
} else := present(hot)

present(record) := null if {
	record == null
} else := null if {
	record.gone
} else := record

# --- the token

default token := null

token := {
	"claims": credential.claims,
	"issuer_id": credential.issuer_id,
	"issuer": credential.issuer,
	"audiences": credential.audiences,
	"sender_constrained": sender_constrained,
} if {
	credential.state == "verified"
}

# A verified certificate constrains the sender. A DPoP proof does too, but OPA can't tell a replayed one.
default sender_constrained := "false"

sender_constrained := "true" if {
	credential.claims.cnf["x5t#S256"]
} else := "unknown" if {
	credential.claims.cnf
}

# --- the caller

default anonymous := true

anonymous := false if token != null

# Subjects and sessions of a foreign issuer are known under its name.
own_name(name) := name if token.issuer.local

own_name(name) := concat("|", [token.issuer_id, name]) if not token.issuer.local

default subject_id := null

subject_id := own_name(token.claims.sub)

default record := null

record := subject_record(subject_id) if {
	subject_id != null
	not borrowed_name
}

# A local name is a slug, so that none can be spelt like a foreign subject's.
borrowed_name if {
	token.issuer.local
	contains(token.claims.sub, "|")
}

default kind := null

kind := record.kind

subject := {"state": "anonymous"} if anonymous

subject := {"state": "known", "id": subject_id, "kind": kind, "record": record} if not anonymous

default session := null

session := own_name(token.claims.sid) if is_string(token.claims.sid)

# The first that applies.
default refused := null

refused := "unknown-subject" if {
	not anonymous
	record == null
	not token.issuer.jit
} else := "subject-suspended" if {
	record.state == "suspended"
} else := "session-revoked" if {
	data.sallyport_signals.sessions[session]
} else := "token-revoked" if {
	is_number(record.revoked_before)
	token.claims.iat < record.revoked_before
} else := "device-revoked" if {
	"revoked" in presented_states
} else := "device-quarantined" if {
	"quarantined" in presented_states
}

# --- groups and roles

# What an issuer asserts counts only as far as it may assert it, and under its own name.
groups := record_groups | asserted_groups

default record_groups := set()

record_groups := {group | some group in record.groups}

default asserted_groups := set()

asserted_groups := {sprintf("%s/%s", [token.issuer_id, group]) |
	some group in token.claims.groups
	group in token.issuer.groups
} if {
	is_array(token.claims.groups)
}

# Of two grants of a role the later end counts.
roles contains grant.role if {
	some grant in record.grants
	lasts(grant.not_after)
}

roles contains grant.role if {
	some group in group_records
	some grant in group.grants
	lasts(grant.not_after)
}

group_records := [found | some group in groups; found := group_record(group); found != null]

lasts(not_after) if not_after == null

lasts(not_after) if clock.now < not_after

# --- the device: its facts count only if the token is bound to its key, or if it is the subject's own

bound := [thumbprint | some thumbprint in token.claims.cnf]

# A certificate on the connection that the token is not bound to.
default connected := null

connected := credential.x5t if {
	not anonymous
	not credential.x5t in bound
}

bound_devices := [found | some thumbprint in bound; found := device_of(thumbprint)]

default device_of(_) := {"id": null, "record": null}

device_of(thumbprint) := {"id": id, "record": found} if {
	is_string(thumbprint)
	id := thumbprint_record(thumbprint).device
	found := device_record(id)
	found != null
}

presented_states contains found.record.state if some found in bound_devices

presented_states contains device_of(connected).record.state if connected != null

default device := {"state": "none"}

# Two members of `cnf` must belong to one device.
device := {
	"state": "known",
	"id": bound_devices[0].id,
	"record": bound_devices[0].record,
	"owned": bound_devices[0].record.subject == subject_id,
} if {
	count(bound) > 0
	bound_devices[0].id != null
	count({found.id | some found in bound_devices}) == 1
} else := {"state": "unknown"} if {
	count(bound) > 0
} else := {
	"state": "known",
	"id": device_of(connected).id,
	"record": device_of(connected).record,
	"owned": true,
} if {
	connected != null
	device_of(connected).record.subject == subject_id
} else := {"state": "unknown"} if {
	connected != null
}

default device_id := null

device_id := device.id

# --- risk

risk_levels := ["none", "low", "medium", "high", "critical"]

default risk := null

risk := risk_levels[max({rank |
	some entry in risk_entries
	clock.now < entry.not_after
	some rank, level in risk_levels
	level == entry.level
} | {0})] if {
	not anonymous
}

risk_entries contains data.sallyport_signals.risk.subjects[subject_id]

risk_entries contains data.sallyport_signals.risk.devices[device_id]

risk_entries contains data.sallyport_signals.risk.sessions[session]

# --- where from

default address := null

# A zone, a port or leading zeros are unknown. A v4-mapped v6 address counts as its v4 address.
address := input.client.address if {
	is_string(input.client.address)
	regex.match(`^[0-9a-fA-F:.]+$`, input.client.address)
	some everything in ["0.0.0.0/0", "::/0"]
	net.cidr_contains(everything, input.client.address)
}

default country := null

country := input.client.country if is_string(input.client.country)
