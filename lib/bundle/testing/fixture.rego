# Decides a fixture: documents and clock come with the input. Never part of a bundle, where a caller could
# choose them.
package sallyport.fixture

import rego.v1

decision := result if {
	nanoseconds := nanoseconds_of(input.now)
	result := data.sallyport.authz with data.sallyport_policy as input.deployment.policy
		with data.sallyport_directory as input.deployment.directory
		with data.sallyport_signals as input.deployment.signals
		with time.now_ns as nanoseconds
		with input as input.input
}

# Null is a clock that can't be read.
nanoseconds_of(now) := now * 1000000000 if {
	is_number(now)
} else := null

# Many requests to the documents that are loaded, in their order.
decisions := [result |
	some one in input.cases
	result := data.sallyport.authz with time.now_ns as one.now * 1000000000
		with input as one.input
]

# Which of some texts are in normal form C.
normal := [one | some one in input.texts; data.sallyport.lib.normal_form.holds(one)]
