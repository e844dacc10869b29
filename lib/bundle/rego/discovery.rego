# What a stock OPA asks for at start: its configuration, with the keys of the other bundles. Undefined past
# `not_after`, so that a replayed old discovery can't bring back a withdrawn key: a running OPA keeps its newer
# configuration, a fresh one stays unready.
package sallyport.discovery

import rego.v1

config := data.sallyport_discovery.config if {
	time.now_ns() < data.sallyport_discovery.not_after * 1000000000
}
