# The request in the one form that is decided about. What two readers could take differently is malformed:
# refused, never repaired, since what was decided and what the gateway forwards must be the same request.
package sallyport.lib.request

import rego.v1

import data.sallyport.lib.header
import data.sallyport.lib.text

# Null is malformed. `host` is a key of the documents, or null where there is none for it; `parts` are the path's
# segments behind an empty one, as split at slashes.
default form := null

# Most requests are in that form already: a host of the documents, a path without escapes, no query, header names
# in lower case. What is read here is what the steps below would find.
form := {
	"method": request.method,
	"host": request.host,
	"parts": parts,
	"slash": endswith(target, "/"),
	"headers": request.headers,
} if {
	request := input.request
	data.sallyport_policy.hosts[request.host].depths
	not startswith(request.host, "*")
	regex.match("^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,40}$", request.method)
	request.method != "CONNECT"
	names := concat("\n", object.keys(request.headers))
	regex.match(`^[\n!-@\[-~]*$`, names)
	not regex.match(`(?m)^x[_-](?:http[_-]method(?:[_-]override)?|method[_-]override)$`, names)
	not request.headers.authorization[1]
	not request.headers.host[1]
	target := request.target
	regex.match(`^/(?:[A-Za-z0-9._~!$&'()*+,=:@-]+(?:/[A-Za-z0-9._~!$&'()*+,=:@-]+)*/?)?$`, target)
	not regex.match(`/\.\.?(?:/|$)`, target)
	count(target) <= 8192
	parts := split(trim_suffix(target, "/"), "/")
	count(parts) <= 65
} else := {
	"method": method,
	"host": host_key,
	"parts": array.concat([""], segments),
	"slash": endswith(path_text, "/"),
	"headers": header.by_name,
} if {
	regex.match("^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,40}$", method)
	method != "CONNECT"
	header.sound
	host != null
	segments != null
	query != null
}

method := input.request.method

# --- host

default host := null

# A host that is a key of the documents is in that form already, unless it is a wildcard.
host := input.request.host if {
	data.sallyport_policy.hosts[input.request.host].depths
	not startswith(input.request.host, "*")
} else := canonical_host(input.request.host)

# ASCII lower case, one trailing dot and a listed port removed; a port that is not listed stays.
canonical_host(given) := with_port(name, port) if {
	[_, raw, port] := regex.find_all_string_submatch_n(`^([^:]*)(:.*)?$`, given, 1)[0]
	name := trim_suffix(lower(raw), ".")
	count(name) <= 253
	regex.match(`^[A-Za-z0-9.-]+$`, raw)
	regex.match(host_name, name)
}

# An exact host beats a wildcard, which is exactly one leftmost label.
default host_key := null

host_key := host if {
	data.sallyport_policy.hosts[host].depths
} else := wildcard if {
	contains(host, ".")
	wildcard := concat("", ["*", substring(host, indexof(host, "."), -1)])
	data.sallyport_policy.hosts[wildcard].depths
}

host_name := `^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$`

with_port(name, "") := name

with_port(name, port) := name if {
	port_number(port) in data.sallyport_policy.ports
} else := concat("", [name, port]) if {
	port_number(port)
}

port_number(port) := number if {
	regex.match(`^:[1-9][0-9]{0,4}$`, port)
	number := to_number(trim_prefix(port, ":"))
	number <= 65535
}

# --- path: origin form, strict in every octet

path_text := split(input.request.target, "?")[0]

# Most paths need no decoding.
plain_form := `^(?:/[A-Za-z0-9._~!$&'()*+,=:@-]+)*/?$`

# Octets a segment may hold as they are, or encoded: not the unreserved ones, NUL and other controls, slash,
# backslash, semicolon; several octets only as valid UTF-8.
octets := concat("|", [
	`[A-Za-z0-9._~!$&'()*+,=:@-]`,
	`%2[0-9AaBbCc]`,
	`%3[AaCcDdEeFf]`,
	`%40`,
	`%5[BbDdEe]`,
	`%60`,
	`%7[BbCcDd]`,
	`%[Cc][2-9A-Fa-f]%[89AaBb][0-9A-Fa-f]`,
	`%[Dd][0-9A-Fa-f]%[89AaBb][0-9A-Fa-f]`,
	`%[Ee]0%[AaBb][0-9A-Fa-f]%[89AaBb][0-9A-Fa-f]`,
	`%[Ee][1-9A-Ca-cE-Fe-f](?:%[89AaBb][0-9A-Fa-f]){2}`,
	`%[Ee][Dd]%[89][0-9A-Fa-f]%[89AaBb][0-9A-Fa-f]`,
	`%[Ff]0%[9AaBb][0-9A-Fa-f](?:%[89AaBb][0-9A-Fa-f]){2}`,
	`%[Ff][1-3](?:%[89AaBb][0-9A-Fa-f]){3}`,
	`%[Ff]4%8[0-9A-Fa-f](?:%[89AaBb][0-9A-Fa-f]){2}`,
])

path_form := concat("", [`^/(?:(?:`, octets, `)+(?:/(?:`, octets, `)+)*/?)?$`])

default segments := null

segments := raw if {
	path := path_text
	count(input.request.target) <= 8192
	startswith(path, "/")
	regex.match(plain_form, path)
	not regex.match(`/\.\.?(?:/|$)`, path)
	raw := raw_segments
	count(raw) <= 64
} else := [decode_segment(raw) | some raw in raw_segments] if {
	count(input.request.target) <= 8192
	contains(path_text, "%")
	regex.match(path_form, path_text)
	count(raw_segments) <= 64
	every raw in raw_segments {
		good_segment(decode_segment(raw))
	}
}

# Neither form has an empty segment.
raw_segments := [] if {
	path_text == "/"
} else := split(trim_suffix(substring(path_text, 1, -1), "/"), "/")

decode_segment(raw) := urlquery.decode(replace(raw, "+", "%2B"))

good_segment(segment) if {
	not segment in {".", ".."}
	not regex.match(`%[0-9A-Fa-f]{2}`, segment)
	text.clean(segment)
}

# --- query: every value of every name; a name that came more than once is for the reader to distrust

default query := null

query := {} if {
	not contains(input.request.target, "?")
} else := {name: values |
	some pair in query_pairs
	name := pair[0]
	values := [other[1] | some other in query_pairs; other[0] == name]
} if {
	regex.match(query_form, query_text)
	query_good
}

query_text := substring(input.request.target, count(path_text) + 1, -1)

query_pairs := [[decode_query(name), decode_query(value)] |
	some part in split(query_text, "&")
	part != ""
	name := regex.find_n(`^[^=]*`, part, 1)[0]
	value := substring(part, count(name) + 1, -1)
]

query_form := concat("", [`^(?:[\x21\x22\x24\x26-\x7e]|%[0-7][0-9A-Fa-f]|`, octets, `)*$`])

query_good if not contains(query_text, "%")

query_good if {
	every pair in query_pairs {
		text.clean(pair[0])
		text.clean(pair[1])
	}
}

decode_query(part) := urlquery.decode(part)
