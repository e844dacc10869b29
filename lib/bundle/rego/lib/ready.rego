# Whether the three documents are here, of the format this library knows, and not older than the others say.
package sallyport.lib.ready

import rego.v1

import data.sallyport.lib.clock
import data.sallyport.lib.route

# `refused` is the first reason that applies, null where decisions may be made. Rego orders revisions as we do.
gate := {"refused": null, "degraded": false} if {
	policy := data.sallyport_policy
	signals := data.sallyport_signals
	revision := data.sallyport_directory.revision
	policy.format == 1
	data.sallyport_directory.format == 1
	signals.format == 1
	clock.now < signals.lease.not_after
	policy.revision >= signals.at_least.policy
	revision >= signals.at_least.directory
	revision >= policy.at_least.directory
} else := {"refused": refused, "degraded": degraded}

refused := "not-ready" if {
	not complete
} else := "internal-error" if {
	not clock.readable
} else := "lease-expired" if {
	not leased
	not may_continue
} else := "stale-policy" if {
	not policy_recent
} else := "stale-directory" if {
	not directory_recent
} else := null

default complete := false

complete if {
	data.sallyport_policy.format == 1
	data.sallyport_directory.format == 1
	data.sallyport_signals.format == 1
}

default leased := false

leased if clock.now < data.sallyport_signals.lease.not_after

default degraded := false

degraded if not leased

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

# Empty where there is no document.
revisions := {
	"policy": sprintf("%d.%d", data.sallyport_policy.revision),
	"directory": sprintf("%d.%d", data.sallyport_directory.revision),
	"signals": sprintf("%d.%d", data.sallyport_signals.revision),
} if {
	data.sallyport_policy.revision
	data.sallyport_directory.revision
	data.sallyport_signals.revision
} else := {
	"policy": concat("", [text | text := sprintf("%d.%d", data.sallyport_policy.revision)]),
	"directory": concat("", [text | text := sprintf("%d.%d", data.sallyport_directory.revision)]),
	"signals": concat("", [text | text := sprintf("%d.%d", data.sallyport_signals.revision)]),
}
