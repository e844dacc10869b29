# Comparison of a fact with a literal or another fact: equal types compare, everything else is unknown.
package sallyport.lib.attribute

import rego.v1

import data.sallyport.lib.facts
import data.sallyport.lib.kleene
import data.sallyport.lib.number
import data.sallyport.lib.request
import data.sallyport.lib.route

value(condition) := kleene.truth(resolve(condition.left).state != "missing") if condition.operator == "exists"

value(condition) := result if {
	condition.operator != "exists"
	left := resolve(condition.left)
	right := right_side(condition.right)
	result := compare_sides(condition, left, right)
}

compare_sides(condition, left, right) := compare(
	condition.operator,
	left.value,
	right.value,
	textual(condition),
) if {
	left.state == "value"
	right.state == "value"
} else := "unknown"

right_side(right) := {"state": "value", "value": right.value} if "value" in object.keys(right)

right_side(right) := resolve(right.ref) if "ref" in object.keys(right)

default textual(_) := false

textual(condition) if regex.match(`^(path|query)\.`, condition.left)

textual(condition) if regex.match(`^(path|query)\.`, condition.right.ref)

# --- facts by name

# A null is missing; an object, a nested list, a number beyond the format or a query parameter that came
# twice is there, but compares with nothing.
resolve(name) := resolved(read(source, rest)) if {
	parts := split(name, ".")
	source := parts[0]
	rest := concat(".", array.slice(parts, 1, count(parts)))
}

resolved(found) := {"state": "missing"} if {
	found == null
} else := {"state": "value", "value": found} if {
	comparable(found)
} else := {"state": "unusable"}

comparable(found) if scalar(found)

comparable(found) if {
	is_array(found)
	every item in found { scalar(item) }
}

scalar(found) if is_string(found)

scalar(found) if is_boolean(found)

scalar(found) if number.plain(found)

default read(_, _) := null

read("subject", name) := subject_fact(name) if not facts.caller.anonymous

read("device", name) := device_fact(name) if {
	facts.device.state == "known"
	facts.device.record.state == "trusted"
}

read("api", name) := route.api_id if name == "slug"

read("api", name) := route.api.data_classes if name == "dataClasses"

read("api", name) := route.api[name] if name in {"sensitivity", "criticality", "exposure", "audience"}

read("operation", name) := route.operation[name] if name in {"key", "method", "template", "sensitivity", "tags"}

read("path", name) := route.parameters[name]

read("query", name) := query_fact(request.query[name])

read("token", name) := facts.claims[name]

default subject_fact(_) := null

subject_fact(name) := facts.caller.id if name == "id"

subject_fact(name) := facts.caller.kind if name == "kind"

subject_fact(name) := facts.caller.record.attributes[name] if not name in {"id", "kind"}

default device_fact(_) := null

device_fact(name) := facts.device.id if name == "id"

device_fact(name) := facts.device.record.subject if name == "owner"

device_fact(name) := facts.device.record[name] if name in {"platform", "trust"}

device_fact(name) := facts.device.record.attributes[name] if {
	not name in {"id", "owner", "platform", "trust"}
}

query_fact(values) := values[0] if {
	count(values) == 1
} else := {}

# --- operators

default compare(_, _, _, _) := "unknown"

compare("equals", left, right, textual_side) := equals(left, right, textual_side)

compare("not-equals", left, right, textual_side) := kleene.negate(equals(left, right, textual_side))

compare("in", left, right, textual_side) := among(left, right, textual_side)

compare("not-in", left, right, textual_side) := kleene.negate(among(left, right, textual_side))

compare("contains", left, right, textual_side) := holds(left, right, textual_side)

compare("starts-with", left, right, _) := kleene.truth(startswith(left, right)) if {
	is_string(left)
	is_string(right)
}

compare("less-than", left, right, _) := kleene.truth(left < right) if {
	is_number(left)
	is_number(right)
}

compare("greater-than", left, right, _) := kleene.truth(left > right) if {
	is_number(left)
	is_number(right)
}

equals(left, right, _) := "unknown" if {
	is_array(left)
} else := "unknown" if {
	is_array(right)
}

equals(left, right, textual_side) := same(left, right, textual_side) if {
	not is_array(left)
	not is_array(right)
}

# A scalar is never a list of one.
among(left, right, textual_side) := kleene.any_of([same(left, item, textual_side) | some item in right]) if {
	not is_array(left)
	is_array(right)
} else := "unknown"

holds(left, right, textual_side) := kleene.any_of([same(item, right, textual_side) | some item in left]) if {
	is_array(left)
	not is_array(right)
} else := kleene.truth(contains(left, right)) if {
	is_string(left)
	is_string(right)
} else := "unknown"

# An integer meets the text of a path or query parameter as canonical decimal text.
same(left, right, _) := kleene.truth(left == right) if {
	type_name(left) == type_name(right)
} else := "unknown" if {
	false
}

same(left, right, textual_side) := mixed(left, right, textual_side) if type_name(left) != type_name(right)

mixed(left, right, true) := kleene.truth(format_int(left, 10) == right) if {
	number.safe_integer(left)
	is_string(right)
} else := kleene.truth(format_int(right, 10) == left) if {
	number.safe_integer(right)
	is_string(left)
} else := "unknown"

mixed(_, _, false) := "unknown"
