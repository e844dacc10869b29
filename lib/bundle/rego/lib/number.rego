# Numbers that Go and JavaScript read alike: integers within ±(2^53−1), decimals of at most 15 digits.
package sallyport.lib.number

import rego.v1

safe_integer(value) if {
	floor(value) == value
	abs(value) <= 9007199254740991
}

plain(value) if {
	regex.match(`^[0-9]{1,15}$`, json.marshal(value))
} else if {
	floor(value) == value
	abs(value) <= 9007199254740991
} else if {
	floor(value) != value

	# Of enormous integers OPA's floor is another number.
	abs(value) < 9007199254740991
	mantissa := regex.replace(json.marshal(value), `[eE].*$`, "")
	digits := trim(regex.replace(mantissa, `[^0-9]`, ""), "0")
	count(digits) <= 15
}
