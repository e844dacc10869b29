# What would cure failing conditions, and which of several cures asks least.
package sallyport.lib.remedy

import rego.v1

empty := {"authenticate": false, "mfa": null, "device": null, "token": null}

authenticate := object.union(empty, {"authenticate": true})

# The union of any number of remedies: highest strength, smallest age; highest trust, all checks; all scopes.
unite(remedies) := {
	"authenticate": true in {remedy.authenticate | some remedy in remedies},
	"mfa": unite_mfa([remedy.mfa | some remedy in remedies; remedy.mfa != null]),
	"device": unite_device([remedy.device | some remedy in remedies; remedy.device != null]),
	"token": unite_token([remedy.token | some remedy in remedies; remedy.token != null]),
}

# Rule 25: fewest kinds, then weakest. Smaller tuples ask less. No age limit is the largest age.
weight(remedy) := [
	count([kind | some kind in ["authenticate", "mfa", "device", "token"]; asks(remedy[kind])]),
	bit(remedy.device != null),
	bit(remedy.authenticate),
	strength_rank(remedy.mfa),
	0 - age(remedy.mfa),
	count(object.get(remedy, ["device", "checks"], [])),
	count(object.get(remedy, ["token", "scopes"], [])),
]

asks(demand) if {
	demand != null
	demand != false
}

bit(true) := 1

bit(false) := 0

strength_rank(mfa) := 0 if {
	mfa == null
} else := 1 if {
	mfa.strength == "any"
} else := 2

age(mfa) := mfa.max_age_seconds if {
	is_number(mfa.max_age_seconds)
} else := 9007199254740991

unite_mfa(demands) := null if {
	count(demands) == 0
} else := {
	"strength": strongest({demand.strength | some demand in demands}),
	"max_age_seconds": youngest({demand.max_age_seconds |
		some demand in demands
		demand.max_age_seconds != null
	}),
}

strongest(strengths) := "phishing-resistant" if {
	"phishing-resistant" in strengths
} else := "any"

youngest(ages) := null if {
	count(ages) == 0
} else := min(ages)

unite_device(demands) := null if {
	count(demands) == 0
} else := {
	"trust": most_trust({demand.trust | some demand in demands}),
	"checks": sort({check | some demand in demands; some check in demand.checks}),
}

most_trust(trusts) := "managed" if {
	"managed" in trusts
} else := "compliant" if {
	"compliant" in trusts
} else := "registered"

unite_token(demands) := null if {
	count(demands) == 0
} else := {
	"scopes": sort({scope | some demand in demands; some scope in demand.scopes}),
	"sender_constrained": true in {demand.sender_constrained | some demand in demands},
}
