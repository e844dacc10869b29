# OPA's own API (`--authorization=basic`): the decision, health and metrics, and nothing that reads data, changes
# policies or explains a decision with the facts it read.
package system.authz

import rego.v1

default allow := false

# Nearly every request.
allow if {
	input.path == ["v1", "data", "sallyport", "authz"]
	input.method == "POST"
	count(input.params) == 0
} else if {
	input.method == "POST"
	array.slice(input.path, 0, 4) == ["v1", "data", "sallyport", "authz"]
	count(input.path) <= 5
	every name in object.keys(input.params) { name in {"metrics", "pretty", "provenance"} }
} else if {
	input.method == "GET"
	input.path in [["health"], ["metrics"]]
}
