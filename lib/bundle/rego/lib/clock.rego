# Integer seconds, floored once. A clock that was set back is caught up by the signals' own time.
package sallyport.lib.clock

import rego.v1

# Undefined where the clock can't be read. As text, since OPA counts dearly.
now := max([to_number(substring(text, 0, count(text) - 9)), issued_at]) if {
	text := format_int(time.now_ns(), 10)
	issued_at := data.sallyport_signals.issued_at
}

default readable := false

readable if now >= 0
