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

# --- the caller

# Nobody without a verified token; `record` is null for who has none. Subjects and sessions of a foreign issuer are
# known under its name; a local name is a slug, so that none can be spelt like a foreign subject's.
default caller := {"anonymous": true, "id": null, "kind": null, "record": null, "session": null}

caller := {"anonymous": false, "id": id, "kind": kind_of(record), "record": record, "session": claims.sid} if {
	verified := credential.verified
	verified.local
	claims := verified.claims
	id := claims.sub
	record := local_record(id)
} else := {"anonymous": false, "id": id, "kind": kind_of(record), "record": record, "session": session} if {
	verified := credential.verified
	id := concat("|", [verified.issuer, verified.claims.sub])
	record := current("subjects", id)
	session := foreign_session(verified.issuer, object.get(verified.claims, "sid", null))
}

local_record(id) := null if {
	contains(id, "|")
} else := current("subjects", id)

foreign_session(issuer, sid) := concat("|", [issuer, sid]) if {
	is_string(sid)
} else := null

kind_of(record) := record.kind if {
	record != null
} else := null

anonymous := caller.anonymous

claims := credential.claims

issuer_id := credential.issuer_id

issuer := data.sallyport_signals.issuers[issuer_id]

# A verified certificate constrains the sender. A DPoP proof does too, but OPA can't tell a replayed one.
default sender_constrained := "false"

sender_constrained := "true" if {
	claims.cnf["x5t#S256"]
} else := "unknown" if {
	claims.cnf
}

# The first that applies.
default refused := null

refused := null if {
	known := caller
	record := known.record
	record.state == "active"
	record.revoked_before == null
	not data.sallyport_signals.sessions[known.session]
	every state in device.presented { state == "trusted" }
} else := null if {
	anonymous
} else := "unknown-subject" if {
	caller.record == null
	not issuer.jit
} else := "subject-suspended" if {
	caller.record.state == "suspended"
} else := "session-revoked" if {
	data.sallyport_signals.sessions[caller.session]
} else := "token-revoked" if {
	is_number(caller.record.revoked_before)
	claims.iat < caller.record.revoked_before
} else := "device-revoked" if {
	"revoked" in device.presented
} else := "device-quarantined" if {
	"quarantined" in device.presented
}

# --- groups and roles

# What an issuer asserts counts only as far as it may assert it, and under its own name.
groups := record_groups | asserted_groups

default record_groups := set()

record_groups := {group | some group in caller.record.groups}

default asserted_groups := set()

asserted_groups := {concat("/", [issuer_id, group]) |
	some group in claims.groups
	group in issuer.groups
} if {
	is_array(claims.groups)
}

# Of two grants of a role the later end counts.
roles := {grant.role |
	known := grants
	now := clock.now
	some grant in known
	lasts(grant.not_after, now)
}

lasts(null, _)

lasts(not_after, now) if now < not_after

default own_grants := []

own_grants := caller.record.grants

grants := array.concat(own_grants, [grant | some group in groups; some grant in current("groups", group).grants])

# --- the device: its facts count only if the token is bound to its key, or if it is the subject's own

# `state` is none, unknown or known; `presented` are the states of every device that is in play.
device := {"state": "none", "id": null, "record": null, "owned": false, "presented": []} if {
	credential.x5t == null
	count(bound) == 0
} else := {
	"state": "known",
	"id": id,
	"record": record,
	"owned": record.subject == caller.id,
	"presented": [record.state],
} if {
	thumbprints := bound
	count(thumbprints) == 1
	credential.x5t in {null, thumbprints[0]}
	id := current("thumbprints", thumbprints[0]).device
	record := current("devices", id)
	record != null
} else := {
	"state": device_state,
	"id": device_id,
	"record": current("devices", device_id),
	"owned": owner(device_id) == caller.id,
	"presented": [state |
		some id in array.concat(bound_ids, [connected_id])
		state := current("devices", id).state
	],
}

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

default owner(_) := "" # is nobody's id

owner(id) := current("devices", id).subject

default device_state := "none"

# Two members of `cnf` must belong to one device.
device_state := "known" if {
	bound_ids[0] != null
	count({id | some id in bound_ids}) == 1
} else := "unknown" if {
	count(bound) > 0
} else := "known" if {
	connected != null
	owner(connected_id) == caller.id
} else := "unknown" if {
	connected != null
}

default device_id := null

device_id := [id | some id in array.concat(bound_ids, [connected_id])][0] if device_state == "known"

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
	known := caller
	some [kind, id] in [["subjects", known.id], ["devices", device.id], ["sessions", known.session]]
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
