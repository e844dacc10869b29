# Whether the three documents are here, of the format this library knows, and not older than the others say.
package sallyport.lib.ready

import rego.v1

import data.sallyport.lib.clock
import data.sallyport.lib.route

default complete := false

complete if {
	data.sallyport_policy.format == 1
	data.sallyport_directory.format == 1
	data.sallyport_signals.format == 1
}

default leased := false

leased if clock.now < data.sallyport_signals.lease.not_after

default policy_recent := false

policy_recent if data.sallyport_policy.revision >= data.sallyport_signals.at_least.policy

default directory_recent := false

directory_recent if {
	data.sallyport_directory.revision >= data.sallyport_signals.at_least.directory
	data.sallyport_directory.revision >= data.sallyport_policy.at_least.directory
}

# Public and internal targets may go on without a lease, where their owner chose so.
default may_continue := false

may_continue if {
	route.api.stale == "continue"
	sensitivity in {"public", "internal"}
}

# A path that looks like another one is no operation's.
sensitivity := route.operation.sensitivity if {
	route.operation != null
	not route.look_alike
} else := route.api.sensitivity

default refused := null

refused := "lease-expired" if {
	not leased
	not may_continue
} else := "stale-policy" if {
	not policy_recent
} else := "stale-directory" if {
	not directory_recent
}

default stale_signals := false

# Numbers only: Rego orders null below every number.
stale_signals if {
	is_number(route.api.signals_age_seconds_max)
	clock.now - data.sallyport_signals.issued_at > route.api.signals_age_seconds_max
}

# When one of these answers changes.
default lease_end := null

lease_end := data.sallyport_signals.lease.not_after

default signals_end := null

signals_end := (data.sallyport_signals.issued_at + route.api.signals_age_seconds_max) + 1

revisions := {
	"policy": policy_revision,
	"directory": directory_revision,
	"signals": signals_revision,
}

default policy_revision := ""

policy_revision := text(data.sallyport_policy.revision)

default directory_revision := ""

directory_revision := text(data.sallyport_directory.revision)

default signals_revision := ""

signals_revision := text(data.sallyport_signals.revision)

text(revision) := sprintf("%d.%d", revision)
