# Three-valued truth, as text: "true", "false", "unknown".
package sallyport.lib.kleene

import rego.v1

truth(true) := "true"

truth(false) := "false"

# Among alternatives true wins, then unknown.
any_of(values) := "true" if {
	"true" in values
} else := "unknown" if {
	"unknown" in values
} else := "false"

negate("true") := "false"

negate("false") := "true"

negate("unknown") := "unknown"
