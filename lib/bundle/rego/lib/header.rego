# Of the request's headers those that matter here, names in ASCII lower case, every value.
package sallyport.lib.header

import rego.v1

by_name := {name: [value |
	some key, found in input.request.headers
	lower(key) == name
	some value in as_list(found)
] |
	some key, _ in input.request.headers
	name := lower(key)
	name in {"access-control-request-method", "authorization", "dpop", "host", "origin"}
}

# Of a request in its one form, where a single value may stand as it is.
values(headers, name) := as_list(object.get(headers, name, []))

as_list(found) := [found] if is_string(found)

as_list(found) := found if is_array(found)

# Headers may not make the upstream see another method, nor two readers two callers. CGI, WSGI and their like
# can't tell an underscore from a hyphen.
sound if {
	count([key | some key, _ in input.request.headers; replace(lower(key), "_", "-") in method_overrides]) == 0
	count(object.get(by_name, "authorization", [])) <= 1
	count(object.get(by_name, "host", [])) <= 1
}

method_overrides := {"x-http-method-override", "x-http-method", "x-method-override"}
