# The API by host and longest base path, the operation by path and then by method. Look-ups by key only.
package sallyport.lib.route

import rego.v1

import data.sallyport.lib.request

# --- API

# A malformed request has no route. Of the documents only what is needed is ever read: a whole host or API is large.
host_key := request.host if {
	not request.malformed
	data.sallyport_policy.hosts[request.host].depths
} else := wildcard if {
	not request.malformed
	data.sallyport_policy.hosts[wildcard].depths
}

# Exactly one leftmost label.
wildcard := concat("", ["*", substring(request.host, indexof(request.host, "."), -1)]) if contains(request.host, ".")

length := count(request.segments)

base := [[depth, id] |
	host := host_key
	segments := request.segments
	some depth in data.sallyport_policy.hosts[host].depths
	depth <= length
	id := data.sallyport_policy.hosts[host].bases[literal_key(array.slice(segments, 0, depth))]
][0]

default api_id := null

api_id := base[1]

api := data.sallyport_policy.apis[api_id]

# Until when it is only observed, by its release or by a signal, whichever is longer. Null is below every number.
observed_until := signalled if {
	signalled := data.sallyport_signals.observed[api_id].not_after
	signalled > api.observe_until
} else := api.observe_until

literal_key(segments) := concat("/", array.concat([""], segments))

# --- operation

relative := array.slice(request.segments, base[0], length)

# Masks are best first: the leftmost literal wins. The path is settled before the method is looked at.
single := [{"mask": mask, "key": key, "methods": methods} |
	id := api_id
	segments := relative
	some mask in data.sallyport_policy.apis[id].shapes[format_int(count(segments), 10)]
	key := masked_key(segments, mask)
	methods := data.sallyport_policy.apis[id].paths[key]
][0]

multi := [{"mask": mask, "key": key, "methods": methods} |
	id := api_id
	segments := relative
	some depth in data.sallyport_policy.apis[id].multi_depths
	depth < count(segments)
	some mask in data.sallyport_policy.apis[id].multi_shapes[format_int(depth, 10)]
	key := masked_key(array.slice(segments, 0, depth), mask)
	methods := data.sallyport_policy.apis[id].multi_paths[key]
][0]

path := single if {
	single
} else := multi

# A parameter leaves its place in the key empty.
masked_key(segments, mask) := literal_key([part |
	letters := split(mask, "")
	some index, segment in segments
	part := {"l": segment, "p": ""}[letters[index]]
])

# HEAD without an operation of its own is decided as its GET.
default operation_id := null

operation_id := path.methods[request.method] if {
	path.methods[request.method]
} else := path.methods.GET if {
	request.method == "HEAD"
}

default operation := null

operation := data.sallyport_policy.operations[operation_id]

# --- parameters: places of the template's key that are empty

parts := split(path.key, "/")

values := array.concat(
	[relative[index - 1] | some index, part in parts; part == ""; index > 0],
	rest,
)

default rest := []

rest := [concat("/", array.slice(relative, count(path.mask), count(relative)))] if {
	count(path.mask) < count(relative)
}

# Of two parameters of one name the last counts.
parameters := {name: values[position] |
	some name in operation.params
	position := max([at | some at, other in operation.params; other == name])
}

# A parameter's value that looks like a literal beside it would be that literal to a careless upstream.
default look_alike := false

look_alike if {
	some index, part in parts
	part == ""
	index > 0
	beside := data.sallyport_policy.apis[api_id].literals[concat("/", array.slice(parts, 0, index))]
	beside[fold(relative[index - 1])]
}

look_alike if {
	beside := data.sallyport_policy.apis[api_id].literals[path.key]
	beside[fold(rest[0])]
}

fold(segment) := trim_right(strings.replace_n(ascii_fold, segment), ".")

# Rego's lower() folds beyond ASCII.
ascii_fold := {upper(letter): letter | some letter in split("abcdefghijklmnopqrstuvwxyz", "")}
