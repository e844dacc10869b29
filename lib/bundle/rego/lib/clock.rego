# Integer seconds, floored once. A clock that was set back is caught up by the signals' own time.
package sallyport.lib.clock

import rego.v1

own := (nanoseconds - (nanoseconds % 1000000000)) / 1000000000 if nanoseconds := time.now_ns()

default readable := false

readable if is_number(own)

now := max([own, issued_at])

default issued_at := 0

issued_at := data.sallyport_signals.issued_at
