# The headers of the request, names in ASCII lower case, every value.
package sallyport.lib.header

import rego.v1

by_name := {name: [value |
	some key, found in input.request.headers
	lower(key) == name
	some value in as_list(found)
] |
	some key, _ in input.request.headers
	name := lower(key)
}

values(name) := object.get(by_name, name, [])

as_list(found) := [found] if is_string(found)

as_list(found) := found if is_array(found)
