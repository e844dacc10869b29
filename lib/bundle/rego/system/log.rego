# What a decision log may hold of a request: method, host, path, the names of query parameters, address and country.
# Everything else of the input is removed before an event leaves OPA, above all tokens and cookies.
package system.log

import rego.v1

kept_headers := {"access-control-request-method", "origin", "traceparent", "user-agent", "x-request-id"}

# What is of another form than expected can't be looked through.
mask contains "/input" if not is_object(object.get(input, "input", {}))

mask contains path(["input", name]) if {
	some name, value in input.input
	name in {"request", "client"}
	not is_object(value)
}

mask contains "/input/request/headers" if not is_object(object.get(input.input.request, "headers", {}))

mask contains path(["input", "request", name]) if {
	some name in {"method", "host", "target"}
	value := input.input.request[name]
	not is_string(value)
}

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
	regex.match(`[?#]`, input.input.request.target)
}

# A fragment is no part of a request (it is refused), but may be somebody's secret all the same.
masked_target := concat("?", [before, regex.replace(after, `=[^&]*`, "=***")]) if {
	[_, before, after] := regex.find_all_string_submatch_n(`(?s)^([^?#]*)[?#](.*)$`, input.input.request.target, 1)[0]
}

path(names) := concat("", [part | some name in names; part := concat("", ["/", escaped(name)])])

# RFC 6901.
escaped(name) := replace(replace(name, "~", "~0"), "/", "~1")

# Only decisions are for the log.
drop if trim(input.path, "/") != "sallyport/authz"
