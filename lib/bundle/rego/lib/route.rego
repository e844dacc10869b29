# The API by host and longest base path, the operation by path and then by method. Look-ups by key only.
package sallyport.lib.route

import rego.v1

import data.sallyport.lib.clock
import data.sallyport.lib.request

# Where the request goes: undefined if it is malformed or no API is there. `operation` is null where none is
# described. `relative` are the segments below the base path, behind an empty one; `key` is the template's path key,
# in which a parameter leaves its place empty, and `mask` says the same in letters.
target := {
	"api": found.api,
	"operation": operation,
	"slash": found.slash,
	"relative": found.relative,
	"mask": found.mask,
	"key": key,
	"look_alike": false,
	"refused": null,
} if {
	found := path
	found.slash == false
	known := data.sallyport_policy.apis[found.api]
	known.trailing_slash == "refuse"
	known.signals_age_seconds_max == null
	operation := found.methods[found.method]
	key := found.key
	parts := split(key, "/")
	count(parts) == count(found.relative)
	literals := known.literals
	count([1 |
		some index, part in parts
		part == ""
		index > 0
		literals[concat("/", array.slice(parts, 0, index))]
	]) == 0
} else := {
	"api": path.api,
	"operation": operation_by_method,
	"slash": path.slash,
	"relative": path.relative,
	"mask": path.mask,
	"key": path.key,
	"look_alike": look_alike,
	"refused": refused,
}

# --- API

place := [{"api": id, "slash": form.slash, "method": form.method, "relative": relative} |
	form := request.form
	host := data.sallyport_policy.hosts[form.host]
	length := count(form.parts)
	some depth in host.depths
	depth < length
	id := host.bases[concat("/", array.slice(form.parts, 0, depth + 1))]
	relative := array.concat([""], array.slice(form.parts, depth + 1, length))
][0]

default api_id := null

api_id := target.api

api := data.sallyport_policy.apis[api_id]

# Until when it is only observed, by its release or by a signal, whichever is longer. Null is below every number.
observed_until := signalled if {
	signalled := data.sallyport_signals.observed[api_id].not_after
	signalled > api.observe_until
} else := api.observe_until

# --- operation

# Masks are best first: the leftmost literal wins. The path is settled before the method is looked at.
path := {
	"api": found.api,
	"slash": found.slash,
	"method": found.method,
	"relative": found.relative,
	"mask": mask,
	"key": key,
	"methods": data.sallyport_policy.apis[found.api].paths[key],
} if {
	found := place
	[mask, key] := [[mask, key] |
		relative := found.relative
		some mask in data.sallyport_policy.apis[found.api].shapes[format_int(count(relative) - 1, 10)]
		key := masked_key(relative, mask)
		data.sallyport_policy.apis[found.api].paths[key]
	][0]
} else := {
	"api": found.api,
	"slash": found.slash,
	"method": found.method,
	"relative": found.relative,
	"mask": mask,
	"key": key,
	"methods": data.sallyport_policy.apis[found.api].multi_paths[key],
} if {
	found := place
	[mask, key] := [[mask, key] |
		some depth in data.sallyport_policy.apis[found.api].multi_depths
		depth < count(found.relative) - 1
		some mask in data.sallyport_policy.apis[found.api].multi_shapes[format_int(depth, 10)]
		key := masked_key(array.slice(found.relative, 0, depth + 1), mask)
		data.sallyport_policy.apis[found.api].multi_paths[key]
	][0]
} else := object.union(place, {"mask": "", "key": null, "methods": {}})

masked_key(segments, mask) := concat("/", [part |
	letters := concat("", ["l", mask])
	some index, segment in segments
	part := {"l": segment, "p": ""}[substring(letters, index, 1)]
])

# HEAD without an operation of its own is decided as its GET.
default operation_by_method := null

operation_by_method := path.methods[request.method] if {
	path.methods[request.method]
} else := path.methods.GET if {
	request.method == "HEAD"
}

default operation_id := null

operation_id := target.operation

default operation := null

operation := data.sallyport_policy.operations[operation_id]

# --- what no policy is asked about: the first that applies

default refused := null

refused := "malformed-request" if {
	request.form == null
} else := "unknown-api" if {
	not place
} else := "stale-signals" if {
	# Numbers only: Rego orders null below every number.
	age := data.sallyport_policy.apis[path.api].signals_age_seconds_max
	is_number(age)
	clock.now - data.sallyport_signals.issued_at > age
} else := "malformed-request" if {
	required := data.sallyport_policy.apis[path.api].trailing_slash == "required"
	path.slash != required
	count(request.form.parts) > 1 # the path "/" always ends in a slash and has no other form
} else := "malformed-request" if {
	look_alike
}

# --- parameters: places of the template's key that are empty

# Of two parameters of one name the last counts.
parameter(name) := value if {
	going := target
	at := max([at | some at, other in data.sallyport_policy.operations[going.operation].params; other == name])
	places := [index | some index, part in split(going.key, "/"); part == ""; index > 0]
	value := array.concat([going.relative[index] | some index in places], rest)[at]
}

parts := split(path.key, "/")

default rest := []

rest := [concat("/", array.slice(path.relative, count(path.mask) + 1, count(path.relative)))] if {
	count(path.mask) < count(path.relative) - 1
}

# A parameter's value that looks like a literal beside it would be that literal to a careless upstream.
default look_alike := false

look_alike if {
	literals := data.sallyport_policy.apis[path.api].literals
	some index, part in parts
	part == ""
	index > 0
	beside := literals[concat("/", array.slice(parts, 0, index))]
	beside[fold(path.relative[index])]
}

look_alike if {
	beside := data.sallyport_policy.apis[path.api].literals[path.key]
	beside[fold(rest[0])]
}

fold(segment) := trim_right(strings.replace_n(ascii_fold, segment), ".")

# Rego's lower() folds beyond ASCII.
ascii_fold := {upper(letter): letter | some letter in split("abcdefghijklmnopqrstuvwxyz", "")}
