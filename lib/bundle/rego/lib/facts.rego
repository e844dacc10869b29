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

# Nobody without a verified token. `record` is null for who has none, `bound` are the thumbprints the token is bound to.
# Subjects and sessions of a foreign issuer are known under its name; a local name is a slug, so that none can be spelt
# like a foreign subject's. Most callers are of our own issuer and have a record without an override.
default caller := {
	"anonymous": true,
	"id": null,
	"kind": null,
	"record": null,
	"session": null,
	"claims": {},
	"trusted": false,
	"bound": [],
	"x5t": null,
}

caller := {
	"anonymous": false,
	"id": id,
	"kind": record.kind,
	"record": record,
	"session": claims.sid,
	"claims": claims,
	"trusted": verified.trusted,
	"bound": [thumbprint | some thumbprint in claims.cnf],
	"x5t": verified.x5t,
} if {
	verified := credential.verified
	verified.local
	claims := verified.claims
	id := claims.sub
	not contains(id, "|")
	not data.sallyport_signals.subjects[id]
	record := data.sallyport_directory.subjects[id]
	not record.gone
} else := {
	"anonymous": false,
	"id": id,
	"kind": kind_of(record),
	"record": record,
	"session": session_of(verified),
	"claims": claims,
	"trusted": verified.trusted,
	"bound": [thumbprint | some thumbprint in claims.cnf],
	"x5t": verified.x5t,
} if {
	verified := credential.verified
	claims := verified.claims
	id := own_name(verified, claims.sub)
	record := record_of(verified, id)
}

own_name(verified, name) := name if {
	verified.local
} else := concat("|", [verified.issuer, name])

session_of(verified) := own_name(verified, verified.claims.sid) if {
	is_string(verified.claims.sid)
} else := null

record_of(verified, id) := null if {
	verified.local
	contains(id, "|")
} else := current("subjects", id)

kind_of(record) := record.kind if {
	record != null
} else := null

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
	device.presented in [[], ["trusted"]]
} else := null if {
	caller.anonymous
} else := "unknown-subject" if {
	caller.record == null
	not issuer.jit
} else := "subject-suspended" if {
	caller.record.state == "suspended"
} else := "session-revoked" if {
	data.sallyport_signals.sessions[caller.session]
} else := "token-revoked" if {
	is_number(caller.record.revoked_before)
	caller.claims.iat < caller.record.revoked_before
} else := "device-revoked" if {
	"revoked" in device.presented
} else := "device-quarantined" if {
	"quarantined" in device.presented
}

# --- groups and roles: the grants, and the names that policies may use for the caller

standing := {"grants": grants, "selectors": named(["everybody", "authenticated", own], grants, groups)} if {
	known := caller
	record := known.record
	own := concat(":", [record.kind, known.id])
	groups := {group | some group in record.groups} | asserted_groups
	grants := array.concat(record.grants, [grant | some group in groups; some grant in current("groups", group).grants])
} else := {"grants": grants, "selectors": named(["everybody", "authenticated"], grants, asserted_groups)} if {
	not caller.anonymous
	grants := [grant | some group in asserted_groups; some grant in current("groups", group).grants]
} else := {"grants": [], "selectors": ["everybody"]}

# Of two grants of a role the later end counts.
named(first, grants, groups) := array.concat(first, [selector |
	now := clock.now
	roles := {grant.role | some grant in grants; grant.not_after == null} | {grant.role |
		some grant in grants
		now < grant.not_after
	}
	some [kind, names] in [["role:", roles], ["group:", groups]]
	some name in names
	selector := concat("", [kind, name])
])

# What an issuer asserts counts only as far as it may assert it, and under its own name.
asserted_groups := {concat("/", [issuer_id, group]) |
	is_array(caller.claims.groups)
	some group in caller.claims.groups
	group in issuer.groups
}

# --- the device: its facts count only if the token is bound to its key, or if it is the subject's own

# `state` is none, unknown or known; `presented` are the states of every device that is in play.
device := {"state": "none", "id": null, "record": null, "owned": false, "presented": []} if {
	known := caller
	known.bound == []
	known.x5t == null
} else := {
	"state": "known",
	"id": id,
	"record": record,
	"owned": record.subject == known.id,
	"presented": [record.state],
} if {
	known := caller
	[thumbprint] := known.bound
	known.x5t in {null, thumbprint}
	not data.sallyport_signals.thumbprints[thumbprint]
	id := data.sallyport_directory.thumbprints[thumbprint].device
	not data.sallyport_signals.devices[id]
	record := data.sallyport_directory.devices[id]
	not record.gone
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

bound := caller.bound

# A certificate on the connection that the token is not bound to.
default connected := null

connected := caller.x5t if {
	not caller.x5t in bound
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
	caller.anonymous == false
	risk_entries == []
} else := risk_levels[max({rank |
	some entry in risk_entries
	clock.now < entry.not_after
	some rank, level in risk_levels
	level == entry.level
} | {0})] if {
	caller.anonymous == false
}

risk_entries := [] if {
	risk_of := data.sallyport_signals.risk
	known := caller
	not risk_of.subjects[known.id]
	not risk_of.sessions[known.session]
	not risk_of.devices[device.id]
} else := [entry |
	some [kind, id] in [["subjects", caller.id], ["devices", device.id], ["sessions", caller.session]]
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
