# The headers of the request, names in ASCII lower case, every value.
package sallyport.lib.header

import rego.v1

pairs := [[lower(key), as_list(found)] | some key, found in input.request.headers]

by_name := {name: [value | some [other, found] in pairs; other == name; some value in found] |
	some [name, _] in pairs
}

values(name) := object.get(by_name, name, [])

as_list(found) := [found] if is_string(found)

as_list(found) := found if is_array(found)
