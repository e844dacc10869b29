# The API by host and longest base path, the operation by path and then by method. Look-ups by key only.
package sallyport.lib.route

import rego.v1

import data.sallyport.lib.clock
import data.sallyport.lib.request

# --- API

# Of the documents only what is needed is ever read: a whole host or API is large.
host_key := host if {
	host := request.form.host
	data.sallyport_policy.hosts[host].depths
} else := wildcard if {
	host := request.form.host
	contains(host, ".")
	wildcard := concat("", ["*", substring(host, indexof(host, "."), -1)]) # exactly one leftmost label
	data.sallyport_policy.hosts[wildcard].depths
}

# Undefined for a malformed request and where no API is. `relative` are the segments below the base path, behind an
# empty one.
place := {"api": id, "relative": array.concat([""], array.slice(parts, depth + 1, length + 1))} if {
	host := host_key
	parts := request.form.parts
	length := count(parts) - 1
	[depth, id] := [[depth, id] |
		some depth in data.sallyport_policy.hosts[host].depths
		depth <= length
		id := data.sallyport_policy.hosts[host].bases[concat("/", array.slice(parts, 0, depth + 1))]
	][0]
}

default api_id := null

api_id := place.api

api := data.sallyport_policy.apis[api_id]

# Until when it is only observed, by its release or by a signal, whichever is longer. Null is below every number.
observed_until := signalled if {
	signalled := data.sallyport_signals.observed[api_id].not_after
	signalled > api.observe_until
} else := api.observe_until

# --- operation

# Masks are best first: the leftmost literal wins. The path is settled before the method is looked at.
path := single if {
	single
} else := multi

# A parameter leaves its place in the key empty.
single := [{"mask": mask, "key": key, "methods": methods} |
	found := place
	id := found.api
	relative := found.relative
	some mask in data.sallyport_policy.apis[id].shapes[format_int(count(relative) - 1, 10)]
	letters := concat("", ["l", mask])
	key := concat("/", [part |
		some index, segment in relative
		part := {"l": segment, "p": ""}[substring(letters, index, 1)]
	])
	methods := data.sallyport_policy.apis[id].paths[key]
][0]

multi := [{"mask": mask, "key": key, "methods": methods} |
	found := place
	id := found.api
	relative := found.relative
	some depth in data.sallyport_policy.apis[id].multi_depths
	depth < count(relative) - 1
	some mask in data.sallyport_policy.apis[id].multi_shapes[format_int(depth, 10)]
	letters := concat("", ["l", mask])
	key := concat("/", [part |
		some index, segment in array.slice(relative, 0, depth + 1)
		part := {"l": segment, "p": ""}[substring(letters, index, 1)]
	])
	methods := data.sallyport_policy.apis[id].multi_paths[key]
][0]

# HEAD without an operation of its own is decided as its GET.
default operation_id := null

operation_id := path.methods[request.method] if {
	path.methods[request.method]
} else := path.methods.GET if {
	request.method == "HEAD"
}

default operation := null

operation := data.sallyport_policy.operations[operation_id]

# --- what no policy is asked about: the first that applies

default refused := null

refused := null if {
	known := data.sallyport_policy.apis[place.api]
	known.signals_age_seconds_max == null
	known.trailing_slash == "refuse"
	request.form.slash == false
	not look_alike
} else := "malformed-request" if {
	request.form == null
} else := "unknown-api" if {
	api_id == null
} else := "stale-signals" if {
	# Numbers only: Rego orders null below every number.
	is_number(api.signals_age_seconds_max)
	clock.now - data.sallyport_signals.issued_at > api.signals_age_seconds_max
} else := "malformed-request" if {
	required := api.trailing_slash == "required"
	request.form.slash != required
	count(request.form.parts) > 1 # the path "/" always ends in a slash and has no other form
} else := "malformed-request" if {
	look_alike
}

# --- parameters: places of the template's key that are empty

parts := split(path.key, "/")

values := array.concat(
	[place.relative[index] | some index, part in parts; part == ""; index > 0],
	rest,
)

default rest := []

rest := [concat("/", array.slice(place.relative, count(path.mask) + 1, count(place.relative)))] if {
	count(path.mask) < count(place.relative) - 1
}

# Of two parameters of one name the last counts.
parameters := {name: values[position] |
	some name in operation.params
	position := max([at | some at, other in operation.params; other == name])
}

# A parameter's value that looks like a literal beside it would be that literal to a careless upstream.
default look_alike := false

look_alike if {
	literals := data.sallyport_policy.apis[place.api].literals
	relative := place.relative
	key := parts
	some index, part in key
	part == ""
	index > 0
	beside := literals[concat("/", array.slice(key, 0, index))]
	beside[fold(relative[index])]
}

look_alike if {
	beside := data.sallyport_policy.apis[place.api].literals[path.key]
	beside[fold(rest[0])]
}

fold(segment) := trim_right(strings.replace_n(ascii_fold, segment), ".")

# Rego's lower() folds beyond ASCII.
ascii_fold := {upper(letter): letter | some letter in split("abcdefghijklmnopqrstuvwxyz", "")}
