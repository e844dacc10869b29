# What a decision log may hold of a request: method, host, path, the names of query parameters, address and country.
# Everything else of the input is removed before an event leaves OPA, above all tokens and cookies.
package system.log

import rego.v1

kept_headers := {"access-control-request-method", "origin", "traceparent", "user-agent", "x-request-id"}

mask contains path(["input", name]) if {
	some name, _ in input.input
	not name in {"request", "client", "trace"}
}

mask contains path(["input", "request", name]) if {
	some name, _ in input.input.request
	not name in {"method", "host", "target", "headers"}
}

mask contains path(["input", "request", "headers", name]) if {
	some name, _ in input.input.request.headers
	not lower(name) in kept_headers
}

mask contains path(["input", "client", name]) if {
	some name, _ in input.input.client
	not name in {"address", "country"}
}

mask contains {"op": "upsert", "path": "/input/request/target", "value": masked_target} if {
	contains(input.input.request.target, "?")
}

masked_target := concat("?", [before, regex.replace(after, `=[^&]*`, "=***")]) if {
	target := input.input.request.target
	before := substring(target, 0, indexof(target, "?"))
	after := substring(target, indexof(target, "?") + 1, -1)
}

path(names) := concat("", [part | some name in names; part := concat("", ["/", escaped(name)])])

# RFC 6901.
escaped(name) := replace(replace(name, "~", "~0"), "/", "~1")

# Only decisions are for the log.
drop if trim(input.path, "/") != "sallyport/authz"
