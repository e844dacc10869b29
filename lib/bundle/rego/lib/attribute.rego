# Comparison of a fact with a literal or another fact: equal types compare, everything else is unknown.
package sallyport.lib.attribute

import rego.v1

import data.sallyport.lib.facts
import data.sallyport.lib.kleene
import data.sallyport.lib.number
import data.sallyport.lib.request
import data.sallyport.lib.route

# Most often a text is to equal a text.
value(condition) := {true: "true", false: "false"}[same] if {
	condition.operator == "equals"
	left := fact(condition.left)
	is_string(left)
	right := right_side(condition.right)
	is_string(right)
	same := left == right
} else := kleene.truth(fact(condition.left) != null) if {
	condition.operator == "exists"
} else := compare(condition, left, right) if {
	condition.operator != "exists"
	left := fact(condition.left)
	right := right_side(condition.right)
	comparable(left)
	comparable(right)
} else := "unknown"

right_side(right) := right.value

right_side(right) := fact(right.ref)

# --- facts by name

# Null is missing. An object, a nested list, a number beyond the format or a query parameter that came twice is there,
# but compares with nothing.
fact(name) := read(source, key) if {
	[source, key] := split(name, ".")
} else := read(source, rest) if {
	parts := split(name, ".")
	source := parts[0]
	rest := concat(".", array.slice(parts, 1, count(parts)))
}

comparable(found) if {
	scalar(found)
} else if {
	is_array(found)
	every item in found { scalar(item) }
}

scalar(found) if {
	is_string(found)
} else if {
	is_boolean(found)
} else if {
	number.plain(found)
}

default read(_, _) := null

read("subject", "id") := facts.caller.id

read("subject", "kind") := facts.caller.kind

read("subject", name) := facts.caller.record.attributes[name] if not name in {"id", "kind"}

read("device", name) := device_fact(facts.device, name) if {
	facts.device.state == "known"
	facts.device.record.state == "trusted"
}

read("api", name) := route.api_id if name == "slug"

read("api", name) := route.api.data_classes if name == "dataClasses"

read("api", name) := route.api[name] if name in {"sensitivity", "criticality", "exposure", "audience"}

read("operation", name) := route.operation[name] if name in {"key", "method", "template", "sensitivity", "tags"}

read("path", name) := route.parameter(name)

read("query", name) := query_fact(request.query[name])

read("token", name) := facts.caller.claims[name]

device_fact(device, name) := device.id if {
	name == "id"
} else := device.record.subject if {
	name == "owner"
} else := device.record[name] if {
	name in {"platform", "trust"}
} else := device.record.attributes[name]

query_fact(values) := values[0] if {
	count(values) == 1
} else := {}

# --- operators

default compare(_, _, _) := "unknown"

compare(condition, left, right) := equals(condition, left, right) if condition.operator == "equals"

compare(condition, left, right) := kleene.negate(equals(condition, left, right)) if condition.operator == "not-equals"

compare(condition, left, right) := among(condition, left, right) if condition.operator == "in"

compare(condition, left, right) := kleene.negate(among(condition, left, right)) if condition.operator == "not-in"

compare(condition, left, right) := holds(condition, left, right) if condition.operator == "contains"

compare(condition, left, right) := kleene.truth(startswith(left, right)) if {
	condition.operator == "starts-with"
	is_string(left)
	is_string(right)
}

compare(condition, left, right) := kleene.truth(left < right) if {
	condition.operator == "less-than"
	is_number(left)
	is_number(right)
}

compare(condition, left, right) := kleene.truth(left > right) if {
	condition.operator == "greater-than"
	is_number(left)
	is_number(right)
}

equals(condition, left, right) := same(condition, left, right) if {
	not is_array(left)
	not is_array(right)
} else := "unknown"

# A scalar is never a list of one.
among(condition, left, right) := kleene.any_of([same(condition, left, item) | some item in right]) if {
	not is_array(left)
	is_array(right)
} else := "unknown"

holds(condition, left, right) := kleene.any_of([same(condition, item, right) | some item in left]) if {
	is_array(left)
	not is_array(right)
} else := kleene.truth(contains(left, right)) if {
	is_string(left)
	is_string(right)
} else := "unknown"

# An integer meets the text of a path or query parameter as canonical decimal text.
same(condition, left, right) := kleene.truth(left == right) if {
	type_name(left) == type_name(right)
} else := mixed(left, right, textual(condition))

default textual(_) := false

textual(condition) if regex.match(`^(path|query)\.`, condition.left)

textual(condition) if regex.match(`^(path|query)\.`, condition.right.ref)

mixed(left, right, true) := kleene.truth(format_int(left, 10) == right) if {
	number.safe_integer(left)
	is_string(right)
} else := kleene.truth(format_int(right, 10) == left) if {
	number.safe_integer(right)
	is_string(left)
} else := "unknown"

mixed(_, _, false) := "unknown"
