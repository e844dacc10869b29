# What the conditions may read: the caller, the device, the risk, the address. Every look-up is by key, and a
# record of the directory is overlaid by the signals' record of the same key, the higher `seq` winning.
package sallyport.lib.facts

import rego.v1

import data.sallyport.lib.clock
import data.sallyport.lib.token as credential

# --- records

# Most records have no override.
current(kind, id) := found if {
	not data.sallyport_signals[kind][id]
	found := data.sallyport_directory[kind][id]
	not found.gone
} else := overlay(cold(kind, id), hot(kind, id))

default cold(_, _) := null

cold(kind, id) := data.sallyport_directory[kind][id]

default hot(_, _) := null

hot(kind, id) := data.sallyport_signals[kind][id]

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

# --- the token: undefined where there is none that was verified

claims := credential.claims if not anonymous

issuer_id := credential.issuer_id if not anonymous

issuer := credential.issuer if not anonymous

# A verified certificate constrains the sender. A DPoP proof does too, but OPA can't tell a replayed one.
default sender_constrained := "false"

sender_constrained := "true" if {
	claims.cnf["x5t#S256"]
} else := "unknown" if {
	claims.cnf
}

# --- the caller

default anonymous := true

anonymous := false if credential.state == "verified"

# Subjects and sessions of a foreign issuer are known under its name.
own_name(name) := name if issuer.local

own_name(name) := concat("|", [issuer_id, name]) if not issuer.local

default subject_id := null

subject_id := own_name(claims.sub)

default record := null

record := current("subjects", subject_id) if {
	subject_id != null
	not borrowed_name
}

# A local name is a slug, so that none can be spelt like a foreign subject's.
borrowed_name if {
	issuer.local
	contains(claims.sub, "|")
}

default kind := null

kind := record.kind

default session := null

session := own_name(claims.sid) if is_string(claims.sid)

# The first that applies.
default refused := null

refused := "unknown-subject" if {
	not anonymous
	record == null
	not issuer.jit
} else := "subject-suspended" if {
	record.state == "suspended"
} else := "session-revoked" if {
	data.sallyport_signals.sessions[session]
} else := "token-revoked" if {
	is_number(record.revoked_before)
	claims.iat < record.revoked_before
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

asserted_groups := {sprintf("%s/%s", [issuer_id, group]) |
	some group in claims.groups
	group in issuer.groups
} if {
	is_array(claims.groups)
}

# Of two grants of a role the later end counts.
roles := {grant.role |
	some grant in grants
	grant.not_after == null
} | {grant.role |
	now := clock.now
	some grant in grants
	now < grant.not_after
}

default own_grants := []

own_grants := record.grants

grants := array.concat(own_grants, [grant | some group in group_records; some grant in group.grants])

group_records := [found | some group in groups; found := current("groups", group); found != null]

# --- the device: its facts count only if the token is bound to its key, or if it is the subject's own

bound := [thumbprint | some thumbprint in claims.cnf]

# A certificate on the connection that the token is not bound to.
default connected := null

connected := credential.x5t if {
	not anonymous
	not credential.x5t in bound
}

bound_ids := [device_of(thumbprint) | some thumbprint in bound]

default connected_id := null

connected_id := device_of(connected) if connected != null

default device_of(_) := null

device_of(thumbprint) := id if {
	is_string(thumbprint)
	id := current("thumbprints", thumbprint).device
	current("devices", id) != null
}

presented_states := {current("devices", id).state | some id in array.concat(bound_ids, [connected_id]); id != null}

default device_state := "none"

# Two members of `cnf` must belong to one device.
device_state := "known" if {
	bound_ids[0] != null
	count({id | some id in bound_ids}) == 1
} else := "unknown" if {
	count(bound) > 0
} else := "known" if {
	current("devices", connected_id).subject == subject_id
} else := "unknown" if {
	connected != null
}

default device_id := null

device_id := [id | some id in array.concat(bound_ids, [connected_id])][0] if device_state == "known"

device := current("devices", device_id) if device_id != null

default owned := false

owned if device.subject == subject_id

# --- risk

risk_levels := ["none", "low", "medium", "high", "critical"]

default risk := null

risk := "none" if {
	not anonymous
	count(risk_entries) == 0
} else := risk_levels[max({rank |
	some entry in risk_entries
	clock.now < entry.not_after
	some rank, level in risk_levels
	level == entry.level
} | {0})] if {
	not anonymous
}

risk_entries := [entry |
	some [kind, id] in [["subjects", subject_id], ["devices", device_id], ["sessions", session]]
	entry := data.sallyport_signals.risk[kind][id]
]

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
