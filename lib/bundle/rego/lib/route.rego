# The API by host and longest base path, the operation by path and then by method. Look-ups by key only.
package sallyport.lib.route

import rego.v1

import data.sallyport.lib.request

# --- API

# A malformed request has no route.
host_data := exact_host if not request.malformed

default exact_host := {"depths": [], "bases": {}}

exact_host := data.sallyport_policy.hosts[request.host] if {
	data.sallyport_policy.hosts[request.host]
} else := data.sallyport_policy.hosts[wildcard]

# Exactly one leftmost label.
wildcard := concat("", ["*", substring(request.host, indexof(request.host, "."), -1)]) if contains(request.host, ".")

length := count(request.segments)

base_depth := [depth |
	some depth in host_data.depths
	depth <= length
	host_data.bases[literal_key(array.slice(request.segments, 0, depth))]
][0]

default api_id := null

api_id := host_data.bases[literal_key(array.slice(request.segments, 0, base_depth))]

api := data.sallyport_policy.apis[api_id]

literal_key(segments) := concat("/", array.concat([""], segments))

# --- operation

relative := array.slice(request.segments, base_depth, length)

# Masks are best first: the leftmost literal wins. The path is settled before the method is looked at.
single := [found |
	some mask in api.shapes[format_int(count(relative), 10)]
	key := masked_key(relative, mask)
	api.paths[key]
	found := {"mask": mask, "key": key, "methods": api.paths[key]}
][0]

multi := [found |
	some depth in api.multi_depths
	depth < count(relative)
	some mask in api.multi_shapes[format_int(depth, 10)]
	key := masked_key(array.slice(relative, 0, depth), mask)
	api.multi_paths[key]
	found := {"mask": mask, "key": key, "methods": api.multi_paths[key]}
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

# --- parameters

values := array.concat(
	[segment | some index, segment in relative; substring(path.mask, index, 1) == "p"],
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
	some index, segment in relative
	substring(path.mask, index, 1) == "p"
	prefix := masked_key(array.slice(relative, 0, index), path.mask)
	api.literals[prefix][fold(segment)]
}

look_alike if {
	prefix := masked_key(array.slice(relative, 0, count(path.mask)), path.mask)
	api.literals[prefix][fold(rest[0])]
}

fold(segment) := trim_right(strings.replace_n(ascii_fold, segment), ".")

# Rego's lower() folds beyond ASCII.
ascii_fold := {upper(letter): letter | some letter in split("abcdefghijklmnopqrstuvwxyz", "")}
