# Three-valued truth, as text: "true", "false", "unknown".
package sallyport.lib.kleene

import rego.v1

truth(true) := "true"

truth(false) := "false"

# In a conjunction false wins over unknown, unknown over true.
all_of(values) := "false" if {
	"false" in values
} else := "unknown" if {
	"unknown" in values
} else := "true"

# Among alternatives true wins, then unknown.
any_of(values) := "true" if {
	"true" in values
} else := "unknown" if {
	"unknown" in values
} else := "false"

negate("true") := "false"

negate("false") := "true"

negate("unknown") := "unknown"
